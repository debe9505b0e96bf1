//! Speech: the sound is in the answer, so an answer that is lost is paid for in vain.

use kling::Error;
use kling::audio::wire::SpeechRequest;
use kling::runtime::Content;
use serde_json::{Value, json};

use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::made::RemoteFile;
use crate::order_options::SpeakOptions;
use crate::order_record::OrderRecord;
use crate::order_run::{describe_estimate, print_preview, print_record, refuse_together};
use crate::orders::read_request;
use crate::progress::Progress;
use crate::report::Failure;
use crate::{timestamp, units};

/// Speaks, and saves the sound.
pub(crate) async fn run(
    body: &Value,
    speak: &SpeakOptions,
    options: &GlobalOptions,
    explain: impl FnOnce(Error) -> Error,
) -> Result<ExitCode, Failure> {
    if speak.output.is_stdout() && options.json {
        return Err(refuse_together("-o - and --json both write to stdout", "use one of them").into());
    }
    let request: SpeechRequest = read_request(body).map_err(explain)?;
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
    let review = order.review()?;
    let mut record = OrderRecord { product: "speech", warnings: review.warnings, ..OrderRecord::default() };
    if speak.direct.dry_run {
        print_preview(shown, review.estimate, &mut record, options)?;
        return Ok(ExitCode::Done);
    }
    let follower = progress.follow("speech");
    for warning in &record.warnings {
        follower.say(format_args!("warning: {warning}"));
    }
    record.set_estimate(review.estimate.as_ref());
    follower.say(describe_estimate(review.estimate.as_ref()));
    speak.output.destination(String::new()).prepare(1)?;
    follower.hint("sending");
    let speech = order.send().await.map_err(|error| Failure::from(error).of_paid_work())?;
    record.task_id = Some(speech.task_id.clone());
    record.status = Some("succeed".to_owned());
    record.units_deducted = speech.units.as_ref().map(units::to_json);
    record.expires_at = speech.expires_at.and_then(timestamp::to_iso_8601);
    let seconds = speech.duration.map(|duration| duration.as_secs_f64());
    record.results.insert(
        "sounds".to_owned(),
        json!([{ "audio_id": speech.id.as_str(), "url": speech.url, "seconds": seconds }]),
    );
    follower.hint("saving");
    let file = RemoteFile { url: speech.url, name: "0".to_owned(), extension: "mp3", content: Content::Sound };
    let downloader = connection.kling().session().downloader();
    let saved = speak.output.destination_of_task(&speech.task_id).save(&[file], downloader).await;
    let result = saved.map(|saved| {
        record.files = saved.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        follower.say(format_args!("1 file saved{}", record.describe_units(false)));
        follower.say(format_args!("sound id {}", speech.id));
    });
    drop(follower);
    print_record(&mut record, result, options)
}
