//! The description of the wire that the emulator is built from: every operation of every document, in one file.
//!
//! `openapi.json` is written by `cargo xtask codegen embedded`. Routes, names of operations and the checks of bodies come from it.

mod check;

use std::sync::LazyLock;

use serde_json::Value;

pub(crate) use check::check_body;

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document::read(crate::OPENAPI));

/// The whole document, read once.
pub(crate) struct Document {
    root: Value,
}

/// One operation as the document describes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Described {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    pub(crate) is_post: bool,
    /// The schema of the body, where there is one.
    pub(crate) body: Option<&'static Value>,
    /// The name of the schema of a success.
    pub(crate) answer: &'static str,
}

impl Described {
    /// Whether it is the single query of a product of `/v1`.
    pub(crate) fn is_single_query(&self) -> bool {
        self.path.ends_with("/{id}")
    }

    /// Whether it makes a task that ends later.
    pub(crate) fn is_asynchronous_create(&self) -> bool {
        matches!(self.answer, "TaskCreatedResponse" | "UnifiedTaskCreatedResponse")
    }

    /// Whether tasks are in its answer.
    pub(crate) fn shows_tasks(&self) -> bool {
        !self.is_asynchronous_create() && (self.answer.contains("Task") || self.answer.contains("UnifiedTask"))
    }

    /// Whether its body has a member of this name.
    pub(crate) fn takes(&self, member: &str) -> bool {
        self.body.is_some_and(|schema| !resolve(schema)["properties"][member].is_null())
    }
}

impl Document {
    fn read(text: &str) -> Self {
        // A test reads it: a broken file does not leave the workshop.
        Self { root: serde_json::from_str(text).unwrap_or_default() }
    }
}

/// Every operation, in the order of the document.
pub(crate) fn operations() -> &'static [Described] {
    static OPERATIONS: LazyLock<Vec<Described>> = LazyLock::new(|| {
        let paths = DOCUMENT.root["paths"].as_object().into_iter().flatten();
        paths
            .flat_map(|(path, methods)| {
                let methods = methods.as_object().into_iter().flatten();
                methods.filter_map(|(method, operation)| describe(path, method, operation))
            })
            .collect()
    });
    &OPERATIONS
}

fn describe(path: &'static str, method: &str, operation: &'static Value) -> Option<Described> {
    let json = "/content/application~1json/schema";
    let answer = operation.pointer(&format!("/responses/200{json}/$ref"))?.as_str()?;
    Some(Described {
        name: operation["operationId"].as_str()?,
        path,
        is_post: method == "post",
        body: operation.pointer(&format!("/requestBody{json}")),
        answer: answer.rsplit('/').next().unwrap_or_default(),
    })
}

/// The operation of this name.
pub(crate) fn find(name: &str) -> Option<&'static Described> {
    operations().iter().find(|operation| operation.name == name)
}

/// The schema that a reference leads to; a schema without a reference is itself. One wrapped in `allOf` for the sake of its
/// description is unwrapped.
fn resolve(schema: &'static Value) -> &'static Value {
    let mut schema = schema;
    loop {
        if let Some(reference) = schema["$ref"].as_str() {
            schema = DOCUMENT.root.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null);
        } else if let Some([only]) = schema["allOf"].as_array().map(Vec::as_slice) {
            schema = only;
        } else {
            return schema;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_read() {
        let documented: usize = DOCUMENT.root["paths"]
            .as_object()
            .expect("paths")
            .values()
            .map(|methods| {
                methods
                    .as_object()
                    .map_or(0, |methods| methods.keys().filter(|key| ["get", "post"].contains(&key.as_str())).count())
            })
            .sum();
        assert_eq!(operations().len(), documented);
        assert!(documented > 100);
        for operation in operations().iter().filter(|operation| operation.is_post) {
            let schema = resolve(operation.body.expect("a post has a body"));
            assert_eq!(schema["type"], "object", "{}", operation.name);
        }
    }
}
