//! `GET /account/costs`.

use std::time::Duration;

use kling_emulator::Pack;
use serde_json::{Value, json};

use crate::world::{World, expansion};

async fn packs(world: &World, query: &str) -> Value {
    world.get(&format!("/account/costs?{query}")).await.data()["resource_pack_subscribe_infos"].clone()
}

#[tokio::test]
async fn packs_come_in_an_inner_envelope() {
    let world = World::build(|builder| builder.pack(Pack::default())).await;
    let bought = world.control().now().0;
    world.finished(&expansion()).await;
    let data = world.get(&format!("/account/costs?start_time={bought}&end_time={bought}")).await.data();
    let id = &data["resource_pack_subscribe_infos"][0]["resource_pack_id"];
    assert_eq!(id.as_str().unwrap().len(), 32);
    assert_eq!(
        data,
        json!({
            "code": 0, "msg": "SUCCEED",
            "resource_pack_subscribe_infos": [{
                "resource_pack_name": "Trial-Image-1000Units-9Con-1Months", "resource_pack_id": id,
                "resource_pack_type": "decreasing_total", "total_quantity": 1000.0, "remaining_quantity": 992.0,
                "purchase_time": bought, "effective_time": bought, "invalid_time": bought + 30 * 86_400_000, "status": "online",
            }],
        })
    );
}

#[tokio::test]
async fn the_window_selects_by_purchase_and_the_name_by_name() {
    let world = World::build(|builder| builder.pack(Pack::new(8, 1)).pack(Pack::new(0, 2).with_name("empty"))).await;
    let bought = world.control().now().0;
    let window = format!("start_time=0&end_time={bought}");
    assert_eq!(packs(&world, &window).await.as_array().unwrap().len(), 2);
    let empty = packs(&world, &format!("{window}&resource_pack_name=empty")).await;
    assert_eq!((empty.as_array().unwrap().len(), &empty[0]["status"]), (1, &json!("runOut")));
    assert_eq!(packs(&world, &format!("{window}&resource_pack_name=nobody")).await, json!([]));
    assert_eq!(packs(&world, &format!("start_time={}&end_time={}", bought + 1, bought + 99)).await, json!([]));
    assert_eq!(packs(&world, &format!("start_time=0&end_time={}", bought - 1)).await, json!([]));
    world.control().advance(Duration::from_secs(31 * 86_400)).await;
    assert_eq!(packs(&world, &window).await[0]["status"], "expired");
}

#[tokio::test]
async fn both_times_are_required_by_their_snake_case_names() {
    let world = World::start().await;
    for query in
        ["", "start_time=1", "end_time=1", "startTime=1&endTime=2", "start_time=&end_time=2", "start_time=x&end_time=2"]
    {
        world.get(&format!("/account/costs?{query}")).await.refused(400, 1200);
    }
    let answer = world.get("/account/costs?startTime=1&endTime=2").await;
    assert!(answer.message().contains("Missing Request Parameter"));
}

#[tokio::test]
async fn a_moment_before_1970_is_a_moment() {
    let world = World::build(|builder| builder.pack(Pack::default())).await;
    world.finished(&expansion()).await;
    let now = world.control().now().0;
    assert_eq!(packs(&world, &format!("start_time=-1&end_time={now}")).await.as_array().unwrap().len(), 1);
    assert_eq!(packs(&world, "start_time=-2&end_time=-1").await, json!([]));
    for ledger in ["/account/billing/package", "/account/billing/balance"] {
        let entries = |from: i64, to: i64| json!({ "start_time": from, "end_time": to });
        let charged = usize::from(ledger.ends_with("package"));
        let all = world.post(ledger, &entries(-1, i64::MAX)).await.data();
        assert_eq!(all["result"]["count"], charged, "{ledger}");
        let none = world.post(ledger, &entries(i64::MIN, -1)).await.data();
        assert_eq!(none["result"]["count"], 0, "{ledger}");
    }
    let tasks = |from: i64, to: i64| json!({ "start_time": from, "end_time": to });
    assert_eq!(world.post("/tasks", &tasks(-1, i64::MAX)).await.data()["count"], 1);
    assert_eq!(world.post("/tasks", &tasks(i64::MIN, -1)).await.data()["count"], 0);
}
