//! What every front door says to bad input: the member, what is allowed, and what was ordered of which model. Nothing is sent.

use std::time::Duration;

use kling_assets::{Assets, ElementSource};
use kling_audio::Audio;
use kling_fixtures::offline;
use kling_images::Images;
use kling_runtime::{Error, ErrorKind, VideoId, VoiceId};
use kling_solutions::{Goods, GoodsStudioSettings, Presenter, Solutions};
use kling_tasks::{Kling25Turbo, Kling26, Kling30, Kling30Omni, Kling30Turbo, KlingO1, ShotScript, Tasks};
use kling_videos::{EditingSessionId, Face, FaceId, FaceSessionId, Frames, Shots, Videos};

const PICTURE: &str = "https://example.com/a.png";
const VIDEO: &str = "https://example.com/a.mp4";

fn long(chars: usize) -> String {
    "a".repeat(chars)
}

/// The beginning and the end of a PNG of this size; all that is looked at.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82");
    bytes
}

/// The message holds all of these words, and nothing was sent.
#[track_caller]
fn assert_says<T>(refused: Result<T, Error>, words: &[&str]) {
    let Err(error) = refused else { panic!("not refused: {words:?}") };
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidInput, 0), "{error}");
    assert!(!error.task_may_exist(), "{error}");
    for word in words {
        assert!(error.message().contains(word), "{word:?} is not in: {error}");
    }
}

/// A line reads: the order, and what is said of it.
macro_rules! refusals {
    ($($order:expr => $($word:literal),+;)+) => {
        $(assert_says($order.prepare().await, &[$($word),+]);)+
    };
}

#[tokio::test]
async fn pictures() {
    let images = Images::new(&offline());
    let generate = || images.generate("a boat").with_model("kling-v3");
    let omni = || images.omni("a boat").with_model("kling-v3-omni");
    let combine = || images.combine([PICTURE]).with_model("kling-v2-1");
    refusals! {
        images.generate(long(2501)).with_model("kling-v3") => "prompt has 2501", "2500", "image-generation", "kling-v3";
        images.generate("").with_model("kling-v3") => "prompt is empty", "1 to 2500", "image-generation", "kling-v3";
        generate().with_count(10) => "n is 10", "from 1 to 9", "image-generation", "kling-v3";
        generate().with_resolution("8k") => "`resolution` `8k`", "1k, 2k", "image-generation", "kling-v3";
        generate().with_aspect_ratio("5:1") => "`aspect_ratio` `5:1`", "16:9, 9:16", "image-generation", "kling-v3";
        generate().with_picture(png(299, 400)) => "image: ", "299 pixels", "at least 300", "image-generation", "kling-v3";
        images.generate("a").with_reference("subject").with_model("kling-v1-5") =>
            "image_reference", "image,", "image-generation", "kling-v1-5";
        images.omni(long(2501)) => "prompt has 2501", "2500", "omni-image";
        omni().with_count(0) => "n is 0", "from 1 to 9", "omni-image", "kling-v3-omni";
        omni().with_picture(PICTURE).with_series(10) => "10", "2 to 9", "omni-image", "kling-v3-omni";
        omni().with_resolution("8k") => "`resolution` `8k`", "1k, 2k, 4k", "omni-image", "kling-v3-omni";
        images.combine([PICTURE; 5]).with_model("kling-v2-1") =>
            "subject_image_list has 5", "at most 4", "reference-image", "kling-v2-1";
        combine().with_count(10) => "n is 10", "from 1 to 9", "reference-image", "kling-v2-1";
        combine().with_aspect_ratio("5:1") => "`aspect_ratio` `5:1`", "reference-image", "kling-v2-1";
        images.combine([png(300, 300), png(300, 751)]) =>
            "subject_image, number 2: ", "300:751", "1:2.5 to 2.5:1", "reference-image";
        images.try_on(png(299, 600), PICTURE).with_model("kolors-virtual-try-on-v1") =>
            "human_image: ", "299 pixels", "at least 300", "virtual-try-on", "kolors-virtual-try-on-v1";
        images.try_on(PICTURE, b"GIF89a".to_vec()) => "cloth_image: ", "neither PNG nor JPEG", "virtual-try-on";
    }
    assert_says(
        images.expand(png(600, 600)).with_count(10).plan().await,
        &["number of images is 10", "at most 9", "(image-expansion)"],
    );
    assert_says(
        images.expand(png(600, 600)).with_prompt(long(2501)).plan().await,
        &["2501", "2500", "(image-expansion)"],
    );
    assert_says(images.expand(png(299, 600)).plan().await, &["299", "300", "(image-expansion)"]);
    assert_says(images.expand(png(600, 600)).to_aspect(0, 9).plan().await, &["aspect is zero", "(image-expansion)"]);
    assert_says(images.expand(png(600, 600)).with_count(0).plan_steps().await, &["at least 1", "(image-expansion)"]);
    let unnamed = images.expand(png(600, 600)).with_external_task_id("");
    assert_says(unnamed.plan_steps().await, &["external task id", "(image-expansion)"]);
}

#[tokio::test]
async fn videos() {
    let videos = Videos::new(&offline());
    let text = || videos.text_to_video("a fox").with_model("kling-v2-6");
    let frames = || videos.image_to_video(PICTURE, "a fox").with_model("kling-v3");
    let omni = || videos.omni("a fox").with_model("kling-v3-omni").with_aspect_ratio("1:1");
    let refer = || videos.reference_to_video([PICTURE], "a fox").with_model("kling-v1-6");
    let motion = |mode| videos.control_motion(PICTURE, VIDEO, "video", mode).with_model("kling-v3");
    let session = videos.editing_session(EditingSessionId::new("7"));
    let face = Face::new(FaceSessionId::new("7"), FaceId::new("0"));
    let cue = || face.cue(Duration::ZERO..Duration::from_secs(3), Duration::ZERO).unwrap();
    refusals! {
        videos.text_to_video(long(2501)).with_model("kling-v2-6") => "prompt has 2501", "2500", "text-to-video", "kling-v2-6";
        videos.text_to_video("").with_model("kling-v2-6") => "prompt is empty", "at least 1 character", "text-to-video", "kling-v2-6";
        text().with_mode("8k") => "`mode` `8k`", "std, pro", "text-to-video", "kling-v2-6";
        text().with_seconds(7) => "`duration` 7 s", "5 or 10 s", "text-to-video", "kling-v2-6";
        text().with_aspect_ratio("4:3") => "`aspect_ratio` `4:3`", "16:9, 9:16, 1:1", "text-to-video", "kling-v2-6";
        text().with_cfg_scale(1.5) => "cfg_scale is 1.5", "from 0 to 1", "text-to-video", "kling-v2-6";
        videos.text_to_video(Shots::customize([("a", 1); 7])).with_model("kling-v3") =>
            "multi_prompt has 7", "at most 6", "text-to-video", "kling-v3";
        frames().with_mode("8k") => "`mode` `8k`", "std, pro, 4k", "image-to-video", "kling-v3";
        frames().with_seconds(16) => "`duration` 16 s", "3 to 15 s", "image-to-video", "kling-v3";
        frames().with_voices(["1", "2", "3"].map(VoiceId::new)) => "voice_list has 3", "at most 2", "image-to-video", "kling-v3";
        videos.image_to_video(Frames::last(png(200, 300)), "a") => "image_tail: ", "200 pixels", "at least 300", "image-to-video";
        omni().with_mode("8k") => "`mode` `8k`", "std, pro, 4k", "omni-video", "kling-v3-omni";
        omni().with_seconds(2) => "`duration` 2 s", "3 to 15 s", "omni-video", "kling-v3-omni";
        videos.omni("").with_model("kling-v3-omni") => "prompt is empty", "at least 1 character", "omni-video", "kling-v3-omni";
        refer().with_mode("4k") => "`mode` `4k`", "std, pro", "reference-video", "kling-v1-6";
        refer().with_seconds(6) => "`duration` 6 s", "5 or 10 s", "reference-video", "kling-v1-6";
        videos.reference_to_video([PICTURE; 5], "a").with_model("kling-v1-6") =>
            "image_list has 5", "at most 4", "reference-video", "kling-v1-6";
        motion("4k") => "`mode` `4k`", "std, pro", "motion-control", "kling-v3";
        motion("std").with_prompt(long(2501)) => "prompt has 2501", "2500", "motion-control", "kling-v3";
        videos.control_motion(PICTURE, "dance.mp4", "video", "std").with_model("kling-v3") =>
            "video_url", "http", "motion-control", "kling-v3";
        session.swap(PICTURE, "").with_model("kling-v1-6") => "prompt is empty", "1 to 2500", "multi-elements", "kling-v1-6";
        session.add([PICTURE; 3], "a") => "image_list has 3", "at most 2", "multi-elements";
        session.remove("a").with_model("kling-v1-6").with_seconds(7) =>
            "`duration` 7 s", "5 or 10 s", "multi-elements", "kling-v1-6";
        videos.extend(VideoId::new("7")).with_cfg_scale(-0.5) => "cfg_scale is -0.5", "from 0 to 1", "video-extension";
        videos.extend(VideoId::new("7")).with_prompt(long(2501)) => "prompt has 2501", "2500", "video-extension";
        videos.sync_lips(cue(), VIDEO).with_sound_volume(2.5) =>
            "face_choose[0].sound_volume is 2.5", "from 0 to 2", "lip-sync";
        videos.sync_lips(cue(), b"GIF89a".to_vec()) => "sound_file: ", "MP3, WAV, M4A and AAC", "lip-sync";
        videos.animate_avatar(PICTURE, VIDEO).with_prompt(long(2501)) => "prompt has 2501", "2500", "avatar";
        videos.animate_avatar(PICTURE, VIDEO).with_mode("4k") => "`mode` `4k`", "std, pro", "avatar";
        videos.apply_effect("hug_pro", (png(299, 300), png(300, 300))) =>
            "images, number 1: ", "299 pixels", "at least 300", "effect";
    }
    assert_says(videos.identify_faces("talk.mp4").await, &["video_url", "http", "(face-identification)"]);
    assert_says(videos.open_editing_session("talk.mp4").await, &["video_url", "http", "(multi-elements)"]);
    assert_says(videos.recognize_image(png(299, 300)).await, &["image: ", "299", "300", "image-recognition"]);
    assert_says(session.mark(0, [(0.5, 0.5); 11]).await, &["points has 11", "at most 10", "(multi-elements)"]);
    assert_says(session.mark(0, [(1.5, 0.5)]).await, &["points[0].x is 1.5", "from 0 to 1", "(multi-elements)"]);
    assert_says(session.unmark(0, []).await, &["points", "(multi-elements)"]);
    let nameless = videos.editing_session(EditingSessionId::new(""));
    assert_says(nameless.clear().await, &["session_id", "(multi-elements)"]);
    assert_says(nameless.preview().await, &["session_id", "(multi-elements)"]);
}

#[tokio::test]
async fn sounds_and_what_tasks_refer_to() {
    let (audio, assets) = (Audio::new(&offline()), Assets::new(&offline()));
    let five = Duration::from_secs(5);
    let element = |references: usize| ElementSource::from_pictures(PICTURE, vec![PICTURE; references]);
    refusals! {
        audio.make_sound(long(201), five) => "prompt has 201", "200", "text-to-audio";
        audio.make_sound("rain", Duration::from_secs(11)) => "duration is 11", "from 3 to 10", "text-to-audio";
        audio.add_sound(VIDEO).with_music(long(201)) => "bgm_prompt has 201", "200", "video-to-audio";
        audio.add_sound("a.mp4") => "video_url", "http", "video-to-audio";
        assets.create_voice(long(21), VIDEO) => "voice_name has 21", "20", "voice";
        assets.create_voice("Mia", "voice.mp3") => "voice_url", "http", "voice";
        assets.create_element(long(21), "a girl", element(2)) => "element_name has 21", "20", "element";
        assets.create_element("Mia", "a girl", element(0)) => "element_image_list", "refer_images", "1 to 3", "element";
        assets.create_element("Mia", "a girl", element(4)) => "refer_images has 4", "at most 3", "element";
        assets.create_element("Mia", "a girl", ElementSource::from_pictures(png(299, 300), [PICTURE])) =>
            "frontal_image: ", "299 pixels", "at least 300", "element";
        assets.show_angles(png(299, 300)) => "element_frontal_image: ", "299 pixels", "at least 300", "multi-shot";
    }
    assert_says(audio.speak(long(1001), "oversea_male1", "en").review(), &["text has 1001", "1000", "(speech)"]);
    assert_says(audio.speak("", "oversea_male1", "en").review(), &["text is empty", "1 to 1000", "(speech)"]);
    let endless = audio.speak("Hello", "oversea_male1", "en").with_speed(f64::NAN);
    assert_says(endless.review(), &["voice_speed is NaN", "(speech)"]);
}

#[tokio::test]
async fn videos_of_the_newer_standard() {
    let tasks = Tasks::new(&offline());
    let shots = |count| ShotScript::customize(vec![("a", 1); count]);
    refusals! {
        tasks.text_to_video(Kling30, long(3073)) => "prompt has 3073", "3072", "text-to-video", "kling-3.0";
        tasks.text_to_video(Kling30, " ") => "prompt is empty", "at least 1 character", "text-to-video", "kling-3.0";
        tasks.text_to_video(Kling30, shots(7)) => "7 shots", "at most 6", "text-to-video", "kling-3.0";
        tasks.text_to_video(Kling26, "a").with_resolution("4k") =>
            "`settings.resolution` `4k`", "720p, 1080p", "text-to-video", "kling-2.6";
        tasks.text_to_video(Kling25Turbo, "a").with_seconds(7) => "7", "5 or 10", "text-to-video", "kling-2.5-turbo";
        tasks.text_to_video(Kling30Turbo, "a").with_aspect_ratio("4:3") =>
            "`settings.aspect_ratio` `4:3`", "16:9, 9:16, 1:1", "text-to-video", "kling-3.0-turbo";
        tasks.image_to_video(Kling30, png(299, 300), "a") =>
            "first_frame: ", "299 pixels", "at least 300", "image-to-video", "kling-3.0";
        tasks.image_to_video(Kling30, PICTURE, "a").with_seconds(16) => "16", "3", "15", "image-to-video", "kling-3.0";
        tasks.omni(Kling30Omni, "a").with_last_frame(PICTURE, None) =>
            "last_frame", "first frame", "omni-video", "kling-3.0-omni";
        tasks.omni(KlingO1, "a").with_seconds(11) => "11", "3", "10", "omni-video", "kling-o1";
        tasks.omni(KlingO1, "a").with_feature_video("a.mp4", None) => "feature_video", "http", "omni-video", "kling-o1";
        tasks.control_motion(Kling26, PICTURE, "dance.mp4", "video") => "video", "http", "motion-control", "kling-2.6";
        tasks.control_motion(Kling30, PICTURE, VIDEO, "video").with_resolution("4k") =>
            "`settings.resolution` `4k`", "720p, 1080p", "motion-control", "kling-3.0";
    }
}

#[tokio::test]
async fn solutions() {
    let solutions = Solutions::new(&offline());
    let presenter = || Presenter::from_avatar("avatar_oliver_male");
    let goods = |pictures: usize| Goods::new("A raincoat", vec![PICTURE; pictures]);
    let studio = |seconds: u32| GoodsStudioSettings::new("720p", "1:1", seconds);
    refusals! {
        solutions.try_on("coat.png", PICTURE) => "product_image", "http", "virtual-try-on-3";
        solutions.present(presenter(), long(2001)) => "contents[1].text has 2001", "2000", "video-commerce";
        solutions.present(presenter(), "") => "speech_script is empty", "1 to 2000", "video-commerce";
        solutions.present(presenter(), "Hello").with_speech_rate(0.9) =>
            "speech_rate is 0.9", "0.8, 1.0 or 1.2", "video-commerce";
        solutions.present(presenter(), "Hello").with_goods(goods(6)) => "6 items", "ref_image", "1 to 5", "video-commerce";
        solutions.present(presenter(), "Hello").with_resolution("4k") =>
            "`settings.resolution` `4k`", "720p, 1080p", "video-commerce";
        solutions.replicate_apparel("coat", VIDEO, [png(299, 300)]) =>
            "product_image: ", "299 pixels", "at least 300", "apparel-replicator";
        solutions.replicate_apparel("coat", VIDEO, [PICTURE; 6]) =>
            "6 items", "product_image", "1 to 5", "apparel-replicator";
        solutions.replicate_apparel("coat", "runway.mp4", [PICTURE]) => "source_video", "http", "apparel-replicator";
        solutions.show_goods("kettle", [PICTURE], studio(20)) => "20", "15, 30", "60", "goods-studio";
        solutions.show_goods(long(201), [PICTURE], studio(30)) => "goods_title has 201", "200", "goods-studio";
        solutions.subtitle_drama("episode.mp4") => "source_video", "http", "drama-subtitle";
        solutions.subtitle_drama(VIDEO).with_font_size(513) => "font_size is 513", "from 1 to 512", "drama-subtitle";
        solutions.subtitle_drama(VIDEO).with_glossary(vec![("a", "b"); 201]) => "contents has 202", "at most 201", "drama-subtitle";
    }
}
