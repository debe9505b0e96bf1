//! `POST /v1/images/editing/expand`: the checks, and the work.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use image::{DynamicImage, ImageError};
use kling_geometry::limits::{self, MAX_COUNT, MAX_PROMPT_CHARS, MIN_COUNT};
use kling_geometry::{AreaMultiple, Expansion, Prediction, Ratio, Rounding};
use url::Url;

use super::UNITS_PER_EXPANDED_PICTURE;
use super::input::{Input, Source};
use super::lenient::{Members, illegal};
use super::watermark;
use crate::app::App;
use crate::callbacks::Callbacks;
use crate::envelope::{self, Refusal};
use crate::operation::Operation;
use crate::outpaint::outpaint;
use crate::tasks::{NewTask, Outcome, Picture, TaskId};

/// A body that breaks no rule, as far as that can be told without the picture.
struct Request {
    image: Source,
    expansion: Expansion,
    pictures: u32,
    watermark: bool,
    callback: Option<Url>,
    external_id: Option<String>,
}

pub(crate) async fn create_image_expansion(State(app): State<Arc<App>>, body: Bytes) -> Result<Response, Refusal> {
    let request = Request::read(&body)?;
    drop(body);
    let input = Input::examine(request.image.fetch(&app.http).await?)?;
    let work = Work {
        layout: request.expansion.predict(input.size),
        input,
        pictures: request.pictures,
        watermark: request.watermark,
    };
    let new = NewTask {
        external_id: request.external_id,
        pictures: request.pictures,
        watermark: request.watermark,
        units: UNITS_PER_EXPANDED_PICTURE * u64::from(request.pictures),
        news: request.callback.map(|receiver| Callbacks::open(&app, receiver)),
        doomed: None,
    };
    let task = app.submit(new, Operation::CreateImageExpansion)?;
    if !task.is_doomed {
        tokio::spawn(work.carry_out(task.id, app));
    }
    Ok(envelope::succeed(task.created))
}

impl Request {
    fn read(body: &[u8]) -> Result<Self, Refusal> {
        let members = Members::read(body)?;
        let image = members.text("image")?.ok_or_else(|| illegal("image", "is required"))?;
        let [up, down, left, right] = ["up", "down", "left", "right"].map(|side| ratio(&members, side));
        let expansion = Expansion::new(up?, down?, left?, right?).map_err(|error| {
            let rule =
                "(1 + up_expansion_ratio + down_expansion_ratio) * (1 + left_expansion_ratio + right_expansion_ratio)";
            illegal(rule, &format!("must not exceed {}: {error}", AreaMultiple::LIMIT))
        })?;
        if members.text("prompt")?.is_some_and(|prompt| limits::check_prompt_chars(prompt.chars().count()).is_err()) {
            return Err(illegal("prompt", &format!("must not exceed {MAX_PROMPT_CHARS} characters")));
        }
        Ok(Self {
            pictures: pictures(&members)?,
            watermark: members.flag("watermark_info", "enabled")?,
            callback: callback(&members)?,
            external_id: members.text("external_task_id")?.map(String::from),
            expansion,
            image: Source::read(&image)?,
        })
    }
}

/// More than six decimals are rounded to the nearest millionth.
fn ratio(members: &Members<'_>, side: &str) -> Result<Ratio, Refusal> {
    let name = format!("{side}_expansion_ratio");
    let rule = format!("must be a number between {} and {}", Ratio::ZERO, Ratio::MAX);
    let text = members.scalar(&name, &rule)?.ok_or_else(|| illegal(&name, "is required"))?;
    let rounded = || text.parse().ok().and_then(|value| Ratio::from_f64(value, Rounding::Nearest).ok());
    Ratio::parse(&text).ok().or_else(rounded).ok_or_else(|| illegal(&name, &rule))
}

fn pictures(members: &Members<'_>) -> Result<u32, Refusal> {
    let rule = format!("must be an integer between {MIN_COUNT} and {MAX_COUNT}");
    let Some(text) = members.scalar("n", &rule)? else { return Ok(1) };
    let whole = text
        .split_once('.')
        .filter(|(_, decimals)| decimals.bytes().all(|digit| digit == b'0'))
        .map_or(&*text, |(whole, _)| whole);
    let number = whole.parse().ok().filter(|number| limits::check_count(*number).is_ok());
    number.ok_or_else(|| illegal("n", &rule))
}

fn callback(members: &Members<'_>) -> Result<Option<Url>, Refusal> {
    let Some(text) = members.text("callback_url")? else { return Ok(None) };
    let url = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.map(Some).ok_or_else(|| illegal("callback_url", "must be an http or https URL"))
}

/// The pictures of one task, to be painted.
struct Work {
    input: Input,
    layout: Prediction,
    pictures: u32,
    watermark: bool,
}

impl Work {
    /// Waits for its turn, paints on a thread of its own and tells the outcome. An emulator that stops ends it early.
    async fn carry_out(self, id: TaskId, app: Arc<App>) {
        let Ok(_easel) = app.easels.acquire().await else { return };
        let studio = Arc::clone(&app);
        let outcome = match tokio::task::spawn_blocking(move || self.paint(id, &studio)).await {
            Ok(Ok(pictures)) => Outcome::Pictures(pictures),
            Ok(Err(reason)) => Outcome::Failure(reason),
            Err(error) => {
                tracing::error!(%error, "painting broke down");
                Outcome::Failure("Internal error of the emulator".to_owned())
            }
        };
        app.finish_work(id, outcome);
    }

    fn paint(self, id: TaskId, app: &App) -> Result<Vec<Picture>, String> {
        let (canvas, origin) = (self.layout.canvas(), self.layout.origin());
        let original = self.input.decode()?;
        let paint_one = |index: u32| {
            if app.easels.is_closed() {
                return Err("The emulator has stopped".to_owned());
            }
            let expanded =
                outpaint(&original, (canvas.width(), canvas.height()), (origin.x, origin.y), u64::from(index));
            let save = |name: String, picture: &DynamicImage| match app.results.save(&name, picture) {
                Ok(()) => Ok(name),
                Err(error) => Err(not_saved(&error)),
            };
            let plain = save(format!("{id}-{index}.png"), &expanded)?;
            let watermarked = match self.watermark {
                true => Some(save(format!("{id}-{index}-watermarked.png"), &watermark::stamp(expanded))?),
                false => None,
            };
            Ok(Picture { plain, watermarked })
        };
        (0..self.pictures).map(paint_one).collect()
    }
}

fn not_saved(error: &ImageError) -> String {
    tracing::error!(%error, "a result could not be saved");
    "Internal error of the emulator: a result could not be saved".to_owned()
}
