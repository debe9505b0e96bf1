//! How far a task is.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How far a task is.
///
/// A word that is not known here is kept in [`Unknown`](Self::Unknown). It says nothing about whether the task still
/// runs, so a waiter must not take it for "not finished yet" without a deadline.
///
/// ```
/// use kling_runtime::wire::TaskStatus;
///
/// assert_eq!(TaskStatus::from("succeeded"), TaskStatus::Succeed);
/// assert!(TaskStatus::Failed.is_finished());
/// assert_eq!(TaskStatus::from("paused").as_str(), "paused");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TaskStatus {
    /// `submitted`: accepted and waiting. The task already occupies its concurrency slots.
    Submitted,
    /// `processing`: running.
    Processing,
    /// `succeed`: finished with a result. The word `succeeded` of the newer endpoints is read as well.
    Succeed,
    /// `failed`: finished without a result.
    Failed,
    /// Any other word, as the API wrote it.
    Unknown(String),
}

impl TaskStatus {
    /// The word on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Submitted => "submitted",
            Self::Processing => "processing",
            Self::Succeed => "succeed",
            Self::Failed => "failed",
            Self::Unknown(word) => word,
        }
    }

    /// Whether the task has surely ended, with a result or without. False for an unknown word.
    pub fn is_finished(&self) -> bool {
        matches!(self, Self::Succeed | Self::Failed)
    }
}

impl From<&str> for TaskStatus {
    fn from(word: &str) -> Self {
        match word {
            "submitted" => Self::Submitted,
            "processing" => Self::Processing,
            "succeed" | "succeeded" => Self::Succeed,
            "failed" => Self::Failed,
            _ => Self::Unknown(word.to_owned()),
        }
    }
}

impl fmt::Display for TaskStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for TaskStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for TaskStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|word| Self::from(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_survives_the_way_through_json() {
        for word in ["submitted", "processing", "succeed", "failed", "paused", ""] {
            let json = format!("{word:?}");
            let status: TaskStatus = serde_json::from_str(&json).expect("any word is a status");
            assert_eq!(serde_json::to_string(&status).expect("a word"), json);
        }
    }

    #[test]
    fn only_the_two_final_words_are_finished() {
        let finished: Vec<_> = ["submitted", "processing", "succeed", "succeeded", "failed", "expired"]
            .into_iter()
            .filter(|word| TaskStatus::from(*word).is_finished())
            .collect();
        assert_eq!(finished, ["succeed", "succeeded", "failed"]);
    }
}
