//! The size that a picture must have to be expanded, by the same table that plans are made by.

use kling_geometry::{Size, limits};
use kling_runtime::{Error, PictureHeader};

use crate::client::refused_here;

/// Refuses a picture that the API would refuse for its size or shape.
pub(crate) fn check_size(header: &PictureHeader) -> Result<(), Error> {
    let size = Size::new(header.width, header.height).map_err(refused_here)?;
    limits::check_input_size(size).map_err(refused_here)
}
