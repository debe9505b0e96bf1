//! Orders that are not sent, held against the examples of the OpenAPI document.

use kling_fixtures::Fixture;
use kling_runtime::{Create, Prepared};
use kling_videos::Videos;
use serde_json::{Map, Value};

/// Sends nothing, so it needs no server.
pub(crate) fn offline() -> Videos {
    Videos::new(&kling_fixtures::offline())
}

/// What a prepared order will send is the body of the example, apart from the id that the library makes.
#[track_caller]
pub(crate) fn assert_sends<P: Create<Request: serde::Serialize>>(order: &Prepared<P>, example: &str) {
    let mut sent = serde_json::to_value(order.request()).expect("a request is JSON");
    let sent_id = members(&mut sent).remove("external_task_id");
    assert_eq!(sent_id, Some(order.external_task_id().into()));
    let mut expected = Fixture::of(example).request_body().clone();
    let expected = members(&mut expected);
    expected.remove("external_task_id");
    // These say the same as nothing.
    expected.retain(|_, value| *value != Value::Bool(false) && *value != Value::Array(Vec::new()) && *value != "");
    assert_eq!(whole_numbers(sent), whole_numbers(Value::Object(expected.clone())), "{example}");
}

fn members(object: &mut Value) -> &mut Map<String, Value> {
    object.as_object_mut().expect("a body is an object")
}

/// JSON has one kind of number: `1.0` is `1`.
fn whole_numbers(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 => Value::from(float as i64),
            _ => Value::Number(number),
        },
        Value::Array(items) => items.into_iter().map(whole_numbers).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, whole_numbers(value))).collect(),
        other => other,
    }
}
