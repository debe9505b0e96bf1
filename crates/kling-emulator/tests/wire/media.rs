//! Results are real files of the size, the length and the kind that was asked for.

use kling_emulator::Pack;
use kling_media::probe;
use kling_media::probe::Kind;
use serde_json::{Value, json};

use crate::world::{World, base64, png};

async fn size_of(world: &World, url: &Value) -> (u32, u32) {
    probe(&world.download(url).await).unwrap().size.unwrap()
}

#[tokio::test]
async fn pictures_have_the_grade_and_the_shape() {
    let world = World::start().await;
    let path = "/v1/images/generations";
    for (wish, size) in [
        (json!({ "aspect_ratio": "1:1" }), (1024, 1024)),
        (json!({ "aspect_ratio": "9:16", "resolution": "2k" }), (1536, 2730)),
        (json!({ "image": base64(&png(300, 600)) }), (724, 1448)),
    ] {
        let mut body = json!({ "model_name": "kling-v3", "prompt": "a paper boat" });
        body.as_object_mut().unwrap().extend(wish.as_object().unwrap().clone());
        let task = world.made(path, &body).await;
        assert_eq!(size_of(&world, &task["task_result"]["images"][0]["url"]).await, size);
    }
    let wish = json!({
        "model_name": "kling-v3-omni", "prompt": "a day", "image_list": [{ "image": base64(&png(400, 400)) }],
        "result_type": "series", "series_amount": 3, "watermark_info": { "enabled": true },
    });
    let task = world.made("/v1/images/omni-image", &wish).await;
    assert_eq!(task["task_result"]["result_type"], "series");
    let series = task["task_result"]["series_images"].as_array().unwrap();
    assert_eq!((series.len(), &task["final_unit_deduction"]), (3, &json!("24")));
    for picture in series {
        assert_eq!(size_of(&world, &picture["url"]).await, (1024, 1024));
        assert_ne!(world.download(&picture["url"]).await, world.download(&picture["watermark_url"]).await);
    }
}

#[tokio::test]
async fn videos_have_the_length_the_shape_and_the_sound() {
    let world = World::start().await;
    for (wish, size, has_sound) in [
        (json!({ "model_name": "kling-v3", "duration": "3", "aspect_ratio": "9:16" }), (720, 1280), false),
        (json!({ "model_name": "kling-v3", "duration": "4", "mode": "pro", "sound": "on" }), (1920, 1080), true),
    ] {
        let mut body = wish.clone();
        body["prompt"] = json!("a fox runs over snow");
        let task = world.made("/v1/videos/text2video", &body).await;
        let video = &task["task_result"]["videos"][0];
        let media = probe(&world.download(&video["url"]).await).unwrap();
        let seconds: f64 = wish["duration"].as_str().unwrap().parse().unwrap();
        assert_eq!((media.kind, media.size, media.has_sound), (Kind::Mp4, Some(size), has_sound));
        assert!((media.duration.unwrap().as_secs_f64() - seconds).abs() < 0.05);
        assert_eq!(video["duration"], format!("{seconds:.1}"));
    }
    let frame =
        json!({ "model_name": "kling-v3", "image": base64(&png(300, 400)), "prompt": "she waves", "duration": "3" });
    let task = world.made("/v1/videos/image2video", &frame).await;
    assert_eq!(size_of(&world, &task["task_result"]["videos"][0]["url"]).await, (720, 960));
}

#[tokio::test]
async fn sounds_have_exactly_the_length() {
    let world = World::start().await;
    let task = world.made("/v1/audio/text-to-audio", &json!({ "prompt": "rain", "duration": 5.5 })).await;
    let sound = &task["task_result"]["audios"][0];
    for (url, kind) in [("url_mp3", Kind::Mp3), ("url_wav", Kind::Wav)] {
        let media = probe(&world.download(&sound[url]).await).unwrap();
        assert_eq!(media.kind, kind);
        assert!((media.duration.unwrap().as_secs_f64() - 5.5).abs() < 0.06, "{media:?}");
    }
    assert_eq!((&sound["duration_wav"], &task["final_unit_deduction"]), (&json!("5.5"), &json!("0.25")));
}

#[tokio::test]
async fn one_result_leads_to_the_next() {
    let world = World::build(|builder| builder.pack(Pack::video(1000, 20))).await;
    let stand_ins = world.stand_ins().await;

    let extended = world.made("/v1/videos/video-extend", &json!({ "video_id": stand_ins.video })).await;
    let parent = &extended["task_info"]["parent_video"];
    assert_eq!((&parent["id"], &parent["duration"]), (&json!(stand_ins.video), &json!("5.0")));
    let longer = &extended["task_result"]["videos"][0];
    assert_eq!((&longer["duration"], &extended["final_unit_deduction"]), (&json!("10.0"), &json!("2")));

    let avatar = json!({ "image": base64(&png(300, 300)), "audio_id": stand_ins.speech });
    let avatar = world.made("/v1/videos/avatar/image2video", &avatar).await;
    let media = probe(&world.download(&avatar["task_result"]["videos"][0]["url"]).await).unwrap();
    assert!(media.has_sound && (media.duration.unwrap().as_secs_f64() - 5.04).abs() < 0.1, "{media:?}");

    let face = json!({
        "face_id": "0", "audio_id": stand_ins.speech, "sound_start_time": 0, "sound_end_time": 3000, "sound_insert_time": 0,
    });
    let synced = json!({ "session_id": stand_ins.faces, "face_choose": [face] });
    let synced = world.made("/v1/videos/advanced-lip-sync", &synced).await;
    assert_eq!(synced["task_info"]["parent_video"]["id"], json!(stand_ins.video));
    assert_eq!(synced["task_result"]["videos"][0]["duration"], "5.0");

    let with_element = json!({
        "model_name": "kling-v3", "image": base64(&png(300, 300)), "prompt": "<<<element_1>>>", "duration": "3",
        "element_list": [{ "element_id": stand_ins.element }],
    });
    world.made("/v1/videos/image2video", &with_element).await;
    let unknown = json!({
        "model_name": "kling-v3", "image": base64(&png(300, 300)), "prompt": "x", "element_list": [{ "element_id": 5 }],
    });
    let refused = world.post("/v1/videos/image2video", &unknown).await;
    assert!(refused.refused(400, 1201).contains("element_id 5 not found"));
}
