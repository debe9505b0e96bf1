//! What independent clients send and the vendor takes.

use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use serde_json::json;

use crate::world::{Answer, EXPAND, World, base64, expansion, expansion_with, png};

#[tokio::test]
async fn absent_comes_in_many_forms() {
    let world = World::start().await;
    let bodies = [
        json!({ "prompt": null, "n": null, "watermark_info": null, "callback_url": null, "external_task_id": null }),
        json!({ "prompt": "", "n": "", "watermark_info": {}, "callback_url": "", "external_task_id": "" }),
        json!({ "watermark_info": [], "external_task_id": "" }),
        json!({ "watermark_info": { "enabled": null } }),
    ];
    for body in bodies {
        world.create(&expansion_with(body)).await.data();
    }
    assert!(world.control().tasks().iter().all(|task| task.external_task_id.is_none() && task.slots == 1));
}

#[tokio::test]
async fn numbers_come_in_many_forms() {
    let world = World::start().await;
    let bodies = [
        json!({ "n": "2" }),
        json!({ "n": 2.0 }),
        json!({ "up_expansion_ratio": 0, "down_expansion_ratio": 0.5 }),
        json!({ "up_expansion_ratio": "0.25", "left_expansion_ratio": " 0 " }),
        json!({ "up_expansion_ratio": 1e-1, "down_expansion_ratio": 0.12345678901 }),
        json!({ "up_expansion_ratio": 0, "down_expansion_ratio": 0, "left_expansion_ratio": 0, "right_expansion_ratio": 0 }),
        json!({ "watermark_info": { "enabled": "true" } }),
    ];
    let mut made = 0;
    for body in bodies {
        world.create(&expansion_with(body)).await.data();
        made += 1;
        world.control().advance(crate::world::A_MINUTE).await;
    }
    let tasks = world.control().tasks();
    assert_eq!(tasks.len(), made);
    assert_eq!((tasks[made - 1].slots, tasks[made - 2].slots), (2, 2));
}

#[tokio::test]
async fn unknown_members_and_any_order_are_fine() {
    let world = World::start().await;
    let image = base64(&png(300, 300)).replace('/', "\\/");
    let body = format!(
        r#"{{ "right_expansion_ratio":0.1,"cfg_scale":0.5,"model":"kling-v9","left_expansion_ratio":0,"aspect_ratio":"16:9",
            "up_expansion_ratio":0.0e0,"nested":{{"a":[1,{{"b":null}}]}},"down_expansion_ratio":0.10,"image":"{image}" }}"#
    );
    for content_type in ["application/json", "application/json; charset=utf-8", "text/plain"] {
        let request = world.request(Method::POST, EXPAND).header(CONTENT_TYPE, content_type).body(body.clone());
        Answer::of(request.header("Idempotency-Key", "x").header(ACCEPT_ENCODING, "br")).await.data();
    }
    Answer::of(world.request(Method::POST, EXPAND).body(body)).await.data();
}

#[tokio::test]
async fn a_slash_at_the_end_changes_nothing() {
    let world = World::start().await;
    let answer = Answer::of(world.request(Method::POST, &format!("{EXPAND}/")).json(&expansion())).await.data();
    let id = answer["task_id"].as_str().unwrap();
    assert_eq!(world.get(&format!("{EXPAND}/{id}/")).await.data()["task_id"], id);
    assert_eq!(world.get(&format!("{EXPAND}/?pageNum=1")).await.data().as_array().unwrap().len(), 1);
    let typed = world.request(Method::GET, EXPAND).header(CONTENT_TYPE, "application/json");
    Answer::of(typed).await.data();
}

#[tokio::test]
async fn a_picture_may_come_by_url() {
    let library = World::start().await;
    let source = library.finished(&expansion()).await;
    let url = &source["task_result"]["images"][0]["url"];
    let world = World::start().await;
    let task = world.finished(&expansion_with(json!({ "image": url, "n": 1 }))).await;
    assert_eq!(task["task_status"], "succeed");

    let missing = world.create(&expansion_with(json!({ "image": library.url("/nothing.png") }))).await;
    assert!(missing.refused(400, 1201).contains("image could not be fetched"));
    let html = world.create(&expansion_with(json!({ "image": library.url("/_emulator/") }))).await;
    assert!(html.refused(400, 1201).contains("image must be a .jpg"));
}
