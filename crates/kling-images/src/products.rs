//! The products of `/v1/images`, and how their tasks are read.

use kling_models::{Product, Request, Standard, picture_rule};
use kling_runtime::wire::SeriesAmount;
use kling_runtime::{Error, PictureMember, Review, Usage};

use crate::client::Images;
use crate::generated::{self, types};
use crate::image::{Image, read_images, read_omni_images};

kling_runtime::products! {
    client Images;
    /// A product of `/v1/images`, for [`Images::task`] and the like.
    trait ImageProduct;

    /// Pictures from words, or from words and a picture.
    ImageGeneration = "image-generation", get_image_generation, list_image_generations, ImageTask => Image, read_images,
        create_image_generation(GenerateImageRequest by model_name), review_generation;
    /// Pictures from words, pictures and elements together, alone or as a series.
    OmniImage = "omni-image", get_omni_image, list_omni_images, OmniImageTask => Image, read_omni_images,
        create_omni_image(OmniImageRequest by model_name), review_omni;
    /// Pictures of up to four subjects, in a scene and a style.
    ReferenceImage = "reference-image", get_reference_image, list_reference_images, ImageTask => Image, read_images,
        create_reference_image(ReferenceImageRequest by model_name), review_reference;
    /// A picture grown beyond its borders.
    ImageExpansion = "image-expansion", get_image_expansion, list_image_expansions, ImageTask => Image, read_images,
        create_image_expansion(ExpandImageRequest), review_expansion;
    /// A person in other clothes.
    VirtualTryOn = "virtual-try-on", get_virtual_try_on, list_virtual_try_ons, ImageTask => Image, read_images,
        create_virtual_try_on(VirtualTryOnRequest by model_name), review_try_on;
}

/// What a picture of a request must be.
pub(crate) fn picture_member(product: Product, member: &str) -> PictureMember {
    PictureMember::new(member, picture_rule(product, Standard::V1, member))
}

/// Holds what a request uses against what its model can do, and looks up its price.
fn judge(product: Product, model: Option<&String>, request: Request<'_>) -> Result<Review, Error> {
    Review::of(&Usage::new(product, Standard::V1, model.map(String::as_str), request))
}

fn review_generation(request: &types::GenerateImageRequest) -> Result<Review, Error> {
    if request.image.is_none() && request.image_reference.as_ref().is_some_and(|kind| !kind.as_str().is_empty()) {
        let error = Error::invalid_input("image_reference is given, and image, which it is about, is not");
        return Err(error.with_advice("add a picture, or leave image_reference out"));
    }
    let mut uses = Request::new();
    uses.resolution = request.resolution.as_ref().map(types::ImageResolution::as_str);
    uses.aspect_ratio = request.aspect_ratio.as_ref().map(types::ImageAspectRatio::as_str);
    uses.images = u32::from(request.image.is_some());
    uses.elements = request.element_list.len() as u32;
    uses.prompt_chars = Some(request.prompt.chars().count());
    uses.negative_prompt_chars = request.negative_prompt.as_ref().map(|prompt| prompt.chars().count());
    uses.count = request.n;
    judge(Product::ImageGeneration, request.model_name.as_ref(), uses)
}

fn review_omni(request: &types::OmniImageRequest) -> Result<Review, Error> {
    let mut uses = Request::new();
    uses.resolution = request.resolution.as_ref().map(types::ImageResolution::as_str);
    uses.aspect_ratio = request.aspect_ratio.as_ref().map(types::ImageAspectRatio::as_str);
    uses.images = request.image_list.len() as u32;
    uses.elements = request.element_list.len() as u32;
    uses.prompt_chars = Some(request.prompt.chars().count());
    uses.count = request.n;
    let is_series = request.result_type == Some(types::ImageResultType::Series);
    uses.series = is_series.then_some(match request.series_amount {
        Some(SeriesAmount::Exactly(pictures)) => kling_models::SeriesAmount::Pictures(pictures),
        Some(_) => kling_models::SeriesAmount::Auto,
        None => kling_models::SeriesAmount::Pictures(4),
    });
    judge(Product::OmniImage, request.model_name.as_ref(), uses)
}

fn review_reference(request: &types::ReferenceImageRequest) -> Result<Review, Error> {
    let mut uses = Request::new();
    uses.aspect_ratio = request.aspect_ratio.as_ref().map(types::ImageAspectRatio::as_str);
    uses.images = request.subject_image_list.len() as u32;
    uses.prompt_chars = request.prompt.as_ref().map(|prompt| prompt.chars().count());
    uses.count = request.n;
    judge(Product::ReferenceImage, request.model_name.as_ref(), uses)
}

fn review_expansion(request: &types::ExpandImageRequest) -> Result<Review, Error> {
    let mut uses = Request::new();
    uses.prompt_chars = request.prompt.as_ref().map(|prompt| prompt.chars().count());
    uses.count = request.n;
    judge(Product::ImageExpansion, None, uses)
}

fn review_try_on(request: &types::VirtualTryOnRequest) -> Result<Review, Error> {
    judge(Product::VirtualTryOn, request.model_name.as_ref(), Request::new().with_images(1))
}
