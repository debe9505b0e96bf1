//! Elements of one's own, the newer family.

use futures_util::future::BoxFuture;
use kling_models::{ELEMENT_TAGS, ElementTag, Request};

use super::voice;
use crate::envelope::Refusal;
use crate::holdings::Element;
use crate::inputs::{Footage, Picture, PictureRule, VideoRule};
use crate::lenient::illegal;
use crate::ordering::{Asking, Order, count};
use crate::output::Output;
use crate::studio::Studio;

const VIDEO: VideoRule = VideoRule::new(200, 3.0..=8.5, 1080..=1920);

/// What an element is made from.
enum Subject {
    Pictures { frontal: Picture, references: Vec<Picture> },
    Video(Box<Footage>),
}

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let text = |name: &str| body.get(name).text().unwrap_or_default().to_owned();
        let subject = subject(asking).await?;
        let tags = tags(asking)?;
        let voice_id = body.get("element_voice_id").text();
        asking.voices(&voice_id.into_iter().collect::<Vec<_>>()).await?;
        let mut request = Request::new().with_prompt_chars(text("element_description").chars().count());
        match &subject {
            Subject::Pictures { references, .. } => request.images = count(references.len()),
            Subject::Video(footage) => request.duration = Some(footage.duration),
        }
        let bill = asking.judge(&request)?;
        let element = Element {
            id: 0,
            name: text("element_name"),
            description: text("element_description"),
            frontal: None,
            references: Vec::new(),
            video: None,
            voice: voice_id.map(str::to_owned),
            tags,
            is_preset: false,
            is_deleted: false,
            is_legacy: false,
            created: asking.app.clock.now(),
        };
        Ok(Order::new(bill, move |studio| add(studio, element, subject).map(|id| vec![Output::Element(id)])))
    })
}

async fn subject(asking: &Asking<'_>) -> Result<Subject, Refusal> {
    let body = asking.body;
    if body.get("reference_type").text() == Some("video_refer") {
        let url = body
            .get("element_video_list")
            .get("refer_videos")
            .items()
            .first()
            .and_then(|item| item.get("video_url").text());
        let field = "element_video_list.refer_videos";
        let url = url.ok_or_else(|| illegal(field, "is required when reference_type is video_refer"))?;
        return asking.footage_by_url(url, field, &VIDEO).await.map(|footage| Subject::Video(Box::new(footage)));
    }
    let references = asking.pictures("element_image_list.refer_images", "image_url", PictureRule::V1).await?;
    if references.is_empty() {
        return Err(Refusal::illegal_value("The number of element refer images must be between 1 and 3"));
    }
    let frontal = asking.required_picture("element_image_list.frontal_image", PictureRule::V1).await?;
    Ok(Subject::Pictures { frontal, references })
}

/// The tags that a body names.
pub(super) fn tags(asking: &Asking<'_>) -> Result<Vec<&'static ElementTag>, Refusal> {
    let find = |id: &str| {
        let tag = ELEMENT_TAGS.iter().find(|tag| tag.id == id);
        tag.ok_or_else(|| Refusal::illegal_value(format!("tag_id {id} not found")))
    };
    asking.each("tag_list", "tag_id").into_iter().map(find).collect()
}

fn add(studio: &Studio, mut element: Element, subject: Subject) -> Result<u64, String> {
    match subject {
        Subject::Pictures { frontal, references } => save_pictures(studio, &mut element, frontal, references)?,
        Subject::Video(footage) => {
            let clip = studio.clip("reference", studio.still_of(&footage)?, footage.duration, None)?;
            element.video = Some(clip.file);
            if footage.has_sound && element.voice.is_none() {
                // A voice in the video is cloned and bound.
                element.voice = Some(voice::add(studio, &element.name)?);
            }
        }
    }
    Ok(shelve(studio, element))
}

/// Saves the pictures of an element.
pub(super) fn save_pictures(
    studio: &Studio,
    element: &mut Element,
    frontal: Picture,
    references: Vec<Picture>,
) -> Result<(), String> {
    element.frontal = Some(studio.save_picture("frontal", &frontal.decode()?)?);
    for (index, reference) in references.into_iter().enumerate() {
        element.references.push(studio.save_picture(&format!("reference-{index}"), &reference.decode()?)?);
    }
    Ok(())
}

/// Puts an element into the library under an id of its own, its files for good.
pub(super) fn shelve(studio: &Studio, element: Element) -> u64 {
    let app = studio.app();
    let (id, now) = (app.next_id(), app.clock.now());
    let mut state = app.settled();
    let files = element.frontal.iter().chain(&element.references).chain(&element.video);
    files.for_each(|file| state.holdings.shelf.keep(file, now));
    state.holdings.elements.insert(id, Element { id, ..element });
    id
}
