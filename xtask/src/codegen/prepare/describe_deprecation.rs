use serde_json::Value;

use crate::walk;

/// Says of an operation that it is deprecated, which the generator leaves out.
pub(super) fn describe_deprecation(document: &mut Value) {
    walk::operations_mut(document, |operation| {
        if operation.get("deprecated") == Some(&Value::Bool(true)) {
            let before = operation.get("description").and_then(Value::as_str).unwrap_or_default().trim_end();
            let text = format!("{before}\n\nDeprecated: the vendor's present documents leave it out.");
            operation.insert("description".to_owned(), text.trim_start().into());
        }
    });
}
