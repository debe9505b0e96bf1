use crate::reference::Reference;
use crate::walk;

use super::{Findings, Linted};

/// An object that may be missing can be read from `{}`, which is how the API writes "missing" at times. So it has no
/// required members.
pub(super) fn check(linted: &Linted<'_>, findings: &mut Findings) {
    let empty = Vec::new();
    for (name, schema) in walk::schemas(&linted.document.value) {
        let required = schema["required"].as_array().unwrap_or(&empty);
        for (member, value) in schema["properties"].as_object().into_iter().flatten() {
            // `data` of the envelope has a reader of its own.
            let is_required = required.iter().any(|entry| entry == member) || member == "data";
            let target = Reference::schema_name(value)
                .and_then(|target| linted.bundled.pointer("/components/schemas")?.get(target));
            if !is_required
                && let Some(target) = target
                && target["required"].as_array().is_some_and(|members| !members.is_empty())
            {
                findings.add(
                    linted.document,
                    &format!("/components/schemas/{name}/properties/{member}"),
                    "is optional, but its object has required members and could not be read from {}",
                );
            }
        }
    }
}
