//! Where tasks are asked for.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::time::SystemTime;

use crate::wire::{ListUnifiedTasksRequest, UnifiedTask, UnifiedTaskPage};
use crate::{Error, ErrorKind, Session, to_unix_millis};
use futures_util::stream::{self, Stream, TryStreamExt as _};

/// How many ids one query takes.
pub const MOST_IDS: usize = 20;

/// A place where tasks are asked for: `/tasks` is one, `/solutions` the other.
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
enum IdKind {
    Task,
    External,
}

impl IdKind {
    const BOTH: [Self; 2] = [Self::Task, Self::External];

    /// An answer that refuses an id as unknown is an empty answer.
    async fn ask<D: Desk>(self, desk: &D, ids: &str) -> Result<Vec<UnifiedTask>, Error> {
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

    fn of(self, task: &UnifiedTask) -> Option<&str> {
        match self {
            Self::Task => Some(&task.id),
            Self::External => task.external_id.as_deref(),
        }
    }
}

/// The task with this id of either kind: asked by task id first, then by external id.
///
/// # Errors
///
/// [`Error::unknown_task`] when there is none.
pub async fn find<D: Desk>(desk: &D, id: &str) -> Result<UnifiedTask, Error> {
    check_id(id)?;
    for kind in IdKind::BOTH {
        if let Some(task) = kind.ask(desk, id).await?.into_iter().next() {
            return Ok(task);
        }
    }
    Err(Error::unknown_task(id))
}

/// The tasks with these ids of either kind, in the order of the ids; unknown ids are missing, and each task is told once.
pub async fn find_all<D: Desk>(desk: &D, ids: &[String]) -> Result<Vec<UnifiedTask>, Error> {
    ids.iter().try_for_each(|id| check_id(id))?;
    let mut found: HashMap<String, UnifiedTask> = HashMap::new();
    for kind in IdKind::BOTH {
        let mut open: Vec<&str> = ids.iter().map(String::as_str).filter(|id| !found.contains_key(*id)).collect();
        open.sort_unstable();
        open.dedup();
        for chunk in open.chunks(MOST_IDS) {
            let tasks = kind.ask(desk, &chunk.join(",")).await?;
            found.extend(tasks.into_iter().filter_map(|task| Some((kind.of(&task)?.to_owned(), task))));
        }
    }
    let mut tasks: Vec<UnifiedTask> = Vec::new();
    for task in ids.iter().filter_map(|id| found.remove(id)) {
        if tasks.iter().all(|told| told.id != task.id) {
            tasks.push(task);
        }
    }
    Ok(tasks)
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
    let pages = stream::try_unfold(Some(request), move |request| {
        let desk = desk.clone();
        async move {
            let Some(mut request) = request else { return Ok(None) };
            D::check_session(desk.session())?;
            let page = desk.query_page(&request).await?;
            let next = next_cursor(&page, request.cursor.as_deref())?.map(|cursor| {
                (request.start_time, request.end_time) = (None, None);
                request.cursor = Some(cursor);
                request
            });
            Ok(Some((stream::iter(page.result.into_iter().map(Ok)), next)))
        }
    });
    pages.try_flatten()
}

/// A page that says there is more must say where, and somewhere else than before: the list would be cut short, or never end.
fn next_cursor(page: &UnifiedTaskPage, asked: Option<&str>) -> Result<Option<String>, Error> {
    let has_more = page.has_more.unwrap_or(page.next_cursor.is_some() && !page.result.is_empty());
    if !has_more {
        return Ok(None);
    }
    match &page.next_cursor {
        Some(cursor) if asked != Some(cursor) => Ok(Some(cursor.clone())),
        Some(_) => Err(Error::new(ErrorKind::Unreadable, "the list leads back to the same page")),
        None => Err(Error::new(ErrorKind::Unreadable, "the page says that there is more, and not where")),
    }
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
