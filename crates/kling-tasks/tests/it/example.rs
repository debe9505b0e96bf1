//! The examples of the OpenAPI document.

use std::path::Path;

use kling_runtime::{Create, Error, ErrorKind, Prepared};
use serde_json::Value;

use crate::Outcome;

/// An example, by its name without `.json`.
pub(crate) fn example(name: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi/examples/tasks");
    Ok(serde_json::from_str(&std::fs::read_to_string(folder.join(format!("{name}.json")))?)?)
}

/// The answer of an example: status and body.
pub(crate) fn answer(name: &str) -> Result<(u16, Value), Box<dyn std::error::Error>> {
    let response = &example(name)?["response"];
    Ok((response["status"].as_u64().unwrap_or(200) as u16, response["body"].clone()))
}

/// What will be sent is the body of the example, to the letter.
#[track_caller]
pub(crate) fn assert_sends<P>(prepared: &Prepared<P>, name: &str) -> Outcome
where
    P: Create<Request: serde::Serialize>,
{
    assert_eq!(serde_json::to_value(prepared.request())?, example(name)?["request"]["body"], "{name}");
    Ok(())
}

/// It was refused here, in words that say this.
#[track_caller]
pub(crate) fn assert_refused<P: Create + std::fmt::Debug>(prepared: Result<Prepared<P>, Error>, words: &str) {
    let error = prepared.expect_err(words);
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    assert!(error.to_string().contains(words), "{error}");
}
