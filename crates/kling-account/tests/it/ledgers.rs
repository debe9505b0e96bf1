//! The two ledgers: what they ask, how they go from page to page, and how they end.

use std::ops::Range;
use std::time::{Duration, SystemTime};

use futures_util::{StreamExt, TryStreamExt};
use kling_account::wire::{CashType, Currency, LedgerVideoSound, ResourcePackProduct};
use kling_account::{Account, PackFilter, PackKind, UnitDeduction};
use kling_fixtures::{Fixture, ScriptedServer};
use kling_runtime::{Error, ErrorKind, from_unix_millis};
use serde_json::{Value, json};

use crate::Outcome;

fn window() -> Range<SystemTime> {
    let at = |millis| from_unix_millis(millis).expect("after 1970");
    at(1_787_540_800_000)..at(1_790_132_800_000)
}

/// A page with one entry for each of these task ids.
fn page(ids: &[&str], next_cursor: Value, has_more: Value) -> Value {
    let detail: Vec<_> = ids.iter().map(|id| json!({"task_id": id})).collect();
    json!({"code": 0, "data": {"result": {"detail": detail}, "next_cursor": next_cursor, "has_more": has_more}})
}

/// The task ids that a unit ledger finds, and the error it ends with.
async fn read(server: &ScriptedServer) -> (Vec<String>, Option<Error>) {
    let mut entries = std::pin::pin!(Account::new(server.session()).unit_ledger(window()).entries());
    let mut ids = Vec::new();
    while let Some(entry) = entries.next().await {
        match entry {
            Ok(deduction) => ids.extend(deduction.task.id),
            Err(error) => {
                assert!(entries.next().await.is_none(), "an error is the end");
                return (ids, Some(error));
            }
        }
    }
    (ids, None)
}

/// The cursor of each question; the first has none.
fn cursors(server: &ScriptedServer) -> Vec<Option<String>> {
    server.bodies().iter().map(|body| body["cursor"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn units_are_asked_for_and_read_as_in_their_examples() -> Outcome {
    let examples = ["list_unit_deductions.success", "list_unit_deductions.next-page"].map(Fixture::of);
    let [first, second] = &examples;
    let answers = examples.each_ref().map(|example| example.response_body().clone());
    let server = ScriptedServer::answering(answers).await;
    let packs =
        ["8e0b4d2f6c714a95a3f1c07d9b25e684", "3c9d51e7a2b84f06b1d07e5c46f8a913", "b7702f19c3de4c58917a6de0f54c2a3b"];
    let ledger = Account::new(server.session())
        .unit_ledger(window())
        .with_page_size(3)
        .with_api_keys(["ci"])
        .with_products([PackKind::Video, PackKind::Image, PackKind::TryOn])
        .with_packs(PackFilter::ids(packs));
    let entries: Vec<UnitDeduction> = ledger.entries().try_collect().await?;

    let mut body = first.request_body().clone();
    body.as_object_mut().expect("a body is an object").remove("cursor");
    assert_eq!(server.lines(), ["POST /account/billing/package"; 2]);
    let bodies = server.bodies();
    assert_eq!(bodies, [body, second.request_body().clone()]);

    let units: Vec<_> = entries.iter().filter_map(|entry| entry.units).collect();
    assert_eq!(units, [6.0, 8.0, 1.0, 0.05]);
    let video = &entries[0];
    assert_eq!(video.at, from_unix_millis(1_790_071_432_110));
    assert_eq!(video.pack_id.as_deref(), Some(packs[0]));
    assert_eq!(video.pack_product, Some(ResourcePackProduct::Video));
    assert_eq!((video.units_before, video.units_after), (Some(94.4), Some(88.4)));
    assert_eq!(video.task.id.as_deref(), Some("913345678901498897"));
    assert_eq!(video.task.api_key_name.as_deref(), Some("ci"));
    assert_eq!(video.task.function.as_deref(), Some("Image to Video"));
    assert_eq!(video.task.model.as_deref(), Some("kling-v3"));
    assert_eq!(video.task.resolution.as_deref(), Some("1080p"));
    assert_eq!(video.task.duration, Some(Duration::from_millis(5040)));
    assert_eq!(video.task.sound, Some(LedgerVideoSound::Native));
    assert_eq!((video.task.has_video_input, video.task.has_voices), (Some(false), Some(false)));
    assert_eq!(entries[1].task.duration, None, "a picture has no length");
    Ok(())
}

#[tokio::test]
async fn money_is_asked_for_and_read_as_in_its_examples() -> Outcome {
    let examples = ["list_balance_deductions.success", "list_balance_deductions.next-page"].map(Fixture::of);
    let [first, second] = &examples;
    let answers = examples.each_ref().map(|example| example.response_body().clone());
    let server = ScriptedServer::answering(answers).await;
    let ledger =
        Account::new(server.session()).balance_ledger(window()).with_page_size(2).with_api_keys(["ci", "nightly"]);
    let entries: Vec<_> = ledger.entries().try_collect().await?;

    let mut body = first.request_body().clone();
    body.as_object_mut().expect("a body is an object").remove("cursor");
    assert_eq!(server.lines()[0], "POST /account/billing/balance");
    let bodies = server.bodies();
    assert_eq!(bodies, [body, second.request_body().clone()]);

    let [video, _, last] = entries.as_slice() else { panic!("three entries: {entries:?}") };
    assert_eq!((video.amount, video.list_price), (Some(0.672), Some(0.84)));
    assert_eq!((video.balance_before, video.balance_after), (Some(120.5), Some(119.828)));
    assert_eq!((video.currency.clone(), video.cash_type.clone()), (Some(Currency::Usd), Some(CashType::Balance)));
    assert_eq!((last.currency.clone(), last.cash_type.clone()), (Some(Currency::Cny), Some(CashType::TestBalance)));
    assert_eq!(last.at, from_unix_millis(1_790_071_310_110));
    Ok(())
}

#[tokio::test]
async fn other_spellings_and_new_words_are_read() -> Outcome {
    let spelt = Fixture::of("list_balance_deductions.other-spellings").response_body().clone();
    let server = ScriptedServer::answering([spelt]).await;
    let entries: Vec<_> = Account::new(server.session()).balance_ledger(window()).entries().try_collect().await?;
    assert_eq!(entries[0].task.id.as_deref(), Some("913345678901490978"));
    assert_eq!(entries[0].at, from_unix_millis(1_790_071_371_110));
    assert_eq!((&entries[0].task.resolution, &entries[0].task.sound), (&None, &None));

    let new_words = Fixture::of("list_unit_deductions.unknown-words").response_body().clone();
    let server = ScriptedServer::answering([new_words]).await;
    let entries: Vec<_> = Account::new(server.session()).unit_ledger(window()).entries().try_collect().await?;
    assert_eq!(entries[0].pack_product, Some(ResourcePackProduct::from("audio")));
    Ok(())
}

#[tokio::test]
async fn an_empty_ledger_is_empty() -> Outcome {
    let empty = Fixture::of("list_unit_deductions.null").response_body().clone();
    let server = ScriptedServer::answering([empty]).await;
    let (ids, error) = read(&server).await;
    assert!(ids.is_empty() && error.is_none(), "{error:?}");
    assert_eq!(cursors(&server), [None]);
    Ok(())
}

#[tokio::test]
async fn the_last_page_is_the_one_that_says_so() -> Outcome {
    let answers = [
        page(&["1"], json!("a"), json!(true)),
        page(&[], json!("b"), json!(true)),
        page(&["2"], json!("c"), Value::Null),
        page(&["3"], json!("d"), json!(false)),
    ];
    let server = ScriptedServer::answering(answers).await;
    let (ids, error) = read(&server).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ids, ["1", "2", "3"]);
    assert_eq!(cursors(&server), [None, Some("a".to_owned()), Some("b".to_owned()), Some("c".to_owned())]);

    let server = ScriptedServer::answering([page(&["1"], json!(""), Value::Null)]).await;
    let (ids, error) = read(&server).await;
    assert!(ids == ["1"] && error.is_none(), "neither a cursor nor more: {error:?}");
    Ok(())
}

#[tokio::test]
async fn pages_that_lead_in_a_circle_are_read_once() -> Outcome {
    let same = [page(&["1"], json!("a"), json!(true)), page(&["2"], json!("a"), json!(true))];
    let server = ScriptedServer::answering(same).await;
    let (ids, error) = read(&server).await;
    assert_eq!(
        (ids, error.map(|error| error.kind())),
        (vec!["1".to_owned(), "2".to_owned()], Some(ErrorKind::Unreadable))
    );
    assert_eq!(cursors(&server).len(), 2);

    let circle = ["a", "b", "a", "b", "c"].map(|cursor| page(&["1"], json!(cursor), json!(true)));
    let server = ScriptedServer::answering(circle).await;
    let (ids, error) = read(&server).await;
    assert_eq!((ids.len(), error.map(|error| error.kind())), (3, Some(ErrorKind::Unreadable)));
    assert_eq!(cursors(&server), [None, Some("a".to_owned()), Some("b".to_owned())]);
    Ok(())
}

#[tokio::test]
async fn more_without_a_cursor_is_no_silent_end() -> Outcome {
    for cursor in [json!(""), Value::Null] {
        let server = ScriptedServer::answering([page(&["1"], cursor, json!(true))]).await;
        let (ids, error) = read(&server).await;
        assert_eq!((ids, error.map(|error| error.kind())), (vec!["1".to_owned()], Some(ErrorKind::Unreadable)));
    }
    Ok(())
}

#[tokio::test]
async fn a_page_is_asked_for_when_the_one_before_was_read() -> Outcome {
    let answers = [page(&["1", "2"], json!("a"), json!(true)), page(&["3"], json!(""), json!(false))];
    let server = ScriptedServer::answering(answers).await;
    let mut entries = std::pin::pin!(Account::new(server.session()).unit_ledger(window()).entries());
    assert_eq!(server.seen().len(), 0);
    for expected in [1, 1, 2] {
        entries.next().await.expect("three entries")?;
        assert_eq!(server.seen().len(), expected);
    }
    Ok(())
}

#[tokio::test]
async fn a_filter_is_replaced_and_none_leaves_all() -> Outcome {
    let server = ScriptedServer::answering([page(&[], json!(""), json!(false))]).await;
    let ledger = Account::new(server.session())
        .unit_ledger(window())
        .with_api_keys(["ci"])
        .with_api_keys(["nightly"])
        .with_products(["image"])
        .with_products(<[PackKind; 0]>::default())
        .with_packs(PackFilter::ids(["1"]))
        .with_packs(PackFilter::names(["Trial"]));
    let _: Vec<_> = ledger.entries().try_collect().await?;
    let expected =
        json!([{"key": "api_key_name", "values": ["nightly"]}, {"key": "package_name", "values": ["Trial"]}]);
    assert_eq!(server.bodies()[0]["filters"], expected);
    Ok(())
}

#[tokio::test]
async fn what_the_api_would_refuse_is_refused_before_it_is_sent() -> Outcome {
    let server = ScriptedServer::answering([page(&["1"], json!(""), json!(false))]).await;
    let Range { start, end } = window();
    let account = Account::new(server.session());
    for (what, ledger) in [
        ("no time", account.unit_ledger(start..start)),
        ("less than a millisecond", account.unit_ledger(start..start + Duration::from_micros(1))),
        ("backwards", account.unit_ledger(end..start)),
        ("pages of nothing", account.unit_ledger(start..end).with_page_size(0)),
        ("long pages", account.unit_ledger(start..end).with_page_size(501)),
    ] {
        let entries: Vec<_> = ledger.entries().collect().await;
        let [Err(error)] = entries.as_slice() else { panic!("{what}: {entries:?}") };
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{what}: {error}");
    }
    let entries: Vec<_> = account.balance_ledger(end..start).entries().collect().await;
    assert!(matches!(entries.as_slice(), [Err(error)] if error.kind() == ErrorKind::InvalidInput), "{entries:?}");
    assert_eq!(server.seen().len(), 0);
    Ok(())
}
