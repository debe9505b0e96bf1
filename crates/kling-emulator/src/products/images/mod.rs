//! `/v1/images`.

mod expansion;
mod generation;
mod omni;
mod reference;
mod try_on;

use image::RgbImage;
use kling_models::{Product, Resolution};

use super::{Handler, Table};
use crate::inputs::Picture;
use crate::lenient::Node;
use crate::output::Output;
use crate::studio::{Studio, restyle, sizes};

pub(super) const TABLE: Table = &[
    ("create_image_generation", Handler::Order(Product::ImageGeneration, generation::plan)),
    ("create_omni_image", Handler::Order(Product::OmniImage, omni::plan)),
    ("create_reference_image", Handler::Order(Product::ReferenceImage, reference::plan)),
    ("create_image_expansion", Handler::Order(Product::ImageExpansion, expansion::plan)),
    ("create_virtual_try_on", Handler::Order(Product::VirtualTryOn, try_on::plan)),
];

/// How many pictures are asked for: `n`.
fn count(body: &Node<'_>) -> u32 {
    body.get("n").integer().and_then(|number| u32::try_from(number).ok()).unwrap_or(1)
}

/// The size of the result: the shape that is named; where none is, that of the first picture, or 16:9.
fn size(resolution: Option<Resolution>, aspect_ratio: Option<&str>, first: Option<&Picture>) -> (u32, u32) {
    let shape = aspect_ratio.and_then(sizes::shape).or_else(|| first.map(Picture::size));
    sizes::picture(resolution, shape.unwrap_or((16, 9)))
}

/// Pictures from a prompt and other pictures.
fn make_pictures(
    studio: &Studio,
    prompt: &str,
    inputs: &[RgbImage],
    size: (u32, u32),
    count: u32,
) -> Result<Vec<Output>, String> {
    (0..count as usize)
        .map(|index| studio.picture("image", index, restyle(prompt, inputs, size, index).into()))
        .collect()
}
