//! What others make of the results: ffprobe decodes every frame. On a machine without it nothing is asked, and the tests say so,
//! unless [`REQUIRED`] is set; the decoders of `kling-media`'s tests are asked everywhere.

use std::io::Write as _;
use std::process::Command;

use kling_emulator::Pack;
use serde_json::{Value, json};

use crate::world::{A_MINUTE, World, base64, expansion_with, png};

/// Set where the tests must fail when there is no ffprobe to ask.
const REQUIRED: &str = "KLING_REQUIRE_FFPROBE";

fn is_installed() -> bool {
    let is_installed = Command::new("ffprobe").arg("-version").output().is_ok();
    assert!(is_installed || std::env::var_os(REQUIRED).is_none(), "ffprobe is not installed, and {REQUIRED} is set");
    if !is_installed {
        eprintln!("ffprobe is not installed: it was not asked");
    }
    is_installed
}

async fn world() -> World {
    World::build(|builder| builder.pack(Pack::new(1000, 20)).pack(Pack::video(1000, 20))).await
}

/// What ffprobe says of a file, which it must read without a complaint. Of each stream: its codec, and how many frames it has.
fn ask(file: &[u8]) -> Value {
    let mut saved = tempfile::NamedTempFile::new().unwrap();
    saved.write_all(file).unwrap();
    let mut ffprobe = Command::new("ffprobe");
    ffprobe.args(["-v", "warning", "-count_frames", "-show_streams", "-show_format", "-of", "json"]);
    let said = ffprobe.arg(saved.path()).output().unwrap();
    let complaints = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success() && complaints.is_empty(), "{complaints}");
    serde_json::from_slice(&said.stdout).unwrap()
}

/// The streams of a kind: one, or none.
fn stream<'a>(said: &'a Value, kind: &str) -> Option<&'a Value> {
    let streams: Vec<_> =
        said["streams"].as_array().unwrap().iter().filter(|stream| stream["codec_type"] == kind).collect();
    assert!(streams.len() < 2, "{streams:?}");
    streams.first().copied()
}

fn seconds(said: &Value) -> f64 {
    said["format"]["duration"].as_str().unwrap().parse().unwrap()
}

fn assert_picture(file: &[u8], size: (u32, u32)) {
    let said = ask(file);
    let picture = stream(&said, "video").unwrap();
    assert_eq!(
        (&picture["codec_name"], &picture["width"], &picture["height"]),
        (&json!("png"), &json!(size.0), &json!(size.1))
    );
}

fn assert_video(file: &[u8], size: (u32, u32), length: f64, has_sound: bool) {
    let said = ask(file);
    let film = stream(&said, "video").unwrap();
    assert_eq!(
        (&film["codec_name"], &film["width"], &film["height"]),
        (&json!("h264"), &json!(size.0), &json!(size.1))
    );
    assert_eq!(
        (&film["avg_frame_rate"], &film["nb_read_frames"]),
        (&json!("24/1"), &json!((24.0 * length).round().to_string()))
    );
    assert!((seconds(&said) - length).abs() < 0.05, "{said}");
    let sound = stream(&said, "audio").map(|sound| sound["codec_name"].clone());
    assert_eq!(sound, has_sound.then(|| json!("aac")));
}

fn assert_sound(file: &[u8], codec: &str, length: f64) {
    let said = ask(file);
    assert_eq!(stream(&said, "audio").unwrap()["codec_name"], codec);
    assert!((seconds(&said) - length).abs() < 0.06, "{said}");
}

#[tokio::test]
async fn it_agrees_with_pictures() {
    if !is_installed() {
        return;
    }
    let world = world().await;
    let expanded = world
        .finished(&expansion_with(json!({ "right_expansion_ratio": 0.5, "watermark_info": { "enabled": true } })))
        .await;
    for url in ["url", "watermark_url"] {
        assert_picture(&world.download(&expanded["task_result"]["images"][0][url]).await, (450, 300));
    }
    let painted = json!({ "model_name": "kling-v3", "prompt": "a paper boat", "aspect_ratio": "9:16" });
    let painted = world.made("/v1/images/generations", &painted).await;
    assert_picture(&world.download(&painted["task_result"]["images"][0]["url"]).await, (768, 1366));
}

#[tokio::test]
async fn it_agrees_with_videos_of_words_and_pictures() {
    if !is_installed() {
        return;
    }
    let world = world().await;
    let text = json!({
        "model_name": "kling-v3", "prompt": "a fox", "duration": "3", "aspect_ratio": "9:16", "mode": "pro",
        "sound": "on", "watermark_info": { "enabled": true },
    });
    let film = world.made("/v1/videos/text2video", &text).await["task_result"]["videos"][0].clone();
    for url in ["url", "watermark_url"] {
        assert_video(&world.download(&film[url]).await, (1080, 1920), 3.0, true);
    }
    let large = json!({ "model_name": "kling-v3", "prompt": "a fox", "duration": "3", "mode": "4k" });
    let film = world.made("/v1/videos/text2video", &large).await["task_result"]["videos"][0].clone();
    assert_video(&world.download(&film["url"]).await, (3840, 2160), 3.0, false);
    let frame =
        json!({ "model_name": "kling-v3", "image": base64(&png(300, 400)), "prompt": "she waves", "duration": "4" });
    let film = world.made("/v1/videos/image2video", &frame).await["task_result"]["videos"][0].clone();
    assert_video(&world.download(&film["url"]).await, (720, 960), 4.0, false);
    let turbo = json!({ "prompt": "a boat leaves", "settings": { "duration": 3, "aspect_ratio": "1:1" } });
    let id = world.post("/text-to-video/kling-3.0-turbo", &turbo).await.data()["id"].as_str().unwrap().to_owned();
    world.control().advance(A_MINUTE).await;
    let film = world.get(&format!("/tasks?task_ids={id}")).await.data()[0]["outputs"][0].clone();
    assert_video(&world.download(&film["url"]).await, (720, 720), 3.0, true);
}

#[tokio::test]
async fn it_agrees_with_videos_of_videos_and_sounds() {
    if !is_installed() {
        return;
    }
    let world = world().await;
    let stand_ins = world.stand_ins().await;
    let source = json!({ "model_name": "kling-v3", "prompt": "a fox", "duration": "4", "sound": "on" });
    let source = world.made("/v1/videos/text2video", &source).await["task_result"]["videos"][0]["url"].clone();
    let person = base64(&png(400, 400));
    let edited = json!([{ "video_url": source, "refer_type": "base", "keep_original_sound": "yes" }]);
    for (path, body, size, length, has_sound) in [
        (
            "/v1/videos/omni-video",
            json!({ "model_name": "kling-v3-omni", "prompt": "by night", "mode": "std", "video_list": edited }),
            (1280, 720),
            4.0,
            true,
        ),
        ("/v1/videos/video-extend", json!({ "video_id": stand_ins.video }), (1280, 720), 10.0, false),
        (
            "/v1/videos/motion-control",
            json!({
                "model_name": "kling-v3", "image_url": person, "video_url": source, "mode": "std",
                "character_orientation": "video", "keep_original_sound": "yes",
            }),
            (1280, 720),
            4.0,
            true,
        ),
        (
            "/v1/videos/avatar/image2video",
            json!({ "image": person, "audio_id": stand_ins.speech }),
            (720, 720),
            5.04,
            true,
        ),
        ("/v1/audio/video-to-audio", json!({ "video_url": source }), (1280, 720), 4.0, true),
    ] {
        let made = world.made(path, &body).await;
        let file = world.download(&made["task_result"]["videos"][0]["url"]).await;
        assert_video(&file, size, length, has_sound);
    }
}

#[tokio::test]
async fn it_agrees_with_sounds() {
    if !is_installed() {
        return;
    }
    let world = world().await;
    let rain = world.made("/v1/audio/text-to-audio", &json!({ "prompt": "rain", "duration": 5.5 })).await;
    let rain = &rain["task_result"]["audios"][0];
    assert_sound(&world.download(&rain["url_mp3"]).await, "mp3", 5.5);
    assert_sound(&world.download(&rain["url_wav"]).await, "pcm_s16le", 5.5);
    let speech = json!({ "text": "Hello there.", "voice_id": "oversea_male1", "voice_language": "en" });
    let speech = world.post("/v1/audio/tts", &speech).await.data()["task_result"]["audios"][0].clone();
    let length: f64 = speech["duration"].as_str().unwrap().parse().unwrap();
    assert_sound(&world.download(&speech["url"]).await, "mp3", length);
}
