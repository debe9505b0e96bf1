//! Orders of any product, with the product's types behind a trait.

use kling::Error;
use kling::runtime::{Create, Finished, Prepared, Session, Task};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::followed::{Followed, FollowedTask, Later, Of};
use crate::made::Described;
use crate::price::Price;

/// A product that can be ordered.
pub(crate) trait Orders: Followed {
    /// Reads a body, and checks and prices it. Nothing is sent.
    fn prepare(
        &self,
        session: &Session,
        body: &Value,
        external_task_id: Option<&str>,
    ) -> Result<Box<dyn PreparedOrder>, Error>;
}

/// A request that was checked, and is ready to be paid for.
pub(crate) trait PreparedOrder {
    /// The body as it will be sent.
    fn request(&self) -> Value;
    fn external_task_id(&self) -> &str;
    fn price(&self) -> Price;
    fn warnings(&self) -> &[String];
    /// Creates the task, exactly once.
    fn send(self: Box<Self>) -> Later<'static, Box<dyn FollowedTask>>;
}

impl<P, T> Orders for Of<P>
where
    P: Create<Output = Finished<T>>,
    P::Request: Serialize + DeserializeOwned,
    T: Described,
{
    fn prepare(
        &self,
        session: &Session,
        body: &Value,
        external_task_id: Option<&str>,
    ) -> Result<Box<dyn PreparedOrder>, Error> {
        Ok(Box::new(Prepared::new(P::over(session), read_request::<P::Request>(body)?, external_task_id)?))
    }
}

impl<P, T> PreparedOrder for Prepared<P>
where
    P: Create<Output = Finished<T>>,
    P::Request: Serialize,
    T: Described,
{
    fn request(&self) -> Value {
        serde_json::to_value(self.request()).unwrap_or_default()
    }

    fn external_task_id(&self) -> &str {
        self.external_task_id()
    }

    fn price(&self) -> Price {
        Price::new(self.estimate(), self.rate())
    }

    fn warnings(&self) -> &[String] {
        self.warnings()
    }

    fn send(self: Box<Self>) -> Later<'static, Box<dyn FollowedTask>> {
        Box::pin(async move {
            let task: Task<P> = (*self).send().await?;
            Ok(Box::new(task) as Box<dyn FollowedTask>)
        })
    }
}

/// The typed request of a body.
pub(crate) fn read_request<R: DeserializeOwned>(body: &Value) -> Result<R, Error> {
    R::deserialize(body).map_err(|source| {
        let problem = source.to_string();
        let missing = problem.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        match missing {
            Some(member) => Error::invalid_input(format!("`{member}` is missing")),
            None => Error::invalid_input(format!("the request does not fit the API: {problem}")),
        }
    })
}
