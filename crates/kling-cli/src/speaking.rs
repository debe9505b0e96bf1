//! Speech: the sound is in the answer, so an answer that is lost is paid for in vain.

use std::cell::RefCell;

use kling::audio::Speech;
use kling::audio::wire::SpeechRequest;
use kling::runtime::Content;
use kling::{Error, ErrorKind, TaskTrace};
use serde_json::{Value, json};

use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::made::RemoteFile;
use crate::order_options::SavedAnswerOptions;
use crate::order_record::OrderRecord;
use crate::order_run::{print_preview, print_record, refuse_together};
use crate::orders::read_request;
use crate::price::Price;
use crate::progress::Progress;
use crate::report::Failure;
use crate::{direct_call, interruption, timestamp, units};

/// What the results are called.
const SOUNDS: &str = "sounds";

/// Speaks, and saves the sound.
pub(crate) async fn run(
    body: &Value,
    mut warnings: Vec<String>,
    speak: &SavedAnswerOptions,
    options: &GlobalOptions,
    explain: impl Fn(Error) -> Error,
) -> Result<ExitCode, Failure> {
    if speak.output.is_stdout() && options.json {
        return Err(refuse_together("-o - and --json both write to stdout", "use one of them").into());
    }
    let paid = |error| Failure::from(explain(error)).of_paid_work();
    let request: SpeechRequest = read_request(body).map_err(paid)?;
    let progress = Progress::on_stderr();
    let connection = match speak.direct.dry_run {
        true => options.connection.open_without_account()?,
        false => options.connection.open(&progress).await?,
    };
    let shown = serde_json::to_value(&request).unwrap_or_default();
    let mut order = connection.kling().audio().speak(request.text, request.voice_id, request.voice_language);
    if let Some(speed) = request.voice_speed {
        order = order.with_speed(speed);
    }
    let review = order.review().map_err(paid)?;
    let price = Price::new(review.estimate, review.rate);
    warnings.extend(review.warnings);
    let mut record = OrderRecord { product: "speech", warnings, ..OrderRecord::default() };
    if speak.direct.dry_run {
        print_preview(shown, price, &mut record, options)?;
        return Ok(ExitCode::Done);
    }
    record.set_price(price);
    let record = RefCell::new(record);
    let follower = progress.follow("speech");
    let work = async {
        for warning in &record.borrow().warnings {
            follower.say(format_args!("warning: {warning}"));
        }
        follower.say(price);
        speak.output.destination(String::new()).prepare(1)?;
        follower.hint("sending");
        let speech = order.send().await.map_err(|error| Failure::from(error).of_paid_work())?;
        note(&speech, &mut record.borrow_mut());
        follower.say(format_args!("sound id {}", speech.id));
        follower.hint("saving");
        let url = speech.url.clone();
        let file = RemoteFile { url, name: "0".to_owned(), extension: "mp3", content: Content::Sound };
        let downloader = connection.kling().session().downloader();
        let saved = speak.output.destination_of_task(&speech.task_id).save(&[file], downloader).await;
        let advice = format!("the speech waits at {}", speech.url);
        let saved = saved.map_err(|failure| failure.of_answered_call(&advice))?;
        let mut record = record.borrow_mut();
        record.files = saved.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        follower.say(format_args!("1 file saved{}", record.describe_units(false)));
        if let Some(misnamed) = saved.misnamed() {
            follower.say(misnamed);
        }
        Ok(())
    };
    let result = interruption::unless_interrupted(work).await?;
    drop(follower);
    let mut record = record.into_inner();
    let result = result.unwrap_or_else(|| Err(interruption_of(&record)));
    let result = result.map_err(|failure: Failure| failure.on_built_in_emulator(connection.is_emulated()));
    match record.task_id {
        Some(_) => print_record(&mut record, result, options),
        None => result.map(|()| ExitCode::Done),
    }
}

fn note(speech: &Speech, record: &mut OrderRecord) {
    record.task_id = Some(speech.task_id.clone());
    record.status = Some("succeed".to_owned());
    record.units_deducted = speech.units.as_ref().map(units::to_json);
    record.expires_at = speech.expires_at.and_then(timestamp::to_iso_8601);
    let seconds = speech.duration.map(|duration| duration.as_secs_f64());
    let sound = json!({ "audio_id": speech.id.as_str(), "url": speech.url, "seconds": seconds });
    record.results.insert(SOUNDS.to_owned(), json!([sound]));
}

/// What to tell when the program is interrupted now.
fn interruption_of(record: &OrderRecord) -> Failure {
    let Some(url) = record.results.get(SOUNDS).and_then(|sounds| sounds[0]["url"].as_str()) else {
        return direct_call::interruption(true);
    };
    let error = Error::new(ErrorKind::StillPending, "interrupted while the sound was being saved");
    let error = error.with_task(TaskTrace::Untraceable).with_advice(format!("the speech is made, and waits at {url}"));
    Failure::from(error).with_exit_code(ExitCode::Interrupted)
}
