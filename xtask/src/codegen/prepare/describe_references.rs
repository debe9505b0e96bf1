use serde_json::Value;

use crate::reference::Reference;
use crate::walk;

/// Gives a member that only refers to a schema the description of that schema, so that every field gets a doc.
/// (A `$ref` with a neighbour is not legal OpenAPI 3.0; this value is for the generator only.)
pub(super) fn describe_references(document: &mut Value) {
    let descriptions: Vec<(String, Value)> = walk::schemas(document)
        .filter_map(|(name, schema)| Some((name.to_owned(), schema.get("description")?.clone())))
        .collect();
    walk::objects_mut(document, &mut |object| {
        let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) else {
            return;
        };
        for member in properties.values_mut().filter_map(Value::as_object_mut) {
            let Some(name) = Reference::of(member).and_then(Reference::into_schema) else { continue };
            if let Some((_, description)) = descriptions.iter().find(|(schema, _)| *schema == name) {
                member.entry("description").or_insert_with(|| description.clone());
            }
        }
    });
}
