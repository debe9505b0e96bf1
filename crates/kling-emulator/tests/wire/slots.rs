//! Concurrency and units.

use std::time::Duration;

use kling_emulator::{Fault, Pack, PackChange, Units};
use serde_json::json;

use crate::world::{A_MINUTE, World, expansion, expansion_with};

#[tokio::test]
async fn a_task_holds_a_slot_for_each_picture_until_it_ends() {
    let world = World::build(|builder| builder.pack(Pack::new(1000, 5)).pack(Pack::new(1000, 3))).await;
    let pictures = |n: u32| expansion_with(json!({ "n": n }));
    world.make(&pictures(4)).await;
    let over = world.create(&pictures(2)).await;
    assert_eq!(over.refused(429, 1303), "parallel task over resource pack limit");
    world.make(&pictures(1)).await;
    world.control().advance(Duration::from_secs(5)).await;
    world.create(&pictures(1)).await.refused(429, 1303);
    world.control().advance(Duration::from_secs(6)).await;
    world.make(&pictures(5)).await;
    world.control().advance(A_MINUTE).await;
    world.create(&pictures(6)).await.refused(429, 1303);
    assert_eq!(world.control().count_tasks(), 3);
}

#[tokio::test]
async fn a_failed_task_frees_its_slots_and_costs_nothing() {
    let world = World::build(|builder| builder.pack(Pack::new(1000, 1))).await;
    world.inject(Fault::fail_task("Content risk control"));
    let task = world.finished(&expansion()).await;
    assert_eq!((&task["task_status"], &task["task_status_msg"]), (&json!("failed"), &json!("Content risk control")));
    assert_eq!(task["final_unit_deduction"], "0");
    world.make(&expansion()).await;
    assert_eq!(world.control().packs()[0].remaining_units, Units::from_whole(1000));
}

#[tokio::test]
async fn units_are_deducted_when_a_task_succeeds() {
    let world = World::build(|builder| builder.pack(Pack::new(24, 9))).await;
    let left = || world.control().packs()[0].remaining_units.to_string();
    world.make(&expansion_with(json!({ "n": 2 }))).await;
    world.control().advance(Duration::from_secs(5)).await;
    assert_eq!(left(), "24");
    // 8 units are free; the running task will need the others.
    let poor = world.create(&expansion_with(json!({ "n": 2 }))).await;
    assert_eq!(poor.refused(429, 1102), "Account balance not enough");
    world.control().advance(A_MINUTE).await;
    assert_eq!(left(), "8");
    world.finished(&expansion()).await;
    assert_eq!(left(), "0");
    world.create(&expansion()).await.refused(429, 1102);

    let name = world.control().packs()[0].name.clone();
    world
        .control()
        .change_pack(&name, &PackChange { remaining_units: Some(Units::from_whole(8)), slots: None })
        .unwrap();
    world.make(&expansion()).await;
}

#[tokio::test]
async fn an_expired_pack_pays_nothing() {
    let world = World::start().await;
    world.control().advance(Duration::from_secs(31 * 86_400)).await;
    world.create(&expansion()).await.refused(429, 1102);
}
