//! What the document says of a request and of its members.

use serde_json::Value;

use crate::openapi_document::component;

/// A schema of the document. What a reference leads to counts as said here, unless it is said here already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schema(&'static Value);

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Picture,
    Sound,
    Text,
    Integer,
    Number,
    Boolean,
    List,
    Object,
    /// A number or a word.
    Either,
}

impl Schema {
    pub(crate) fn new(value: &'static Value) -> Self {
        Self(value)
    }

    /// The schema that this one only points to.
    fn target(self) -> Option<Self> {
        let reference = self.0.get("$ref").and_then(Value::as_str);
        reference.and_then(component).or_else(|| self.0.get("allOf")?.get(0)).map(Self)
    }

    fn find(self, key: &str) -> Option<&'static Value> {
        self.0.get(key).or_else(|| self.target()?.find(key))
    }

    /// True when it is, or leads to, the component of this name.
    fn is(self, name: &str) -> bool {
        let reference = self.0.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
        reference == Some(name) || self.target().is_some_and(|target| target.is(name))
    }

    pub(crate) fn kind(self) -> Kind {
        match self.find("type").and_then(Value::as_str) {
            _ if self.is("ImageInput") => Kind::Picture,
            _ if self.is("SoundInput") => Kind::Sound,
            Some("integer") => Kind::Integer,
            Some("number") => Kind::Number,
            Some("boolean") => Kind::Boolean,
            Some("array") => Kind::List,
            Some("object") => Kind::Object,
            Some(_) => Kind::Text,
            None => Kind::Either,
        }
    }

    /// The members of an object, in the document's order.
    pub(crate) fn members(self) -> impl Iterator<Item = (&'static str, Self)> {
        let members = self.find("properties").and_then(Value::as_object);
        members.into_iter().flatten().map(|(name, schema)| (name.as_str(), Self(schema)))
    }

    pub(crate) fn member(self, name: &str) -> Option<Self> {
        self.members().find(|(member, _)| *member == name).map(|(_, schema)| schema)
    }

    /// The members that an object needs.
    pub(crate) fn required(self) -> Vec<&'static str> {
        let names = self.find("required").and_then(Value::as_array);
        names.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// What the items of a list are.
    pub(crate) fn items(self) -> Option<Self> {
        self.find("items").map(Self)
    }

    /// The words that are known. The API may take others.
    pub(crate) fn words(self) -> Vec<&'static str> {
        let words = self.find("x-extensible-enum").or_else(|| self.find("enum")).and_then(Value::as_array);
        words.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The bounds of a number: the least and the most.
    pub(crate) fn bounds(self) -> (Option<f64>, Option<f64>) {
        let bound = |key| self.find(key).and_then(Value::as_f64);
        (bound("minimum"), bound("maximum"))
    }

    /// The other spelling that a reader of it takes: an id is written as a number, too.
    pub(crate) fn other_spelling(self) -> Option<&'static str> {
        self.find("x-also-read").and_then(Value::as_str)
    }

    /// What it means, as one paragraph without markup of lists.
    pub(crate) fn description(self) -> String {
        let text = self.find("description").and_then(Value::as_str).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The first sentence of what it means.
    pub(crate) fn summary(self) -> String {
        let text = self.description();
        let end = text.match_indices(". ").map(|(end, _)| end).find(|end| !text[..*end].ends_with("e.g"));
        text[..end.unwrap_or(text.len())].trim_end_matches('.').to_owned()
    }
}
