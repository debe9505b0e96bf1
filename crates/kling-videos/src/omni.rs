//! The front door of omni videos.

use kling_models::{Product, Request, RequestSound, VideoInput};
use kling_runtime::{Draft, ElementId, Error, Picture, Product as _, Review, check_address, element_references};

use crate::OmniVideo;
use crate::client::Videos;
use crate::generated::types::{
    CreateOmniVideoRequest, FrameType, OmniImage, OmniReferenceVideo, OriginalSound, ReferType, SoundSwitch,
    VideoAspectRatio, VideoMode,
};
use crate::input_video::InputVideo;
use crate::products::{judge, picture_member};
use crate::seconds::read_duration;
use crate::shots::{Script, ShotMembers, Shots};

/// A video from any mix of words, pictures, elements and a video. Nothing is read or sent before [`prepare`](Self::prepare) or
/// [`send`](Self::send).
///
/// Pictures and elements are at most 7 together, or 4 with a video. With a first frame there are at most 3 elements.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct GenerateOmniVideo {
    draft: Draft<OmniVideo>,
}

impl Videos {
    /// Makes a video from a prompt of at most 2500 characters, or from [`Shots`], that may name pictures, elements and a video:
    /// `<<<image_1>>>`, `<<<element_1>>>`, `<<<video_1>>>`, counted from 1 in the order in which they are given.
    ///
    /// There is no negative prompt: the prompt also says what not to show.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// use kling_videos::Shots;
    ///
    /// let shots = Shots::customize([("a boat leaves the pier", 2), ("close view of <<<image_1>>> waving", 3)]);
    /// let order = videos.omni(shots).with_model("kling-v3-omni").with_picture("sailor.jpg").with_aspect_ratio("16:9");
    /// let saved = order.with_sound(true).send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn omni(&self, shots: impl Into<Shots>) -> GenerateOmniVideo {
        let ShotMembers { prompt, multi_shot, shot_type, multi_prompt, duration } = shots.into().into_members();
        let request =
            CreateOmniVideoRequest { prompt, multi_shot, shot_type, multi_prompt, duration, ..Default::default() };
        GenerateOmniVideo { draft: Draft::new(OmniVideo::over(self.session()), request) }
    }
}

impl GenerateOmniVideo {
    /// The model: `kling-video-o1`, which the server takes without one, or `kling-v3-omni`.
    pub fn with_model(mut self, model: impl Into<String>) -> Self {
        self.draft.request().model_name = Some(model.into());
        self
    }

    /// Adds a picture for the prompt to name: PNG or JPEG, at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1.
    pub fn with_picture(self, picture: impl Into<Picture>) -> Self {
        self.with_image(picture.into(), None)
    }

    /// The picture that the video begins with. It gives the shape.
    pub fn with_first_frame(self, picture: impl Into<Picture>) -> Self {
        self.with_image(picture.into(), Some(FrameType::FirstFrame))
    }

    /// The pictures that the video begins and ends with. There is no end without a beginning.
    pub fn with_first_and_last_frame(self, first: impl Into<Picture>, last: impl Into<Picture>) -> Self {
        self.with_first_frame(first).with_image(last.into(), Some(FrameType::EndFrame))
    }

    fn with_image(mut self, picture: Picture, frame: Option<FrameType>) -> Self {
        self.draft.picture(picture, picture_member(Product::OmniVideo, "image_url"), |request, input| {
            request.image_list.push(OmniImage { type_: frame, ..OmniImage::new(input) });
        });
        self
    }

    /// The elements for the prompt to name. `kling-video-o1` knows only those made from pictures.
    pub fn with_elements(mut self, elements: impl IntoIterator<Item = ElementId>) -> Self {
        self.draft.request().element_list = element_references(elements);
        self
    }

    /// The video that is edited or followed. There is one: the last one given counts.
    pub fn with_video(mut self, video: InputVideo) -> Self {
        self.draft.request().video_list = vec![video.into_member()];
        self
    }

    /// How long the video is: 3 to 15 seconds for `kling-v3-omni`; 5 or 10 for `kling-video-o1`, with references 3 to 10. Without
    /// effect where a video is edited. Without this 5, or as long as the shots are.
    pub fn with_seconds(mut self, seconds: u32) -> Self {
        self.draft.request().duration = Some(seconds.to_string());
        self
    }

    /// How good the video is: `std` (720p), `pro` (1080p), or `4k` for `kling-v3-omni`. `pro` without this.
    pub fn with_mode(mut self, mode: impl Into<VideoMode>) -> Self {
        self.draft.request().mode = Some(mode.into());
        self
    }

    /// Width to height: `16:9`, `9:16` or `1:1`. Required, unless the video begins with a picture or a video is edited; then it has
    /// no effect.
    pub fn with_aspect_ratio(mut self, aspect_ratio: impl Into<VideoAspectRatio>) -> Self {
        self.draft.request().aspect_ratio = Some(aspect_ratio.into());
        self
    }

    /// Whether the model makes sound with the video: `kling-v3-omni`, and not where a video is given.
    pub fn with_sound(mut self, sound: bool) -> Self {
        self.draft.request().sound = Some(SoundSwitch::from_bool(sound));
        self
    }
}

kling_runtime::front_door!(GenerateOmniVideo orders OmniVideo with watermark);

pub(crate) fn review(request: &CreateOmniVideoRequest) -> Result<Review, Error> {
    let mut uses = Request::new();
    let CreateOmniVideoRequest { multi_shot, multi_prompt, image_list, .. } = request;
    let (prompt, shot_type, duration) =
        (request.prompt.as_ref(), request.shot_type.as_ref(), request.duration.as_ref());
    Script { prompt, multi_shot: *multi_shot, shot_type, multi_prompt, duration }.review(&mut uses)?;
    let first_frames = count_frames(image_list, FrameType::FirstFrame)?;
    let end_frames = count_frames(image_list, FrameType::EndFrame)?;
    let video = request.video_list.first();
    video.map_or(Ok(()), |video| check_address("video_url", &video.video_url))?;
    uses.first_frame = first_frames > 0;
    uses.end_frame = end_frames > 0;
    uses.images = (image_list.len() - first_frames - end_frames) as u32;
    uses.elements = request.element_list.len() as u32;
    uses.video = video.map(video_input);
    uses.sound = sound(request.sound.as_ref(), video);
    uses.mode = request.mode.as_ref().map(VideoMode::as_str);
    uses.aspect_ratio = request.aspect_ratio.as_ref().map(VideoAspectRatio::as_str);
    let length = read_duration(duration)?;
    let has_length_in_vain = uses.video == Some(VideoInput::Base) && length.is_some();
    uses.duration = length.filter(|_| !has_length_in_vain);
    let mut review = judge(Product::OmniVideo, request.model_name.as_ref(), uses)?;
    if has_length_in_vain {
        review.warnings.push("`duration` has no effect: the result is as long as the video that is edited".to_owned());
    }
    let may_be_edited = matches!(uses.video, Some(VideoInput::Base | VideoInput::Other));
    let is_shaped = uses.aspect_ratio.is_some() || uses.first_frame || may_be_edited;
    if !is_shaped {
        let warning =
            "`aspect_ratio` is not given; the documents require it unless a video is edited or begins with a picture";
        review.warnings.push(warning.to_owned());
    }
    Ok(review)
}

/// How many pictures are this frame: none or one.
fn count_frames(images: &[OmniImage], frame: FrameType) -> Result<usize, Error> {
    match images.iter().filter(|image| image.type_.as_ref() == Some(&frame)).count() {
        count @ (0 | 1) => Ok(count),
        count => Err(Error::invalid_input(format!(
            "image_list has {count} pictures of the type {frame}; at most 1 is allowed"
        ))),
    }
}

/// What the video is for; without a word it is edited.
fn video_input(video: &OmniReferenceVideo) -> VideoInput {
    match &video.refer_type {
        Some(ReferType::Base) | None => VideoInput::Base,
        Some(ReferType::Feature) => VideoInput::Feature,
        Some(ReferType::Unknown(_)) => VideoInput::Other,
    }
}

fn sound(switch: Option<&SoundSwitch>, video: Option<&OmniReferenceVideo>) -> Option<RequestSound> {
    let own = switch.and_then(SoundSwitch::to_use);
    let is_kept = video.is_some_and(|video| video.keep_original_sound == Some(OriginalSound::Yes));
    if is_kept && own != Some(RequestSound::Native) { Some(RequestSound::Original) } else { own }
}
