//! Lists and their pages.

use serde_json::Value;

use crate::world::{A_MINUTE, EXPAND, World, expansion};

fn ids(page: &Value) -> Vec<&str> {
    page.as_array().unwrap().iter().map(|task| task["task_id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn pages_run_from_the_newest_task_to_the_oldest() {
    let world = World::start().await;
    assert_eq!(world.get(EXPAND).await.data(), Value::Array(Vec::new()));
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(world.make(&expansion()).await);
    }
    world.control().advance(A_MINUTE).await;
    made.reverse();
    let all = world.get(EXPAND).await.data();
    assert_eq!(ids(&all), made);
    assert_eq!(all[0], world.task(&made[0]).await);
    for (query, expected) in [
        ("pageNum=1&pageSize=2", &made[0..2]),
        ("pageNum=2&pageSize=2", &made[2..4]),
        ("pageNum=3&pageSize=2", &made[4..5]),
        ("pageNum=4&pageSize=2", &[]),
        ("pageSize=500", &made[..]),
        ("pageNum=1000", &[]),
        ("pageNum=&pageSize=", &made[..]),
        ("page_num=2&page_size=1", &made[..]),
    ] {
        assert_eq!(ids(&world.get(&format!("{EXPAND}?{query}")).await.data()), expected, "{query}");
    }
}

#[tokio::test]
async fn page_numbers_and_sizes_have_ranges() {
    let world = World::start().await;
    for (query, name, most) in [
        ("pageNum=0", "pageNum", "1000"),
        ("pageNum=1001", "pageNum", "1000"),
        ("pageNum=x", "pageNum", "1000"),
        ("pageSize=0", "pageSize", "500"),
        ("pageSize=501", "pageSize", "500"),
        ("pageSize=-1", "pageSize", "500"),
    ] {
        let answer = world.get(&format!("{EXPAND}?{query}")).await;
        let message = answer.refused(400, 1201);
        assert!(message.contains(name) && message.contains(most), "{message}");
    }
}
