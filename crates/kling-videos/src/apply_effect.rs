//! The front door of video effects.

use kling_models::{
    DUAL_SCENES, EFFECT_SCENES_EDITION, Product, Request, SINGLE_SCENES, closest, find_discontinued_scene,
    scene_pictures,
};
use kling_runtime::{Draft, Error, Product as _, Review};

use crate::VideoEffect;
use crate::client::Videos;
use crate::generated::types::{CreateVideoEffectRequest, VideoEffectInput};
use crate::products::{judge, picture_member};
use crate::scene_pictures::ScenePictures;
use crate::seconds::read_duration;

/// Persons put into a ready-made scene. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
///
/// Every scene has a price of its own, and none is known before.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct ApplyEffect {
    draft: Draft<VideoEffect>,
}

impl Videos {
    /// Puts one or two persons into a ready-made scene, such as `lion_dance` with one or `hug_pro` with two.
    ///
    /// The vendor changes the scenes every month, so one that is not known here is sent all the same.
    /// [`kling_models::SINGLE_SCENES`] and [`kling_models::DUAL_SCENES`] list those of September 2026. The length, the model and the
    /// mode that scenes had until about February 2026 are in [`wire`](crate::wire) only.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// let task = videos.apply_effect("hug_pro", ("left.jpg", "right.jpg")).send().await?;
    /// let saved = task.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn apply_effect(&self, scene: impl Into<String>, pictures: impl Into<ScenePictures>) -> ApplyEffect {
        let request = CreateVideoEffectRequest::new(scene, VideoEffectInput::default());
        let mut draft = Draft::new(VideoEffect::over(self.session()), request);
        match pictures.into() {
            ScenePictures::One(picture) => {
                draft.picture(picture, picture_member(Product::Effect, "image"), |request, input| {
                    request.input.image = Some(input)
                });
            }
            ScenePictures::Two { left, right } => {
                for picture in [left, right] {
                    draft.picture(picture, picture_member(Product::Effect, "images"), |request, input| {
                        request.input.images.push(input)
                    });
                }
            }
        }
        ApplyEffect { draft }
    }
}

kling_runtime::front_door!(ApplyEffect orders VideoEffect with watermark);

pub(crate) fn review(request: &CreateVideoEffectRequest) -> Result<Review, Error> {
    let CreateVideoEffectRequest { effect_scene: scene, input, .. } = request;
    let pictures = match (&input.image, input.images.len()) {
        (Some(_), 0) => 1,
        (None, 2) => 2,
        _ => return Err(Error::invalid_input("exactly one of input.image and input.images is needed")),
    };
    let mut uses = Request::new();
    uses.images = pictures;
    read_duration(input.duration.as_ref())?;
    let mut review = judge(Product::Effect, None, uses)?;
    review.warnings.extend(earlier_members(input));
    review.warnings.extend(scene_warnings(scene, pictures));
    Ok(review)
}

/// Scenes had a model, a mode and a length of their own once.
fn earlier_members(input: &VideoEffectInput) -> impl Iterator<Item = String> {
    let members = [
        ("input.model_name", input.model_name.is_some()),
        ("input.mode", input.mode.is_some()),
        ("input.duration", input.duration.is_some()),
    ];
    let given = members.into_iter().filter(|(_, is_given)| *is_given);
    given.map(|(member, _)| format!("`{member}` was used until about February 2026; later documents do not have it"))
}

/// The scenes change every month, so what is known of one only warns.
fn scene_warnings(scene: &str, pictures: u32) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(ended) = find_discontinued_scene(scene) {
        let successor = ended.successor.map(|successor| format!("; use {successor}")).unwrap_or_default();
        warnings.push(format!("`effect_scene` `{scene}` was announced to end on {}{successor}", ended.date));
    }
    let known_scenes = || SINGLE_SCENES.iter().chain(DUAL_SCENES).copied();
    if warnings.is_empty() && !known_scenes().any(|known| known == scene) {
        let meant = closest(scene, known_scenes()).map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
        warnings.push(format!("`effect_scene` `{scene}` is not among the scenes of {EFFECT_SCENES_EDITION}{meant}"));
    }
    if let Some(known) = scene_pictures(scene).filter(|known| *known != pictures) {
        warnings.push(format!("`effect_scene` `{scene}` is known to take {known} pictures, not {pictures}"));
    }
    warnings
}
