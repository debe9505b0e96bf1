//! A task as the wire shows it: in queries, lists and callbacks.

use serde::Serialize;

use crate::clock::UnixMillis;
use crate::tasks::{Picture, Task};

/// `data` of a query, an item of a list, the body of a callback.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TaskView {
    task_id: String,
    pub(crate) task_status: String,
    task_status_msg: String,
    task_info: TaskInfo,
    watermark_info: WatermarkInfo,
    #[serde(skip_serializing_if = "Option::is_none")]
    final_unit_deduction: Option<String>,
    created_at: UnixMillis,
    updated_at: UnixMillis,
    #[serde(skip_serializing_if = "Option::is_none")]
    task_result: Option<TaskResult>,
}

/// `data` of a create.
#[derive(Debug, Serialize)]
pub(crate) struct TaskCreated {
    task_id: String,
    task_info: TaskInfo,
    task_status: &'static str,
    created_at: UnixMillis,
    updated_at: UnixMillis,
}

#[derive(Clone, Debug, Serialize)]
struct TaskInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    external_task_id: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct WatermarkInfo {
    enabled: bool,
}

#[derive(Clone, Debug, Serialize)]
struct TaskResult {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    images: Vec<ImageResult>,
}

#[derive(Clone, Debug, Serialize)]
struct ImageResult {
    index: usize,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    watermark_url: Option<String>,
}

impl TaskView {
    pub(crate) fn of(task: &Task, results_url: &str) -> Self {
        let image = |(index, picture): (usize, &Picture)| ImageResult {
            index,
            url: format!("{results_url}/{}", picture.plain),
            watermark_url: picture.watermarked.as_ref().map(|name| format!("{results_url}/{name}")),
        };
        let units = task.units_deducted();
        Self {
            task_id: task.id.to_string(),
            task_status: task.status.word().to_owned(),
            task_status_msg: task.failure().unwrap_or_default().to_owned(),
            task_info: TaskInfo { external_task_id: task.asked.external_id.clone() },
            watermark_info: WatermarkInfo { enabled: task.asked.watermark },
            final_unit_deduction: units.map(|units| units.to_string()),
            created_at: task.created,
            updated_at: task.updated,
            task_result: units.map(|_| TaskResult { images: task.pictures().iter().enumerate().map(image).collect() }),
        }
    }
}

impl TaskCreated {
    pub(crate) fn of(task: &Task) -> Self {
        Self {
            task_id: task.id.to_string(),
            task_info: TaskInfo { external_task_id: task.asked.external_id.clone() },
            task_status: task.status.word(),
            created_at: task.created,
            updated_at: task.updated,
        }
    }
}
