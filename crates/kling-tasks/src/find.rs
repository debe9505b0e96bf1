//! Finding tasks again: by their ids, or all of them.

use std::time::SystemTime;

use futures_util::stream::{self, Stream, TryStreamExt as _};
use kling_runtime::wire::{Filter, ListUnifiedTasksRequest, TaskStatus, UnifiedTask, UnifiedTaskPage};
use kling_runtime::{Error, Product as _, Session, Task, TaskHandle};

use crate::TaskReport;
use crate::client::Tasks;
use kling_runtime::unified::{AnyTask, Desk, Order, Ordered, find_all, list_all, list_request};

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

impl Tasks {
    /// The tasks with these ids, of either kind and of every product, those of `/v1` included. They come in the order of the ids;
    /// unknown ids are missing.
    ///
    /// 20 ids go into one query. Ids that are no task ids are asked for once more, as external ids. Free.
    ///
    /// ```
    /// # async fn example(tasks: kling_tasks::Tasks) -> Result<(), kling_runtime::Error> {
    /// for report in tasks.get(["912345678901234567", "job-1"]).await? {
    ///     println!("{}: {}", report.record.task_id, report.record.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for an id that is empty or holds a comma, and as for every call.
    pub async fn get<I: Into<String>>(&self, ids: impl IntoIterator<Item = I>) -> Result<Vec<TaskReport>, Error> {
        let ids: Vec<String> = ids.into_iter().map(Into::into).collect();
        let tasks = find_all(self, &ids).await?;
        Ok(tasks.into_iter().map(|task| TaskReport::read(self, task)).collect())
    }

    /// A task of any product by its task id or external task id, perhaps made by another process or under `/v1`. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for an id that no query can carry.
    pub fn task(&self, id: &str) -> Result<Task<AnyTask<Self>>, Error> {
        self.resume(TaskHandle::new(Self::NAME, id, self.session().base_url()))
    }

    /// Takes up a task of the newer standard that was created earlier, perhaps by another process. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) when the handle is of another product or host.
    pub fn resume(&self, handle: TaskHandle) -> Result<Task<AnyTask<Self>>, Error> {
        Task::resume(AnyTask::over(self.session()), handle)
    }

    /// The same as [`resume`](Self::resume), for a video whose order is known: `resume_as::<VideoOrder<TextToVideo, Kling30>>(handle)`.
    ///
    /// # Errors
    ///
    /// As for [`resume`](Self::resume).
    pub fn resume_as<O: Order<Desk = Self>>(&self, handle: TaskHandle) -> Result<Task<Ordered<O>>, Error> {
        Task::resume(Ordered::over(self.session()), handle)
    }

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
