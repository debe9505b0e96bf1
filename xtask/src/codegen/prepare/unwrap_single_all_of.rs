use serde_json::Value;

use crate::walk;

/// Turns `allOf: [$ref]` into the `$ref`. It is how OpenAPI 3.0 gives a reference a description of its own, and the
/// generator would make another type of it.
pub(super) fn unwrap_single_all_of(document: &mut Value) {
    walk::objects_mut(document, &mut |object| {
        let only = match object.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
            Some([only]) => only.get("$ref").cloned(),
            _ => None,
        };
        if let Some(reference) = only {
            object.remove("allOf");
            object.insert("$ref".to_owned(), reference);
        }
    });
}
