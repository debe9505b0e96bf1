//! Tasks of any product, with the product's types behind a trait.

use std::marker::PhantomData;
use std::pin::Pin;

use kling::runtime::{Finished, Listed, Product, Session, Task, TaskRecord, WaitPolicy, check_page};
use kling::{Error, TaskHandle};

use crate::made::{Described, Made, erase};
use crate::progress::Follower;
use crate::waiting;

/// An answer that is on its way.
pub(crate) type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 'a>>;

/// A product whose tasks can be found again.
pub(crate) trait Followed: Sync {
    /// The name in handles.
    fn name(&self) -> &'static str;

    /// What several of its results are called in JSON.
    fn noun(&self) -> &'static str;

    /// How many files one of its results has.
    fn files_of_one(&self) -> usize;

    /// A task by its task id or external task id. Nothing is sent.
    fn task(&self, session: &Session, id: &str, external_task_id: Option<&str>)
    -> Result<Box<dyn FollowedTask>, Error>;
}

/// A product whose tasks can be listed.
pub(crate) trait FollowedList: Followed {
    fn page(&self, session: &Session, number: u32, size: u32) -> Later<'static, Vec<TaskRecord<Made>>>;
}

/// A task that exists.
pub(crate) trait FollowedTask {
    fn handle(&self) -> &TaskHandle;

    fn query(&self) -> Later<'_, TaskRecord<Made>>;

    /// Waits, and shows every change; `seen` is told of each as well.
    fn wait<'a>(
        &self,
        policy: WaitPolicy,
        follower: &'a Follower<'a>,
        seen: &'a mut dyn FnMut(&TaskRecord<Made>),
    ) -> Later<'a, TaskRecord<Made>>;
}

/// The product `P`.
pub(crate) struct Of<P>(pub(crate) PhantomData<fn() -> P>);

impl<P: Product<Output = Finished<T>>, T: Described> Followed for Of<P> {
    fn name(&self) -> &'static str {
        P::NAME
    }

    fn noun(&self) -> &'static str {
        T::NOUN
    }

    fn files_of_one(&self) -> usize {
        T::FILES
    }

    fn task(
        &self,
        session: &Session,
        id: &str,
        external_task_id: Option<&str>,
    ) -> Result<Box<dyn FollowedTask>, Error> {
        let mut handle = TaskHandle::new(P::NAME, id, session.base_url());
        if let Some(id) = external_task_id {
            handle = handle.with_external_task_id(id);
        }
        Ok(Box::new(Task::resume(P::over(session), handle)?))
    }
}

impl<P: Listed + Product<Output = Finished<T>>, T: Described> FollowedList for Of<P> {
    fn page(&self, session: &Session, number: u32, size: u32) -> Later<'static, Vec<TaskRecord<Made>>> {
        let product = P::over(session);
        Box::pin(async move {
            check_page(number, size)?;
            Ok(product.page(number, size).await?.into_iter().map(erase).collect())
        })
    }
}

impl<P: Product<Output = Finished<T>>, T: Described> FollowedTask for Task<P> {
    fn handle(&self) -> &TaskHandle {
        self.handle()
    }

    fn query(&self) -> Later<'_, TaskRecord<Made>> {
        Box::pin(async { Ok(erase(self.query().await?)) })
    }

    fn wait<'a>(
        &self,
        policy: WaitPolicy,
        follower: &'a Follower<'a>,
        seen: &'a mut dyn FnMut(&TaskRecord<Made>),
    ) -> Later<'a, TaskRecord<Made>> {
        let task = self.clone().with_wait_policy(policy);
        Box::pin(async move {
            let (record, finished) = waiting::wait(&task, follower, |record| seen(&without_output(record))).await?;
            let mut record = erase(record);
            record.output = Some(Made::new(&finished));
            Ok(record)
        })
    }
}

/// A copy of what is known besides the output.
fn without_output<O>(record: &TaskRecord<O>) -> TaskRecord<Made> {
    let mut copy = TaskRecord::new(record.task_id.clone(), record.status.clone());
    copy.external_task_id = record.external_task_id.clone();
    copy.status_message = record.status_message.clone();
    copy.created_at = record.created_at;
    copy.updated_at = record.updated_at;
    copy.charges = record.charges.clone();
    copy
}
