//! A session in which areas of a video are marked, before they are edited.

use kling_models::Product;
use kling_runtime::wire::UnitAmount;
use kling_runtime::{Error, check_video_members};

use crate::charged_answer::required;
use crate::client::Videos;
use crate::generated::types::{
    AddSelectionRequest, ClearSelectionRequest, DeleteSelectionRequest, InitSelectionRequest, PreviewSelectionRequest,
    SelectedFrame, SelectedObject, SelectionPoint,
};
use crate::{EditingSessionId, VideoSource};

/// A session in which areas of a video are marked by points, and from which an edit is ordered. It lives 24 hours.
///
/// Its calls make no task: an answer that is lost cannot be found again. Whether they cost units is not documented; each answer
/// tells what was taken. Marks can be made in up to 10 frames, with up to 10 points in each.
#[derive(Clone, Debug)]
pub struct EditingSession {
    videos: Videos,
    id: EditingSessionId,
    video: Option<SessionVideo>,
}

/// The video of a session, as the API sees it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SessionVideo {
    /// How many frames it has in a second.
    pub frames_per_second: Option<f64>,
    /// How many frames it has.
    pub frames: Option<u64>,
    /// Its width in pixels.
    pub width: Option<u32>,
    /// Its height in pixels.
    pub height: Option<u32>,
    /// Its length in a unit that is not documented; samples fit neither seconds nor milliseconds.
    pub original_duration: Option<i64>,
    /// Where it can be fetched, without credentials.
    pub url: Option<String>,
    /// The units taken for opening the session.
    pub units: Option<UnitAmount>,
}

/// A frame and what is marked in it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MarkedFrame {
    /// Its number.
    pub frame: u32,
    /// What was recognized under the points, each with its masks.
    pub objects: Vec<SelectedObject>,
    /// The units taken for the call.
    pub units: Option<UnitAmount>,
}

/// The marked areas, followed through the whole video.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MarksPreview {
    /// Where the video with the marked areas can be fetched, without credentials.
    pub video_url: Option<String>,
    /// Where its cover picture can be fetched.
    pub cover_url: Option<String>,
    /// Where the masks of all frames can be fetched. Their format is not documented.
    pub masks_url: Option<String>,
    /// The units taken for the call.
    pub units: Option<UnitAmount>,
}

impl Videos {
    /// Opens a session in which areas of a video are marked.
    ///
    /// The video is 2 to 5 or 7 to 10 seconds long. One that the API made is at most 30 days old. One at an address is MP4 or MOV,
    /// both sides 720 to 2160 pixels, with 24, 30 or 60 frames a second.
    ///
    /// An answer that is lost cannot be found again. What opening costs is not documented.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// let session = videos.open_editing_session("https://example.com/street.mp4").await?;
    /// session.mark(0, [(0.77, 0.3)]).await?;
    /// let order = session.swap("hat.jpg", "swap the hat from <<<image_1>>> for the hat from <<<video_1>>>");
    /// let saved = order.send().await?.wait().await?.save_to(".").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for text that is no address,
    /// [`Refused`](kling_runtime::ErrorKind::Refused) when the video is not recognized, and as for every call.
    pub async fn open_editing_session(&self, video: impl Into<VideoSource>) -> Result<EditingSession, Error> {
        let (video_id, video_url) = video.into().into_members();
        check_video_members(video_id.as_deref(), video_url.as_deref()).map_err(of_edit)?;
        let answer = self.wire().init_selection(&InitSelectionRequest { video_id, video_url }).await?.into_data()?;
        answer.check_success()?;
        let id = EditingSessionId::new(required(answer.session_id, "session_id")?);
        let pixels = |side: Option<i64>| u32::try_from(side?).ok();
        let video = SessionVideo {
            frames_per_second: answer.fps,
            frames: answer.total_frame.and_then(|frames| u64::try_from(frames).ok()),
            width: pixels(answer.width),
            height: pixels(answer.height),
            original_duration: answer.original_duration,
            url: answer.normalized_video,
            units: answer.final_unit_deduction,
        };
        Ok(EditingSession { videos: self.clone(), id, video: Some(video) })
    }

    /// Takes up a session that was opened earlier, perhaps by another process. Nothing is sent.
    pub fn editing_session(&self, id: EditingSessionId) -> EditingSession {
        EditingSession { videos: self.clone(), id, video: None }
    }
}

impl EditingSession {
    /// The id by which it can be taken up again.
    pub fn id(&self) -> &EditingSessionId {
        &self.id
    }

    /// The video, where the session was opened here and not taken up again.
    pub fn video(&self) -> Option<&SessionVideo> {
        self.video.as_ref()
    }

    /// The client that it was opened with.
    pub(crate) fn videos(&self) -> &Videos {
        &self.videos
    }

    /// Marks what lies under 1 to 10 points of one frame; samples count frames from 0.
    ///
    /// A point is parts of the width and of the height, 0 to 1, from the left and probably from the top.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for points that the API would refuse,
    /// [`Refused`](kling_runtime::ErrorKind::Refused) when nothing is recognized, and as for every call.
    pub async fn mark(&self, frame: u32, points: impl IntoIterator<Item = (f64, f64)>) -> Result<MarkedFrame, Error> {
        let request = AddSelectionRequest::new(self.id.clone(), frame.into(), selection_points(points));
        request.check().map_err(of_edit)?;
        MarkedFrame::read(frame, self.videos.wire().add_selection(&request).await?.into_data()?)
    }

    /// Takes points of one frame away, and answers with what is left. They are exactly those that were marked.
    ///
    /// # Errors
    ///
    /// As for [`mark`](Self::mark).
    pub async fn unmark(&self, frame: u32, points: impl IntoIterator<Item = (f64, f64)>) -> Result<MarkedFrame, Error> {
        let request = DeleteSelectionRequest::new(self.id.clone(), frame.into(), selection_points(points));
        request.check().map_err(of_edit)?;
        MarkedFrame::read(frame, self.videos.wire().delete_selection(&request).await?.into_data()?)
    }

    /// Takes all marks away, and answers with the units taken. The session goes on.
    ///
    /// # Errors
    ///
    /// As for every call; [`Refused`](kling_runtime::ErrorKind::Refused) when the API says that it failed.
    pub async fn clear(&self) -> Result<Option<UnitAmount>, Error> {
        let request = ClearSelectionRequest::new(self.id.clone());
        request.check().map_err(of_edit)?;
        let answer = self.videos.wire().clear_selection(&request).await?.into_data()?;
        answer.check_success()?;
        Ok(answer.final_unit_deduction)
    }

    /// Follows the marked areas through the whole video.
    ///
    /// # Errors
    ///
    /// As for every call; [`Refused`](kling_runtime::ErrorKind::Refused) when nothing is recognized.
    pub async fn preview(&self) -> Result<MarksPreview, Error> {
        let request = PreviewSelectionRequest::new(self.id.clone());
        request.check().map_err(of_edit)?;
        let answer = self.videos.wire().preview_selection(&request).await?.into_data()?;
        answer.check_success()?;
        let files = answer.res.unwrap_or_default();
        Ok(MarksPreview {
            video_url: files.video,
            cover_url: files.video_cover,
            masks_url: files.tracking_output,
            units: answer.final_unit_deduction,
        })
    }
}

impl MarkedFrame {
    fn read(frame: u32, answer: SelectedFrame) -> Result<Self, Error> {
        answer.check_success()?;
        let objects = answer.res.unwrap_or_default().rle_mask_list;
        Ok(Self { frame, objects, units: answer.final_unit_deduction })
    }
}

fn selection_points(points: impl IntoIterator<Item = (f64, f64)>) -> Vec<SelectionPoint> {
    points.into_iter().map(|(x, y)| SelectionPoint::new(x, y)).collect()
}

/// Bad input to a call of the session, named like the order that the session is for.
fn of_edit(error: Error) -> Error {
    error.about(Product::MultiElements.name())
}
