use std::collections::BTreeSet;

use serde_json::Value;

use crate::reference::Reference;
use crate::walk;

/// Leaves out the schemas that nothing refers to any more. The shared vocabulary (`keep_objects`) keeps its objects
/// and open enums, which are there for others.
pub(super) fn drop_unused_schemas(document: &mut Value, keep_objects: bool) {
    loop {
        let mut used = BTreeSet::new();
        walk::objects(document, &mut |_, object| {
            used.extend(Reference::of(object).and_then(Reference::into_schema));
        });
        let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else {
            return;
        };
        let before = schemas.len();
        schemas.retain(|name, schema| {
            let shared = keep_objects && (schema["type"] == "object" || schema.get("x-extensible-enum").is_some());
            used.contains(name) || shared
        });
        if schemas.len() == before {
            return;
        }
    }
}
