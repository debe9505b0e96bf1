//! Both kinds of credentials, and codes 1000 to 1004.

use std::time::{Duration, SystemTime};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use kling_emulator::{DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY};
use reqwest::header::AUTHORIZATION;
use serde_json::{Value, json};

use crate::world::{Answer, EXPAND, World};

fn now() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() as i64
}

fn sign(algorithm: Algorithm, claims: &Value, secret: &str) -> String {
    encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
}

fn token(claims: Value) -> String {
    sign(Algorithm::HS256, &claims, DEFAULT_SECRET_KEY)
}

fn usual_claims() -> Value {
    json!({ "iss": DEFAULT_ACCESS_KEY, "exp": now() + 1800, "nbf": now() - 5 })
}

async fn ask(world: &World, authorization: Option<&str>) -> Answer {
    let mut request = world.http.get(world.url(EXPAND));
    if let Some(value) = authorization {
        request = request.header(AUTHORIZATION, value);
    }
    Answer::of(request).await
}

#[tokio::test]
async fn both_kinds_open_the_door() {
    let world =
        World::build(|builder| builder.api_key("opaque").access_key("ak-1", "sk-1").access_key("ak-2", "sk-2")).await;
    let second = sign(Algorithm::HS256, &json!({ "iss": "ak-2", "exp": now() + 60 }), "sk-2");
    for value in ["Bearer opaque", "bearer opaque", &format!("Bearer {second}")] {
        ask(&world, Some(value)).await.data();
    }
    let crossed = sign(Algorithm::HS256, &json!({ "iss": "ak-1", "exp": now() + 60 }), "sk-2");
    ask(&world, Some(&format!("Bearer {crossed}"))).await.refused(401, 1000);
    ask(&world, Some(&format!("Bearer {}", kling_emulator::DEFAULT_API_KEY))).await.refused(401, 1002);
}

#[tokio::test]
async fn tokens_live_by_their_claims_and_not_by_their_age() {
    let world = World::start().await;
    let claims = [
        usual_claims(),
        json!({ "iss": DEFAULT_ACCESS_KEY, "exp": now() + 3600, "nbf": now() - 90_000, "iat": now() - 90_000 }),
        json!({ "iss": DEFAULT_ACCESS_KEY, "exp": now() + 180 }),
        json!({ "iss": DEFAULT_ACCESS_KEY, "exp": now() as f64 + 180.5, "nbf": now() as f64 - 8.25 }),
    ];
    for claims in claims {
        ask(&world, Some(&format!("Bearer {}", token(claims)))).await.data();
    }
}

#[tokio::test]
async fn every_failure_has_its_code() {
    let world = World::start().await;
    ask(&world, None).await.refused(401, 1001);
    ask(&world, Some("")).await.refused(401, 1001);

    let wrong_secret = sign(Algorithm::HS256, &usual_claims(), "another-secret-key-of-enough-bytes");
    let not_yet = token(json!({ "iss": DEFAULT_ACCESS_KEY, "exp": now() + 1800, "nbf": now() + 60 }));
    let expired = token(json!({ "iss": DEFAULT_ACCESS_KEY, "exp": now() - 1, "nbf": now() - 1800 }));
    let stranger = token(json!({ "iss": "nobody", "exp": now() + 1800 }));
    let table = [
        (wrong_secret, 1000),
        (stranger, 1002),
        (sign(Algorithm::HS512, &usual_claims(), DEFAULT_SECRET_KEY), 1002),
        (token(json!({ "iss": DEFAULT_ACCESS_KEY })), 1002),
        (token(json!({ "iss": DEFAULT_ACCESS_KEY, "exp": "soon" })), 1002),
        (token(json!({ "exp": now() + 1800 })), 1002),
        ("a.b.c".to_owned(), 1002),
        ("a.b".to_owned(), 1002),
        ("a.b.c.d".to_owned(), 1002),
        (" two-spaces".to_owned(), 1002),
        (not_yet, 1003),
        (expired, 1004),
    ];
    for (token, code) in table {
        ask(&world, Some(&format!("Bearer {token}"))).await.refused(401, code);
    }
    ask(&world, Some(&format!("Basic {}", usual_claims()))).await.refused(401, 1002);

    let garbage = ask(&world, Some("Bearer garbage")).await;
    assert_eq!(garbage.refused(401, 1002), "The token was expected to have 3 parts, but got 0");
}

#[tokio::test]
async fn every_operation_asks_and_unknown_paths_do_not() {
    let world = World::start().await;
    for path in [EXPAND, "/v1/images/editing/expand/1", "/account/costs"] {
        Answer::of(world.http.get(world.url(path))).await.refused(401, 1001);
    }
    Answer::of(world.http.post(world.url(EXPAND)).body("{}")).await.refused(401, 1001);
    for path in ["/", "/v1/account/costs", "/v1/images", "/v1/images/image-expansion"] {
        let response = world.http.get(world.url(path)).send().await.unwrap();
        assert_eq!(response.status(), 404, "{path}");
        assert!(!response.text().await.unwrap().contains("request_id"), "{path}");
    }
}

#[tokio::test]
async fn a_skewed_clock_makes_a_token_old_and_the_next_one_new() {
    let world = World::start().await;
    let bearer = format!("Bearer {}", token(usual_claims()));
    ask(&world, Some(&bearer)).await.data();
    // Emulated time is no reason to refuse: the client's clock does not know of it.
    world.control().advance(Duration::from_secs(86_400)).await;
    ask(&world, Some(&bearer)).await.data();

    world.control().skew_tokens(Duration::from_secs(1801));
    ask(&world, Some(&bearer)).await.refused(401, 1004);
    let fresh = token(json!({ "iss": DEFAULT_ACCESS_KEY, "exp": now() + 3600, "nbf": now() - 5 }));
    ask(&world, Some(&format!("Bearer {fresh}"))).await.data();
}

#[tokio::test]
async fn another_method_is_1202() {
    let world = World::start().await;
    for path in [EXPAND, "/v1/images/editing/expand/1", "/account/costs"] {
        Answer::of(world.http.delete(world.url(path))).await.refused(404, 1202);
    }
    Answer::of(world.http.post(world.url("/account/costs"))).await.refused(404, 1202);
}
