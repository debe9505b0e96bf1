//! Where tasks are asked for.

use std::fmt;
use std::future::Future;
use std::time::SystemTime;

use futures_util::stream::Stream;

use crate::wire::{ListUnifiedTasksRequest, UnifiedTask, UnifiedTaskPage};
use crate::{Error, ErrorKind, Page, Session, entries, to_unix_millis};

/// How many ids one query takes.
pub const MOST_IDS: usize = 20;

/// A place where tasks are asked for: `/tasks` is one, `/solutions` the other.
///
/// The client crates implement it, and nobody else is meant to: it may get further members at any time.
pub trait Desk: Clone + fmt::Debug + Send + Sync + 'static {
    /// The name in the handles of its tasks.
    const NAME: &'static str;

    /// The desk over a session.
    fn over(session: &Session) -> Self;

    /// The session that calls are sent over.
    fn session(&self) -> &Session;

    /// Refuses a session whose credentials the desk surely does not take.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`].
    fn check_session(session: &Session) -> Result<(), Error>;

    /// Asks by task ids or by external ids, at most [`MOST_IDS`] of them with commas between. Unknown ones are left out.
    fn query(
        &self,
        task_ids: Option<&str>,
        external_task_ids: Option<&str>,
    ) -> impl Future<Output = Result<Vec<UnifiedTask>, Error>> + Send;

    /// One page of a list.
    fn query_page(
        &self,
        request: &ListUnifiedTasksRequest,
    ) -> impl Future<Output = Result<UnifiedTaskPage, Error>> + Send;
}

/// The kinds of ids, in the order in which an id of unknown kind is tried.
#[derive(Clone, Copy)]
pub(super) enum IdKind {
    Task,
    External,
}

impl IdKind {
    /// An answer that refuses an id as unknown is an empty answer.
    pub(super) async fn ask<D: Desk>(self, desk: &D, ids: &str) -> Result<Vec<UnifiedTask>, Error> {
        D::check_session(desk.session())?;
        let answer = match self {
            Self::Task => desk.query(Some(ids), None).await,
            Self::External => desk.query(None, Some(ids)).await,
        };
        match answer {
            Err(error) if error.is_unknown_task() => Ok(Vec::new()),
            answer => answer,
        }
    }

    pub(super) fn of(self, task: &UnifiedTask) -> Option<&str> {
        match self {
            Self::Task => Some(&task.id),
            Self::External => task.external_id.as_deref(),
        }
    }
}

/// The task with this id of either kind: asked by task id first, then by external id. What else is answered is left out.
///
/// # Errors
///
/// [`Error::unknown_task`] when there is none.
pub(super) async fn find<D: Desk>(desk: &D, id: &str) -> Result<UnifiedTask, Error> {
    check_id(id)?;
    let is_asked_for = |task: &UnifiedTask| task.id == id || task.external_id.as_deref() == Some(id);
    let refusal = match IdKind::Task.ask(desk, id).await {
        Ok(tasks) => match tasks.into_iter().find(is_asked_for) {
            Some(task) => return Ok(task),
            None => None,
        },
        Err(error) if is_of_the_id(&error) => Some(error),
        Err(error) => return Err(error),
    };
    match find_external(desk, id).await {
        Err(error) if error.is_unknown_task() => Err(refusal.unwrap_or(error)),
        found => found,
    }
}

/// Whether a query by task ids was refused for its ids: an external id may be refused as no task id, which tells nothing of the task.
pub(super) fn is_of_the_id(error: &Error) -> bool {
    error.kind() == ErrorKind::Refused && !error.is_retryable()
}

/// The task with this external id. One that tells no external id is taken to have the one that was asked for.
///
/// # Errors
///
/// [`Error::unknown_task`] when there is none.
pub(super) async fn find_external<D: Desk>(desk: &D, id: &str) -> Result<UnifiedTask, Error> {
    check_id(id)?;
    let mut tasks = IdKind::External.ask(desk, id).await?;
    let place = |told: Option<&str>| tasks.iter().position(|task| task.external_id.as_deref() == told);
    match place(Some(id)).or_else(|| place(None)) {
        Some(place) => Ok(tasks.swap_remove(place)),
        None => Err(Error::unknown_task(id)),
    }
}

/// The largest page of a list.
const TASKS_ON_A_PAGE: u32 = 500;

/// A list of the tasks that were made between two times, without filters.
pub fn list_request(from: Option<SystemTime>, before: Option<SystemTime>) -> Result<ListUnifiedTasksRequest, Error> {
    let request = ListUnifiedTasksRequest {
        start_time: from.map(to_unix_millis),
        end_time: before.map(to_unix_millis),
        limit: Some(TASKS_ON_A_PAGE),
        ..ListUnifiedTasksRequest::default()
    };
    match (request.start_time, request.end_time) {
        (Some(start), Some(end)) if start >= end => {
            Err(Error::invalid_input("the list ends before it begins: no task can be in it"))
        }
        _ => Ok(request),
    }
}

/// Every task of a list, page after page. A cursor takes the place of the times; the filters stay the same on every page.
pub fn list_all<D: Desk>(
    desk: D,
    request: ListUnifiedTasksRequest,
) -> impl Stream<Item = Result<UnifiedTask, Error>> + Send {
    entries(move |cursor| {
        let (desk, mut request) = (desk.clone(), request.clone());
        async move {
            D::check_session(desk.session())?;
            if cursor.is_some() {
                request = ListUnifiedTasksRequest { cursor, start_time: None, end_time: None, ..request };
            }
            let UnifiedTaskPage { result, next_cursor, has_more, .. } = desk.query_page(&request).await?;
            Ok(Page { entries: result, next_cursor, has_more })
        }
    })
}

/// Refuses an id that cannot stand in a list of ids.
pub(super) fn check_id(id: &str) -> Result<(), Error> {
    let problem = match id {
        _ if id.trim().is_empty() => "is empty",
        _ if id.contains(',') => "holds a comma, which separates ids in queries here",
        _ if id.chars().any(char::is_control) => "holds control characters",
        _ => return Ok(()),
    };
    Err(Error::invalid_input(format!("the id {id:?} {problem}")))
}
