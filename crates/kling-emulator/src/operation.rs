//! The operations the emulator knows, by the names the control plane uses.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use crate::document::{self, Described};

/// One thing a client can ask of the service, or the service of a client: an operation of the documents by its `operationId`, a
/// download, or a callback.
///
/// The constants name what tests want most; [`named`](Self::named) finds the others.
///
/// ```
/// use kling_emulator::Operation;
///
/// assert_eq!(Operation::CREATE_IMAGE_EXPANSION.name(), "create_image_expansion");
/// assert_eq!(Operation::named("create_text_to_video").unwrap().to_string(), "create_text_to_video");
/// assert_eq!(Operation::named("cancel_task"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Operation(&'static str);

impl Operation {
    /// `POST /v1/images/editing/expand`
    pub const CREATE_IMAGE_EXPANSION: Self = Self("create_image_expansion");
    /// `GET /v1/images/editing/expand/{id}`
    pub const GET_IMAGE_EXPANSION: Self = Self("get_image_expansion");
    /// `GET /v1/images/editing/expand`
    pub const LIST_IMAGE_EXPANSIONS: Self = Self("list_image_expansions");
    /// `GET /account/costs`
    pub const GET_ACCOUNT_COSTS: Self = Self("get_account_costs");
    /// `GET /tasks`
    pub const GET_TASKS: Self = Self("get_tasks");
    /// `GET` or `HEAD` of a result.
    pub const DOWNLOAD_RESULT: Self = Self("download_result");
    /// A `POST` from the emulator to a `callback_url`.
    pub const DELIVER_CALLBACK: Self = Self("deliver_callback");

    /// The operation of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().iter().copied().find(|operation| operation.0 == name)
    }

    /// Every operation: those of the documents in their order, then downloads and callbacks.
    #[must_use]
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<Operation>> = LazyLock::new(|| {
            let documented = document::operations().iter().map(|described| Operation(described.name));
            documented.chain([Operation::DOWNLOAD_RESULT, Operation::DELIVER_CALLBACK]).collect()
        });
        &ALL
    }

    /// The name in JSON, for example `create_image_expansion`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }

    pub(crate) const fn of(described: &Described) -> Self {
        Self(described.name)
    }

    pub(crate) fn described(self) -> Option<&'static Described> {
        document::find(self.0)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Operation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name)
            .ok_or_else(|| D::Error::custom(format!("no operation is called {name}; GET /_emulator/ lists them")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_are_operations() {
        use Operation as O;
        for operation in [
            O::CREATE_IMAGE_EXPANSION,
            O::GET_IMAGE_EXPANSION,
            O::LIST_IMAGE_EXPANSIONS,
            O::GET_ACCOUNT_COSTS,
            O::GET_TASKS,
            O::DOWNLOAD_RESULT,
            O::DELIVER_CALLBACK,
        ] {
            assert_eq!(O::named(operation.name()), Some(operation));
        }
    }
}
