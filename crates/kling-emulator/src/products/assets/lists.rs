//! Lists of what is no task: the official library, and elements of the older family.

use axum::response::Response;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};

use super::fill_presets;
use crate::call::Call;
use crate::document;
use crate::envelope::{self, Refusal};
use crate::holdings::{Element, Holdings, Voice};
use crate::queries::Page;
use crate::views::v1;

/// Answers a list.
pub(crate) type List = for<'a> fn(&'a Call) -> BoxFuture<'a, Result<Response, Refusal>>;

/// The list of this name, where it is one of those here.
pub(crate) fn preset_list(operation: &str) -> Option<List> {
    match operation {
        "list_preset_voices" => Some(|call| list(call, preset_voices)),
        "list_preset_elements" => Some(|call| list(call, preset_elements)),
        "list_legacy_preset_elements" => Some(|call| list(call, legacy_presets)),
        "list_legacy_elements" => Some(|call| list(call, legacy_elements)),
        _ => None,
    }
}

fn list<'a>(call: &'a Call, select: fn(&Holdings, &str) -> Vec<Value>) -> BoxFuture<'a, Result<Response, Refusal>> {
    Box::pin(async move {
        fill_presets(&call.app).await?;
        let Some(described) = document::find(call.operation.name()) else {
            return Ok(envelope::succeed(Vec::<Value>::new()));
        };
        let page = Page::of(call, described)?;
        let views = select(&call.app.settled().holdings, &call.results_url());
        Ok(envelope::succeed(page.cut(views.into_iter()).collect::<Vec<_>>()))
    })
}

fn preset_voices(holdings: &Holdings, results_url: &str) -> Vec<Value> {
    let record = |voice: &Voice| {
        json!({
            "task_id": voice.id, "task_status": "succeed", "task_status_msg": "",
            "task_result": { "voices": [v1::voice(voice, results_url)] },
            "created_at": voice.created, "updated_at": voice.created,
        })
    };
    holdings.voices.values().filter(|voice| voice.is_preset).map(record).collect()
}

fn preset_elements(holdings: &Holdings, results_url: &str) -> Vec<Value> {
    let record = |element: &Element| {
        json!({
            "task_id": element.id.to_string(), "task_status": "succeed", "task_status_msg": "",
            "task_result": { "elements": [v1::element(element, holdings, results_url)] },
            "created_at": element.created, "updated_at": element.created,
        })
    };
    holdings.elements.values().filter(|element| element.is_preset && !element.is_legacy).map(record).collect()
}

fn legacy_presets(holdings: &Holdings, results_url: &str) -> Vec<Value> {
    let elements = holdings.elements.values().filter(|element| element.is_preset && element.is_legacy);
    elements.map(|element| v1::element(element, holdings, results_url)).collect()
}

/// Newest first, without those that were deleted.
fn legacy_elements(holdings: &Holdings, results_url: &str) -> Vec<Value> {
    let elements = holdings.elements.values().rev();
    let own = elements.filter(|element| element.is_legacy && !element.is_preset && !element.is_deleted);
    own.map(|element| v1::element(element, holdings, results_url)).collect()
}
