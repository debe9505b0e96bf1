//! The words of the newer standard: `status`, `outputs`, `billing`.

use serde_json::{Value, json};

use super::v1::owner;
use crate::account::PackKind;
use crate::holdings::{Element, Holdings};
use crate::output::{Output, seconds};
use crate::tasks::{Task, TaskStatus};

/// `data` of a create.
///
/// Virtual Try-On 3.0 has spellings of its own: `task_id` here, `succeed` in its status.
pub(crate) fn created(task: &Task) -> Value {
    let id = if is_try_on(task) { "task_id" } else { "id" };
    let mut view = json!({
        id: task.id.to_string(),
        "status": task.status.word(),
        "create_time": task.created,
        "update_time": task.updated,
    });
    if let Some(id) = &task.asked.external_id {
        view["external_id"] = json!(id);
    }
    view
}

/// An item of a query, the body of a callback.
pub(crate) fn task(task: &Task, holdings: &Holdings, results_url: &str) -> Value {
    let outputs: Vec<Value> =
        task.outputs().iter().zip(1..).flat_map(|(one, group)| outputs_of(one, group, holdings, results_url)).collect();
    let billing: Vec<Value> = match (task.status, task.units_deducted()) {
        (TaskStatus::Succeed, Some(units)) => {
            vec![
                json!({ "charge_type": "unit", "amount": units.to_string(), "package_type": package(task.asked.bill.pack()) }),
            ]
        }
        _ => Vec::new(),
    };
    let mut view = json!({
        "id": task.id.to_string(),
        "status": status(task),
        "message": task.failure().unwrap_or_default(),
        "create_time": task.created,
        "update_time": task.updated,
        "outputs": outputs,
        "billing": billing,
    });
    if let Some(id) = &task.asked.external_id {
        view["external_id"] = json!(id);
    }
    view
}

/// The word of a task's status, which is also what filters name.
pub(crate) fn status(task: &Task) -> &'static str {
    match task.status {
        TaskStatus::Succeed if !is_try_on(task) => "succeeded",
        status => status.word(),
    }
}

fn is_try_on(task: &Task) -> bool {
    task.asked.operation.name == "create_virtual_try_on_3"
}

/// `package_type`; what it is for the try-on of `/v1` has no source, so it follows the filter `product_type`.
const fn package(kind: PackKind) -> &'static str {
    match kind {
        PackKind::Image => "image",
        PackKind::Video => "video",
        PackKind::TryOn => "try_on",
    }
}

/// A set of views is as many pictures, of one group.
fn outputs_of(one: &Output, group: u32, holdings: &Holdings, results_url: &str) -> Vec<Value> {
    match one {
        Output::Views(files) => files
            .iter()
            .map(|file| json!({ "type": "image", "url": format!("{results_url}/{file}"), "group_id": group.to_string() }))
            .collect(),
        one => output(one, holdings, results_url).into_iter().collect(),
    }
}

fn output(output: &Output, holdings: &Holdings, results_url: &str) -> Option<Value> {
    let url = |file: &String| format!("{results_url}/{file}");
    let mut view = match output {
        Output::Picture(picture) => {
            let mut view = json!({ "type": picture.kind, "url": url(&picture.plain) });
            if picture.is_in_series {
                view["group_id"] = json!("1");
            }
            view
        }
        Output::Views(_) => return None,
        Output::Video(clip) if clip.kind == "product_video" => json!({ "type": clip.kind, "url": url(&clip.file) }),
        Output::Video(clip) => {
            json!({ "type": clip.kind, "id": clip.id, "url": url(&clip.file), "duration": seconds(clip.duration) })
        }
        Output::Sound(recording) => json!({
            "type": "audio",
            "id": recording.id,
            "mp3_url": url(&recording.mp3),
            "wav_url": recording.wav.as_ref().map(url).unwrap_or_default(),
            "mp3_duration": seconds(recording.duration),
            "wav_duration": seconds(recording.duration),
        }),
        Output::Voice(id) => {
            let voice = holdings.voices.get(id)?;
            json!({
                "type": "voice", "id": voice.id, "name": voice.name, "url": url(&voice.trial),
                "owned_by": owner(voice.is_preset), "status": existence(voice.is_deleted),
            })
        }
        Output::Element(id) => element(holdings.elements.get(id)?, holdings, results_url),
        Output::Document { kind, file } => json!({ "type": kind, "url": url(file) }),
    };
    let marked = match output {
        Output::Picture(picture) => picture.marked.as_ref(),
        Output::Video(clip) => clip.marked.as_ref(),
        _ => None,
    };
    if let Some(marked) = marked {
        view["watermark_url"] = json!(url(marked));
    }
    Some(view)
}

fn element(element: &Element, holdings: &Holdings, results_url: &str) -> Value {
    let reference = |kind: &str, role: &str, file: &String| json!({ "type": kind, "role": role, "url": format!("{results_url}/{file}") });
    let mut references: Vec<Value> = element.frontal.iter().map(|file| reference("image", "frontal", file)).collect();
    references.extend(element.references.iter().map(|file| reference("image", "reference", file)));
    references.extend(element.video.iter().map(|file| reference("video", "refer", file)));
    if let Some(voice) = element.voice.as_ref().and_then(|id| holdings.voices.get(id)) {
        let mut item = reference("voice", "refer", &voice.trial);
        item["id"] = json!(voice.id);
        item["name"] = json!(voice.name);
        item["owned_by"] = json!(owner(voice.is_preset));
        references.push(item);
    }
    let tag = |id: &str| id.trim_start_matches("o_").parse::<u32>().unwrap_or_default();
    json!({
        "type": "element",
        "id": element.id.to_string(),
        "name": element.name,
        "description": element.description,
        "element_type": if element.video.is_some() { "video_character_elements" } else { "multi_image_elements" },
        "references": references,
        "owned_by": owner(element.is_preset),
        "status": existence(element.is_deleted),
        "tags": element.tags.iter().map(|one| json!({ "id": tag(one.id), "name": one.name, "description": one.name })).collect::<Vec<_>>(),
    })
}

const fn existence(is_deleted: bool) -> &'static str {
    if is_deleted { "deleted" } else { "succeeded" }
}
