//! The twelve creates of the newer standard: one shape of body for all, the model in the path.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::future::BoxFuture;
use kling_models::{
    CharacterOrientation, Product, Request, RequestSound, Support, ToldShots, Use, VideoInput, find_capability,
};

use super::videos::Film;
use super::{Handler, Table};
use crate::envelope::Refusal;
use crate::inputs::{Footage, Picture, PictureRule, VideoRule};
use crate::lenient::{Node, illegal};
use crate::ordering::{Asking, Order, count};
use crate::studio::sizes;

pub(super) const TABLE: Table = &[
    ("create_text_to_video_3_0_turbo", Handler::Order(Product::TextToVideo, plan)),
    ("create_text_to_video_3_0", Handler::Order(Product::TextToVideo, plan)),
    ("create_text_to_video_2_6", Handler::Order(Product::TextToVideo, plan)),
    ("create_text_to_video_2_5_turbo", Handler::Order(Product::TextToVideo, plan)),
    ("create_image_to_video_3_0_turbo", Handler::Order(Product::ImageToVideo, plan)),
    ("create_image_to_video_3_0", Handler::Order(Product::ImageToVideo, plan)),
    ("create_image_to_video_2_6", Handler::Order(Product::ImageToVideo, plan)),
    ("create_image_to_video_2_5_turbo", Handler::Order(Product::ImageToVideo, plan)),
    ("create_omni_video_3_0", Handler::Order(Product::OmniVideo, plan)),
    ("create_omni_video_o1", Handler::Order(Product::OmniVideo, plan)),
    ("create_motion_control_3_0", Handler::Order(Product::MotionControl, plan)),
    ("create_motion_control_2_6", Handler::Order(Product::MotionControl, plan)),
];

const DEFAULT_SECONDS: u64 = 5;
const OMNI_3_VIDEO: VideoRule = VideoRule::new(200, 3.0..=15.5, 700..=4553).with_frames_per_second(23.5..=60.5);
const OMNI_O1_VIDEO: VideoRule = VideoRule::new(200, 3.0..=10.5, 700..=2160).with_frames_per_second(23.5..=60.5);
const MOTION_VIDEO: VideoRule = VideoRule::new(100, 3.0..=30.5, 340..=3850);

/// The materials of a body, by what they are for.
#[derive(Default)]
struct Materials {
    prompt: String,
    first_frame: Option<Picture>,
    has_last_frame: bool,
    references: Vec<Picture>,
    /// The person of motion control.
    person: Option<Picture>,
    footage: Option<(Footage, VideoInput)>,
    elements: (u32, u32),
    voices: u32,
}

fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let materials = Materials::read(asking).await?;
        let settings = asking.body.get("settings");
        let mut request = request(asking, settings, &materials);
        request.shots = told_shots(asking, &request, &materials.prompt)?;
        let bill = asking.judge(&request)?;
        let row = find_capability(asking.product, asking.standard(), asking.model());
        let default = row.and_then(|row| row.default_seconds).map_or(DEFAULT_SECONDS, u64::from);
        let length = request.duration.unwrap_or(Duration::from_secs(default));
        let resolution = asking.resolution(request.resolution);
        let shape = request.aspect_ratio.and_then(sizes::shape);
        let is_native = bill.sound == "native" || row.is_some_and(|row| row.always_has_sound);
        let keeps_sound = bill.sound == "original";
        let Materials { prompt, first_frame, references, person, footage, .. } = materials;
        let film = match (first_frame, person, footage) {
            (None, Some(person), Some((motion, _))) => {
                let size = sizes::video(resolution, motion.size);
                Film::of_frame(&prompt, person, size, motion.duration).with_sound(keeps_sound && motion.has_sound)
            }
            (Some(frame), _, _) => {
                let size = sizes::video(resolution, frame.size());
                Film::of_frame(&prompt, frame, size, length).with_sound(is_native)
            }
            (None, _, Some((footage, input))) => {
                let shape = shape.filter(|_| input == VideoInput::Feature).unwrap_or(footage.size);
                let has_sound = keeps_sound && footage.has_sound;
                Film::of_footage(&prompt, footage, references, sizes::video(resolution, shape), length)
                    .with_sound(has_sound)
            }
            (None, _, None) => {
                let size = sizes::video(resolution, shape.unwrap_or((16, 9)));
                Film::of_pictures(&prompt, references, size, length).with_sound(is_native)
            }
        };
        Ok(film.order(bill))
    })
}

fn request<'a>(asking: &Asking<'_>, settings: &'a Node<'_>, materials: &Materials) -> Request<'a> {
    let mut request = Request::new().with_prompt_chars(materials.prompt.chars().count());
    request.resolution = settings.get("resolution").text();
    request.aspect_ratio = settings.get("aspect_ratio").text();
    request.duration = settings.get("duration").number().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    request.multi_shot = settings.get("multi_shot").flag();
    let is_motion = asking.product == Product::MotionControl;
    request.sound = match settings.get("audio").text() {
        Some("native") => Some(RequestSound::Native),
        Some("original") => Some(RequestSound::Original),
        None if is_motion => Some(RequestSound::Original),
        Some(_) => Some(RequestSound::Off),
        None => None,
    };
    request.character_orientation = match settings.get("character_orientation").text() {
        Some("image") => Some(CharacterOrientation::Image),
        Some(_) => Some(CharacterOrientation::Video),
        None => None,
    };
    request.first_frame = materials.first_frame.is_some();
    request.end_frame = materials.has_last_frame;
    request.images = count(materials.references.len() + usize::from(materials.person.is_some()));
    (request.elements, request.video_elements) = materials.elements;
    request.voices = materials.voices;
    if let Some((footage, input)) = &materials.footage {
        request.video = Some(*input);
        if is_motion || *input == VideoInput::Base {
            request.duration = Some(footage.duration);
        }
    }
    request
}

/// How many shots a prompt tells, where the model makes shots of it; none where the model cuts them, or nobody does.
///
/// A prompt that only begins like shots, or tells them in another order, is taken: what the server makes of it has no source.
fn told_shots(asking: &Asking<'_>, request: &Request<'_>, prompt: &str) -> Result<Option<u32>, Refusal> {
    let row = find_capability(asking.product, asking.standard(), asking.model());
    let is_cut = row.is_some_and(|row| row.best_support(Use::SeveralShots) != Support::No);
    let Some(shots) = ToldShots::of(prompt).filter(|_| is_cut && request.multi_shot != Some(false)) else {
        return Ok(None);
    };
    // With a reference video and no length, the length of the result has no source.
    let default = row.and_then(|row| row.default_seconds).filter(|_| request.video.is_none());
    let video = request.duration.or(default.map(|seconds| Duration::from_secs(seconds.into())));
    match shots.check(video) {
        Err(problem) if !problem.is_confirmed() => Ok(None),
        _ if request.uses(Use::BaseVideo) => {
            Err(illegal("prompt", "tells shots, and an edit of a base_video allows none"))
        }
        Err(problem) => Err(illegal("prompt", &format!("is invalid: {problem}"))),
        Ok(count) => Ok(Some(count)),
    }
}

impl Materials {
    async fn read(asking: &Asking<'_>) -> Result<Self, Refusal> {
        let body = asking.body;
        let mut materials =
            Self { prompt: body.get("prompt").text().unwrap_or_default().to_owned(), ..Self::default() };
        let (mut elements, mut voices, mut names) = (Vec::new(), Vec::new(), HashSet::new());
        for (index, item) in body.get("contents").items().iter().enumerate() {
            let kind = item.get("type").text().unwrap_or_default();
            let named = |member: &str| format!("contents[{index}].{member}");
            let needed = |member: &str| item.get(member).text().ok_or_else(|| illegal(&named(member), "is required"));
            if let Some(name) = item.get("id").text()
                && !names.insert(name)
            {
                return Err(illegal(&named("id"), "must be unique within one task"));
            }
            match kind {
                "prompt" => materials.prompt = needed("text")?.to_owned(),
                "element" => elements.push(needed("id").and(needed("element_id"))?),
                "voice" => voices.push(needed("id").and(needed("voice_id"))?),
                "feature_video" | "base_video" | "video" => {
                    if materials.footage.is_some() {
                        return Err(illegal("contents", "must not hold more than one video"));
                    }
                    let input = if kind == "base_video" { VideoInput::Base } else { VideoInput::Feature };
                    let footage = asking.footage_by_url(needed("url")?, &named("url"), video_rule(asking)).await?;
                    materials.footage = Some((footage, input));
                }
                _ => {
                    needed("url")?;
                    let picture = asking.picture(item.get("url"), &named("url"), PictureRule::UNIFIED).await?;
                    match kind {
                        "first_frame" => materials.first_frame = picture,
                        "last_frame" => materials.has_last_frame = true,
                        "image" => materials.person = picture,
                        _ => materials.references.extend(picture),
                    }
                }
            }
        }
        materials.elements = asking.elements(&elements).await?;
        materials.voices = asking.voices(&voices).await?;
        materials.check(asking.product).map(|()| materials)
    }

    fn check(&self, product: Product) -> Result<(), Refusal> {
        let missing = match product {
            Product::ImageToVideo if self.first_frame.is_none() => "first_frame",
            Product::MotionControl if self.person.is_none() => "image",
            Product::MotionControl if self.footage.is_none() => "video",
            Product::OmniVideo if self.prompt.is_empty() => "prompt",
            _ => return Ok(()),
        };
        Err(illegal("contents", &format!("must hold one item of type {missing}")))
    }
}

fn video_rule(asking: &Asking<'_>) -> &'static VideoRule {
    match (asking.product, asking.model()) {
        (Product::MotionControl, _) => &MOTION_VIDEO,
        (_, Some("kling-o1")) => &OMNI_O1_VIDEO,
        _ => &OMNI_3_VIDEO,
    }
}
