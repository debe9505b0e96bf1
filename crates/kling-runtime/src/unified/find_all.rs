//! Many tasks by their ids.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::future;

use futures_util::stream::{self, Stream, StreamExt as _};

use crate::Error;
use crate::wire::UnifiedTask;

use super::TaskReport;
use super::desk::{Desk, IdKind, MOST_IDS, check_id, is_of_the_id};

/// Ids about which the API gave no answer, and why. Queries are free, so they can simply be asked for again.
#[derive(Debug)]
#[non_exhaustive]
pub struct Unanswered {
    /// The ids. Whether there are tasks with them is open.
    pub ids: Vec<String>,
    /// Why there is no answer.
    pub error: Error,
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no answer about {}: {}", name(&self.ids), self.error)
    }
}

/// The ids of one query are told in full. Those of an input that was refused as a whole may be many more.
fn name(ids: &[String]) -> String {
    match ids.split_at_checked(MOST_IDS) {
        Some((first, rest)) if !rest.is_empty() => format!("{} and {} more", first.join(", "), rest.len()),
        _ => ids.join(", "),
    }
}

impl std::error::Error for Unanswered {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

impl Unanswered {
    /// The error, with the ids in its advice.
    pub fn into_error(self) -> Error {
        let first = self.error.advice().map(|advice| format!("{advice}; ")).unwrap_or_default();
        let advice = format!("{first}there is no answer about {}", name(&self.ids));
        self.error.with_advice(advice)
    }
}

/// The tasks with these ids of either kind, in the order of the ids; unknown ids are missing, and each task is told once. Ids go in
/// chunks, and one without an answer is an item of its own, after which the next one is asked for.
pub fn find_reports<D: Desk>(desk: D, ids: Vec<String>) -> impl Stream<Item = Result<TaskReport, Unanswered>> + Send {
    let reader = desk.clone();
    find_all(desk, ids).map(move |task| Ok(TaskReport::read(&reader, task?)))
}

fn find_all<D: Desk>(desk: D, ids: Vec<String>) -> impl Stream<Item = Result<UnifiedTask, Unanswered>> + Send {
    let (chunks, refusal) = match check(&desk, &ids) {
        Ok(()) => (into_chunks(ids), None),
        Err(error) => (Vec::new(), Some(Err(Unanswered { ids, error }))),
    };
    let answers = stream::iter(chunks).then(move |chunk| {
        let desk = desk.clone();
        async move { stream::iter(ask(&desk, chunk).await) }
    });
    let mut told = HashSet::new();
    let once = move |answer: &Result<UnifiedTask, Unanswered>| {
        future::ready(answer.as_ref().map_or(true, |task| told.insert(task.id.clone())))
    };
    stream::iter(refusal).chain(answers.flatten().filter(once))
}

fn check<D: Desk>(desk: &D, ids: &[String]) -> Result<(), Error> {
    D::check_session(desk.session())?;
    ids.iter().try_for_each(|id| check_id(id))
}

/// Each id once, as many together as one query takes.
fn into_chunks(ids: Vec<String>) -> Vec<Vec<String>> {
    let mut seen = HashSet::new();
    let ids: Vec<String> = ids.into_iter().filter(|id| seen.insert(id.clone())).collect();
    ids.chunks(MOST_IDS).map(<[String]>::to_vec).collect()
}

/// One chunk: asked by task ids first, then the rest by external ids.
async fn ask<D: Desk>(desk: &D, ids: Vec<String>) -> Vec<Result<UnifiedTask, Unanswered>> {
    let mut found: HashMap<String, UnifiedTask> = HashMap::new();
    let problem = find_chunk(desk, &ids, &mut found).await.err();
    let (known, open): (Vec<String>, Vec<String>) = ids.into_iter().partition(|id| found.contains_key(id));
    let tasks = known.iter().filter_map(|id| found.remove(id)).map(Ok);
    let unanswered = problem.map(|error| Err(Unanswered { ids: open, error }));
    tasks.chain(unanswered).collect()
}

/// Adds what is found. An error leaves it open whether there are tasks with the other ids.
async fn find_chunk<D: Desk>(desk: &D, ids: &[String], found: &mut HashMap<String, UnifiedTask>) -> Result<(), Error> {
    let mut refusal = None;
    for kind in [IdKind::Task, IdKind::External] {
        let open: Vec<&str> = ids.iter().map(String::as_str).filter(|id| !found.contains_key(*id)).collect();
        if open.is_empty() {
            return Ok(());
        }
        match kind.ask(desk, &open.join(",")).await {
            Ok(tasks) => found.extend(tasks.into_iter().filter_map(|task| Some((kind.of(&task)?.to_owned(), task)))),
            Err(error) if matches!(kind, IdKind::Task) && is_of_the_id(&error) => refusal = Some(error),
            Err(error) => return Err(refusal.unwrap_or(error)),
        }
    }
    match refusal {
        Some(error) if ids.iter().any(|id| !found.contains_key(id)) => Err(error),
        _ => Ok(()),
    }
}
