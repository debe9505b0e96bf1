//! Names and ways: which host URLs of results name, and that the emulator's own requests go out directly.

use std::process::Command;

use axum::Router;
use axum::routing::get;
use kling_emulator::{Emulator, StartError};
use reqwest::Method;
use reqwest::header::HOST;
use serde_json::json;
use tokio::net::TcpListener;

use crate::callbacks::Receiver;
use crate::world::{A_MINUTE, Answer, EXPAND, World, expansion, expansion_with, png};

/// The URL of the first result in the single query and in the list, both asked under a host name.
async fn result_urls(world: &World, id: &str, host: &str) -> [String; 2] {
    let ask = |path: String| Answer::of(world.request(Method::GET, &path).header(HOST, host));
    let task = ask(format!("{EXPAND}/{id}")).await.data();
    let list = ask(EXPAND.to_owned()).await.data();
    [&task, &list[0]].map(|task| task["task_result"]["images"][0]["url"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn listening_on_every_address_it_names_the_host_of_the_request() {
    let world = World::build(|builder| builder.listen("0.0.0.0:0".parse().unwrap())).await;
    let mut receiver = Receiver::listen().await;
    let task = world.finished(&expansion_with(json!({ "callback_url": receiver.url }))).await;
    let id = task["task_id"].as_str().unwrap();
    let under = |base: &str| format!("{base}/results/{id}-0.png");
    let own = under(world.emulator.base_url());
    assert_eq!(task["task_result"]["images"][0]["url"], own);
    for host in ["emulator.test:8080", "emulator", "[fe80::1]:80"] {
        let expected = under(&format!("http://{host}"));
        assert_eq!(result_urls(&world, id, host).await, [expected.clone(), expected]);
    }
    for unusable in ["", "two words", "a/b"] {
        assert_eq!(result_urls(&world, id, unusable).await, [own.clone(), own.clone()], "{unusable:?}");
    }
    for _ in 0..2 {
        receiver.next_task().await;
    }
    assert_eq!(receiver.next_task().await["task_result"]["images"][0]["url"], own);
}

#[tokio::test]
async fn listening_on_one_address_it_names_that_address() {
    let world = World::start().await;
    let task = world.finished(&expansion()).await;
    let id = task["task_id"].as_str().unwrap();
    let own = format!("{}/results/{id}-0.png", world.emulator.base_url());
    assert_eq!(result_urls(&world, id, "elsewhere.test").await, [own.clone(), own]);
}

#[tokio::test]
async fn a_public_url_is_named_in_answers_and_callbacks() {
    for listen in ["127.0.0.1:0", "0.0.0.0:0"] {
        let public_url = "https://proxy.test/kling/".parse().unwrap();
        let world = World::build(|builder| builder.listen(listen.parse().unwrap()).public_url(public_url)).await;
        let mut receiver = Receiver::listen().await;
        let body = json!({ "callback_url": receiver.url, "watermark_info": { "enabled": true } });
        let id = world.make(&expansion_with(body)).await;
        world.control().advance(A_MINUTE).await;
        let plain = format!("https://proxy.test/kling/results/{id}-0.png");
        let watermarked = format!("https://proxy.test/kling/results/{id}-0-watermarked.png");
        assert_eq!(result_urls(&world, &id, "elsewhere.test").await, [plain.clone(), plain.clone()]);
        for _ in 0..2 {
            receiver.next_task().await;
        }
        let image = &receiver.next_task().await["task_result"]["images"][0];
        assert_eq!((&image["url"], &image["watermark_url"]), (&json!(plain), &json!(watermarked)));
    }
}

#[tokio::test]
async fn a_public_url_must_be_able_to_begin_others() {
    for unusable in ["ftp://host.test", "mailto:a@host.test", "http://host.test/?a", "http://host.test/#a"] {
        let error = Emulator::builder().public_url(unusable.parse().unwrap()).start().await.unwrap_err();
        assert!(matches!(error, StartError::PublicUrl(_)) && error.to_string().contains(unusable), "{error}");
    }
}

#[tokio::test]
async fn a_picture_can_be_given_by_url() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/picture", listener.local_addr().unwrap());
    let router = Router::new().route("/picture", get(async || png(300, 300)));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let world = World::start().await;
    let task = world.finished(&expansion_with(json!({ "image": url }))).await;
    assert_eq!(task["task_status"], "succeed");
}

/// Two tests again, in a process that is told of a proxy where nobody listens.
#[test]
fn the_proxy_of_the_system_is_not_used() {
    let nobody = "http://127.0.0.1:9";
    let mut tests = Command::new(std::env::current_exe().unwrap());
    tests.args(["--exact", "network::a_picture_can_be_given_by_url"]);
    tests.arg("callbacks::every_change_is_posted_in_order_as_the_bare_task");
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        tests.env(name, nobody);
    }
    let run = tests.env_remove("no_proxy").env_remove("NO_PROXY").output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("2 passed"), "{said}");
}
