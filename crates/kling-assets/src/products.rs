//! The products of `/v1/general`, and how their tasks are read.

use kling_models::{Product, Request, Standard, picture_rule};
use kling_runtime::{Error, PictureMember, Review, Usage};

use crate::angles::{AngleSet, read_sets};
use crate::client::Assets;
use crate::element::{Element, read_elements};
use crate::generated::{self, types};
use crate::voice::{Voice, read_voices};
use kling_runtime::check_address;

kling_runtime::products! {
    client Assets;
    /// A product of `/v1/general`, for [`Assets::task`] and the like.
    trait AssetProduct;

    /// A voice from a recording.
    VoiceCreation = "voice", get_voice, list_voices, VoiceTask => Voice, read_voices,
        create_voice(CreateVoiceRequest), review_voice;
    /// An element from pictures or from a video.
    ElementCreation = "element", get_element, list_elements, ElementTask => Element, read_elements,
        create_element(CreateElementRequest), review_element;
    /// One thing from other angles.
    MultiShot = "multi-shot", get_multi_shot, list_multi_shots, MultiShotTask => AngleSet, read_sets,
        create_multi_shot(CreateMultiShotRequest), review_multi_shot;
}

/// What a picture of a request must be.
pub(crate) fn picture_member(product: Product, member: &str) -> PictureMember {
    PictureMember::new(member, picture_rule(product, Standard::V1, member))
}

fn judge(product: Product, request: Request<'_>) -> Result<Review, Error> {
    Review::of(&Usage::new(product, Standard::V1, None, request))
}

fn review_multi_shot(_: &types::CreateMultiShotRequest) -> Result<Review, Error> {
    judge(Product::MultiShot, Request::new())
}

fn review_voice(request: &types::CreateVoiceRequest) -> Result<Review, Error> {
    match (&request.voice_url, &request.video_id) {
        (Some(url), None) => check_address("voice_url", url)?,
        (None, Some(_)) => {}
        _ => return Err(Error::invalid_input("exactly one of voice_url and video_id is needed")),
    }
    judge(Product::Voice, Request::new())
}

fn review_element(request: &types::CreateElementRequest) -> Result<Review, Error> {
    let mut uses = Request::new();
    match (&request.element_image_list, &request.element_video_list) {
        (Some(pictures), None) => {
            if pictures.frontal_image.is_none() || pictures.refer_images.is_empty() {
                let problem = "element_image_list needs frontal_image and 1 to 3 refer_images";
                return Err(Error::invalid_input(problem));
            }
            uses.images = pictures.refer_images.len() as u32;
        }
        (None, Some(videos)) => {
            let [video] = videos.refer_videos.as_slice() else {
                let count = videos.refer_videos.len();
                let problem = format!("element_video_list.refer_videos has {count} items; exactly 1 is allowed");
                return Err(Error::invalid_input(problem));
            };
            check_address("video_url", &video.video_url)?;
        }
        _ => return Err(Error::invalid_input("exactly one of element_image_list and element_video_list is needed")),
    }
    uses.voices = u32::from(request.element_voice_id.is_some());
    judge(Product::Element, uses)
}
