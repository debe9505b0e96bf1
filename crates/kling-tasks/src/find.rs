//! Finding tasks again: by their ids, or all of them.

use std::time::SystemTime;

use futures_util::stream::{self, Stream, TryStreamExt as _};
use kling_runtime::unified::{Desk, list_all, list_request};
use kling_runtime::wire::{Filter, ListUnifiedTasksRequest, TaskStatus, UnifiedTask, UnifiedTaskPage};
use kling_runtime::{Error, Session};

use crate::TaskReport;
use crate::client::Tasks;

impl Desk for Tasks {
    const NAME: &'static str = "task";

    fn over(session: &Session) -> Self {
        Self::new(session)
    }

    fn session(&self) -> &Session {
        self.session()
    }

    fn check_session(session: &Session) -> Result<(), Error> {
        session.require_api_key()
    }

    async fn query(&self, task_ids: Option<&str>, external_task_ids: Option<&str>) -> Result<Vec<UnifiedTask>, Error> {
        Ok(self.wire().get_tasks(task_ids, external_task_ids).await?.into_inner().data)
    }

    async fn query_page(&self, request: &ListUnifiedTasksRequest) -> Result<UnifiedTaskPage, Error> {
        Ok(self.wire().list_tasks(request).await?.into_inner().data.unwrap_or_default())
    }
}

/// What kind of product a task is of, as far as lists can be narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProductType {
    /// Videos.
    Video,
    /// Pictures.
    Image,
    /// Try-on.
    TryOn,
}

impl ProductType {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Image => "image",
            Self::TryOn => "try_on",
        }
    }
}

/// Which tasks to list. By itself those of the last 30 days, of every product and both standards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskFilter {
    statuses: Vec<TaskStatus>,
    product_types: Vec<ProductType>,
    created_from: Option<SystemTime>,
    created_before: Option<SystemTime>,
}

impl TaskFilter {
    /// No narrowing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only tasks of one of these statuses.
    #[must_use]
    pub fn with_statuses(mut self, statuses: impl IntoIterator<Item = TaskStatus>) -> Self {
        self.statuses = statuses.into_iter().collect();
        self
    }

    /// Only tasks of one of these kinds of products.
    #[must_use]
    pub fn with_product_types(mut self, product_types: impl IntoIterator<Item = ProductType>) -> Self {
        self.product_types = product_types.into_iter().collect();
        self
    }

    /// Only tasks made at this time or later. Without it those of the 30 days before the end.
    #[must_use]
    pub fn with_created_from(mut self, time: SystemTime) -> Self {
        self.created_from = Some(time);
        self
    }

    /// Only tasks made before this time. Without it until now.
    #[must_use]
    pub fn with_created_before(mut self, time: SystemTime) -> Self {
        self.created_before = Some(time);
        self
    }

    fn into_request(self) -> Result<ListUnifiedTasksRequest, Error> {
        let mut request = list_request(self.created_from, self.created_before)?;
        let statuses = self.statuses.iter().map(|status| match status {
            TaskStatus::Succeed => "succeeded",
            status => status.as_str(),
        });
        let product_types = self.product_types.iter().map(|product_type| product_type.as_str());
        request.filters.extend(filter("status", statuses));
        request.filters.extend(filter("product_type", product_types));
        Ok(request)
    }
}

fn filter<'v>(key: &str, values: impl Iterator<Item = &'v str>) -> Option<Filter> {
    let mut filter = Filter::new(key);
    filter.values = values.map(str::to_owned).collect();
    (!filter.values.is_empty()).then_some(filter)
}

kling_runtime::desk_client! {
    /// Tasks of every product are found, those of `/v1` included.
    ///
    /// ```
    /// use futures_util::StreamExt;
    ///
    /// # async fn example(tasks: kling_tasks::Tasks) {
    /// let mut reports = std::pin::pin!(tasks.get(["912345678901234567", "job-1"]));
    /// while let Some(report) = reports.next().await {
    ///     match report {
    ///         Ok(report) => println!("{}: {}", report.record.task_id, report.record.status),
    ///         Err(unanswered) => eprintln!("{unanswered}"),
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// All of them, or the first error, which names the ids without an answer:
    ///
    /// ```
    /// use futures_util::TryStreamExt;
    /// use kling_tasks::unified::Unanswered;
    ///
    /// # async fn example(tasks: kling_tasks::Tasks) -> Result<(), kling_runtime::Error> {
    /// let reports = tasks.get(["912345678901234567", "job-1"]).map_err(Unanswered::into_error);
    /// let reports: Vec<_> = reports.try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    Tasks
}

impl Tasks {
    /// All tasks that the filter leaves, in an order that is not documented. Pages of 500 are asked for as the stream is read.
    /// Free.
    ///
    /// The stream fails with [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for times out of order.
    pub fn list(&self, filter: TaskFilter) -> impl Stream<Item = Result<TaskReport, Error>> + Send + use<> {
        let desk = self.clone();
        let reader = self.clone();
        let tasks = stream::once(async move { filter.into_request() })
            .map_ok(move |request| list_all(desk.clone(), request))
            .try_flatten();
        tasks.map_ok(move |task| TaskReport::read(&reader, task))
    }
}
