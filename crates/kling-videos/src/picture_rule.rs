//! What a picture must be that goes into a request.

use kling_geometry::{Size, limits};
use kling_runtime::{Error, PictureHeader, PictureRule};

use crate::client::refused_here;

/// The longest side of the person's picture in motion control.
const LONGEST_MOTION_SIDE: u32 = 65_536;

/// The usual rule: PNG or JPEG, at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1.
pub(crate) const INPUT_PICTURE: PictureRule = rule(check_size);

/// The rule of motion control: the usual one, and no side longer than 65536 pixels.
pub(crate) const MOTION_PICTURE: PictureRule = rule(check_motion_size);

/// The rule of a last frame: the usual one, but no shape is stated.
pub(crate) const LAST_FRAME: PictureRule = rule(check_sides);

/// The rule of a mask: it has the shape of the first frame, but no size is stated.
pub(crate) const MASK: PictureRule = rule(|_| Ok(()));

const fn rule(check: fn(&PictureHeader) -> Result<(), Error>) -> PictureRule {
    PictureRule { largest_bytes: limits::MAX_IMAGE_BYTES, check }
}

fn check_size(header: &PictureHeader) -> Result<(), Error> {
    let size = Size::new(header.width, header.height).map_err(refused_here)?;
    limits::check_input_size(size).map_err(refused_here)
}

/// A square has the least extreme shape, so only its sides can be refused.
fn check_sides(header: &PictureHeader) -> Result<(), Error> {
    let shorter = header.width.min(header.height);
    let square = Size::new(shorter, shorter).map_err(refused_here)?;
    limits::check_input_size(square).map_err(refused_here)
}

fn check_motion_size(header: &PictureHeader) -> Result<(), Error> {
    let longer = header.width.max(header.height);
    if longer > LONGEST_MOTION_SIDE {
        let problem = format!("a side of the picture has {longer} pixels; at most {LONGEST_MOTION_SIDE} are allowed");
        return Err(Error::invalid_input(problem).with_advice("save it smaller"));
    }
    check_size(header)
}
