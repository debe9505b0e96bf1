//! The single query and the list.

use std::ops::RangeInclusive;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use kling_geometry::limits::{MAX_PAGE_NUMBER, MAX_PAGE_SIZE, MIN_PAGE_NUMBER, MIN_PAGE_SIZE};
use serde::Deserialize;

use super::lenient::illegal;
use crate::app::{App, Shape};
use crate::call::Disguise;
use crate::envelope::{self, Refusal};
use crate::task_view::TaskView;

const PAGE_NUMBERS: RangeInclusive<u32> = MIN_PAGE_NUMBER..=MAX_PAGE_NUMBER;
const PAGE_SIZES: RangeInclusive<u32> = MIN_PAGE_SIZE..=MAX_PAGE_SIZE;
const DEFAULT_PAGE_SIZE: u32 = 30;

/// camelCase, unlike everything else on this wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Paging {
    page_num: Option<String>,
    page_size: Option<String>,
}

pub(crate) async fn get_image_expansion(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    Extension(disguise): Extension<Disguise>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let results_url = app.result_urls.asked_with(&headers);
    let state = app.settled();
    let task = state.tasks.find(&id).map(|task| TaskView::of(task, &results_url));
    drop(state);
    let mut task = task.ok_or_else(|| Refusal::illegal_value(format!("Task not found by id/external id: {id}")))?;
    disguise.apply(&mut task);
    Ok(match app.shape {
        Shape::Object if !disguise.as_array => envelope::succeed(task),
        _ => envelope::succeed([task]),
    })
}

pub(crate) async fn list_image_expansions(
    State(app): State<Arc<App>>,
    Query(paging): Query<Paging>,
    Extension(disguise): Extension<Disguise>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let number = in_range("pageNum", paging.page_num.as_deref(), MIN_PAGE_NUMBER, PAGE_NUMBERS)?;
    let size = in_range("pageSize", paging.page_size.as_deref(), DEFAULT_PAGE_SIZE, PAGE_SIZES)?;
    let before = (number - MIN_PAGE_NUMBER) as usize * size as usize;
    let results_url = app.result_urls.asked_with(&headers);
    let state = app.settled();
    let page = state.tasks.newest_first().skip(before).take(size as usize);
    let mut tasks: Vec<TaskView> = page.map(|task| TaskView::of(task, &results_url)).collect();
    drop(state);
    tasks.iter_mut().for_each(|task| disguise.apply(task));
    Ok(envelope::succeed(tasks))
}

impl Disguise {
    fn apply(&self, task: &mut TaskView) {
        if let Some(word) = &self.status_word {
            task.task_status.clone_from(word);
        }
    }
}

/// What the vendor does outside the ranges has no source; 1201 is what it answers to illegal values elsewhere.
fn in_range(name: &str, value: Option<&str>, default: u32, range: RangeInclusive<u32>) -> Result<u32, Refusal> {
    let Some(text) = value.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(default) };
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| illegal(name, &format!("must be an integer between {} and {}", range.start(), range.end())))
}
