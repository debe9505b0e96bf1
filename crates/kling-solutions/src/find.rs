//! Finding tasks of the solutions again: by their ids, or all of them.

use std::time::SystemTime;

use futures_util::future;
use futures_util::stream::{self, Stream, TryStreamExt as _};
use kling_runtime::unified::{Desk, TaskReport, list_all, list_request};
use kling_runtime::wire::{Filter, ListUnifiedTasksRequest, TaskStatus, UnifiedTask, UnifiedTaskPage};
use kling_runtime::{Error, Session};

use crate::client::Solutions;

impl Desk for Solutions {
    const NAME: &'static str = "solution";

    fn over(session: &Session) -> Self {
        Self::new(session)
    }

    fn session(&self) -> &Session {
        self.session()
    }

    /// The documents name API keys only, but nobody has tried the others here.
    fn check_session(_: &Session) -> Result<(), Error> {
        Ok(())
    }

    async fn query(&self, task_ids: Option<&str>, external_task_ids: Option<&str>) -> Result<Vec<UnifiedTask>, Error> {
        Ok(self.wire().get_solutions(task_ids, external_task_ids).await?.into_inner().data)
    }

    async fn query_page(&self, request: &ListUnifiedTasksRequest) -> Result<UnifiedTaskPage, Error> {
        Ok(self.wire().list_solutions(request).await?.into_inner().data.unwrap_or_default())
    }
}

/// Which tasks to list. By itself those of the last 30 days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SolutionFilter {
    statuses: Vec<TaskStatus>,
    created_from: Option<SystemTime>,
    created_before: Option<SystemTime>,
}

impl SolutionFilter {
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

    /// Success has two spellings here, by the product, and the API's filter knows one of them at a time: a list that holds
    /// finished tasks is asked for whole and narrowed here.
    fn to_request(&self) -> Result<ListUnifiedTasksRequest, Error> {
        let mut request = list_request(self.created_from, self.created_before)?;
        if !self.statuses.is_empty() && !self.statuses.contains(&TaskStatus::Succeed) {
            let mut filter = Filter::new("status");
            filter.values = self.statuses.iter().map(TaskStatus::to_string).collect();
            request.filters.push(filter);
        }
        Ok(request)
    }

    fn leaves(&self, task: &UnifiedTask) -> bool {
        self.statuses.is_empty() || self.statuses.contains(&task.status)
    }
}

kling_runtime::desk_client! {
    /// All of them, or the first error, which names the ids without an answer:
    ///
    /// ```
    /// use futures_util::TryStreamExt;
    /// use kling_solutions::unified::Unanswered;
    ///
    /// # async fn example(solutions: kling_solutions::Solutions) -> Result<(), kling_runtime::Error> {
    /// let reports = solutions.get(["912345678901234567", "job-1"]).map_err(Unanswered::into_error);
    /// let reports: Vec<_> = reports.try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    Solutions
}

impl Solutions {
    /// All tasks that the filter leaves, in an order that is not documented. Pages of 500 are asked for as the stream is read.
    /// Free.
    ///
    /// The stream fails with [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for times out of order.
    pub fn list(&self, filter: SolutionFilter) -> impl Stream<Item = Result<TaskReport, Error>> + Send + use<> {
        let (desk, reader) = (self.clone(), self.clone());
        let request = filter.to_request();
        let tasks =
            stream::once(future::ready(request)).map_ok(move |request| list_all(desk.clone(), request)).try_flatten();
        let left = tasks.try_filter(move |task| future::ready(filter.leaves(task)));
        left.map_ok(move |task| TaskReport::read(&reader, task))
    }
}
