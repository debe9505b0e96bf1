//! What a picture must be that goes into a request.

use kling_geometry::{Size, limits};
use kling_runtime::{Error, PictureHeader, PictureRule};

/// Five times what `/v1` takes.
const LARGEST_PICTURE: u64 = 5 * limits::MAX_IMAGE_BYTES;

/// PNG or JPEG, at most 50 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1.
pub(crate) const INPUT_PICTURE: PictureRule = PictureRule { largest_bytes: LARGEST_PICTURE, check: check_size };

fn check_size(header: &PictureHeader) -> Result<(), Error> {
    let size = Size::new(header.width, header.height).map_err(refused_here)?;
    limits::check_input_size(size).map_err(refused_here)
}

fn refused_here(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::invalid_input(error.to_string()).with_source(error)
}
