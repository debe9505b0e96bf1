use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::reference::Reference;
use crate::walk;

/// Finds the schemas that wrap something into the answer envelope, and names the generic type of the shared
/// vocabulary that reads them: `Envelope<T>` for one thing, `ListEnvelope<T>` for an array.
pub(super) fn find_envelopes(document: &Value, shared: &BTreeSet<&str>, wire: &str) -> BTreeMap<String, String> {
    let path = |name: &str| match shared.contains(name) {
        true => format!("{wire}::{name}"),
        false => format!("types::{name}"),
    };
    walk::schemas(document)
        .filter_map(|(name, schema)| {
            let data = envelope_data(schema)?;
            let replacement = match Reference::schema_name(data) {
                Some(one) => format!("{wire}::Envelope<{}>", path(&one)),
                None => {
                    let item = Reference::schema_name(data.get("items")?)?;
                    format!("{wire}::ListEnvelope<{}>", path(&item))
                }
            };
            Some((name.to_owned(), replacement))
        })
        .collect()
}

/// The schema of `data`, if this is an envelope.
pub(crate) fn envelope_data(schema: &Value) -> Option<&Value> {
    let properties = schema.get("properties")?.as_object()?;
    let names: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
    (names == BTreeSet::from(["code", "data", "message", "request_id"])).then(|| &properties["data"])
}
