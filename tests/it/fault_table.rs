//! The table of ambiguous and refused creates, row by row, against two servers that share no code.
//!
//! Each row says how the first create is answered, and how it must end: how many tasks exist afterwards, and whether the caller
//! holds the picture or an error that says that nothing was spent.

use std::sync::Arc;
use std::time::Duration;

use kling_emulator::{DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY, Emulator, Fault, Operation, When};
use kling_images::Images;
use kling_runtime::{ApiCode, Credentials, Error, ErrorKind, Session, System, TaskTrace};

use crate::raw_vendor::{RawVendor, Reply};
use crate::sample;
use crate::time::{SPEED, ScaledTime, SteppedTime};

enum Ending {
    Delivered,
    Refused(ApiCode),
}

struct Row {
    name: &'static str,
    on_socket: Reply,
    on_emulator: Fault,
    tasks: usize,
    creates: usize,
    ending: Ending,
}

fn refusal(status: u16, code: ApiCode, creates: usize, ending: Ending) -> Row {
    Row {
        name: code.meaning().unwrap(),
        on_socket: Reply::Answer { status, code: code.number(), headers: "" },
        on_emulator: Fault::answer(status, code.number(), "as scripted"),
        tasks: usize::from(matches!(ending, Ending::Delivered)),
        creates,
        ending,
    }
}

fn passing(status: u16, code: ApiCode) -> Row {
    refusal(status, code, 2, Ending::Delivered)
}

fn permanent(status: u16, code: ApiCode) -> Row {
    refusal(status, code, 1, Ending::Refused(code))
}

fn lost(name: &'static str, on_socket: Reply, on_emulator: Fault, creates: usize) -> Row {
    Row { name, on_socket, on_emulator, tasks: 1, creates, ending: Ending::Delivered }
}

fn table() -> Vec<Row> {
    vec![
        passing(429, ApiCode::RATE_LIMITED),
        passing(429, ApiCode::CONCURRENCY_EXCEEDED),
        Row {
            name: "busy, with Retry-After",
            on_socket: Reply::Answer { status: 429, code: 1303, headers: "Retry-After: 3\r\n" },
            on_emulator: Fault::answer(429, 1303, "as scripted").retry_after(3),
            ..passing(429, ApiCode::CONCURRENCY_EXCEEDED)
        },
        permanent(429, ApiCode::ACCOUNT_ABNORMAL),
        permanent(429, ApiCode::ACCOUNT_IN_ARREARS),
        permanent(429, ApiCode::RESOURCE_PACK_EXHAUSTED),
        permanent(429, ApiCode::IP_NOT_WHITELISTED),
        passing(500, ApiCode::INTERNAL_ERROR),
        passing(503, ApiCode::UNAVAILABLE),
        passing(504, ApiCode::INTERNAL_TIMEOUT),
        passing(401, ApiCode::TOKEN_NOT_YET_VALID),
        passing(401, ApiCode::TOKEN_EXPIRED),
        permanent(400, ApiCode::ILLEGAL_VALUE),
        Row { name: "a refusal under HTTP 200", ..permanent(200, ApiCode::ILLEGAL_VALUE) },
        lost("task made, connection closed", Reply::MakeAndHangUp, Fault::hang_up(When::After), 1),
        lost("task made, gateway page", Reply::MakeAndGatewayPage, Fault::gateway_page(When::After), 1),
        lost("task made, half an answer", Reply::MakeAndHalfBody, Fault::half_body(), 1),
        lost("nothing made, connection closed", Reply::HangUp, Fault::hang_up(When::Before), 2),
    ]
}

/// The whole job: create, wait, download.
async fn expand(base_url: &str, credentials: Credentials, system: Arc<dyn System>) -> Result<Vec<u8>, Error> {
    let session = Session::builder(credentials).with_base_url(base_url.parse()?).with_system(system).build()?;
    let folder = sample::folder();
    let picture = sample::png(300, 300);
    let task = Images::new(&session).expand(picture).to_aspect(3, 2).send().await?;
    let saved = task.wait().await?.save_to(folder.path()).await?;
    Ok(std::fs::read(&saved[0]).unwrap())
}

fn key_pair() -> Credentials {
    Credentials::access_key("access-key-of-the-test", "secret-key-of-the-test-long-enough").unwrap()
}

fn check(server: &str, row: &Row, tasks: usize, creates: usize, outcome: Result<Vec<u8>, Error>) {
    let name = format!("{} on {server}", row.name);
    assert_eq!(tasks, row.tasks, "{name}: tasks made; {outcome:?}");
    assert_eq!(creates, row.creates, "{name}: creates sent; {outcome:?}");
    match (&row.ending, outcome) {
        (Ending::Delivered, Ok(picture)) => {
            image::load_from_memory(&picture).unwrap_or_else(|error| panic!("{name}: no picture: {error}"));
        }
        (Ending::Refused(code), Err(error)) => {
            assert_eq!(error.kind(), ErrorKind::Refused, "{name}");
            assert_eq!(error.code(), Some(*code), "{name}");
            assert_eq!(error.task(), &TaskTrace::NotMade, "{name}");
            assert_eq!(error.attempts(), 1, "{name}");
            assert!(error.advice().is_some() && error.to_string().contains("cost nothing"), "{name}: {error}");
            assert!(!error.is_retryable(), "{name}");
        }
        (Ending::Delivered, Err(error)) => panic!("{name}: {error}"),
        (Ending::Refused(_), Ok(_)) => panic!("{name}: should have been refused"),
    }
}

#[tokio::test]
async fn every_row_ends_as_it_must_on_a_plain_socket() {
    for row in table() {
        let vendor = RawVendor::start([row.on_socket.clone()]);
        let outcome = expand(&vendor.base_url(), key_pair(), SteppedTime::new()).await;
        let (tasks, creates) = vendor.seen(|seen| (seen.tasks.len(), seen.creates.len()));
        check("a plain socket", &row, tasks, creates, outcome);
    }
}

#[tokio::test]
async fn every_row_ends_as_it_must_on_the_emulator() {
    for row in table() {
        let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
        let control = emulator.control();
        control.inject(row.on_emulator.clone().on(Operation::CREATE_IMAGE_EXPANSION)).unwrap();
        let credentials = Credentials::access_key(DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY).unwrap();
        let outcome = expand(emulator.base_url(), credentials, Arc::new(ScaledTime)).await;
        let creates = control.count_calls(Operation::CREATE_IMAGE_EXPANSION);
        check("the emulator", &row, control.count_tasks(), creates, outcome);
    }
}

#[tokio::test]
async fn a_refused_connection_is_tried_again() {
    let vendor = RawVendor::closed([]);
    let opener = vendor.clone();
    let system = SteppedTime::with_on_sleep(move |number| {
        if number == 1 {
            opener.open();
        }
    });
    let picture = expand(&vendor.base_url(), key_pair(), system).await.unwrap();
    assert!(!picture.is_empty());
    assert_eq!(vendor.seen(|seen| (seen.tasks.len(), seen.creates.len())), (1, 1));
}

#[tokio::test]
async fn a_create_that_is_sent_again_keeps_its_external_id() {
    let vendor = RawVendor::start([Reply::HangUp, Reply::HangUp]);
    expand(&vendor.base_url(), key_pair(), SteppedTime::new()).await.unwrap();
    let ids = vendor.seen(|seen| seen.creates.iter().map(|body| body["external_task_id"].clone()).collect::<Vec<_>>());
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| id == &ids[0] && id.is_string()), "{ids:?}");
}

#[tokio::test]
async fn a_create_and_a_look_up_that_are_both_lost_say_where_to_look() {
    let vendor = RawVendor::start([Reply::MakeAndHangUp]);
    vendor.show_tasks_as(|_| serde_json::Value::Null);
    let session = Session::builder(key_pair())
        .with_base_url(vendor.base_url().parse().unwrap())
        .with_system(SteppedTime::new())
        .build()
        .unwrap();
    let planned = Images::new(&session).expand(sample::png(300, 300)).to_aspect(3, 2).plan().await.unwrap();
    let external = planned.external_task_id().to_owned();
    let error = planned.send().await.unwrap_err();
    assert_eq!(error.task(), &TaskTrace::Possible { external_task_id: external.clone() });
    assert!(error.to_string().contains(&external), "{error}");
    assert_eq!(
        vendor.seen(|seen| seen.creates.len()),
        1,
        "nothing is sent again while it is open whether a task exists"
    );
}

#[tokio::test]
async fn a_plain_call_that_makes_something_is_never_sent_twice_after_an_unclear_end() {
    let vendor = RawVendor::start([Reply::MakeAndGatewayPage]);
    let session = Session::builder(key_pair())
        .with_base_url(vendor.base_url().parse().unwrap())
        .with_system(SteppedTime::new())
        .build()
        .unwrap();
    let request = Images::new(&session).expand(sample::png(300, 300)).to_aspect(3, 2).plan().await.unwrap().request();
    let error = Images::new(&session).wire().create_image_expansion(&request).await.unwrap_err();
    assert_eq!(error.task(), &TaskTrace::Untraceable);
    assert_eq!(vendor.seen(|seen| seen.creates.len()), 1);
}

fn images(vendor: &RawVendor, system: Arc<dyn System>) -> Images {
    let session = Session::builder(key_pair()).with_base_url(vendor.base_url().parse().unwrap()).with_system(system);
    Images::new(&session.build().unwrap())
}

#[tokio::test]
async fn a_task_that_a_look_up_missed_is_found_when_its_id_turns_out_to_be_taken() {
    let vendor = RawVendor::start([Reply::MakeAndHangUp]);
    // The first look-up comes too early.
    vendor.show_tasks_as(|body| {
        let id = body["data"]["task_info"]["external_task_id"].as_str().unwrap().to_owned();
        serde_json::json!({ "code": 1201, "message": format!("Task not found by id/external id: {id}") })
    });
    vendor.show_tasks_as(|body| body);
    let task = images(&vendor, SteppedTime::new()).expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    assert_eq!(task.id(), "t-1");
    assert_eq!(vendor.seen(|seen| (seen.tasks.len(), seen.creates.len())), (1, 2));
}

#[tokio::test]
async fn a_refusal_that_made_the_task_all_the_same_leads_to_it() {
    for (status, code) in [(503, 5001), (429, 1303), (500, 5003), (200, 4711)] {
        let vendor = RawVendor::start([Reply::MakeAndAnswer { status, code }]);
        let task = images(&vendor, SteppedTime::new()).expand(sample::png(300, 300)).to_aspect(3, 2).send().await;
        assert_eq!(task.unwrap_or_else(|error| panic!("{code}: {error}")).id(), "t-1");
        assert_eq!(vendor.seen(|seen| seen.tasks.len()), 1, "{code}");
    }
}

#[tokio::test]
async fn creates_that_stay_lost_end_with_the_id_to_look_for() {
    let vendor = RawVendor::start(vec![Reply::HangUp; 20]);
    let planned =
        images(&vendor, SteppedTime::new()).expand(sample::png(300, 300)).to_aspect(3, 2).plan().await.unwrap();
    let external_task_id = planned.external_task_id().to_owned();
    let error = planned.send().await.unwrap_err();
    assert_eq!(error.task(), &TaskTrace::Possible { external_task_id });
    assert_eq!(vendor.seen(|seen| seen.creates.len()), 4);
}

#[tokio::test]
async fn a_look_up_that_is_answered_with_another_task_finds_nothing() {
    let vendor = RawVendor::start([Reply::MakeAndGatewayPage]);
    vendor.show_tasks_as(|mut body| {
        body["data"]["task_info"]["external_task_id"] = "order-2".into();
        body
    });
    let planned =
        images(&vendor, SteppedTime::new()).expand(sample::png(300, 300)).to_aspect(3, 2).plan().await.unwrap();
    let external_task_id = planned.external_task_id().to_owned();
    let error = planned.send().await.unwrap_err();
    assert_eq!(error.task(), &TaskTrace::Possible { external_task_id });
    assert_eq!(vendor.seen(|seen| seen.creates.len()), 1, "nothing more is sent");
}

#[tokio::test]
async fn a_task_of_another_day_is_not_taken_for_the_one_that_was_asked_for() {
    let vendor = RawVendor::start([Reply::Make, Reply::HangUp]);
    let images = images(&vendor, SteppedTime::new());
    let expand = || images.expand(sample::png(300, 300)).to_aspect(3, 2).with_external_task_id("order-1");
    let _yesterday = expand().send().await.unwrap();
    let error = expand().send().await.unwrap_err();
    assert!(error.is_duplicate_external_task_id() && !error.task_may_exist(), "{error}");
    assert_eq!(vendor.seen(|seen| seen.creates.len()), 1, "the second create is not even sent");
}

#[tokio::test]
async fn a_server_that_asks_for_time_gets_it_whatever_it_asks() {
    for (asked, waited_at_least) in [("3", 3), ("0", 1), ("18446744073709551615", 0), ("soon", 1)] {
        let headers: &'static str = Box::leak(format!("Retry-After: {asked}\r\n").into_boxed_str());
        let busy = Reply::Answer { status: 429, code: 1303, headers: "" };
        let vendor = RawVendor::start([busy, Reply::Answer { status: 429, code: 1303, headers }]);
        let system = SteppedTime::new();
        let start = system.now();
        let sent = images(&vendor, system.clone()).expand(sample::png(300, 300)).to_aspect(3, 2).send().await;
        let waited = system.now().duration_since(start).unwrap();
        assert!(waited >= Duration::from_secs(1 + waited_at_least), "{asked}: {waited:?}");
        assert_eq!(sent.is_ok(), waited_at_least > 0, "{asked}: nobody waits for ever");
    }
}

#[tokio::test]
async fn a_signed_request_goes_to_the_base_url_only() {
    let (vendor, other) = (RawVendor::start([]), RawVendor::start([]));
    let session = images(&vendor, SteppedTime::new()).session().clone();
    for path in ["/v1/images/editing/expand/1", "/"] {
        let request = session.http().get(format!("{}{path}", other.base_url())).build().unwrap();
        assert_eq!(session.execute(request, "elsewhere", false).await.unwrap_err().kind(), ErrorKind::InvalidInput);
    }
    assert!(other.seen(|seen| seen.authorizations.is_empty()));
}
