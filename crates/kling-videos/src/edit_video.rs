//! The front door of multi-elements edits, which begin with an editing session.

use kling_models::{Product, Request};
use kling_runtime::{Draft, Error, Picture, Product as _, Review};

use crate::MultiElementsEdit;
use crate::editing_session::EditingSession;
use crate::generated::types::{CreateMultiElementsEditRequest, EditMode, VideoInputImage, VideoMode};
use crate::products::{count_chars, judge, picture_member};
use crate::seconds::read_duration;

/// An edit of the video of a session. Nothing is read or sent before [`prepare`](Self::prepare) or [`send`](Self::send).
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct EditVideo {
    draft: Draft<MultiElementsEdit>,
}

impl EditingSession {
    /// Adds what one or two pictures show to the video.
    ///
    /// The pictures are cropped to the thing: PNG or JPEG of at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1. The prompt
    /// has 1 to 2500 characters and calls the video `<<<video_1>>>`, the pictures `<<<image_1>>>` and `<<<image_2>>>`.
    pub fn add<P: Into<Picture>>(&self, pictures: impl IntoIterator<Item = P>, prompt: impl Into<String>) -> EditVideo {
        let mut edit = self.edit(EditMode::Addition, prompt);
        pictures.into_iter().for_each(|picture| edit.put(picture.into()));
        edit
    }

    /// Puts what a picture shows in the place of what is marked. Picture and prompt are as for [`add`](Self::add).
    pub fn swap(&self, picture: impl Into<Picture>, prompt: impl Into<String>) -> EditVideo {
        let mut edit = self.edit(EditMode::Swap, prompt);
        edit.put(picture.into());
        edit
    }

    /// Removes what is marked. The prompt has 1 to 2500 characters and calls the video `<<<video_1>>>`.
    pub fn remove(&self, prompt: impl Into<String>) -> EditVideo {
        self.edit(EditMode::Removal, prompt)
    }

    fn edit(&self, mode: EditMode, prompt: impl Into<String>) -> EditVideo {
        let request = CreateMultiElementsEditRequest::new(self.id().clone(), mode, prompt);
        EditVideo { draft: Draft::new(MultiElementsEdit::over(self.videos().session()), request) }
    }
}

impl EditVideo {
    fn put(&mut self, picture: Picture) {
        self.draft.picture(picture, picture_member(Product::MultiElements, "image"), |request, input| {
            request.image_list.push(VideoInputImage::new(input))
        });
    }

    /// The model. Only `kling-v1-6` is known, which the server also takes without one. Later documents do not have it.
    pub fn with_model(mut self, model: impl Into<String>) -> Self {
        self.draft.request().model_name = Some(model.into());
        self
    }

    /// What the video should not show, in at most 2500 characters.
    pub fn with_negative_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.draft.request().negative_prompt = Some(prompt.into());
        self
    }

    /// How long the result is: 5 seconds, as without this, for a video of 2 to 5; 10 for one of 7 to 10.
    pub fn with_seconds(mut self, seconds: u32) -> Self {
        self.draft.request().duration = Some(seconds.to_string());
        self
    }

    /// How good the result is: `std` (720p), as without this, or `pro` (1080p).
    pub fn with_mode(mut self, mode: impl Into<VideoMode>) -> Self {
        self.draft.request().mode = Some(mode.into());
        self
    }
}

kling_runtime::front_door!(EditVideo orders MultiElementsEdit with watermark);

pub(crate) fn review(request: &CreateMultiElementsEditRequest) -> Result<Review, Error> {
    check_pictures(&request.edit_mode, request.image_list.len())?;
    let mut uses = Request::new();
    uses.images = request.image_list.len() as u32;
    uses.prompt_chars = Some(request.prompt.chars().count());
    uses.negative_prompt_chars = count_chars(request.negative_prompt.as_ref());
    uses.mode = request.mode.as_ref().map(VideoMode::as_str);
    uses.duration = read_duration(request.duration.as_ref())?;
    judge(Product::MultiElements, request.model_name.as_ref(), uses)
}

/// One or two pictures are added, exactly one is swapped in, and none goes with a removal.
fn check_pictures(mode: &EditMode, count: usize) -> Result<(), Error> {
    let (allowed, words) = match mode {
        EditMode::Addition => (1..=2, "1 or 2 are"),
        EditMode::Swap => (1..=1, "exactly 1 is"),
        EditMode::Removal => (0..=0, "none is"),
        EditMode::Unknown(_) => return Ok(()),
    };
    if allowed.contains(&count) {
        return Ok(());
    }
    Err(Error::invalid_input(format!("image_list has {count} pictures for the edit_mode {mode}; {words} allowed")))
}
