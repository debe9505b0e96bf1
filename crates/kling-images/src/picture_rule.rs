//! What a picture must be that goes into a request.

use kling_geometry::{Size, limits};
use kling_runtime::{Error, PictureHeader, PictureRule};

use crate::client::refused_here;

/// The usual rule: PNG or JPEG, at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1.
pub(crate) const INPUT_PICTURE: PictureRule = PictureRule { largest_bytes: limits::MAX_IMAGE_BYTES, check: check_size };

/// The rule of virtual try-on: the usual one, but any shape.
pub(crate) const INPUT_PICTURE_OF_ANY_SHAPE: PictureRule =
    PictureRule { largest_bytes: limits::MAX_IMAGE_BYTES, check: check_sides };

/// Refuses a picture that the API would refuse for its size or shape.
pub(crate) fn check_size(header: &PictureHeader) -> Result<(), Error> {
    let size = Size::new(header.width, header.height).map_err(refused_here)?;
    limits::check_input_size(size).map_err(refused_here)
}

/// A square has the least extreme shape, so only its sides can be refused.
fn check_sides(header: &PictureHeader) -> Result<(), Error> {
    let shorter = header.width.min(header.height);
    let square = Size::new(shorter, shorter).map_err(refused_here)?;
    limits::check_input_size(square).map_err(refused_here)
}
