//! Every operation of the document is reachable, takes what its fixture sends, and answers what the document says.

use jsonwebtoken::{EncodingKey, Header};
use kling_emulator::{DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY, Operation, Pack, PackChange, Units};
use kling_fixtures::{Fixture, walk};
use reqwest::Method;
use serde_json::json;

use crate::conformance::{assert_conforms, find, operation_of};
use crate::world::{A_MINUTE, Answer, World};

async fn rich_world() -> World {
    World::build(|builder| {
        builder.pack(Pack::new(100_000, 50)).pack(Pack::video(100_000, 50)).pack(Pack::try_on(1_000, 50))
    })
    .await
}

fn names() -> impl Iterator<Item = &'static str> {
    let all = Operation::all().iter().map(|operation| operation.name());
    all.filter(|name| !["download_result", "deliver_callback"].contains(name))
}

#[tokio::test]
async fn every_operation_answers_as_the_document_says() {
    let world = rich_world().await;
    let mut stand_ins = world.stand_ins().await;
    world.control().clear_journal();
    for name in walk(names()) {
        let (method, path, _) = find(name);
        if method == "GET" {
            continue;
        }
        let body = stand_ins.request(name)["body"].clone();
        let answer = world.post(&path, &body).await;
        assert_eq!(answer.code(), 0, "{name}: {} for {body:.2000}", answer.body);
        assert_conforms(name, &answer);
        if name == "create_legacy_element" {
            stand_ins.legacy_element = Some(answer.data()["element_id"].to_string());
        }
        let Some(id) = ["task_id", "id"].iter().find_map(|member| answer.body["data"][member].as_str()) else {
            continue;
        };
        if name.starts_with("create_") && name != "create_speech" {
            world.control().advance(A_MINUTE).await;
            query_everywhere(&world, &path, id).await;
        }
    }
    assert_conforms("get_account_costs", &world.get("/account/costs?start_time=0&end_time=9999999999999").await);
    for list in [
        "/v1/general/presets-voices",
        "/v1/general/advanced-presets-elements",
        "/v1/general/custom-elements",
        "/v1/general/presets-elements",
    ] {
        let answer = world.get(list).await;
        assert_conforms(operation_of("GET", list).name(), &answer);
    }
    for name in names() {
        assert!(world.control().count_calls(Operation::named(name).unwrap()) > 0, "{name} was never called");
    }
    assert!(world.control().journal().iter().all(|call| call.code == Some(0)), "{:#?}", world.control().journal());
}

/// The task has succeeded, and every query and list that shows it conforms.
async fn query_everywhere(world: &World, path: &str, id: &str) {
    if path.starts_with("/v1") {
        for (path, template) in [(format!("{path}/{id}"), format!("{path}/{{id}}")), (path.to_owned(), path.to_owned())]
        {
            let answer = world.get(&path).await;
            assert_conforms(operation_of("GET", &template).name(), &answer);
            let task = answer.body["data"].get(0).unwrap_or(&answer.body["data"]);
            assert_eq!((&task["task_id"], &task["task_status"]), (&json!(id), &json!("succeed")), "{path}");
        }
    }
    let unified = if path.starts_with("/solutions") { "solutions" } else { "tasks" };
    let answer = world.get(&format!("/{unified}?task_ids={id}")).await;
    assert_conforms(&format!("get_{unified}"), &answer);
    let task = &answer.body["data"][0];
    assert!(task["status"].as_str().is_some_and(|status| status.starts_with("succe")), "{path}: {task}");
    assert!(!task["outputs"].as_array().unwrap().is_empty(), "{path}: {task}");
}

/// Refusals that need a state of their own, which other tests bring about, or a policy that the emulator does not have.
const OF_A_STATE: &[&str] =
    &["already exists", "already be deleted", "points not found", "risk control", "safety policy"];

#[tokio::test]
async fn every_operation_refuses_as_its_fixture_says() {
    let world = rich_world().await;
    let mut stand_ins = world.stand_ins().await;
    let exp = world.control().now().0 / 1000 + 1800;
    let key = EncodingKey::from_secret(DEFAULT_SECRET_KEY.as_bytes());
    let token =
        jsonwebtoken::encode(&Header::default(), &json!({ "iss": DEFAULT_ACCESS_KEY, "exp": exp }), &key).unwrap();
    let (mut refused, mut otherwise) = (0, Vec::new());
    for name in names() {
        let (method, template, _) = find(name);
        let fixture = Fixture::of(&format!("{name}.refusal"));
        let expected = fixture.response_body();
        let code = expected["code"].as_i64().unwrap();
        let message = expected["message"].as_str().unwrap();
        let is_of_v1_token = code == 1000 || code == 1003 || code == 1004;
        if OF_A_STATE.iter().any(|words| message.contains(words)) || is_of_v1_token {
            continue;
        }
        for pack in world.control().packs() {
            let change = PackChange {
                remaining_units: Some(if code == 1102 { Units::ZERO } else { Units::from_whole(100_000) }),
                slots: Some(if code == 1303 { 0 } else { 50 }),
            };
            world.control().change_pack(&pack.name, &change).unwrap();
        }
        // What is refused for its ids must keep them; what is refused by the account must be right in all else.
        stand_ins.replaces_ids = code == 1102 || code == 1303;
        let path = fixture.request()["path"].as_str().unwrap_or(&template);
        let mut call = world.http.request(Method::from_bytes(method.as_bytes()).unwrap(), world.url(path));
        call = match code {
            1001 => call,
            1002 if message.contains("AK/SK") => call.bearer_auth(&token),
            1002 => call.bearer_auth("garbage"),
            _ => call.bearer_auth(kling_emulator::DEFAULT_API_KEY),
        };
        if let Some(query) = fixture.request().get("query") {
            call = call.query(query);
        }
        if let Some(mut body) = fixture.request().get("body").cloned() {
            stand_ins.adapt(&mut body);
            call = call.json(&body);
        }
        let answer = Answer::of(call).await;
        if (i64::from(answer.status.as_u16()), answer.code()) != (i64::from(fixture.status()), code) {
            otherwise.push(format!("{name}: {} instead of {message:?}", answer.body));
        }
        assert_conforms(name, &answer);
        refused += 1;
    }
    assert!(otherwise.is_empty(), "{otherwise:#?}");
    assert!(refused > 60, "only {refused} refusals were tried");
}
