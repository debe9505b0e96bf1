//! The front door of image to video.

use kling_models::{Product, Request};
use kling_runtime::{ElementId, Error, Picture, VoiceId};

use crate::client::Tasks;
use crate::generated::types::{ImageToVideoContent, ImageToVideoContentType};
use crate::items::{Items, item};
use crate::models::{Kling25Turbo, Kling26, Kling30, Kling30Turbo, Makes, sealed::Sealed};
use crate::settings::video_models;
use crate::shot_script::ShotScript;
use crate::video_kind::{VideoDraft, VideoKind, VideoOrder, add_picture, draft_of_script, look_at_items, prompt_item};

/// Videos that begin with a picture.
#[derive(Clone, Debug)]
pub struct ImageToVideo;

item!(ImageToVideoContent refers by element_id, voice_id);

impl Sealed for ImageToVideo {}

impl VideoKind for ImageToVideo {
    const PRODUCT: Product = Product::ImageToVideo;
    type Start = Vec<ImageToVideoContent>;
    type Contents = Vec<ImageToVideoContent>;

    fn look(contents: &Self::Contents, uses: &mut Request<'_>) -> Result<Vec<String>, Error> {
        let (items, warnings) = look_at_items(contents)?;
        items.require_one("prompt")?;
        items.require_one("first_frame")?;
        items.allow_one(&["last_frame"])?;
        uses.first_frame = true;
        uses.end_frame = items.has("last_frame");
        uses.elements = items.count("element");
        uses.voices = items.count("voice");
        Ok(warnings)
    }

    fn prompt(contents: &Self::Contents) -> Option<&str> {
        Items::of(contents).prompt()
    }
}

/// A video that begins with a picture, by the model `M`. Nothing is read or sent before [`prepare`](Self::prepare) or
/// [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct GenerateFromFrames<M: Makes<ImageToVideo>> {
    draft: VideoDraft<ImageToVideo, M>,
}

impl Tasks {
    /// Makes a video that begins with a picture, which sets its shape. The words are at most 2500 characters, with Kling 3.0 up to
    /// 3072, of which 2500 are advised.
    ///
    /// Pictures are PNG or JPEG, at most 50 MB, both sides at least 300 pixels, width over height from 1:2.5 to 2.5:1.
    ///
    /// ```
    /// use kling_runtime::ElementId;
    /// use kling_tasks::Kling30;
    ///
    /// # async fn example(tasks: kling_tasks::Tasks) -> Result<(), kling_runtime::Error> {
    /// let wave = tasks.image_to_video(Kling30, "pier.png", "@Mia waves at the camera");
    /// let task = wave.with_element("Mia", ElementId::new(321922438904313)).with_last_frame("boat.png").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn image_to_video<M: Makes<ImageToVideo>>(
        &self,
        _model: M,
        first_frame: impl Into<Picture>,
        script: impl Into<ShotScript>,
    ) -> GenerateFromFrames<M> {
        let mut draft = draft_of_script(self, script.into(), |text| vec![prompt_item(text)]);
        add_picture(&mut draft, first_frame, ImageToVideoContent::new(ImageToVideoContentType::FirstFrame));
        GenerateFromFrames { draft }
    }
}

video_models! {
    GenerateFromFrames makes ImageToVideo of contents;
    Kling25Turbo: create_image_to_video_2_5_turbo(ImageToVideo25TurboRequest) { resolution, seconds }
    Kling26: create_image_to_video_2_6(ImageToVideo26Request) { resolution, seconds, sound }
    Kling30: create_image_to_video_3_0(ImageToVideo30Request) { resolution, seconds, sound, multi_shot }
    Kling30Turbo: create_image_to_video_3_0_turbo(ImageToVideo30TurboRequest) { resolution, seconds }
}

/// A picture to end with, for the models that take one.
macro_rules! last_frame {
    ($($model:ident),*) => {$(
        impl GenerateFromFrames<$model> {
            /// The picture the video ends with. With Kling 2.6 and 2.5 Turbo it needs `1080p`; one of the vendor's pages allows it
            /// with 2.6 in silent videos only.
            pub fn with_last_frame(mut self, picture: impl Into<Picture>) -> Self {
                let item = ImageToVideoContent::new(ImageToVideoContentType::LastFrame);
                add_picture(&mut self.draft, picture, item);
                self
            }
        }
    )*};
}

last_frame!(Kling25Turbo, Kling26, Kling30);

impl GenerateFromFrames<Kling30> {
    /// An element that takes part; the prompt calls it `@` and this name. At most three.
    ///
    /// Names are unique within the request, and none is a part of another.
    pub fn with_element(mut self, name: impl Into<String>, element: ElementId) -> Self {
        let mut item = ImageToVideoContent::new(ImageToVideoContentType::Element);
        item.element_id = Some(element.to_string());
        item.id = Some(name.into());
        self.draft.request().contents.push(item);
        self
    }
}

impl GenerateFromFrames<Kling26> {
    /// A voice that speaks; the prompt calls it `@` and this name. At most two, and only with sound.
    ///
    /// Names are unique within the request, and none is a part of another.
    pub fn with_voice(mut self, name: impl Into<String>, voice: VoiceId) -> Self {
        let mut item = ImageToVideoContent::new(ImageToVideoContentType::Voice);
        item.voice_id = Some(voice.into());
        item.id = Some(name.into());
        self.draft.request().contents.push(item);
        self
    }
}

kling_runtime::order_door!(GenerateFromFrames<M: Makes<ImageToVideo>> orders VideoOrder<ImageToVideo, M>, marks watermark_info);
