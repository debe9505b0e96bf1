//! The front door of motion control.

use kling_models::{CharacterOrientation, Product, Request};
use kling_runtime::wire::{CreateOptions, MediaInput, UnifiedTaskCreated};
use kling_runtime::{ElementId, Error, Picture};

use crate::client::Tasks;
use crate::generated::Client;
use crate::generated::types::{
    AudioSource, MotionControlContent, MotionControlContentType, MotionControlRequest, MotionControlSettings,
    OrientationSource, OutputResolution,
};
use crate::items::{Item as _, Items, item};
use crate::models::{Kling26, Kling30, Makes, sealed::Sealed};
use crate::settings::sound;
use crate::video_kind::{VideoDraft, VideoKind, VideoOrder, add_picture, draft, look_at_items};

/// Videos in which a picture moves like a video.
#[derive(Clone, Debug)]
pub struct MotionControl;

item!(MotionControlContent refers by element_id);

impl Sealed for MotionControl {}

impl VideoKind for MotionControl {
    const PRODUCT: Product = Product::MotionControl;
    type Start = MotionControlRequest;
    type Contents = Vec<MotionControlContent>;

    fn look(contents: &Self::Contents, uses: &mut Request<'_>) -> Result<Vec<String>, Error> {
        let (items, warnings) = look_at_items(contents)?;
        items.require_one("image")?;
        items.require_one("video")?;
        items.allow_one(&["prompt"])?;
        items.check_videos(&["video"])?;
        uses.images = 1;
        uses.elements = items.count("element");
        Ok(warnings)
    }

    fn prompt(contents: &Self::Contents) -> Option<&str> {
        Items::of(contents).prompt()
    }
}

/// A picture that moves like a video, by the model `M`. Nothing is read or sent before [`prepare`](Self::prepare) or
/// [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct ControlMotion<M: Makes<MotionControl>> {
    draft: VideoDraft<MotionControl, M>,
}

impl Tasks {
    /// Makes the person of a picture move like the person of a video. The result is as long as the video, or shorter.
    ///
    /// The picture shows head and upper body, framed like the video: PNG or JPEG, at most 50 MB, both sides at least 300 pixels,
    /// width over height from 1:2.5 to 2.5:1. The video is given by its address: MP4 or MOV, at most 100 MB, sides 340 to 3850
    /// pixels, one person, without cuts or camera moves; at least 3 seconds, at most 10 with the orientation `image` and 30 with
    /// `video`.
    ///
    /// ```
    /// use kling_tasks::{Kling30, OrientationSource};
    ///
    /// # async fn example(tasks: kling_tasks::Tasks) -> Result<(), kling_runtime::Error> {
    /// let video = "https://example.com/dance.mp4";
    /// let task = tasks.control_motion(Kling30, "mia.png", video, OrientationSource::Video).with_prompt("on a beach").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn control_motion<M: Makes<MotionControl>>(
        &self,
        _model: M,
        picture: impl Into<Picture>,
        video_url: impl Into<String>,
        orientation: impl Into<OrientationSource>,
    ) -> ControlMotion<M> {
        let request = MotionControlRequest::new(Vec::new(), MotionControlSettings::new(orientation));
        let mut draft = draft(self, request);
        add_picture(&mut draft, picture, MotionControlContent::new(MotionControlContentType::Image));
        let mut video = MotionControlContent::new(MotionControlContentType::Video);
        video.set_url(MediaInput::Url(video_url.into()));
        M::contents_mut(draft.request()).push(video);
        ControlMotion { draft }
    }
}

/// Both models take the same body.
macro_rules! motion_models {
    ($($model:ident: $create:ident;)*) => {$(
        impl Makes<MotionControl> for $model {
            type Request = MotionControlRequest;

            fn start(start: MotionControlRequest) -> MotionControlRequest {
                start
            }

            fn contents(request: &MotionControlRequest) -> &Vec<MotionControlContent> {
                &request.contents
            }

            fn contents_mut(request: &mut MotionControlRequest) -> &mut Vec<MotionControlContent> {
                &mut request.contents
            }

            fn options(request: &mut MotionControlRequest) -> &mut CreateOptions {
                request.options.get_or_insert_default()
            }

            fn seconds(_: &mut MotionControlRequest) -> Option<&mut Option<u32>> {
                None
            }

            fn check(request: &MotionControlRequest) -> Result<(), Error> {
                request.check()
            }

            fn uses(request: &MotionControlRequest) -> Request<'_> {
                uses(&request.settings)
            }

            async fn create(wire: &Client, request: &MotionControlRequest) -> Result<UnifiedTaskCreated, Error> {
                wire.$create(request).await?.into_data()
            }
        }

        impl ControlMotion<$model> {
            /// What to show, in at most 2500 characters.
            pub fn with_prompt(mut self, prompt: impl Into<String>) -> Self {
                let mut item = MotionControlContent::new(MotionControlContentType::Prompt);
                item.set_text(prompt.into());
                self.draft.request().contents.push(item);
                self
            }

            /// `720p` or `1080p`. The server's default is `720p`.
            pub fn with_resolution(mut self, resolution: impl Into<OutputResolution>) -> Self {
                self.draft.request().settings.resolution = Some(resolution.into());
                self
            }

            /// Whether the sound of the motion video is kept. The server's default is that it is.
            pub fn with_original_sound(mut self, is_kept: bool) -> Self {
                let audio = if is_kept { AudioSource::Original } else { AudioSource::Off };
                self.draft.request().settings.audio = Some(audio);
                self
            }
        }
    )*};
}

motion_models! {
    Kling26: create_motion_control_2_6;
    Kling30: create_motion_control_3_0;
}

fn uses(settings: &MotionControlSettings) -> Request<'_> {
    let mut uses = Request::new();
    uses.resolution = settings.resolution.as_ref().map(OutputResolution::as_str);
    uses.sound = settings.audio.as_ref().and_then(sound);
    uses.character_orientation = match settings.character_orientation {
        OrientationSource::Image => Some(CharacterOrientation::Image),
        OrientationSource::Video => Some(CharacterOrientation::Video),
        _ => None,
    };
    uses
}

impl ControlMotion<Kling30> {
    /// Who it is: an element, with a name for the prompt. At most one. The result then follows the video, whatever the orientation.
    pub fn with_element(mut self, name: impl Into<String>, element: ElementId) -> Self {
        let mut item = MotionControlContent::new(MotionControlContentType::Element);
        item.element_id = Some(element.to_string());
        item.id = Some(name.into());
        self.draft.request().contents.push(item);
        self
    }
}

kling_runtime::order_door!(ControlMotion<M: Makes<MotionControl>> orders VideoOrder<MotionControl, M>, marks watermark_info);
