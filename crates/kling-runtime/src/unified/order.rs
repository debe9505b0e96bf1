//! What is ordered at a desk.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use crate::wire::{CreateOptions, TaskCreated, UnifiedTaskCreated};
use crate::{Create, Error, Finished, Product, Review, Session, TaskRecord};

use super::Output;
use super::desk::{Desk, check_id, find, find_external};
use super::task_report::read_record;

/// One kind of order: what its request is, how it is checked and sent, and what its task makes.
///
/// The client crates implement it, and nobody else is meant to: it may get further members at any time.
pub trait Order: Clone + fmt::Debug + Send + Sync + 'static {
    /// Where its tasks are asked for.
    type Desk: Desk;
    /// What its tasks make. Outputs that are something else are left out.
    type Item: crate::Output + TryFrom<Output>;
    /// The body of the create.
    type Request: Clone + fmt::Debug + Send + Sync + 'static;
    /// The part of the body that is the same for many products.
    type Options: OrderOptions;

    /// What handles call it: a word for each product, and the model where it is ordered by one.
    fn name() -> String;

    /// That part of a request.
    fn options(request: &mut Self::Request) -> &mut Self::Options;

    /// Looks at a request before anything is sent.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) for what the API would refuse.
    fn review(request: &Self::Request) -> Result<Review, Error>;

    /// Sends the create once.
    fn create(
        desk: &Self::Desk,
        request: &Self::Request,
    ) -> impl Future<Output = Result<UnifiedTaskCreated, Error>> + Send;
}

/// What every create takes besides what it is about. It may get further members at any time.
pub trait OrderOptions {
    /// The caller's own id.
    fn external_task_id(&mut self) -> &mut Option<String>;
}

impl OrderOptions for CreateOptions {
    fn external_task_id(&mut self) -> &mut Option<String> {
        &mut self.external_task_id
    }
}

/// The product of an [`Order`]: what [`Task`](crate::Task) and [`Prepared`](crate::Prepared) need to know.
#[derive(Clone, Debug)]
pub struct Ordered<O: Order> {
    desk: O::Desk,
    order: PhantomData<fn() -> O>,
}

impl<O: Order> Product for Ordered<O> {
    type Output = Finished<O::Item>;

    const NAME: &'static str = O::Desk::NAME;

    fn order() -> Option<String> {
        Some(O::name())
    }

    fn over(session: &Session) -> Self {
        Self { desk: O::Desk::over(session), order: PhantomData }
    }

    fn session(&self) -> &Session {
        self.desk.session()
    }

    async fn query(&self, id: &str) -> Result<TaskRecord<Self::Output>, Error> {
        Ok(read_record::<Self, _>(self.session(), find(&self.desk, id).await?))
    }

    async fn query_external(&self, id: &str) -> Result<TaskRecord<Self::Output>, Error> {
        Ok(read_record::<Self, _>(self.session(), find_external(&self.desk, id).await?))
    }
}

impl<O: Order> Create for Ordered<O> {
    type Request = O::Request;

    fn review(request: &Self::Request) -> Result<Review, Error> {
        O::review(request)
    }

    fn check_external_task_id(id: &str) -> Result<(), Error> {
        check_id(id).map_err(|error| error.with_advice("use another external task id"))
    }

    fn set_external_task_id(request: &mut Self::Request, id: String) {
        *O::options(request).external_task_id() = Some(id);
    }

    async fn create(&self, request: &Self::Request) -> Result<TaskCreated, Error> {
        O::Desk::check_session(self.session())?;
        let created = O::create(&self.desk, request).await?;
        let Some(id) = created.id.or(created.task_id) else {
            return Err(Error::unusable_success("the answer says success but names no task"));
        };
        Ok(TaskCreated::new(id, created.status))
    }
}
