//! A server of input files, and the results that fixtures refer to by id.

use std::sync::LazyLock;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use kling_media::{Video, compose, paint};
use serde_json::{Value, json};

use crate::world::{World, base64, png};

/// Five seconds, 1920x1080, with sound.
static VIDEO: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    let sound = compose("a clip", Duration::from_secs(5));
    Video::new(&paint("a clip", 1920, 1080), Duration::from_secs(5)).with_sound(&sound).write_mp4(&mut bytes).unwrap();
    bytes
});

/// One second, too short for every field.
static BLINK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    Video::new(&paint("a blink", 1280, 720), Duration::from_secs(1)).write_mp4(&mut bytes).unwrap();
    bytes
});

/// Six seconds.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    compose("a voice", Duration::from_secs(6)).write_mp3(&mut bytes).unwrap();
    bytes
});

/// Where the files of fixtures are found.
pub(crate) struct InputFiles {
    base_url: String,
}

impl InputFiles {
    pub(crate) async fn open() -> Self {
        let router = Router::new()
            .route("/picture.png", get(async || png(600, 400)))
            .route("/clip.mp4", get(async || VIDEO.clone()))
            .route("/blink.mp4", get(async || BLINK.clone()))
            .route("/voice.mp3", get(async || SOUND.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { base_url }
    }

    pub(crate) fn picture(&self) -> String {
        format!("{}/picture.png", self.base_url)
    }

    pub(crate) fn video(&self) -> String {
        format!("{}/clip.mp4", self.base_url)
    }

    pub(crate) fn sound(&self) -> String {
        format!("{}/voice.mp3", self.base_url)
    }
}

/// Ids that stand for those of the fixtures.
pub(crate) struct Known {
    pub(crate) files: InputFiles,
    pub(crate) video: String,
    pub(crate) speech: String,
    pub(crate) voice: String,
    pub(crate) element: String,
    pub(crate) faces: String,
    /// Whether [`adapt`](Self::adapt) puts ids of this emulator into bodies, or leaves those that nobody knows.
    pub(crate) replaces_ids: bool,
}

impl Known {
    pub(crate) async fn make(world: &World) -> Self {
        let files = InputFiles::open().await;
        let text = json!({ "model_name": "kling-v1-6", "prompt": "a harbour", "mode": "std", "duration": "5" });
        let video = world.made("/v1/videos/text2video", &text).await;
        let video = video["task_result"]["videos"][0]["id"].as_str().unwrap().to_owned();
        let speech = json!({
            "text": "The ferry to the island leaves at nine, and not a minute later.", "voice_id": "oversea_male1",
            "voice_language": "en",
        });
        let speech = world.post("/v1/audio/tts", &speech).await.data();
        let speech = speech["task_result"]["audios"][0]["id"].as_str().unwrap().to_owned();
        let voice = json!({ "voice_name": "Skipper", "voice_url": files.sound() });
        let voice = world.made("/v1/general/custom-voices", &voice).await;
        let voice = voice["task_result"]["voices"][0]["voice_id"].as_str().unwrap().to_owned();
        let element = json!({
            "element_name": "Boat", "element_description": "a red boat", "reference_type": "image_refer",
            "element_image_list": { "frontal_image": files.picture(), "refer_images": [{ "image_url": files.picture() }] },
        });
        let element = world.made("/v1/general/advanced-custom-elements", &element).await;
        let element = element["task_result"]["elements"][0]["element_id"].to_string();
        let faces = world.post("/v1/videos/identify-face", &json!({ "video_id": video })).await.data();
        let faces = faces["session_id"].as_str().unwrap().to_owned();
        Self { files, video, speech, voice, element, faces, replaces_ids: true }
    }

    /// A fixture's body with files and ids that exist here.
    pub(crate) fn adapt(&self, body: &mut Value) {
        match body {
            Value::Object(object) => {
                object.retain(|name, _| name != "callback_url");
                object.iter_mut().for_each(|(name, value)| self.adapt_member(name, value));
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.adapt(item)),
            Value::String(text) => *text = self.adapt_text(text),
            _ => {}
        }
    }

    fn adapt_member(&self, name: &str, value: &mut Value) {
        let known = match name {
            "video_id" => &self.video,
            "audio_id" => &self.speech,
            "element_id" => &self.element,
            "element_voice_id" => &self.voice,
            "voice_id" if value.as_str().is_some_and(|id| id.len() > 15 && id.parse::<u64>().is_ok()) => &self.voice,
            _ => return self.adapt(value),
        };
        if value != "" && self.replaces_ids {
            *value = json!(known);
        }
    }

    fn adapt_text(&self, text: &str) -> String {
        match text.rsplit_once('.').map(|(_, extension)| extension) {
            _ if text == "iVBORw0KGgo=" => base64(&png(600, 400)),
            Some("png" | "jpg" | "webp") if text.starts_with("https://example.com/") => self.files.picture(),
            Some("mp4") if text == "https://example.com/blink.mp4" => {
                self.files.picture().replace("picture.png", "blink.mp4")
            }
            Some("mp4") if text.starts_with("https://example.com/") => self.files.video(),
            Some("mp3" | "wav") if text.starts_with("https://example.com/") => self.files.sound(),
            _ => text.to_owned(),
        }
    }
}
