//! What single products refuse, and why.

use kling_emulator::{Fault, Operation, Pack};
use serde_json::{Value, json};

use crate::conformance::assert_conforms;
use crate::world::{A_MINUTE, World, base64, png};

async fn refuses(world: &World, path: &str, body: Value, status: u16, code: i64, words: &str) {
    let answer = world.post(path, &body).await;
    assert_ne!(answer.code(), 0, "{path} took what should be refused: {words}");
    let message = answer.refused(status, code);
    assert!(message.contains(words), "{message:?} does not say {words:?}");
}

#[tokio::test]
async fn rules_of_products_are_held() {
    let world = World::start().await;
    let picture = base64(&png(300, 300));
    let text = "/v1/videos/text2video";
    let image = "/v1/videos/image2video";
    for (path, body, words) in [
        (text, json!({ "model_name": "kling-v3" }), "prompt is required"),
        (text, json!({ "model_name": "kling-v2-6", "prompt": "x", "mode": "std", "sound": "on" }), "'sound'"),
        (text, json!({ "model_name": "kling-v3", "prompt": "x", "duration": "16" }), "'duration'"),
        (
            text,
            json!({ "model_name": "kling-v3", "prompt": "x", "duration": "soon" }),
            "duration value 'soon' is invalid",
        ),
        (text, json!({ "prompt": "x", "sound": "loud" }), "sound value 'loud' is invalid"),
        (text, json!({ "model_name": "kling-v3", "multi_shot": true }), "shot_type is required"),
        (
            text,
            json!({
                "model_name": "kling-v3", "multi_shot": true, "shot_type": "customize", "duration": "5",
                "multi_prompt": [{ "index": 1, "prompt": "x", "duration": "3" }],
            }),
            "add up",
        ),
        (text, json!({ "prompt": "x", "camera_control": { "type": "simple" } }), "camera_control.config"),
        (image, json!({ "model_name": "kling-v3", "prompt": "x" }), "image"),
        (
            image,
            json!({ "model_name": "kling-v1-6", "image": picture, "mode": "pro", "static_mask": picture }),
            "kling-v1-6 is not supported with motion brush",
        ),
        (
            "/v1/videos/video-extend",
            json!({ "video_id": "912345678901234567" }),
            "video_id 912345678901234567 not found",
        ),
        ("/v1/videos/effects", json!({ "effect_scene": "hug_pro", "input": { "image": picture } }), "needs 2 images"),
        ("/v1/audio/tts", json!({ "text": "x", "voice_id": "850", "voice_language": "en" }), "Voice id not found"),
        ("/v1/audio/text-to-audio", json!({ "prompt": "x", "duration": 12 }), "duration value '12' is invalid"),
        ("/v1/audio/video-to-audio", json!({}), "video_id and video_url cannot both be empty"),
        ("/v1/videos/identify-face", json!({ "video_id": "1", "video_url": "http://x" }), "cannot be set together"),
        (
            "/v1/general/custom-voices",
            json!({ "voice_name": "x".repeat(21), "voice_url": "http://x" }),
            "voice_name is too long",
        ),
        (
            "/v1/general/advanced-custom-elements",
            json!({
                "element_name": "x", "element_description": "x", "reference_type": "image_refer",
                "element_image_list": { "frontal_image": picture, "refer_images": [] },
            }),
            "The number of element refer images must be between 1 and 3",
        ),
        ("/v1/images/omni-image", json!({ "prompt": "x", "result_type": "series" }), "requires image_list"),
        ("/v1/images/multi-image2image", json!({ "subject_image_list": [] }), "subject_image_list is required"),
    ] {
        refuses(&world, path, body, 400, 1201, words).await;
    }
    refuses(&world, text, json!({ "model_name": "kling-v1", "prompt": "x" }), 404, 1203, "has been discontinued").await;
    assert_eq!(world.control().count_tasks(), 0);
    world.post(text, &json!({ "model_name": "kling-v9", "prompt": "x" })).await.data();
}

#[tokio::test]
async fn ids_of_results_expire_after_thirty_days() {
    let world = World::build(|builder| {
        builder.pack(Pack::video(1000, 20).with_validity(std::time::Duration::from_secs(400 * 86_400)))
    })
    .await;
    let stand_ins = world.stand_ins().await;
    let avatar = json!({ "image": base64(&png(300, 300)), "audio_id": stand_ins.speech });
    world.control().advance(std::time::Duration::from_secs(29 * 86_400)).await;
    world.post("/v1/videos/avatar/image2video", &avatar).await.data();
    world.control().advance(std::time::Duration::from_secs(2 * 86_400)).await;
    refuses(&world, "/v1/videos/avatar/image2video", avatar, 400, 1201, "not found").await;
    refuses(&world, "/v1/videos/video-extend", json!({ "video_id": stand_ins.video }), 400, 1201, "not found").await;
    // What was made from the recording stays.
    let element = world.get("/v1/general/advanced-custom-elements").await.data();
    world.download(&element[0]["task_result"]["elements"][0]["element_image_list"]["frontal_image"]).await;
}

#[tokio::test]
async fn deletes_show_and_happen_once() {
    let world = World::build(|builder| builder.pack(Pack::video(1000, 20))).await;
    let stand_ins = world.stand_ins().await;
    let delete = json!({ "element_id": stand_ins.element });
    world.post("/v1/general/delete-elements", &delete).await.data();
    let again = world.post("/v1/general/delete-advanced-elements", &delete).await;
    assert!(again.refused(400, 1201).contains("already be deleted"));
    assert_conforms("delete_advanced_element", &again);
    let list = world.get("/v1/general/advanced-custom-elements").await.data();
    assert_eq!(list[0]["task_result"]["elements"][0]["status"], "deleted");
    let task = list[0]["task_id"].as_str().unwrap();
    let unified = world.get(&format!("/tasks?task_ids={task}")).await.data();
    assert_eq!(unified[0]["outputs"][0]["status"], "deleted");

    let voices = async || world.get("/v1/general/custom-voices").await.data();
    let task = voices().await[0]["task_id"].as_str().unwrap().to_owned();
    world.post("/v1/general/delete-voices", &json!({ "voice_id": stand_ins.voice })).await.data();
    world.post("/v1/general/delete-voices", &json!({ "voice_id": stand_ins.voice })).await.refused(400, 1201);
    assert_eq!(voices().await, json!([]));
    let made = world.get(&format!("/v1/general/custom-voices/{task}")).await.data();
    assert_eq!(made["task_result"]["voices"][0]["voice_id"], json!(stand_ins.voice));
    let unified = world.get(&format!("/tasks?task_ids={task}")).await.data();
    assert_eq!(unified[0]["outputs"][0]["status"], "deleted");
    refuses(&world, "/v1/general/delete-voices", json!({ "voice_id": "1" }), 400, 1201, "Voice id not found").await;
    let preset = world.get("/v1/general/presets-voices").await.data();
    let preset = &preset[0]["task_result"]["voices"][0];
    assert_eq!(preset["owned_by"], "kling");
    world.download(&preset["trial_url"]).await;
    world.post("/v1/general/delete-voices", &json!({ "voice_id": preset["voice_id"] })).await.refused(400, 1201);
}

#[tokio::test]
async fn what_is_official_can_be_used_and_what_is_deleted_cannot() {
    let world = World::build(|builder| builder.pack(Pack::video(1000, 50))).await;
    let stand_ins = world.stand_ins().await;
    let picture = base64(&png(300, 300));
    let with_element = |id: &str| {
        let frame = json!({ "type": "first_frame", "url": picture });
        let prompt = json!({ "type": "prompt", "text": "@Mia waves" });
        json!({ "contents": [prompt, frame, { "type": "element", "element_id": id, "id": "Mia" }] })
    };
    let with_voice = |id: &str| {
        let frame = json!({ "type": "first_frame", "url": picture });
        let prompt = json!({ "type": "prompt", "text": "@Mia says hello" });
        let settings = json!({ "audio": "native", "resolution": "1080p" });
        json!({ "contents": [prompt, frame, { "type": "voice", "voice_id": id, "id": "Mia" }], "settings": settings })
    };
    let (film, spoken) = ("/image-to-video/kling-3.0", "/image-to-video/kling-2.6");
    let elements = world.get("/v1/general/advanced-presets-elements").await.data();
    for preset in elements.as_array().unwrap() {
        let id = preset["task_result"]["elements"][0]["element_id"].to_string();
        world.post(film, &with_element(&id)).await.data();
    }
    for preset in world.get("/v1/general/presets-voices").await.data().as_array().unwrap() {
        let id = preset["task_result"]["voices"][0]["voice_id"].as_str().unwrap().to_owned();
        world.post(spoken, &with_voice(&id)).await.data();
    }
    // The older family is a library of its own.
    let legacy = world.get("/v1/general/presets-elements").await.data()[0]["element_id"].to_string();
    refuses(&world, film, with_element(&legacy), 400, 1201, "not found").await;

    let (element, voice) = (stand_ins.element.as_str(), stand_ins.voice.as_str());
    world.post(film, &with_element(element)).await.data();
    world.post(spoken, &with_voice(voice)).await.data();
    world.post("/v1/general/delete-elements", &json!({ "element_id": element })).await.data();
    world.post("/v1/general/delete-voices", &json!({ "voice_id": voice })).await.data();
    refuses(&world, film, with_element(element), 400, 1201, "not found").await;
    refuses(&world, spoken, with_voice(voice), 400, 1201, "Voice id not found").await;
}

/// Answers of the older family have no word for a deleted element: it leaves the list.
#[tokio::test]
async fn a_deleted_element_of_the_older_family_leaves_its_list() {
    let world = World::start().await;
    let picture = base64(&png(300, 300));
    let element = json!({
        "element_name": "Mia", "element_description": "a girl", "element_frontal_image": picture,
        "element_refer_list": [{ "image_url": picture }],
    });
    let path = "/v1/general/custom-elements";
    let id = world.post(path, &element).await.data()["element_id"].to_string();
    assert_eq!(world.get(path).await.data()[0]["element_id"].to_string(), id);
    let delete = json!({ "element_id": id });
    world.post("/v1/general/delete-elements", &delete).await.data();
    assert_eq!(world.get(path).await.data(), json!([]));
    world.post("/v1/general/delete-elements", &delete).await.refused(400, 1201);
}

#[tokio::test]
async fn sessions_end_after_a_day_and_remember_their_points() {
    let world = World::build(|builder| builder.pack(Pack::video(1000, 20))).await;
    let stand_ins = world.stand_ins().await;
    let path = |call: &str| format!("/v1/videos/multi-elements/{call}-selection");
    let session = world.post(&path("init"), &json!({ "video_id": stand_ins.video })).await.data();
    assert_eq!((&session["width"], &session["total_frame"]), (&json!(1280), &json!(120)));
    let id = &session["session_id"];
    let marked = json!({ "session_id": id, "frame_index": 0, "points": [{ "x": 0.25, "y": 0.5 }] });
    refuses(&world, &path("preview"), json!({ "session_id": id }), 400, 1201, "nothing is selected").await;
    // What was refused has marked nothing.
    refuses(&world, &path("delete"), marked.clone(), 400, 1201, "points not found in frame 0").await;
    let mut too_many = marked.clone();
    too_many["points"] = (0..11).map(|x| json!({ "x": f64::from(x) / 20.0, "y": 0.5 })).collect();
    refuses(&world, &path("add"), too_many, 400, 1201, "points").await;
    refuses(&world, &path("preview"), json!({ "session_id": id }), 400, 1201, "nothing is selected").await;
    let added = world.post(&path("add"), &marked).await.data();
    assert_eq!(added["res"]["rle_mask_list"][0]["rle_mask"]["size"], json!([720, 1280]));
    let preview = world.post(&path("preview"), &json!({ "session_id": id })).await.data();
    assert!(kling_media::probe(&world.download(&preview["res"]["video"]).await).is_ok());
    let other = json!({ "session_id": id, "frame_index": 0, "points": [{ "x": 0.2, "y": 0.5 }] });
    refuses(&world, &path("delete"), other, 400, 1201, "points not found in frame 0").await;
    let left = world.post(&path("delete"), &marked).await.data();
    assert_eq!(left["res"]["rle_mask_list"], json!([]));
    let swap = json!({ "session_id": id, "edit_mode": "swap", "prompt": "x" });
    refuses(&world, "/v1/videos/multi-elements", swap, 400, 1201, "exactly one image").await;
    world.control().advance(std::time::Duration::from_secs(86_400)).await;
    refuses(&world, &path("clear"), json!({ "session_id": id }), 400, 1201, "not found").await;
}

#[tokio::test]
async fn tasks_of_any_product_can_be_made_to_fail() {
    let world = World::start().await;
    let operation = Operation::named("create_text_to_video").unwrap();
    world.control().inject(Fault::fail_task("Content risk control").on(operation)).unwrap();
    let body = json!({ "model_name": "kling-v3", "prompt": "x" });
    let id = world.post("/v1/videos/text2video", &body).await.data()["task_id"].as_str().unwrap().to_owned();
    world.control().advance(A_MINUTE).await;
    let task = world.get(&format!("/v1/videos/text2video/{id}")).await.data();
    assert_eq!((&task["task_status"], &task["task_status_msg"]), (&json!("failed"), &json!("Content risk control")));
    let unified = world.get(&format!("/tasks?task_ids={id}")).await.data();
    assert_eq!((&unified[0]["status"], &unified[0]["billing"]), (&json!("failed"), &json!([])));
    world.get(&format!("/v1/videos/image2video/{id}")).await.refused(400, 1201);
}
