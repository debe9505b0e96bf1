//! The `$ref`s the documents use.

use serde_json::{Map, Value};

/// A reference to a component, in this document or in another file of the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The file, or `None` for the same document.
    pub file: Option<String>,
    /// `schemas`, `parameters`, `responses`, `securitySchemes` and so on.
    pub section: String,
    pub name: String,
}

impl Reference {
    /// Reads `common.yaml#/components/schemas/TaskId` or `#/components/schemas/TaskId`.
    pub fn parse(text: &str) -> Option<Self> {
        let (file, pointer) = text.split_once('#')?;
        let (section, name) = pointer.strip_prefix("/components/")?.split_once('/')?;
        let plain = |part: &str| !part.is_empty() && !part.contains('/');
        (plain(section) && plain(name)).then(|| Self {
            file: (!file.is_empty()).then(|| file.to_owned()),
            section: section.to_owned(),
            name: name.to_owned(),
        })
    }

    /// The reference that stands in an object's `$ref`.
    pub fn of(object: &Map<String, Value>) -> Option<Self> {
        Self::parse(text_of(object)?)
    }

    /// The name, if it is a schema's.
    pub fn into_schema(self) -> Option<String> {
        (self.section == "schemas").then_some(self.name)
    }

    /// The name of the schema that a value refers to.
    pub fn schema_name(value: &Value) -> Option<String> {
        Self::of(value.as_object()?)?.into_schema()
    }

    /// The text of the same reference within one document.
    pub fn local(&self) -> String {
        format!("#/components/{}/{}", self.section, self.name)
    }

    /// The component it names in `document`.
    pub fn find<'d>(&self, document: &'d Value) -> Option<&'d Value> {
        document.get("components")?.get(&self.section)?.get(&self.name)
    }
}

/// The text of an object's `$ref`.
pub fn text_of(object: &Map<String, Value>) -> Option<&str> {
    object.get("$ref")?.as_str()
}

/// Follows a value that may be a `$ref` within `document` to what it stands for.
pub fn resolve<'d>(document: &'d Value, value: &'d Value) -> Option<&'d Value> {
    let mut current = value;
    // A chain longer than this is a circle.
    for _ in 0..16 {
        match current.as_object().and_then(text_of) {
            None => return Some(current),
            Some(text) => current = Reference::parse(text)?.find(document)?,
        }
    }
    None
}
