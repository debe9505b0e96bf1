//! The caller's own id of a task: what makes a create safe.

use std::fmt;

use uuid::Builder;

use crate::task_record::to_unix_millis;
use crate::{Error, System};

/// The `external_task_id` of a create: unique in the account over all products, and accepted by queries in place of the task id.
///
/// ```
/// use kling_runtime::ExternalTaskId;
///
/// let mine = ExternalTaskId::given("order-77")?;
/// assert_eq!(mine.as_str(), "order-77");
/// assert!(ExternalTaskId::given("..").is_err(), "it could not be queried by");
/// # Ok::<(), kling_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExternalTaskId {
    text: String,
    is_fresh: bool,
}

impl ExternalTaskId {
    /// An id of your own. Allowed characters and length are not documented by the vendor.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when a query could not carry it: it is empty, `.` or `..`, or
    /// holds control characters.
    pub fn given(text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        check_segment(&text, "the external task id")
            .map_err(|error| error.with_advice("leave it out to have one made"))?;
        Ok(Self { text, is_fresh: false })
    }

    /// A new id: unique, sorted by time, and recognisably ours.
    ///
    /// ```
    /// use kling_runtime::{ExternalTaskId, RealSystem};
    ///
    /// assert!(ExternalTaskId::fresh(&RealSystem::default()).as_str().starts_with("kling-rs-"));
    /// ```
    pub fn fresh(system: &dyn System) -> Self {
        let millis = u64::try_from(to_unix_millis(system.now())).unwrap_or_default();
        let random = (u128::from(system.random()) << 64 | u128::from(system.random())).to_le_bytes();
        let mut tail = [0; 10];
        tail.copy_from_slice(&random[..10]);
        Self {
            text: format!("kling-rs-{}", Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()),
            is_fresh: true,
        }
    }

    /// An id derived from this one, for a task that belongs with it: `order-77` and `step-1` make `order-77-step-1`.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        Self { text: format!("{}-{suffix}", self.text), is_fresh: self.is_fresh }
    }

    /// The same id once a create has been sent under it: a task may have it now.
    #[must_use]
    pub fn known(self) -> Self {
        Self { is_fresh: false, ..self }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// True for an id that no task can have yet.
    pub fn is_fresh(&self) -> bool {
        self.is_fresh
    }
}

impl fmt::Display for ExternalTaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Refuses an id that cannot be one segment of a path: a query by it would ask for something else.
pub(crate) fn check_segment(id: &str, what: &str) -> Result<(), Error> {
    let problem = match id.trim() {
        "" => "is empty",
        "." | ".." => "is a dot name, which a path cannot carry",
        _ if id.chars().any(char::is_control) => "holds control characters",
        _ => return Ok(()),
    };
    Err(Error::invalid_input(format!("{what} {problem}")))
}
