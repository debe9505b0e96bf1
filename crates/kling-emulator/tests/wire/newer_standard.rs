//! The newer standard: API keys alone, `/tasks`, and legacy tasks in it.

use jsonwebtoken::{EncodingKey, Header};
use kling_emulator::{DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY, Fault, Pack};
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

#[tokio::test]
async fn shots_of_a_prompt_are_held_to_their_rules() {
    let world = World::build(|builder| builder.pack(Pack::video(10_000, 100))).await;
    let long = format!("shot 1, 5, {};", "b".repeat(513));
    let seven: String = (1..=7).map(|number| format!("shot {number}, 1, a boat; ")).collect();
    for (prompt, words) in [
        ("shot 1, 2, a boat leaves; shot 2, 2, the captain;", "prompt is invalid: the shots are 4 s together"),
        ("镜头 1, 2, 船; 镜头 2, 2, 船长;", "4 s together"),
        ("shot 2, 2, a boat leaves; shot 7, 3, the captain;", "shot 7 is in the place of shot 2"),
        (&seven, "7 shots"),
        (&long, "513 characters"),
        ("shot 1, 0, a boat leaves; shot 2, 5, the captain;", "shot 1 lasts 0 s"),
    ] {
        for (path, multi_shot) in
            [("/text-to-video/kling-3.0", json!(true)), ("/text-to-video/kling-3.0", json!(null)), (TURBO, json!(null))]
        {
            let body = json!({ "prompt": prompt, "settings": { "multi_shot": multi_shot } });
            let message = world.post(path, &body).await.refused(400, 1201).to_owned();
            assert!(message.contains(words), "{message:?} does not say {words:?}");
        }
    }
    let torn = "shot 1, 2, a boat leaves; shot 2, 2, the captain;";
    let frame = json!({ "type": "first_frame", "url": base64(&png(300, 300)) });
    let contents = json!([{ "type": "prompt", "text": torn }, frame]);
    for path in ["/image-to-video/kling-3.0", "/omni-video/kling-3.0-omni"] {
        world.post(path, &json!({ "contents": contents })).await.refused(400, 1201);
    }
    assert_eq!(world.control().count_tasks(), 0);

    let five = "Shot 1, 2, a boat leaves; shot 2, 3, the captain";
    for (path, prompt, multi_shot) in [
        // As they should be.
        ("/text-to-video/kling-3.0", five, true),
        ("/text-to-video/kling-3.0", "镜头 1, 2, 船; 镜头 2, 3, 船长;", true),
        (TURBO, five, true),
        // Cut by the model.
        ("/text-to-video/kling-3.0", "a boat leaves; then the captain, closer", true),
        ("/text-to-video/kling-3.0", "shot of a boat", true),
        // What the server makes of these is not documented.
        ("/text-to-video/kling-3.0", "shot 1, five, a boat leaves", true),
        ("/text-to-video/kling-3.0", "shot 1, 2, a boat leaves; and then the captain", true),
        ("/text-to-video/kling-3.0", "shot 2, 2, a boat leaves; shot 1, 3, the captain;", true),
        // A prompt like any other.
        ("/text-to-video/kling-3.0", torn, false),
        ("/text-to-video/kling-2.6", torn, false),
    ] {
        world.post(path, &json!({ "prompt": prompt, "settings": { "multi_shot": multi_shot } })).await.data();
    }
}

#[tokio::test]
async fn shots_go_with_the_length_of_a_reference_and_with_no_edit() {
    let world = World::build(|builder| builder.pack(Pack::video(10_000, 100))).await;
    let source = json!({ "model_name": "kling-v3", "prompt": "a boat", "duration": "4" });
    let source = world.made("/v1/videos/text2video", &source).await["task_result"]["videos"][0]["url"].clone();
    let body = |kind: &str, settings: Value| {
        json!({
            "contents": [
                { "type": "prompt", "text": "shot 1, 2, a boat leaves; shot 2, 2, the captain;" },
                { "type": kind, "url": source },
            ],
            "settings": settings,
        })
    };
    let path = "/omni-video/kling-3.0-omni";
    // How long the result is when nobody says, is not documented.
    world.post(path, &body("feature_video", json!({ "multi_shot": true }))).await.data();
    let five = body("feature_video", json!({ "multi_shot": true, "duration": 5 }));
    assert!(world.post(path, &five).await.refused(400, 1201).contains("4 s together"));
    let edit = body("base_video", json!({ "audio": "original" }));
    assert!(world.post(path, &edit).await.refused(400, 1201).contains("base_video"));
    world.post(path, &body("base_video", json!({ "audio": "original", "multi_shot": false }))).await.data();
}
