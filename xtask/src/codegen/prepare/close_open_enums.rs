use serde_json::Value;

use crate::walk;

/// Shows the generator an `x-extensible-enum` as the plain `enum` it understands. A pass over its output opens the
/// Rust enum again.
pub(super) fn close_open_enums(document: &mut Value) {
    walk::objects_mut(document, &mut |object| {
        if let Some(words) = object.remove("x-extensible-enum") {
            object.insert("enum".to_owned(), words);
        }
    });
}
