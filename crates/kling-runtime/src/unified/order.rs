//! What is ordered at a desk.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use crate::wire::{CreateOptions, TaskCreated, UnifiedTaskCreated};
use crate::{Create, Draft, Error, ErrorKind, Finished, Prepared, Product, Review, Session, TaskRecord};

use super::Output;
use super::desk::{Desk, check_id, find};
use super::task_report::read_record;

/// One kind of order: what its request is, how it is checked and sent, and what its task makes.
pub trait Order: Clone + fmt::Debug + Send + Sync + 'static {
    /// Where its tasks are asked for.
    type Desk: Desk;
    /// What its tasks make. Outputs that are something else are left out.
    type Item: crate::Output + TryFrom<Output>;
    /// The body of the create.
    type Request: Clone + fmt::Debug + Send + Sync + 'static;
    /// The part of the body that is the same for many products.
    type Options: OrderOptions;

    /// That part of a request.
    fn options(request: &mut Self::Request) -> &mut Self::Options;

    /// Looks at a request before anything is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for what the API would refuse.
    fn review(request: &Self::Request) -> Result<Review, Error>;

    /// Sends the create once.
    fn create(
        desk: &Self::Desk,
        request: &Self::Request,
    ) -> impl Future<Output = Result<UnifiedTaskCreated, Error>> + Send;
}

/// What every create takes besides what it is about.
pub trait OrderOptions {
    /// The caller's own id.
    fn external_task_id(&mut self) -> &mut Option<String>;
}

impl OrderOptions for CreateOptions {
    fn external_task_id(&mut self) -> &mut Option<String> {
        &mut self.external_task_id
    }
}

/// The product of an [`Order`]: what [`Task`](crate::Task) and [`Prepared`] need to know.
#[derive(Clone, Debug)]
pub struct Ordered<O: Order> {
    desk: O::Desk,
    order: PhantomData<fn() -> O>,
}

impl<O: Order> Product for Ordered<O> {
    type Output = Finished<O::Item>;

    const NAME: &'static str = O::Desk::NAME;

    fn over(session: &Session) -> Self {
        Self { desk: O::Desk::over(session), order: PhantomData }
    }

    fn session(&self) -> &Session {
        self.desk.session()
    }

    async fn query(&self, id: &str) -> Result<TaskRecord<Self::Output>, Error> {
        Ok(read_record(Self::NAME, self.session(), find(&self.desk, id).await?))
    }
}

impl<O: Order> Create for Ordered<O> {
    type Request = O::Request;

    fn review(request: &Self::Request) -> Result<Review, Error> {
        O::review(request)
    }

    fn set_external_task_id(request: &mut Self::Request, id: String) {
        *O::options(request).external_task_id() = Some(id);
    }

    async fn create(&self, request: &Self::Request) -> Result<TaskCreated, Error> {
        O::Desk::check_session(self.session())?;
        let created = O::create(&self.desk, request).await?;
        let Some(id) = created.id.or(created.task_id) else {
            return Err(Error::new(ErrorKind::Unreadable, "the answer says success but names no task"));
        };
        Ok(TaskCreated::new(id, created.status))
    }
}

/// Checks everything that can be checked without sending anything.
pub async fn prepare<O: Order>(draft: Draft<Ordered<O>>) -> Result<Prepared<Ordered<O>>, Error> {
    O::Desk::check_session(draft.session())?;
    let prepared = draft.prepare().await?;
    check_id(prepared.external_task_id()).map_err(|error| error.with_advice("use another external task id"))?;
    Ok(prepared)
}

/// The methods that every front door has: the caller's own id and address, looking before paying, paying.
///
/// The front door is a struct with one member, `draft`. `marks` names the member that asks for a watermarked copy.
#[doc(hidden)]
#[macro_export]
macro_rules! order_door {
    ($door:ident $(<$model:ident: $bound:path>)? orders $order:ty $(, marks $watermark:ident)?) => {
        impl $(<$model: $bound>)? $door $(<$model>)? {
            $(
                /// Whether a copy with the vendor's watermark is made too.
                pub fn with_watermark(mut self, watermark: bool) -> Self {
                    let mut info = $crate::wire::WatermarkInfo::default();
                    info.enabled = Some(watermark);
                    <$order as $crate::unified::Order>::options(self.draft.request()).$watermark = Some(info);
                    self
                }
            )?

            /// Where the API reports changes of the task.
            pub fn with_callback_url(mut self, url: impl Into<String>) -> Self {
                <$order as $crate::unified::Order>::options(self.draft.request()).callback_url = Some(url.into());
                self
            }

            /// Your own id for the task, unique in the account over all products, without commas. Without one, one is made.
            ///
            /// It is what makes a create safe: the API refuses a second task under the same id. When a task has it already,
            /// [`send`](Self::send) fails without sending, and
            /// [`is_duplicate_external_task_id`](kling_runtime::Error::is_duplicate_external_task_id) tells.
            pub fn with_external_task_id(mut self, id: impl Into<String>) -> Self {
                self.draft.set_external_task_id(id.into());
                self
            }

            /// Reads the files and checks everything. Nothing is sent to the API, and nothing is spent.
            ///
            /// # Errors
            ///
            /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for what the API would refuse; the message names the member,
            /// its value and what is allowed. [`File`](kling_runtime::ErrorKind::File) when a file cannot be read.
            /// [`Credentials`](kling_runtime::ErrorKind::Credentials) when the session has a kind that is not taken here.
            pub async fn prepare(
                self,
            ) -> Result<$crate::Prepared<$crate::unified::Ordered<$order>>, $crate::Error> {
                $crate::unified::prepare(self.draft).await
            }

            /// Checks everything and creates the task, exactly once.
            ///
            /// # Errors
            ///
            /// Those of [`prepare`](Self::prepare) and of [`Prepared::send`](kling_runtime::Prepared::send).
            pub async fn send(
                self,
            ) -> Result<$crate::Task<$crate::unified::Ordered<$order>>, $crate::Error> {
                self.prepare().await?.send().await
            }
        }
    };
}
