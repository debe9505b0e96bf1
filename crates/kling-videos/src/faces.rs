//! The faces of a video, as lip sync needs them.

use std::time::Duration;

use kling_models::Product;
use kling_runtime::wire::UnitAmount;
use kling_runtime::{Error, check_video_members};

use crate::charged_answer::required;
use crate::client::Videos;
use crate::generated::types::{IdentifiedFace, IdentifyFacesRequest};
use crate::{FaceId, FaceSessionId, VideoSource};

/// The faces of a video.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IdentifiedFaces {
    /// The session that lip sync is ordered in.
    pub session_id: FaceSessionId,
    /// The faces; none when the video shows nobody.
    pub faces: Vec<Face>,
    /// The units taken for the call, also when there are no faces.
    pub units: Option<UnitAmount>,
}

/// A face of a video, and when it can speak. [`Face::cue`] says what of a sound it speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Face {
    /// The session in which it was found.
    pub session_id: FaceSessionId,
    /// What it is called there.
    pub id: FaceId,
    /// Where a picture of it can be fetched, without credentials.
    pub picture_url: Option<String>,
    /// When it can begin to speak, from the start of the video.
    pub start: Option<Duration>,
    /// When it must end, from the start of the video.
    pub end: Option<Duration>,
}

impl Face {
    /// A face that was found earlier, perhaps by another process. When it can speak is not known.
    pub fn new(session_id: FaceSessionId, id: FaceId) -> Self {
        Self { session_id, id, picture_url: None, start: None, end: None }
    }

    /// A face without an id cannot be named, so it is none.
    fn read(session_id: &FaceSessionId, face: IdentifiedFace) -> Option<Self> {
        let moment = |millis: Option<i64>| Some(Duration::from_millis(u64::try_from(millis?).ok()?));
        Some(Self {
            session_id: session_id.clone(),
            id: FaceId::new(face.face_id?),
            picture_url: face.face_image,
            start: moment(face.start_time),
            end: moment(face.end_time),
        })
    }
}

impl Videos {
    /// Finds the faces of a video, for [`sync_lips`](Self::sync_lips).
    ///
    /// A video that the API made is at most 30 days old and 60 seconds long. One at an address is MP4 or MOV, at most 100 MB, 2 to 60
    /// seconds, 720p or 1080p, both sides 512 to 2160 pixels.
    ///
    /// The call costs 0.05 units of the video pack (September 2026). It makes no task: an answer that is lost cannot be found again,
    /// and asking again is paid again.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// let found = videos.identify_faces("https://example.com/talk.mp4").await?;
    /// for face in &found.faces {
    ///     println!("{} speaks from {:?} to {:?}", face.id, face.start, face.end);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for text that is no address, and as for every call.
    /// [`Error::task`] tells when the call may have been charged.
    pub async fn identify_faces(&self, video: impl Into<VideoSource>) -> Result<IdentifiedFaces, Error> {
        let (video_id, video_url) = video.into().into_members();
        check_video_members(video_id.as_deref(), video_url.as_deref())
            .map_err(|error| error.about(Product::FaceIdentification.name()))?;
        let answer = self.wire().identify_faces(&IdentifyFacesRequest { video_id, video_url }).await?.into_data()?;
        let session_id = FaceSessionId::new(required(answer.session_id, "session_id")?);
        let faces = answer.face_data.into_iter().filter_map(|face| Face::read(&session_id, face)).collect();
        Ok(IdentifiedFaces { session_id, faces, units: answer.final_unit_deduction })
    }
}
