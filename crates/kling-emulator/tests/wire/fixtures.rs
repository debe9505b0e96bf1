//! The wire fixtures of `openapi/examples`, replayed: the third reader of one truth, after the document lint and the clients.

use std::collections::BTreeSet;

use jsonwebtoken::{EncodingKey, Header};
use kling_emulator::{DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY, PackChange, Units};
use kling_fixtures::Fixture;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{A_MINUTE, Answer, EXPAND, World, base64, expansion_with, png};

/// Brings the emulator into the state in which the vendor would answer as the fixture does.
async fn set_the_stage(world: &World, case: &str) {
    let control = world.control();
    let name = control.packs()[0].name.clone();
    match case {
        "busy" => control.change_pack(&name, &PackChange { slots: Some(0), ..PackChange::default() }).unwrap(),
        "pack-empty" => control
            .change_pack(&name, &PackChange { remaining_units: Some(Units::ZERO), ..PackChange::default() })
            .unwrap(),
        "duplicate" => drop(world.make(&expansion_with(json!({ "external_task_id": "job-1" }))).await),
        _ => {}
    }
}

async fn replay(world: &World, fixture: &Fixture) -> Answer {
    let request = fixture.request();
    let method: Method = request["method"].as_str().unwrap().parse().unwrap();
    let mut call = world.request(method, fixture.path());
    if let Some(query) = request.get("query") {
        call = call.query(query);
    }
    if let Some(body) = request.get("body") {
        // The fixtures hold neither a whole picture nor an address that may be called.
        let mut body = body.clone();
        body["image"] = json!(base64(&png(300, 300)));
        if body.get("callback_url").is_some_and(|url| url != "") {
            body["callback_url"] = json!("http://127.0.0.1:9/");
        }
        call = call.json(&body);
    }
    Answer::of(call).await
}

fn agree(fixture: &Fixture, answer: &Answer) {
    let (case, expected) = (fixture.case.as_str(), fixture.response_body());
    assert_eq!(answer.status.as_u16(), fixture.status(), "{case}: {}", answer.body);
    assert_eq!(answer.body["code"], expected["code"], "{case}");
    if ["busy", "pack-empty", "duplicate"].contains(&case) || answer.code() == 0 {
        assert_eq!(answer.body["message"], expected["message"], "{case}");
    }
}

#[tokio::test]
async fn every_create_is_answered_as_its_fixture_says() {
    let creates = Fixture::of_operation("create_image_expansion");
    assert!(creates.len() >= 2);
    for fixture in creates {
        let world = World::start().await;
        set_the_stage(&world, &fixture.case).await;
        agree(&fixture, &replay(&world, &fixture).await);
    }
}

#[tokio::test]
async fn every_list_and_costs_query_is_answered_as_its_fixture_says() {
    let world = World::start().await;
    let lists = Fixture::of_operation("list_image_expansions");
    let costs = Fixture::of_operation("get_account_costs");
    assert!(lists.len() >= 2 && costs.len() >= 2);
    for fixture in lists.iter().chain(&costs).filter(|fixture| fixture.status() != 401) {
        agree(fixture, &replay(&world, fixture).await);
    }
    let expired = json!({ "iss": DEFAULT_ACCESS_KEY, "exp": 1 });
    let token =
        jsonwebtoken::encode(&Header::default(), &expired, &EncodingKey::from_secret(DEFAULT_SECRET_KEY.as_bytes()));
    let fixture = Fixture::of("list_image_expansions.refusal");
    let answer = Answer::of(world.http.get(world.url(EXPAND)).bearer_auth(token.unwrap())).await;
    agree(&fixture, &answer);
}

#[tokio::test]
async fn an_unknown_task_is_answered_as_its_fixture_says() {
    let world = World::start().await;
    let fixture = Fixture::of("get_image_expansion.refusal");
    let answer = replay(&world, &fixture).await;
    agree(&fixture, &answer);
    assert_eq!(answer.body["message"], fixture.response_body()["message"]);
}

/// Every path to a member, for example `data.task_result.images[].url`.
fn members(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            let path = format!("{path}.{name}");
            found.insert(path.clone());
            members(value, &path, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| members(item, &format!("{path}[]"), found)),
        _ => {}
    }
}

fn assert_same_members(answer: &Answer, fixture: &str) {
    let [mut here, mut there] = [BTreeSet::new(), BTreeSet::new()];
    members(&answer.body, "", &mut here);
    members(Fixture::of(fixture).response_body(), "", &mut there);
    assert_eq!(here, there, "{fixture}");
}

#[tokio::test]
async fn answers_have_the_members_of_the_fixtures() {
    let world = World::start().await;
    let bought = world.control().now();
    let body = expansion_with(json!({ "external_task_id": "job-1", "watermark_info": { "enabled": true } }));
    assert_same_members(&world.create(&body).await, "create_image_expansion.success");
    world.control().advance(A_MINUTE).await;
    assert_same_members(&world.get(&format!("{EXPAND}/job-1")).await, "get_image_expansion.watermark");
    let costs = world.get(&format!("/account/costs?start_time={bought}&end_time={bought}")).await;
    assert_same_members(&costs, "get_account_costs.one-pack");
}
