//! The newer standard: API keys alone, `/tasks`, and legacy tasks in it.

use jsonwebtoken::{EncodingKey, Header};
use kling_emulator::{DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY, Fault};
use kling_media::probe;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{A_MINUTE, Answer, World, base64, expansion_with, png};

const TURBO: &str = "/text-to-video/kling-3.0-turbo";

fn token(world: &World) -> String {
    let exp = world.control().now().0 / 1000 + 1800;
    let key = EncodingKey::from_secret(DEFAULT_SECRET_KEY.as_bytes());
    jsonwebtoken::encode(&Header::default(), &json!({ "iss": DEFAULT_ACCESS_KEY, "exp": exp }), &key).unwrap()
}

#[tokio::test]
async fn a_token_opens_v1_and_the_account_and_nothing_else() {
    let world = World::start().await;
    let token = token(&world);
    let call = |method: Method, path: &str| {
        Answer::of(world.http.request(method, world.url(path)).bearer_auth(&token).json(&json!({})))
    };
    call(Method::GET, "/v1/videos/text2video").await.data();
    call(Method::GET, "/account/costs?start_time=1&end_time=2").await.data();
    for (method, path) in [
        (Method::POST, TURBO),
        (Method::GET, "/tasks?task_ids=1"),
        (Method::POST, "/tasks"),
        (Method::GET, "/solutions?task_ids=1"),
        (Method::POST, "/solutions/virtual_try_on"),
    ] {
        let answer = call(method, path).await;
        assert!(answer.refused(401, 1002).contains("does not support AK/SK"), "{path}");
    }
    let nothing = Answer::of(world.http.post(world.url("/tasks")).json(&json!({}))).await;
    nothing.refused(401, 1001);
}

#[tokio::test]
async fn a_video_is_made_and_billed() {
    let world = World::start().await;
    let body = json!({
        "prompt": "a boat leaves", "settings": { "duration": 3, "aspect_ratio": "1:1" },
        "options": { "external_task_id": "boat-1", "watermark_info": { "enabled": true } },
    });
    let created = world.post(TURBO, &body).await.data();
    assert_eq!((&created["status"], &created["external_id"]), (&json!("submitted"), &json!("boat-1")));
    world.control().advance(A_MINUTE).await;
    let task = world.get("/tasks?external_task_ids=boat-1").await.data()[0].clone();
    assert_eq!((&task["id"], &task["status"]), (&created["id"], &json!("succeeded")));
    assert_eq!(task["billing"], json!([{ "charge_type": "unit", "amount": "2.4", "package_type": "video" }]));
    let video = &task["outputs"][0];
    let media = probe(&world.download(&video["url"]).await).unwrap();
    assert_eq!(
        (media.size, media.has_sound, media.duration.map(|length| length.as_secs())),
        (Some((720, 720)), true, Some(3))
    );
    world.download(&video["watermark_url"]).await;
    world.get(&format!("/v1/videos/text2video/{}", created["id"].as_str().unwrap())).await.refused(400, 1201);
    world.create(&expansion_with(json!({ "external_task_id": "boat-1" }))).await.refused(400, 1201);
}

#[tokio::test]
async fn legacy_tasks_are_in_it_and_unknown_ids_are_missing() {
    let world = World::start().await;
    let task = world.finished(&expansion_with(json!({ "n": 2 }))).await;
    let found =
        world.get(&format!("/tasks?task_ids={},912345678901230000", task["task_id"].as_str().unwrap())).await.data();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["outputs"][0], json!({ "type": "image", "url": task["task_result"]["images"][0]["url"] }));
    assert_eq!(found[0]["billing"][0]["amount"], "16");
    assert_eq!(world.get("/tasks?task_ids=912345678901230000").await.data(), json!([]));
    for query in ["", "?start_time=1", "?task_ids=", "?task_ids=1&external_task_ids=2"] {
        world.get(&format!("/tasks{query}")).await.refused(400, 1201);
    }
    let many = vec!["1"; 21].join(",");
    assert!(
        world.get(&format!("/tasks?task_ids={many}")).await.refused(400, 1201).contains("cannot exceed 20 in total")
    );
    assert_eq!(world.get(&format!("/tasks?task_ids={}", vec!["1"; 20].join(","))).await.data(), json!([]));
}

#[tokio::test]
async fn pages_run_by_cursor_and_filters_narrow() {
    let world = World::start().await;
    for _ in 0..3 {
        world.finished(&expansion_with(json!({}))).await;
    }
    world.inject(Fault::fail_task("no"));
    world.post(TURBO, &json!({ "prompt": "x" })).await.data();
    world.control().advance(A_MINUTE).await;
    let page = async |body: Value| world.post("/tasks", &body).await.data();
    let first = page(json!({ "limit": 3, "filters": [] })).await;
    assert_eq!((&first["count"], &first["has_more"]), (&json!(3), &json!(true)));
    let second = page(json!({ "limit": 3, "cursor": first["next_cursor"] })).await;
    assert_eq!((&second["count"], &second["has_more"]), (&json!(1), &json!(false)));
    let failed = page(json!({ "filters": [{ "key": "status", "values": ["failed"] }] })).await;
    assert_eq!((&failed["count"], &failed["result"][0]["message"]), (&json!(1), &json!("no")));
    let pictures = page(json!({ "filters": [{ "key": "product_type", "values": ["image"] }, { "key": "status", "values": ["succeeded"] }] })).await;
    assert_eq!(pictures["count"], 3);
    let old = page(json!({ "start_time": "1", "end_time": "2" })).await;
    assert_eq!((&old["count"], &old["has_more"]), (&json!(0), &json!(false)));
    assert!(
        world
            .post("/tasks", &json!({ "limit": 501 }))
            .await
            .refused(400, 1201)
            .contains("limit value '501' is invalid")
    );
}

#[tokio::test]
async fn contents_are_checked() {
    let world = World::start().await;
    let frame = json!({ "type": "first_frame", "url": base64(&png(300, 300)) });
    let prompt = json!({ "type": "prompt", "text": "she waves" });
    let last = json!({ "type": "last_frame", "url": base64(&png(300, 300)) });
    for (path, body, words) in [
        ("/image-to-video/kling-3.0", json!({ "contents": [prompt] }), "first_frame"),
        ("/image-to-video/kling-3.0-turbo", json!({ "contents": [prompt, frame, last] }), "last_frame"),
        (
            "/image-to-video/kling-3.0",
            json!({ "contents": [prompt, { "type": "first_frame" }] }),
            "contents[1].url is required",
        ),
        (
            "/image-to-video/kling-3.0",
            json!({ "contents": [prompt, frame, { "type": "song" }] }),
            "contents[2].type value 'song'",
        ),
        ("/text-to-video/kling-2.5-turbo", json!({ "prompt": "x", "settings": { "duration": 7 } }), "duration"),
        (
            "/text-to-video/kling-3.0",
            json!({ "prompt": "x", "settings": { "duration": 2 } }),
            "settings.duration value '2' is invalid",
        ),
    ] {
        let answer = world.post(path, &body).await;
        let message = answer.refused(400, 1201);
        assert!(message.contains(words), "{message:?} does not say {words:?}");
    }
    world.post("/image-to-video/kling-3.0", &json!({ "contents": [frame, prompt] })).await.data();
    world.post("/text-to-video/kling-3.0", &json!({ "prompt": "x", "negative_prompt": "rain" })).await.data();
}
