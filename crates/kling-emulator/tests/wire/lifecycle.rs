//! A task from its making to its end, over emulated time.

use std::time::Duration;

use image::GenericImageView;
use kling_emulator::{Emulator, PROCESSING_FOR, SUBMITTED_FOR, Shape};
use serde_json::json;

use crate::world::{A_MINUTE, EXPAND, World, expansion, expansion_with, picture};

#[tokio::test]
async fn a_task_is_submitted_then_processing_then_succeeds() {
    let world = World::start().await;
    let start = world.control().now().0;
    let created = world.create(&expansion_with(json!({ "external_task_id": "job-1" }))).await.data();
    let id = created["task_id"].as_str().unwrap();
    assert_eq!(
        created,
        json!({
            "task_id": id, "task_info": { "external_task_id": "job-1" }, "task_status": "submitted",
            "created_at": start, "updated_at": start,
        })
    );
    assert_eq!(id.len(), 18);
    assert!(id.parse::<u64>().unwrap() > 1 << 53);

    let task = world.task(id).await;
    assert_eq!((&task["task_status"], &task["task_status_msg"]), (&json!("submitted"), &json!("")));
    assert!(task.get("task_result").is_none() && task.get("final_unit_deduction").is_none());

    world.control().advance(SUBMITTED_FOR - Duration::from_millis(1)).await;
    assert_eq!(world.task(id).await["task_status"], "submitted");
    world.control().advance(Duration::from_millis(1)).await;
    let task = world.task(id).await;
    assert_eq!((&task["task_status"], &task["updated_at"]), (&json!("processing"), &json!(start + 1_000)));
    world.control().advance(PROCESSING_FOR - Duration::from_millis(1)).await;
    assert_eq!(world.task(id).await["task_status"], "processing");
    world.control().advance(Duration::from_millis(1)).await;

    let task = world.task(id).await;
    let url = task["task_result"]["images"][0]["url"].as_str().unwrap();
    assert_eq!(
        task,
        json!({
            "task_id": id, "task_info": { "external_task_id": "job-1" }, "task_status": "succeed", "task_status_msg": "",
            "watermark_info": { "enabled": false }, "final_unit_deduction": "8",
            "created_at": start, "updated_at": start + 11_000,
            "task_result": { "images": [{ "index": 0, "url": url }] },
        })
    );
    assert_eq!(world.task("job-1").await, task);
}

#[tokio::test]
async fn the_picture_has_the_size_asked_for_and_keeps_the_original() {
    let world = World::start().await;
    let wish = json!({
        "up_expansion_ratio": 0.1, "down_expansion_ratio": 0.2, "left_expansion_ratio": 0.05, "right_expansion_ratio": 0.25,
        "n": 2, "watermark_info": { "enabled": true },
    });
    let task = world.finished(&expansion_with(wish)).await;
    let images = task["task_result"]["images"].as_array().unwrap();
    assert_eq!((images.len(), &task["final_unit_deduction"]), (2, &json!("16")));
    let download = async |url: &serde_json::Value| {
        let bytes = world.http.get(url.as_str().unwrap()).send().await.unwrap().bytes().await.unwrap();
        image::load_from_memory(&bytes).unwrap()
    };
    let original = picture(300, 300).into_rgb8();
    let mut pictures = Vec::new();
    for (index, image) in images.iter().enumerate() {
        assert_eq!(image["index"], index);
        let expanded = download(&image["url"]).await;
        assert_eq!(expanded.dimensions(), (390, 390));
        assert!(*expanded.view(15, 30, 300, 300).to_image() == *image::DynamicImage::from(original.clone()).to_rgba8());
        let marked = download(&image["watermark_url"]).await;
        assert_eq!(marked.dimensions(), (390, 390));
        assert!(marked.to_rgba8() != expanded.to_rgba8());
        pictures.push(expanded);
    }
    assert!(pictures[0] != pictures[1], "another index, another border");
}

#[tokio::test]
async fn ids_are_unique_over_the_account_and_empty_is_unset() {
    let world = World::start().await;
    let body = expansion_with(json!({ "external_task_id": "job 7/ü" }));
    let id = world.make(&body).await;
    let again = world.create(&body).await;
    assert_eq!(again.refused(400, 1201), "External_task_id job 7/ü already exists");
    world.control().advance(A_MINUTE).await;
    world.create(&body).await.refused(400, 1201);
    assert_eq!(world.control().count_tasks(), 1);
    assert_eq!(world.task("job%207%2F%C3%BC").await["task_id"], id.as_str());

    let unset = expansion_with(json!({ "external_task_id": "" }));
    assert_ne!(world.make(&unset).await, world.make(&unset).await);
}

#[tokio::test]
async fn an_unknown_task_is_1201() {
    let world = World::start().await;
    let answer = world.get(&format!("{EXPAND}/831922345719271433")).await;
    assert_eq!(answer.refused(400, 1201), "Task not found by id/external id: 831922345719271433");
}

#[tokio::test]
async fn the_single_query_can_be_an_array() {
    let world = World::build(|builder| builder.single_query_shape(Shape::Array)).await;
    let id = world.make(&expansion()).await;
    assert_eq!(world.task(&id).await[0]["task_id"], id.as_str());
}

#[tokio::test]
async fn time_runs_by_itself() {
    let world = World::build(|builder| builder.speed(200.0)).await;
    let id = world.make(&expansion()).await;
    let ended = async {
        while world.task(&id).await["task_status"] != "succeed" {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(A_MINUTE, ended).await.unwrap();
}

#[tokio::test]
async fn many_requests_at_once_are_all_answered() {
    let world = World::build(|builder| builder.pack(kling_emulator::Pack::new(10_000, 40))).await;
    let body = expansion();
    let creates = (0..60).map(|_| world.create(&body));
    let answers = futures_util::future::join_all(creates).await;
    let accepted = answers.iter().filter(|answer| answer.code() == 0).count();
    assert_eq!(accepted, 40);
    let refused: Vec<_> = answers.iter().filter(|answer| answer.code() != 0).collect();
    assert!(refused.iter().all(|answer| answer.code() == 1303));
    world.control().advance(A_MINUTE).await;
    assert!(world.control().tasks().iter().all(|task| task.status == kling_emulator::TaskStatus::Succeed));
}

#[tokio::test]
async fn shutdown_and_drop_close_the_port() {
    for drops in [true, false] {
        let emulator = Emulator::builder().start().await.unwrap();
        let address = emulator.local_addr();
        if drops {
            drop(emulator)
        } else {
            emulator.shutdown().await
        }
        let closed = async {
            while tokio::net::TcpStream::connect(address).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(A_MINUTE, closed).await.unwrap();
    }
}
