//! The front door of text to video.

use kling_models::{Product, Request};
use kling_runtime::Error;

use crate::client::Tasks;
use crate::models::{Kling25Turbo, Kling26, Kling30, Kling30Turbo, Makes, sealed::Sealed};
use crate::settings::video_models;
use crate::shot_script::ShotScript;
use crate::video_kind::{VideoDraft, VideoKind, VideoOrder, draft_of_script};

/// Videos from words.
#[derive(Clone, Debug)]
pub struct TextToVideo;

impl Sealed for TextToVideo {}

impl VideoKind for TextToVideo {
    const PRODUCT: Product = Product::TextToVideo;
    type Start = String;
    type Contents = String;

    fn look(prompt: &String, _: &mut Request<'_>) -> Result<Vec<String>, Error> {
        if prompt.trim().is_empty() {
            return Err(Error::invalid_input("prompt is empty; at least 1 character is needed"));
        }
        Ok(Vec::new())
    }

    fn prompt(prompt: &String) -> Option<&str> {
        Some(prompt)
    }
}

/// A video from words, by the model `M`. Nothing is sent before [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct GenerateFromText<M: Makes<TextToVideo>> {
    draft: VideoDraft<TextToVideo, M>,
}

impl Tasks {
    /// Makes a video from words: at most 2500 characters, with Kling 3.0 and 3.0 Turbo up to 3072, of which 2500 are advised.
    /// Negative wishes go in here too.
    ///
    /// What can be set depends on the model, which is why it comes first.
    ///
    /// ```
    /// use kling_tasks::{Kling30, ShotScript};
    ///
    /// # async fn example(tasks: kling_tasks::Tasks) -> Result<(), kling_runtime::Error> {
    /// let shots = ShotScript::customize([("a boat leaves the pier", 2), ("close view of the captain", 3)]);
    /// let task = tasks.text_to_video(Kling30, shots).with_resolution("1080p").with_sound(true).send().await?;
    /// let saved = task.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Kling 3.0 Turbo always makes sound, so there is nothing to set:
    ///
    /// ```compile_fail
    /// # fn example(tasks: kling_tasks::Tasks) {
    /// let _ = tasks.text_to_video(kling_tasks::Kling30Turbo, "a fox runs over snow").with_sound(true);
    /// # }
    /// ```
    pub fn text_to_video<M: Makes<TextToVideo>>(
        &self,
        _model: M,
        script: impl Into<ShotScript>,
    ) -> GenerateFromText<M> {
        GenerateFromText { draft: draft_of_script(self, script.into(), |text| text) }
    }
}

video_models! {
    GenerateFromText makes TextToVideo of prompt;
    Kling25Turbo: create_text_to_video_2_5_turbo(TextToVideo25TurboRequest) { resolution, aspect_ratio, seconds }
    Kling26: create_text_to_video_2_6(TextToVideo26Request) { resolution, aspect_ratio, seconds, sound }
    Kling30: create_text_to_video_3_0(TextToVideo30Request) { resolution, aspect_ratio, seconds, sound, multi_shot }
    Kling30Turbo: create_text_to_video_3_0_turbo(TextToVideo30TurboRequest) { resolution, aspect_ratio, seconds }
}

kling_runtime::order_door!(GenerateFromText<M: Makes<TextToVideo>> orders VideoOrder<TextToVideo, M>, marks watermark_info);
