//! The parts of a picture: main object, head, face, clothes.

use kling_models::Product;
use kling_runtime::wire::UnitAmount;
use kling_runtime::{Error, Picture};

use crate::charged_answer::required;
use crate::client::Videos;
use crate::generated::types::{ImageSegment, ImageSegmentType, RecognizeImageRequest};
use crate::products::picture_member;

/// The parts of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecognizedImage {
    /// One part for each kind, found or not: four.
    pub parts: Vec<PicturePart>,
    /// The units taken for the call.
    pub units: Option<UnitAmount>,
}

impl RecognizedImage {
    /// The part of this kind, where the picture has it.
    pub fn find(&self, kind: &ImageSegmentType) -> Option<&PicturePart> {
        self.parts.iter().find(|part| part.kind == *kind && part.is_found)
    }
}

/// A part of a picture, cut out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PicturePart {
    /// Which part it is.
    pub kind: ImageSegmentType,
    /// Whether the picture has it.
    pub is_found: bool,
    /// Where the cut-out can be fetched, without credentials: see [`Session::downloader`](kling_runtime::Session::downloader).
    pub url: Option<String>,
}

impl PicturePart {
    /// A part that does not say which it is, is none.
    fn read(segment: ImageSegment) -> Option<Self> {
        Some(Self { kind: segment.type_?, is_found: segment.is_contain == Some(true), url: segment.url })
    }
}

impl Videos {
    /// Cuts the main object, the head with its hair, the face without, and the clothes out of a picture.
    ///
    /// The picture is PNG or JPEG of at most 10 MB, both sides at least 300 pixels, 1:2.5 to 2.5:1.
    ///
    /// The call costs 0.1 units of the video pack (September 2026). It makes no task: an answer that is lost cannot be found again,
    /// and asking again is paid again.
    ///
    /// ```
    /// # async fn example(videos: kling_videos::Videos) -> Result<(), kling_runtime::Error> {
    /// use kling_videos::wire::ImageSegmentType;
    ///
    /// let found = videos.recognize_image("person.jpg").await?;
    /// if let Some(url) = found.find(&ImageSegmentType::HeadSeg).and_then(|head| head.url.as_deref()) {
    ///     videos.session().downloader().save(url, "head.png".as_ref(), &Default::default()).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for a picture that the API would refuse,
    /// [`File`](kling_runtime::ErrorKind::File) when it cannot be read, and as for every call. [`Error::task`] tells when the call
    /// may have been charged.
    pub async fn recognize_image(&self, picture: impl Into<Picture>) -> Result<RecognizedImage, Error> {
        let member = picture_member(Product::ImageRecognition, "image");
        let input = member.read(&picture.into(), self.session().downloader()).await;
        let input = input.map_err(|error| error.about(Product::ImageRecognition.name()))?;
        let answer = self.wire().recognize_image(&RecognizeImageRequest::new(input)).await?.into_data()?;
        let segments = required(answer.task_result, "task_result")?.images;
        let parts = segments.into_iter().filter_map(PicturePart::read).collect();
        Ok(RecognizedImage { parts, units: answer.final_unit_deduction })
    }
}
