//! A task as the program shows it.

use std::fmt;

use kling::images::Expanded;
use kling::runtime::TaskRecord;
use serde::Serialize;
use serde_json::Value;

use crate::{timestamp, units};

/// The members of `task ... --json`. Times are UTC; a member that the API did not tell is null.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TaskSummary {
    pub(crate) task_id: String,
    pub(crate) external_task_id: Option<String>,
    pub(crate) status: String,
    pub(crate) status_message: Option<String>,
    pub(crate) created_at: Option<String>,
    updated_at: Option<String>,
    pub(crate) expires_at: Option<String>,
    units_deducted: Option<Value>,
    images: Vec<ImageSummary>,
    /// Where the pictures were saved, when this command saved them.
    pub(crate) files: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct ImageSummary {
    index: u32,
    url: String,
    watermark_url: Option<String>,
}

impl TaskSummary {
    /// What one query told; `expanded` are the pictures, where there are any.
    pub(crate) fn new<O>(record: &TaskRecord<O>, expanded: Option<&Expanded>) -> Self {
        let images = expanded.map(Expanded::images).unwrap_or_default().iter();
        Self {
            task_id: record.task_id.clone(),
            external_task_id: record.external_task_id.clone(),
            status: record.status.to_string(),
            status_message: record.status_message.clone(),
            created_at: record.created_at.and_then(timestamp::to_iso_8601),
            updated_at: record.updated_at.and_then(timestamp::to_iso_8601),
            expires_at: record.expires_at().and_then(timestamp::to_iso_8601),
            units_deducted: record.units.as_ref().map(units::to_json),
            images: images
                .map(|image| ImageSummary {
                    index: image.index,
                    url: image.url.clone(),
                    watermark_url: image.watermark_url.clone(),
                })
                .collect(),
            files: Vec::new(),
        }
    }

    /// The units as text; nothing when the API did not tell.
    pub(crate) fn units(&self) -> String {
        match &self.units_deducted {
            Some(Value::String(text)) => text.clone(),
            Some(number) => number.to_string(),
            None => String::new(),
        }
    }
}

/// One line for each member that is known.
impl fmt::Display for TaskSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = self.units();
        let lines = [
            ("task", Some(&self.task_id)),
            ("external id", self.external_task_id.as_ref()),
            ("status", Some(&self.status)),
            ("reason", self.status_message.as_ref()),
            ("created", self.created_at.as_ref()),
            ("updated", self.updated_at.as_ref()),
            ("kept until", self.expires_at.as_ref()),
            ("units", Some(&units).filter(|units| !units.is_empty())),
        ];
        let mut lines = lines.into_iter().filter_map(|(label, value)| Some((label, value?)));
        if let Some((label, value)) = lines.next() {
            write!(f, "{label:<12} {value}")?;
        }
        lines.try_for_each(|(label, value)| write!(f, "\n{label:<12} {value}"))?;
        for image in &self.images {
            let label = format!("picture {}", image.index);
            write!(f, "\n{label:<12} {}", image.url)?;
        }
        Ok(())
    }
}
