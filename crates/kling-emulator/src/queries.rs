//! Queries and lists: the same for every product.

use std::ops::RangeInclusive;

use axum::response::Response;
use serde_json::{Value, json};

use crate::app::Shape;
use crate::call::{Call, Disguise};
use crate::clock::UnixMillis;
use crate::document::Described;
use crate::envelope::{self, Refusal};
use crate::holdings::{Holdings, RESULTS_LAST_FOR};
use crate::lenient::{Node, illegal};
use crate::output::Output;
use crate::tasks::Task;
use crate::views::{Family, unified, v1};

const PAGE_NUMBERS: RangeInclusive<usize> = 1..=1000;
const PAGE_SIZES: RangeInclusive<usize> = 1..=500;
/// Of the lists of voices.
const VOICE_PAGE_SIZES: RangeInclusive<usize> = 1..=1000;
const DEFAULT_PAGE_SIZE: usize = 30;
/// How many ids one query may name.
const MOST_IDS: usize = 20;

/// `GET P/{id}`: one task of a product, by either id.
pub(crate) fn single(call: &Call, described: &Described) -> Result<Response, Refusal> {
    let path = described.path.trim_end_matches("/{id}");
    let results_url = call.results_url();
    let state = call.app.settled();
    let found = state.tasks.find(&call.id).filter(|task| task.asked.operation.path == path);
    let view = found.map(|task| v1::task(task, &state.holdings, &results_url));
    drop(state);
    let mut view =
        view.ok_or_else(|| Refusal::illegal_value(format!("Task not found by id/external id: {}", call.id)))?;
    call.disguise.apply(&mut view);
    Ok(match call.app.shape {
        Shape::Object if !call.disguise.as_array => envelope::succeed(view),
        _ => envelope::succeed([view]),
    })
}

/// `GET P?pageNum=&pageSize=`: the tasks of a product, newest first. (The vendor's order has no source.)
///
/// The list of voices is of those one has, and has no word for a deleted one: the record of a voice leaves with it. Elements say
/// that they are deleted.
pub(crate) fn list(call: &Call, described: &Described) -> Result<Response, Refusal> {
    let page = Page::of(call, described)?;
    let results_url = call.results_url();
    let state = call.app.settled();
    let tasks = state.tasks.newest_first().filter(|task| task.asked.operation.path == described.path);
    let tasks = tasks.filter(|task| !made_a_voice_since_deleted(task, &state.holdings));
    let mut views: Vec<Value> = page.cut(tasks).map(|task| v1::task(task, &state.holdings, &results_url)).collect();
    drop(state);
    views.iter_mut().for_each(|view| call.disguise.apply(view));
    Ok(envelope::succeed(views))
}

fn made_a_voice_since_deleted(task: &Task, holdings: &Holdings) -> bool {
    task.outputs().iter().any(|output| matches!(output, Output::Voice(id) if holdings.voice(id).is_none()))
}

/// A page of a list, by number. camelCase, unlike everything else on this wire.
pub(crate) struct Page {
    before: usize,
    size: usize,
}

impl Page {
    pub(crate) fn of(call: &Call, described: &Described) -> Result<Self, Refusal> {
        let sizes = if described.path.contains("voices") { VOICE_PAGE_SIZES } else { PAGE_SIZES };
        let number = in_range("pageNum", call.query("pageNum"), 1, PAGE_NUMBERS)?;
        let size = in_range("pageSize", call.query("pageSize"), DEFAULT_PAGE_SIZE, sizes)?;
        Ok(Self { before: (number - 1) * size, size })
    }

    pub(crate) fn cut<T>(&self, items: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        items.skip(self.before).take(self.size)
    }
}

/// What the vendor does outside the ranges has no source; 1201 is what it answers to illegal values elsewhere.
fn in_range(name: &str, value: Option<&str>, default: usize, range: RangeInclusive<usize>) -> Result<usize, Refusal> {
    let Some(text) = value.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(default) };
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| illegal(name, &format!("must be an integer between {} and {}", range.start(), range.end())))
}

/// Whether a task is shown under this path: `/tasks` shows those of `/v1` as well, `/solutions` only its own.
fn is_shown(task: &Task, described: &Described) -> bool {
    let solutions = Family::of(task.asked.operation.path) == Family::Solutions;
    solutions == (Family::of(described.path) == Family::Solutions)
}

/// `GET /tasks` and `GET /solutions`: tasks by ids. Unknown ids are simply missing.
pub(crate) fn by_ids(call: &Call, described: &Described) -> Result<Response, Refusal> {
    let given = |name: &str| call.query(name).filter(|ids| !ids.is_empty());
    let ids = match (given("task_ids"), given("external_task_ids")) {
        (Some(ids), None) | (None, Some(ids)) => ids,
        (None, None) => return Err(Refusal::illegal_value("task_ids or external_task_ids is required")),
        (Some(_), Some(_)) => {
            return Err(Refusal::illegal_value("task_ids and external_task_ids cannot be given together"));
        }
    };
    let by_external_id = given("task_ids").is_none();
    let ids: Vec<&str> = ids.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    if ids.len() > MOST_IDS {
        return Err(Refusal::illegal_value(format!(
            "task_ids and external_task_ids cannot exceed {MOST_IDS} in total"
        )));
    }
    let results_url = call.results_url();
    let state = call.app.settled();
    let found = ids.into_iter().filter_map(|id| {
        let task = state.tasks.find(id)?;
        let is_asked =
            if by_external_id { task.asked.external_id.as_deref() == Some(id) } else { task.id.to_string() == id };
        (is_asked && is_shown(task, described)).then_some(task)
    });
    let mut views: Vec<Value> = found.map(|task| unified::task(task, &state.holdings, &results_url)).collect();
    drop(state);
    views.iter_mut().for_each(|view| call.disguise.apply(view));
    Ok(envelope::succeed(views))
}

/// `POST /tasks` and `POST /solutions`: pages by cursor, newest first.
pub(crate) fn page(call: &Call, described: &Described, body: &Node<'_>) -> Result<Response, Refusal> {
    let is_solutions = Family::of(described.path) == Family::Solutions;
    let limit = match body.get("limit").integer() {
        None => {
            if is_solutions {
                500
            } else {
                100
            }
        }
        Some(limit) => usize::try_from(limit).unwrap_or(1).max(1),
    };
    let time = |name: &str| body.get(name).integer();
    let after_now = call.app.clock.now().0.saturating_add(1);
    let end = time("end_time").unwrap_or(i64::try_from(after_now).unwrap_or(i64::MAX));
    let month = i64::try_from(RESULTS_LAST_FOR.as_millis()).unwrap_or(i64::MAX);
    let start = time("start_time").unwrap_or(end.saturating_sub(month));
    let cursor = body.get("cursor").text();
    if cursor.is_none() && start >= end {
        return Err(Refusal::illegal_value("start_time must be before end_time"));
    }
    let (start, end) = (UnixMillis::named(start), UnixMillis::named(end));
    // The cursor is the id of the last task that was shown: with it, the times are ignored.
    let last = match cursor.map(str::parse::<u64>) {
        None => u64::MAX,
        Some(Ok(id)) => id,
        Some(Err(_)) => return Err(Refusal::illegal_value("cursor is invalid")),
    };
    let in_window = |task: &Task| match cursor {
        Some(_) => task.id.number() < last,
        None if is_solutions => (start..end).contains(&task.created),
        None => (start..=end).contains(&task.created),
    };
    let filters: Vec<(&str, Vec<&str>)> = body.get("filters").items().iter().map(read_filter).collect();
    let passes = |task: &Task| {
        filters.iter().all(|(key, values)| {
            let value = match *key {
                "status" => unified::status(task),
                "product_type" => product_type(task),
                _ => return true,
            };
            values.is_empty() || values.contains(&value)
        })
    };
    let results_url = call.results_url();
    let state = call.app.settled();
    let mut matching =
        state.tasks.newest_first().filter(|task| is_shown(task, described) && in_window(task) && passes(task));
    let shown: Vec<&Task> = matching.by_ref().take(limit).collect();
    let has_more = matching.next().is_some();
    let next = shown.last().filter(|_| has_more).map(|task| task.id.to_string()).unwrap_or_default();
    let mut views: Vec<Value> = shown.iter().map(|task| unified::task(task, &state.holdings, &results_url)).collect();
    drop(matching);
    drop(state);
    views.iter_mut().for_each(|view| call.disguise.apply(view));
    Ok(envelope::succeed(json!({ "count": views.len(), "result": views, "next_cursor": next, "has_more": has_more })))
}

fn read_filter<'n>(filter: &'n Node<'_>) -> (&'n str, Vec<&'n str>) {
    let values = filter.get("values").items().iter().filter_map(Node::text).collect();
    (filter.get("key").text().unwrap_or_default(), values)
}

fn product_type(task: &Task) -> &'static str {
    match task.asked.bill.pack() {
        crate::account::PackKind::TryOn => "try_on",
        kind => kind.word(),
    }
}

impl Disguise {
    fn apply(&self, view: &mut Value) {
        if let Some(word) = &self.status_word {
            let member = if view.get("task_status").is_some() { "task_status" } else { "status" };
            view[member] = json!(word);
        }
    }
}
