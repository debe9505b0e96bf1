use serde_json::{Map, Value};

use crate::walk;

/// Keeps the 2xx responses only, and no callbacks: whatever else comes back is turned into one typed error by the
/// runtime, so the generator must not make types of it.
pub(super) fn keep_success_responses(document: &mut Value) {
    walk::operations_mut(document, |operation| {
        operation.remove("callbacks");
        if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            responses.retain(|status, _| status.starts_with('2'));
        }
    });
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        components.insert("responses".to_owned(), Value::Object(Map::new()));
    }
}
