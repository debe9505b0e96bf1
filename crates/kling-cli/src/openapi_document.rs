//! The OpenAPI document of the whole API: help texts, types, words and bounds.

use std::sync::LazyLock;

use kling::models::Standard;
use serde_json::Value;

use crate::request_schema::Schema;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(kling_emulator::OPENAPI)
        .expect("the document of the emulator is JSON, which its tests hold it to")
});

/// One call that the API has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    value: &'static Value,
}

impl Operation {
    /// The operation of this id; `None` when the document has none.
    pub(crate) fn find(id: &str) -> Option<Self> {
        let paths = DOCUMENT.get("paths")?.as_object()?;
        let calls =
            paths.iter().flat_map(|(path, item)| item.as_object().into_iter().flatten().map(move |call| (path, call)));
        calls
            .filter(|(_, (_, value))| value.get("operationId").and_then(Value::as_str) == Some(id))
            .map(|(path, (method, value))| Self { method, path, value })
            .next()
    }

    /// The family of requests that it belongs to.
    pub(crate) fn standard(self) -> Standard {
        match self.path {
            path if path.starts_with("/v1/") => Standard::V1,
            path if path.starts_with("/solutions/") => Standard::Solutions,
            _ => Standard::Tasks,
        }
    }

    /// What it does, in the document's words.
    pub(crate) fn description(self) -> &'static str {
        self.value.get("description").and_then(Value::as_str).unwrap_or_default()
    }

    /// What its body is; `None` for a call without one.
    pub(crate) fn body(self) -> Option<Schema> {
        self.value.pointer("/requestBody/content/application~1json/schema").map(Schema::new)
    }

    /// What it answers on success; `None` for a call whose answer is not JSON.
    pub(crate) fn answer(self) -> Option<&'static Value> {
        self.value.pointer("/responses/200/content/application~1json/schema")
    }
}

/// A named part of the document.
pub(crate) fn component(reference: &str) -> Option<&'static Value> {
    DOCUMENT.pointer(reference.strip_prefix('#')?)
}
