//! Apparel Replicator: a video about a garment after the model of another.

use futures_util::future::BoxFuture;
use kling_models::Request;

use super::contents::{check_word, items, only, pictures};
use crate::envelope::Refusal;
use crate::inputs::{PictureRule, SoundRule, Source, VideoRule};
use crate::ordering::{Asking, Order, count, decode_all};
use crate::output::Output;
use crate::studio::{Studio, restyle, sizes};

const VIDEO: VideoRule = VideoRule::new(100, 5.0..=180.5, 576..=4553).with_frames_per_second(23.5..=60.5);
const MUSIC: SoundRule = SoundRule { most_bytes: 50_000_000, seconds: 5.0..=600.5, takes_video: false };
const VOICES: [&str; 10] = [
    "energetic_sales_girl",
    "gentle_sales_woman",
    "crisp_sales_girl",
    "mature_sales_woman",
    "calm_sales_woman",
    "soft_sales_woman",
    "energetic_sales_boy",
    "enthusiastic_sales_man",
    "steady_sales_man",
    "calm_sales_man",
];
const SHAPES: [&str; 8] = ["9:16", "2:3", "3:4", "1:1", "4:3", "3:2", "16:9", "21:9"];
/// The messages are the vendor's, as far as it has any.
const NO_INFO: &str = "Product description is missing. Please provide a product description.";
const NO_VIDEO: &str = "Reference video is missing. Please upload a reference video.";
const NO_IMAGE: &str = "Product image is missing. Please upload a product image.";
const NO_MUSIC: &str =
    "bgm is provided but url is empty. Please provide a BGM file URL or remove bgm to use the system default BGM.";
const WRONG_SHAPE: &str = "aspect_ratio only supports 9:16, 2:3, 3:4, 1:1, 4:3, 3:2, 16:9 and 21:9.";
const MOST_PICTURES: usize = 5;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let body = asking.body;
        let settings = body.get("settings");
        let (_, info) = only(body, "product_info", NO_INFO, "Only one product_info item is allowed in contents.")?;
        let (place, video) =
            only(body, "source_video", NO_VIDEO, "Only one source_video item is allowed in contents.")?;
        if items(body, "product_image").is_empty() {
            return Err(Refusal::illegal_value(NO_IMAGE));
        }
        for kind in ["product_image", "model_image"] {
            if items(body, kind).len() > MOST_PICTURES {
                return Err(Refusal::illegal_value(format!(
                    "At most {MOST_PICTURES} {kind} items are allowed in contents."
                )));
            }
        }
        check_voice(asking)?;
        check_music(asking).await?;
        let (grade, shape) = (settings.get("resolution").text(), settings.get("aspect_ratio").text());
        check_word(grade, &["720p", "1080p"], "Unsupported resolution. Only 720P and 1080P are supported.")?;
        check_word(shape, &SHAPES, WRONG_SHAPE)?;
        let field = format!("contents[{place}].url");
        let source = asking.footage_by_url(video.get("url").text().unwrap_or_default(), &field, &VIDEO).await?;
        let garments = pictures(asking, "product_image", PictureRule::SOLUTION).await?;
        let people = pictures(asking, "model_image", PictureRule::SOLUTION).await?;
        let text = info.get("text").text().unwrap_or_default().to_owned();
        let mut request = Request::new().with_duration(source.duration).with_prompt_chars(text.chars().count());
        request.images = count(garments.len());
        request.resolution = grade;
        request.aspect_ratio = shape;
        let bill = asking.judge(&request)?;
        let size = sizes::video(asking.resolution(grade), shape.and_then(sizes::shape).unwrap_or(source.size));
        let work = move |studio: &Studio| {
            let mut inputs = vec![studio.still_of(&source)?];
            let (garments, people) = (decode_all(garments)?, decode_all(people)?);
            let product = studio.picture("product_image", 0, restyle(&text, &garments, size, 0).into())?;
            inputs.extend(people);
            inputs.extend(garments);
            let model = studio.picture("model_images", 1, restyle(&text, &inputs[1..], size, 1).into())?;
            let sound = kling_media::compose(&text, source.duration);
            let still = restyle(&text, &inputs, size, 0);
            let clip = studio.clip("product_video", still, source.duration, Some(&sound))?;
            Ok(vec![product, model, Output::Video(clip)])
        };
        Ok(Order::new(bill, work))
    })
}

fn check_voice(asking: &Asking<'_>) -> Result<(), Refusal> {
    match items(asking.body, "voice")[..] {
        [] => Ok(()),
        [(_, voice)] if voice.get("voice_id").text().is_some_and(|id| VOICES.contains(&id)) => Ok(()),
        [_] => Err(Refusal::illegal_value("Invalid voice_id. Please select a valid voice from the voice library.")),
        _ => Err(Refusal::illegal_value("Only one voice item is allowed in contents.")),
    }
}

async fn check_music(asking: &Asking<'_>) -> Result<(), Refusal> {
    let (place, item) = match items(asking.body, "bgm")[..] {
        [] => return Ok(()),
        [one] => one,
        _ => return Err(Refusal::illegal_value("Only one bgm item is allowed in contents.")),
    };
    let url = item.get("url").text().ok_or_else(|| Refusal::illegal_value(NO_MUSIC))?;
    let field = format!("contents[{place}].url");
    asking.sound(Source::address(url, &field)?, &field, &MUSIC).await.map(drop)
}
