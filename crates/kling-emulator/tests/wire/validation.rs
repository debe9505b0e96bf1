//! What is refused, and how the message says why.

use image::ImageFormat;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Answer, EXPAND, World, base64, encode, expansion, expansion_with, picture, png};

async fn refuses(world: &World, body: &Value, words: &[&str]) {
    let answer = world.create(body).await;
    let message = answer.refused(400, 1201);
    for word in words {
        assert!(message.contains(word), "{message:?} does not say {word:?}");
    }
}

#[tokio::test]
async fn fields_are_checked_and_named() {
    let world = World::start().await;
    for side in ["up", "down", "left", "right"] {
        let name = format!("{side}_expansion_ratio");
        for value in [
            json!(-0.1),
            json!(2.1),
            json!(2.000001),
            json!("a lot"),
            json!("NaN"),
            json!([1]),
            json!(true),
            json!("1e9"),
        ] {
            refuses(&world, &expansion_with(json!({ &name: value })), &[&name, "between 0 and 2"]).await;
        }
        for absent in [json!(null), json!("")] {
            refuses(&world, &expansion_with(json!({ &name: absent })), &[&name, "required"]).await;
        }
        let mut missing = expansion();
        missing.as_object_mut().unwrap().remove(&name);
        refuses(&world, &missing, &[&name, "required"]).await;
    }
    for n in [json!(0), json!(10), json!(-1), json!(1.5), json!("many"), json!({})] {
        refuses(&world, &expansion_with(json!({ "n": n })), &["n ", "1", "9"]).await;
    }
    refuses(&world, &expansion_with(json!({ "prompt": "ü".repeat(2501) })), &["prompt", "2500"]).await;
    refuses(&world, &expansion_with(json!({ "prompt": 5 })), &["prompt", "string"]).await;
    refuses(&world, &expansion_with(json!({ "callback_url": "nowhere" })), &["callback_url", "http"]).await;
    refuses(&world, &expansion_with(json!({ "callback_url": "ftp://example.com" })), &["callback_url", "http"]).await;
    refuses(
        &world,
        &expansion_with(json!({ "watermark_info": { "enabled": "perhaps" } })),
        &["watermark_info.enabled"],
    )
    .await;
    refuses(&world, &expansion_with(json!({ "watermark_info": 3 })), &["watermark_info", "enabled"]).await;
    refuses(&world, &json!({}), &["image", "required"]).await;
    assert_eq!(world.control().count_tasks(), 0);
}

#[tokio::test]
async fn the_area_rule_is_exact() {
    let world = World::start().await;
    let ratios = |up: Value, down: Value, left: Value, right: Value| {
        expansion_with(json!({
            "up_expansion_ratio": up, "down_expansion_ratio": down, "left_expansion_ratio": left, "right_expansion_ratio": right,
        }))
    };
    // 1.4142 * 2.1214 = 3.00008: the vendor's helper rounds to a product above its own limit.
    let helper = ratios(json!(0.2071), json!(0.2071), json!(0.5607), json!(0.5607));
    refuses(&world, &helper, &["up_expansion_ratio", "right_expansion_ratio", "3"]).await;
    refuses(&world, &ratios(json!(1), json!(1), json!(0), json!(0.000001)), &["3"]).await;
    refuses(&world, &ratios(json!(2), json!(2), json!(0), json!(0)), &["3"]).await;
    world.create(&ratios(json!(1), json!(1), json!(0), json!(0))).await.data();
    world.create(&ratios(json!(1.0), json!("1"), json!(0.0), json!(0.0000001))).await.data();
    world.create(&ratios(json!(0.1495), json!(0.1495), json!(0.6547), json!(0.6547))).await.data();
    // 1.2 * 2.5: the floats 1 + 0.1 + 0.1 and 1 + 0.7 + 0.8 have a product above 3.
    world.create(&ratios(json!(0.1), json!(0.1), json!(0.7), json!(0.8))).await.data();
}

#[tokio::test]
async fn pictures_are_checked_by_content() {
    let world = World::start().await;
    let with = |image: String| expansion_with(json!({ "image": image }));
    let gif = b"GIF89a\x2c\x01\x2c\x01\x80\x00\x00";
    refuses(&world, &with(format!("data:image/png;base64,{}", base64(&png(300, 300)))), &["image", "data:"]).await;
    refuses(&world, &with("not base64!".to_owned()), &["image", "Base64"]).await;
    refuses(&world, &with(base64(gif)), &["image", ".png"]).await;
    refuses(&world, &with(base64(&png(300, 300)[..20])), &["image"]).await;
    refuses(&world, &with(base64(&png(299, 400))), &["image", "300"]).await;
    refuses(&world, &with(base64(&png(400, 299))), &["image", "300"]).await;
    refuses(&world, &with(base64(&png(751, 300))), &["image", "2.5"]).await;
    refuses(&world, &with(base64(&png(300, 751))), &["image", "0.4"]).await;
    for body in [png(750, 300), png(300, 750), encode(&picture(300, 300), ImageFormat::Jpeg)] {
        world.create(&with(base64(&body))).await.data();
    }
}

#[tokio::test]
async fn ten_megabytes_are_the_limit() {
    let world = World::start().await;
    let padded = |length: usize| {
        let mut bytes = png(300, 300);
        bytes.resize(length, 0);
        expansion_with(json!({ "image": base64(&bytes) }))
    };
    world.create(&padded(10_000_000)).await.data();
    refuses(&world, &padded(10_000_001), &["image", "10000000"]).await;
    let huge = world.request(Method::POST, EXPAND).body(vec![b' '; 41 * 1024 * 1024]).send().await;
    // The server stops reading: the answer arrives unless the client met the closed connection first.
    assert!(huge.is_err() || huge.unwrap().status() == 413);
}

#[tokio::test]
async fn a_body_that_is_no_object_is_1200() {
    let world = World::start().await;
    for body in ["", "{", "[]", "null", "\"text\"", "{\"a\":1,}"] {
        let answer = Answer::of(world.request(Method::POST, EXPAND).body(body)).await;
        answer.refused(400, 1200);
    }
}

#[tokio::test]
async fn a_truncated_picture_makes_a_task_that_fails_and_costs_nothing() {
    let world = World::start().await;
    let bytes = png(300, 300);
    let task = world.finished(&expansion_with(json!({ "image": base64(&bytes[..bytes.len() / 2]) }))).await;
    assert_eq!(task["task_status"], "failed");
    assert_eq!(task["task_status_msg"], "Image pixel is invalid");
    assert_eq!(task["final_unit_deduction"], "0");
    assert_eq!((&task["task_info"], &task["task_result"]), (&json!({}), &json!({})));
    assert_eq!(world.control().packs()[0].remaining_units.to_string(), "1000");
}
