//! The words of `/v1`: `task_status`, `task_result`, `final_unit_deduction`.

use serde_json::{Map, Value, json};

use crate::holdings::{CREATOR, Element, Holdings, Voice};
use crate::output::{Clip, Output, Picture, Recording, seconds};
use crate::tasks::Task;

/// `data` of a create.
pub(crate) fn created(task: &Task) -> Value {
    json!({
        "task_id": task.id.to_string(),
        "task_info": info(task, ""),
        "task_status": task.status.word(),
        "created_at": task.created,
        "updated_at": task.updated,
    })
}

/// `data` of a query, an item of a list, the body of a callback.
pub(crate) fn task(task: &Task, holdings: &Holdings, results_url: &str) -> Value {
    let mut view = json!({
        "task_id": task.id.to_string(),
        "task_status": task.status.word(),
        "task_status_msg": task.failure().unwrap_or_default(),
        "task_info": info(task, results_url),
        "created_at": task.created,
        "updated_at": task.updated,
    });
    if let Some(enabled) = task.asked.watermark {
        view["watermark_info"] = json!({ "enabled": enabled });
    }
    if let Some(units) = task.units_deducted() {
        view["final_unit_deduction"] = json!(units.to_string());
        view["task_result"] = result(task, holdings, results_url);
    }
    view
}

fn info(task: &Task, results_url: &str) -> Value {
    let mut info = Map::new();
    if let Some(id) = &task.asked.external_id {
        info.insert("external_task_id".to_owned(), json!(id));
    }
    if let Some(parent) = task.asked.parent.as_ref().filter(|_| !results_url.is_empty()) {
        info.insert(
            "parent_video".to_owned(),
            json!({
                "id": parent.id.as_deref().unwrap_or_default(),
                "url": parent.url(results_url),
                "duration": seconds(parent.duration),
            }),
        );
    }
    Value::Object(info)
}

fn result(task: &Task, holdings: &Holdings, results_url: &str) -> Value {
    let outputs = task.outputs();
    let mut result = Map::new();
    let mut add = |member: &str, item: Value| {
        let list = result.entry(member).or_insert_with(|| json!([]));
        if let Value::Array(items) = list {
            items.push(item);
        }
    };
    for (index, output) in outputs.iter().enumerate() {
        match output {
            Output::Picture(one) => {
                add(if one.is_in_series { "series_images" } else { "images" }, picture(index, one, results_url));
            }
            Output::Views(files) => {
                let [one, two, three] = files.each_ref().map(|file| format!("{results_url}/{file}"));
                add("images", json!({ "index": index, "url_1": one, "url_2": two, "url_3": three }));
            }
            Output::Video(clip) => add("videos", video(clip, results_url)),
            Output::Sound(recording) => add("audios", sound(recording, results_url)),
            Output::Voice(id) => {
                holdings.voices.get(id).into_iter().for_each(|one| add("voices", voice(one, results_url)))
            }
            Output::Element(id) => {
                holdings
                    .elements
                    .get(id)
                    .into_iter()
                    .for_each(|one| add("elements", element(one, holdings, results_url)));
            }
            Output::Document { .. } => {}
        }
    }
    if task.asked.operation.name == "create_omni_image" && !outputs.is_empty() {
        let kind = if result.contains_key("series_images") { "series" } else { "single" };
        result.insert("result_type".to_owned(), json!(kind));
    }
    Value::Object(result)
}

fn picture(index: usize, picture: &Picture, results_url: &str) -> Value {
    let mut view = json!({ "index": index, "url": format!("{results_url}/{}", picture.plain) });
    if let Some(marked) = &picture.marked {
        view["watermark_url"] = json!(format!("{results_url}/{marked}"));
    }
    view
}

fn video(clip: &Clip, results_url: &str) -> Value {
    let mut view =
        json!({ "id": clip.id, "url": format!("{results_url}/{}", clip.file), "duration": seconds(clip.duration) });
    if let Some(marked) = &clip.marked {
        view["watermark_url"] = json!(format!("{results_url}/{marked}"));
    }
    if let Some(session) = &clip.session {
        view["session_id"] = json!(session);
    }
    view
}

/// A sound; speech has one file, sound effects have two.
pub(crate) fn sound(recording: &Recording, results_url: &str) -> Value {
    let (mp3, duration) = (format!("{results_url}/{}", recording.mp3), seconds(recording.duration));
    match &recording.wav {
        Some(wav) => json!({
            "id": recording.id,
            "url_mp3": mp3,
            "url_wav": format!("{results_url}/{wav}"),
            "duration_mp3": duration,
            "duration_wav": duration,
        }),
        None => json!({ "id": recording.id, "url": mp3, "duration": duration }),
    }
}

pub(crate) fn voice(voice: &Voice, results_url: &str) -> Value {
    json!({
        "voice_id": voice.id,
        "voice_name": voice.name,
        "trial_url": format!("{results_url}/{}", voice.trial),
        "owned_by": owner(voice.is_preset),
    })
}

pub(crate) fn element(element: &Element, holdings: &Holdings, results_url: &str) -> Value {
    let url = |file: &String| format!("{results_url}/{file}");
    let references: Vec<Value> = element.references.iter().map(|file| json!({ "image_url": url(file) })).collect();
    if element.is_legacy {
        return json!({
            "element_id": element.id,
            "element_name": element.name,
            "element_description": element.description,
            "element_frontal_image": element.frontal.as_ref().map(url).unwrap_or_default(),
            "element_refer_list": references,
            "tag_list": tags(element),
            "owned_by": owner(element.is_preset),
        });
    }
    let images = element.frontal.as_ref().map(|file| json!({ "frontal_image": url(file), "refer_images": references }));
    let videos = element.video.as_ref().map(|file| json!({ "refer_videos": [{ "video_url": url(file) }] }));
    let of_video = element.video.is_some();
    json!({
        "element_id": element.id,
        "element_name": element.name,
        "element_description": element.description,
        "reference_type": if of_video { "video_refer" } else { "image_refer" },
        "element_type": if of_video { "video_character_elements" } else { "multi_image_elements" },
        "element_image_list": images.unwrap_or_else(|| json!({})),
        "element_video_list": videos.unwrap_or_else(|| json!({})),
        "element_voice_info": element.voice.as_ref().and_then(|id| holdings.voices.get(id)).map_or_else(|| json!({}), |one| voice(one, results_url)),
        "tag_list": tags(element),
        "owned_by": owner(element.is_preset),
        "status": if element.is_deleted { "deleted" } else { "succeed" },
    })
}

fn tags(element: &Element) -> Vec<Value> {
    element.tags.iter().map(|tag| json!({ "id": tag.id, "name": tag.name, "description": tag.name })).collect()
}

/// `kling` owns the official library.
pub(crate) const fn owner(is_preset: bool) -> &'static str {
    if is_preset { "kling" } else { CREATOR }
}
