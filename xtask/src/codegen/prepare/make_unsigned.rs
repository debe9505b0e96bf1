use serde_json::Value;

use crate::walk;

/// Makes an integer whose minimum is not negative unsigned. The generator would take a minimum of 1 for a
/// `NonZero` type, and ignores every other.
pub(super) fn make_unsigned(document: &mut Value) {
    walk::objects_mut(document, &mut |object| {
        let never_negative = object.get("minimum").and_then(Value::as_i64).is_some_and(|minimum| minimum >= 0);
        if never_negative && object.get("type").is_some_and(|kind| kind == "integer") {
            let format = match object.get("format").and_then(Value::as_str) {
                Some("int64") => "uint64",
                _ => "uint32",
            };
            object.insert("format".to_owned(), format.into());
        }
    });
}
