//! The front door of omni video.

use kling_models::{Product, Request, VideoInput};
use kling_runtime::wire::MediaInput;
use kling_runtime::{ElementId, Error, Picture};

use crate::client::Tasks;
use crate::generated::types::{OmniVideoContent, OmniVideoContentType};
use crate::items::{Item as _, Items, item};
use crate::models::{Kling30Omni, KlingO1, Makes, sealed::Sealed};
use crate::settings::video_models;
use crate::shot_script::ShotScript;
use crate::video_kind::{VideoDraft, VideoKind, VideoOrder, add_picture, draft_of_script, look_at_items, prompt_item};

/// Videos from words, pictures, videos and elements together.
#[derive(Clone, Debug)]
pub struct OmniVideo;

item!(OmniVideoContent refers by element_id);

impl Sealed for OmniVideo {}

impl VideoKind for OmniVideo {
    const PRODUCT: Product = Product::OmniVideo;
    type Start = Vec<OmniVideoContent>;
    type Contents = Vec<OmniVideoContent>;

    fn look(contents: &Self::Contents, uses: &mut Request<'_>) -> Result<Vec<String>, Error> {
        let (items, mut warnings) = look_at_items(contents)?;
        items.require_one("prompt")?;
        items.allow_one(&["first_frame"])?;
        items.allow_one(&["last_frame"])?;
        items.allow_one(&["feature_video", "base_video"])?;
        items.check_videos(&["feature_video", "base_video"])?;
        uses.first_frame = items.has("first_frame");
        uses.end_frame = items.has("last_frame");
        uses.images = items.count("refer_image");
        uses.elements = items.count("element");
        uses.video = video_input(&items);
        if uses.video == Some(VideoInput::Base) && uses.duration.take().is_some() {
            let warning = "`settings.duration` is given: documents of an earlier standard say that it has no effect on an edit, \
                           and that the result is as long as the base_video";
            warnings.push(warning.to_owned());
        }
        Ok(warnings)
    }

    fn prompt(contents: &Self::Contents) -> Option<&str> {
        Items::of(contents).prompt()
    }
}

/// What the input video is for. An item that is not known, with an address, may be one.
fn video_input(items: &Items<'_>) -> Option<VideoInput> {
    if items.has("feature_video") {
        Some(VideoInput::Feature)
    } else if items.has("base_video") {
        Some(VideoInput::Base)
    } else {
        items.has_unknown_media().then_some(VideoInput::Other)
    }
}

/// A video from words, pictures, videos and elements together, by the model `M`. Nothing is read or sent before
/// [`prepare`](Self::prepare) or [`send`](Self::send).
///
/// The prompt refers to what has a name by `@` and the name. Names are unique within the request, and none is a part of another.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct GenerateOmniVideo<M: Makes<OmniVideo>> {
    draft: VideoDraft<OmniVideo, M>,
}

impl Tasks {
    /// Makes a video from words and from what is added to them. The words are at most 2500 characters, with Kling 3.0 Omni up to
    /// 3072, of which 2500 are advised.
    ///
    /// Reference pictures and elements are at most 7 together, with a video at most 4. What goes with what is checked before
    /// anything is sent, except that elements from pictures and from videos cannot be told apart here.
    ///
    /// ```
    /// use kling_tasks::Kling30Omni;
    ///
    /// # async fn example(tasks: kling_tasks::Tasks) -> Result<(), kling_runtime::Error> {
    /// let recolour = tasks.omni(Kling30Omni, "Recolour the coat in @video like @colour");
    /// let task = recolour
    ///     .with_picture("red.png", "colour")
    ///     .with_base_video("https://example.com/coat.mp4", "video")
    ///     .with_audio("original")
    ///     .send()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn omni<M: Makes<OmniVideo>>(&self, _model: M, script: impl Into<ShotScript>) -> GenerateOmniVideo<M> {
        GenerateOmniVideo { draft: draft_of_script(self, script.into(), |text| vec![prompt_item(text)]) }
    }
}

impl<M: Makes<OmniVideo>> GenerateOmniVideo<M> {
    /// A picture of a scene, a style or a subject, with a name for the prompt or `None`.
    ///
    /// All pictures are PNG or JPEG, at most 50 MB, both sides at least 300 pixels, width over height from 1:2.5 to 2.5:1.
    pub fn with_picture<'n>(self, picture: impl Into<Picture>, name: impl Into<Option<&'n str>>) -> Self {
        self.add_picture(OmniVideoContentType::ReferImage, picture, name.into())
    }

    /// The picture the video begins with, with a name for the prompt or `None`.
    pub fn with_first_frame<'n>(self, picture: impl Into<Picture>, name: impl Into<Option<&'n str>>) -> Self {
        self.add_picture(OmniVideoContentType::FirstFrame, picture, name.into())
    }

    /// The picture the video ends with, with a name for the prompt or `None`. It needs a first frame.
    pub fn with_last_frame<'n>(self, picture: impl Into<Picture>, name: impl Into<Option<&'n str>>) -> Self {
        self.add_picture(OmniVideoContentType::LastFrame, picture, name.into())
    }

    /// An element that takes part, with a name for the prompt. Kling O1 takes elements from pictures only.
    pub fn with_element(mut self, name: impl Into<String>, element: ElementId) -> Self {
        let mut item = OmniVideoContent::new(OmniVideoContentType::Element);
        item.element_id = Some(element.to_string());
        item.id = Some(name.into());
        M::contents_mut(self.draft.request()).push(item);
        self
    }

    /// The address of a video whose motion or style to follow, with a name for the prompt or `None`. There is no upload.
    ///
    /// MP4 or MOV, at most 200 MB, 24 to 60 frames per second. With Kling 3.0 Omni 3 to 15.5 seconds, sides 700 to 4553 pixels, at
    /// most 8294400 pixels in all, width over height 0.4 to 2. With Kling O1 3 to 10 seconds, sides 700 to 2160 pixels.
    pub fn with_feature_video<'n>(self, url: impl Into<String>, name: impl Into<Option<&'n str>>) -> Self {
        self.add_video(OmniVideoContentType::FeatureVideo, url.into(), name.into())
    }

    fn add_picture(mut self, kind: OmniVideoContentType, picture: impl Into<Picture>, name: Option<&str>) -> Self {
        let mut item = OmniVideoContent::new(kind);
        item.set_name(name.map(str::to_owned));
        add_picture(&mut self.draft, picture, item);
        self
    }

    fn add_video(mut self, kind: OmniVideoContentType, url: String, name: Option<&str>) -> Self {
        let mut item = OmniVideoContent::new(kind);
        item.set_name(name.map(str::to_owned));
        item.set_url(MediaInput::Url(url));
        M::contents_mut(self.draft.request()).push(item);
        self
    }
}

impl GenerateOmniVideo<Kling30Omni> {
    /// The address of the video to edit, with a name for the prompt or `None`. The result is as long as it is. It goes with no
    /// frames and no shots, so `multi_shot` becomes false. Limits as for [`with_feature_video`](Self::with_feature_video).
    pub fn with_base_video<'n>(self, url: impl Into<String>, name: impl Into<Option<&'n str>>) -> Self {
        self.add_video(OmniVideoContentType::BaseVideo, url.into(), name.into()).with_multi_shot(false)
    }
}

impl GenerateOmniVideo<KlingO1> {
    /// The address of the video to edit, with a name for the prompt or `None`. It goes with no frames. Limits as for
    /// [`with_feature_video`](Self::with_feature_video).
    pub fn with_base_video<'n>(self, url: impl Into<String>, name: impl Into<Option<&'n str>>) -> Self {
        self.add_video(OmniVideoContentType::BaseVideo, url.into(), name.into())
    }
}

video_models! {
    GenerateOmniVideo makes OmniVideo of contents;
    Kling30Omni: create_omni_video_3_0(OmniVideo30Request) { resolution, aspect_ratio, seconds, audio, multi_shot }
    KlingO1: create_omni_video_o1(OmniVideoO1Request) { resolution, aspect_ratio, seconds, original_sound }
}

kling_runtime::order_door!(GenerateOmniVideo<M: Makes<OmniVideo>> orders VideoOrder<OmniVideo, M>, marks watermark_info);
