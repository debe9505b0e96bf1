//! A task as the program shows it.

use std::fmt;

use kling::runtime::TaskRecord;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::made::Made;
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
    /// What was taken otherwise than in units: `0.3024 USD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    cash_deducted: Option<String>,
    /// What was made, under the name of its kind: `images`, `videos`, `sounds`, `voices`, `elements`, `results`.
    #[serde(flatten)]
    results: Map<String, Value>,
    /// Where the files were saved, when this command saved them.
    pub(crate) files: Vec<String>,
    #[serde(skip)]
    lines: Vec<(String, String)>,
}

impl TaskSummary {
    /// What one query told of a task whose results are called so.
    pub(crate) fn new(record: &TaskRecord<Made>, noun: &'static str) -> Self {
        let items = record.output.as_ref().map(|made| made.items.clone()).unwrap_or_default();
        Self {
            task_id: record.task_id.clone(),
            external_task_id: record.external_task_id.clone(),
            status: record.status.to_string(),
            status_message: record.status_message.clone(),
            created_at: record.created_at.and_then(timestamp::to_iso_8601),
            updated_at: record.updated_at.and_then(timestamp::to_iso_8601),
            expires_at: record.expires_at().and_then(timestamp::to_iso_8601),
            units_deducted: record.units().map(units::to_json),
            cash_deducted: units::describe_cash(&record.charges),
            results: Map::from_iter([(noun.to_owned(), Value::Array(items))]),
            files: Vec::new(),
            lines: record.output.as_ref().map(|made| made.lines.clone()).unwrap_or_default(),
        }
    }

    /// What kinds of things it made: `video`, `image, file`. Nothing while it has made nothing.
    pub(crate) fn kinds(&self) -> String {
        let mut kinds: Vec<&str> = Vec::new();
        for kind in
            self.results.values().flat_map(|items| items.as_array()).flatten().filter_map(|item| item["kind"].as_str())
        {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds.join(", ")
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
            ("money", self.cash_deducted.as_ref()),
        ];
        let mut lines = lines.into_iter().filter_map(|(label, value)| Some((label, value?)));
        if let Some((label, value)) = lines.next() {
            write!(f, "{label:<12} {value}")?;
        }
        lines.try_for_each(|(label, value)| write!(f, "\n{label:<12} {value}"))?;
        self.lines.iter().try_for_each(|(label, value)| write!(f, "\n{label:<12} {value}"))
    }
}
