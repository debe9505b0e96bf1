//! Each kind of pack pays its own products, with slots of its own; the ledger adds up with what was made.

use kling_emulator::{Pack, PackChange, PackKind, Units};
use serde_json::{Value, json};

use crate::conformance::assert_conforms;
use crate::world::{A_MINUTE, World, base64, expansion, png};

#[tokio::test]
async fn slots_and_units_are_of_one_kind() {
    let world = World::build(|builder| builder.pack(Pack::new(1000, 1)).pack(Pack::video(10, 1))).await;
    let text = json!({ "model_name": "kling-v3", "prompt": "x", "duration": "5" });
    world.make(&expansion()).await;
    world.create(&expansion()).await.refused(429, 1303);
    // Pictures under way hold no slot of the video pack.
    world.post("/v1/videos/text2video", &text).await.data();
    world.post("/v1/videos/text2video", &text).await.refused(429, 1303);
    let dress = json!({ "human_image": base64(&png(300, 300)), "cloth_image": base64(&png(300, 300)) });
    world.post("/v1/images/kolors-virtual-try-on", &dress).await.refused(429, 1102);
    world.control().advance(A_MINUTE).await;
    let left: Vec<_> =
        world.control().packs().iter().map(|pack| (pack.kind, pack.remaining_units.to_string())).collect();
    // Five seconds at 0.6 units.
    assert_eq!(left, [(PackKind::Image, "992".to_owned()), (PackKind::Video, "7".to_owned())]);
}

#[tokio::test]
async fn a_synchronous_call_is_paid_at_once() {
    let world = World::start().await;
    let speech = json!({ "text": "Hello there.", "voice_id": "oversea_male1", "voice_language": "en" });
    world.post("/v1/audio/tts", &speech).await.data();
    let video = || world.control().packs().into_iter().find(|pack| pack.kind == PackKind::Video).unwrap();
    assert_eq!(video().remaining_units.to_string(), "999.95");
    let empty = PackChange { remaining_units: Some(Units::ZERO), slots: None };
    world.control().change_pack(&video().name, &empty).unwrap();
    assert_eq!(world.post("/v1/audio/tts", &speech).await.refused(429, 1102), "Account balance not enough");
}

#[tokio::test]
async fn the_ledger_adds_up() {
    let world = World::start().await;
    let begun = world.control().now().0;
    world.finished(&expansion()).await;
    for seconds in ["3", "4"] {
        let text = json!({ "model_name": "kling-v3", "prompt": "x", "duration": seconds, "sound": "on" });
        world.made("/v1/videos/text2video", &text).await;
    }
    world
        .post("/v1/audio/tts", &json!({ "text": "x", "voice_id": "oversea_male1", "voice_language": "en" }))
        .await
        .data();
    let window = json!({ "start_time": begun, "end_time": world.control().now().0 + 1 });
    let answer = world.post("/account/billing/package", &window).await;
    assert_conforms("list_unit_deductions", &answer);
    let ledger = answer.data();
    let entries = ledger["result"]["detail"].as_array().unwrap();
    assert_eq!((entries.len(), &ledger["has_more"]), (4, &json!(false)));
    let sum = |kind: &str| -> f64 {
        let entries = entries.iter().filter(|entry| entry["product_type"] == kind);
        entries.map(|entry| entry["deduction_amount"].as_f64().unwrap()).sum()
    };
    for pack in world.control().packs() {
        let spent = pack.total_units.as_f64() - pack.remaining_units.as_f64();
        assert!((sum(pack.kind.word()) - spent).abs() < 1e-9, "{pack:?}");
    }
    for task in world.control().tasks() {
        let of_task = |entry: &&Value| entry["task_id"] == task.task_id;
        let [entry] = entries.iter().filter(of_task).collect::<Vec<_>>()[..] else { panic!("{task:?} in {ledger}") };
        let billed = world.get(&format!("/tasks?task_ids={}", task.task_id)).await.data()[0]["billing"][0].clone();
        assert_eq!(entry["deduction_amount"].to_string().trim_end_matches(".0"), billed["amount"], "{task:?}");
        assert_eq!(entry["product_type"], billed["package_type"], "{task:?}");
    }
    let video = entries.iter().find(|entry| entry["duration"] == "3").unwrap();
    assert_eq!(
        (&video["model_name"], &video["video_sound"], &video["deduction_amount"]),
        (&json!("kling-v3"), &json!("native"), &json!(2.7))
    );

    // The window is of the creation of tasks: the first one was created in the first moment, and charged later.
    let first = json!({ "start_time": begun, "end_time": begun + 1 });
    let of_the_first = world.post("/account/billing/package", &first).await.data();
    assert_eq!(of_the_first["result"]["count"], 1);
    assert!(of_the_first["result"]["detail"][0]["deduction_time"].as_str().unwrap() > begun.to_string().as_str());

    let mut filtered = window.clone();
    filtered["filters"] = json!([{ "key": "product_type", "values": ["video"] }]);
    filtered["limit"] = json!(2);
    let page = world.post("/account/billing/package", &filtered).await.data();
    assert_eq!((&page["result"]["count"], &page["has_more"]), (&json!(2), &json!(true)));
    let rest = world.post("/account/billing/package", &json!({ "cursor": page["next_cursor"] })).await.data();
    assert_eq!((&rest["result"]["count"], &rest["has_more"]), (&json!(1), &json!(false)));
    let nothing: Value = world.post("/account/billing/balance", &window).await.data();
    assert_eq!(nothing["result"]["detail"], json!([]));
    world.post("/account/billing/package", &json!({})).await.refused(400, 1200);
}
