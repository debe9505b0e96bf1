//! A task that outlives the process that made it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::external_task_id::check_segment;
use crate::{BaseUrl, Error, Product, Session};

/// What it takes to find a task again: from another process, after a crash, tomorrow.
///
/// A handle holds no secret. It serialises with serde, so it can be written to a file or a queue.
///
/// ```
/// use kling_runtime::{BaseUrl, TaskHandle};
///
/// let handle = TaskHandle::new("image-expansion", "912345678901234567", &BaseUrl::default());
/// let json = serde_json::to_string(&handle)?;
/// assert_eq!(serde_json::from_str::<TaskHandle>(&json)?, handle);
/// assert_eq!(handle.to_string(), "image-expansion 912345678901234567");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TaskHandle {
    product: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<String>,
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    external_task_id: Option<String>,
    base_url: String,
}

impl TaskHandle {
    /// A task of this product on this host. `id` is a task id or an external task id: the API takes either.
    pub fn new(product: &str, id: impl Into<String>, base_url: &BaseUrl) -> Self {
        Self {
            product: product.to_owned(),
            order: None,
            id: id.into(),
            external_task_id: None,
            base_url: base_url.as_str().to_owned(),
        }
    }

    /// A task of the product `P`.
    pub(crate) fn of<P: Product>(id: impl Into<String>, session: &Session) -> Self {
        Self { order: P::order(), ..Self::new(P::NAME, id, session.base_url()) }
    }

    /// Adds the external id that the task was created with.
    #[must_use]
    pub fn with_external_task_id(mut self, external_task_id: impl Into<String>) -> Self {
        self.external_task_id = Some(external_task_id.into());
        self
    }

    /// The product, for example `image-expansion`.
    pub fn product(&self) -> &str {
        &self.product
    }

    /// What was ordered, where the product does not tell it and it is known: `text-to-video kling-3.0` of the product `task`.
    pub fn order(&self) -> Option<&str> {
        self.order.as_deref()
    }

    /// The id to query by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The external id that the task was created with, where it is known.
    pub fn external_task_id(&self) -> Option<&str> {
        self.external_task_id.as_deref()
    }

    /// The host that the task belongs to. Tasks are invisible on every other host.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Refuses a handle of another product or host, and one whose id no query can carry.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput), naming both sides.
    pub fn check(&self, product: &str, base_url: &BaseUrl) -> Result<(), Error> {
        check_segment(&self.id, "the task id")?;
        if self.product != product {
            return Err(Error::invalid_input(format!(
                "task {} is a task of {}, not of {product}",
                self.id, self.product
            )));
        }
        if self.base_url != base_url.as_str() {
            return Err(Error::invalid_input(format!(
                "task {} lives on {}, and this session talks to {base_url}",
                self.id, self.base_url
            ))
            .with_advice("open a session with the base URL of the task: tasks are invisible on other hosts"));
        }
        Ok(())
    }

    /// Refuses a handle of another product, order or host than that of `product`. A handle that names no order is of any.
    pub(crate) fn check_product<P: Product>(&self, product: &P) -> Result<(), Error> {
        self.check(P::NAME, product.session().base_url())?;
        match (&self.order, P::order()) {
            (Some(ordered), Some(order)) if *ordered != order => {
                Err(Error::invalid_input(format!("task {} was ordered as {ordered}, not as {order}", self.id)))
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for TaskHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.product, self.id)
    }
}
