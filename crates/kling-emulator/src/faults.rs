//! Faults on demand: what goes wrong, on which calls, how many times.

use serde::{Deserialize, Serialize};

use crate::document::Described;
use crate::operation::Operation;

/// Something that goes wrong on the next matching calls.
///
/// A fault without [`on`](Self::on) meets every operation its effect makes sense for. One call meets at most one fault of each
/// [`Stage`], the oldest first, so a delay and a dropped connection can meet the same call and two dropped connections meet two.
///
/// ```
/// use kling_emulator::{Fault, Operation, When};
///
/// let busy = Fault::answer(429, 1303, "parallel task over resource pack limit").retry_after(2).times(3);
/// let lost = Fault::hang_up(When::After).on(Operation::CREATE_IMAGE_EXPANSION);
/// assert_eq!(
///     serde_json::to_value(&lost).unwrap(),
///     serde_json::json!({ "fault": "hang_up", "when": "after", "operation": "create_image_expansion", "times": 1 }),
/// );
/// # let _ = busy;
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    #[serde(flatten)]
    effect: Effect,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    operation: Option<Operation>,
    #[serde(default = "once")]
    times: u32,
}

/// What a fault does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Effect {
    /// Answers with this envelope, before the token is even looked at. Nothing is made.
    Answer {
        /// HTTP status.
        status: u16,
        /// `code` of the envelope; any number.
        code: i64,
        /// `message` of the envelope.
        message: String,
        /// Seconds for a `Retry-After` header; none by default, as the vendor documents none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u64>,
    },
    /// Waits before it handles the call, in real milliseconds.
    Delay {
        /// How long.
        milliseconds: u64,
    },
    /// Closes the connection without an answer.
    HangUp {
        /// Before the call is handled (nothing is made) or after it (the task is made).
        when: When,
    },
    /// Answers as a gateway in front of the service does: an HTML page without an envelope.
    GatewayPage {
        /// Before the call is handled (nothing is made) or after it (the task is made).
        when: When,
        /// HTTP status of the page.
        #[serde(default = "gateway_timeout")]
        status: u16,
    },
    /// Handles the call, announces the whole answer, sends its first half and closes the connection.
    HalfBody,
    /// Sends the first bytes of a result and closes the connection.
    CutDownload {
        /// How many bytes of the body leave before the cut.
        after_bytes: u64,
    },
    /// Puts the task of a single query into an array of one, as one page of the vendor's documents prints it.
    ArrayShape,
    /// Shows this word as the status of every task in the answer.
    StatusWord {
        /// Any word.
        word: String,
    },
    /// Makes the task as usual; it ends `failed`.
    FailTask {
        /// `task_status_msg` of the failed task.
        message: String,
    },
    /// Sends a callback twice, under one `webhook-id` where callbacks are signed.
    DuplicateCallback,
}

/// Whether a fault strikes before a call is handled or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Nothing has been done: no task exists.
    Before,
    /// Everything has been done: the task exists, only the answer is lost.
    After,
}

/// The part of a call that a fault changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// When the call is handled: [`Effect::Delay`].
    Time,
    /// Whether and how the answer arrives: [`Effect::Answer`], [`Effect::HangUp`], [`Effect::GatewayPage`], [`Effect::HalfBody`],
    /// [`Effect::CutDownload`], [`Effect::DuplicateCallback`].
    Transport,
    /// The form of `data`: [`Effect::ArrayShape`].
    Shape,
    /// The status shown: [`Effect::StatusWord`].
    Status,
    /// How the task ends: [`Effect::FailTask`].
    Outcome,
}

impl Effect {
    /// The part of a call this effect changes.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Delay { .. } => Stage::Time,
            Self::Answer { .. }
            | Self::HangUp { .. }
            | Self::GatewayPage { .. }
            | Self::HalfBody
            | Self::CutDownload { .. }
            | Self::DuplicateCallback => Stage::Transport,
            Self::ArrayShape => Stage::Shape,
            Self::StatusWord { .. } => Stage::Status,
            Self::FailTask { .. } => Stage::Outcome,
        }
    }

    fn suits(&self, operation: Operation) -> bool {
        let described = operation.described();
        match self {
            Self::Delay { .. } => true,
            Self::Answer { .. } | Self::HangUp { .. } | Self::GatewayPage { .. } => {
                operation != Operation::DELIVER_CALLBACK
            }
            Self::HalfBody => described.is_some(),
            Self::CutDownload { .. } => operation == Operation::DOWNLOAD_RESULT,
            Self::ArrayShape => described.is_some_and(Described::is_single_query),
            Self::StatusWord { .. } => described.is_some_and(Described::shows_tasks),
            Self::FailTask { .. } => described.is_some_and(Described::is_asynchronous_create),
            Self::DuplicateCallback => operation == Operation::DELIVER_CALLBACK,
        }
    }
}

impl Fault {
    /// A fault with this effect, once, on any operation it suits.
    #[must_use]
    pub const fn new(effect: Effect) -> Self {
        Self { effect, operation: None, times: 1 }
    }

    /// [`Effect::Answer`].
    #[must_use]
    pub fn answer(status: u16, code: i64, message: impl Into<String>) -> Self {
        Self::new(Effect::Answer { status, code, message: message.into(), retry_after: None })
    }

    /// [`Effect::Delay`].
    #[must_use]
    pub const fn delay(milliseconds: u64) -> Self {
        Self::new(Effect::Delay { milliseconds })
    }

    /// [`Effect::HangUp`].
    #[must_use]
    pub const fn hang_up(when: When) -> Self {
        Self::new(Effect::HangUp { when })
    }

    /// [`Effect::GatewayPage`] with status 504.
    #[must_use]
    pub const fn gateway_page(when: When) -> Self {
        Self::new(Effect::GatewayPage { when, status: gateway_timeout() })
    }

    /// [`Effect::HalfBody`].
    #[must_use]
    pub const fn half_body() -> Self {
        Self::new(Effect::HalfBody)
    }

    /// [`Effect::CutDownload`].
    #[must_use]
    pub const fn cut_download(after_bytes: u64) -> Self {
        Self::new(Effect::CutDownload { after_bytes })
    }

    /// [`Effect::ArrayShape`].
    #[must_use]
    pub const fn array_shape() -> Self {
        Self::new(Effect::ArrayShape)
    }

    /// [`Effect::StatusWord`].
    #[must_use]
    pub fn status_word(word: impl Into<String>) -> Self {
        Self::new(Effect::StatusWord { word: word.into() })
    }

    /// [`Effect::FailTask`].
    #[must_use]
    pub fn fail_task(message: impl Into<String>) -> Self {
        Self::new(Effect::FailTask { message: message.into() })
    }

    /// [`Effect::DuplicateCallback`].
    #[must_use]
    pub const fn duplicate_callback() -> Self {
        Self::new(Effect::DuplicateCallback)
    }

    /// Only on this operation.
    #[must_use]
    pub const fn on(mut self, operation: Operation) -> Self {
        self.operation = Some(operation);
        self
    }

    /// On the next `times` matching calls instead of one.
    #[must_use]
    pub const fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Adds a `Retry-After` header of so many seconds to an [`Effect::Answer`]; other effects have no answer to put it on.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        if let Effect::Answer { retry_after, .. } = &mut self.effect {
            *retry_after = Some(seconds);
        }
        self
    }

    /// What it does.
    #[must_use]
    pub const fn effect(&self) -> &Effect {
        &self.effect
    }

    /// How many calls it will still meet.
    #[must_use]
    pub const fn remaining(&self) -> u32 {
        self.times
    }

    fn meets(&self, operation: Operation) -> bool {
        self.effect.suits(operation) && self.operation.is_none_or(|only| only == operation)
    }

    fn check(&self) -> Result<(), UnusableFault> {
        if self.times == 0 {
            return Err(UnusableFault("`times` is 0: the fault would never happen; use 1 or more".to_owned()));
        }
        if let Effect::Answer { status, .. } | Effect::GatewayPage { status, .. } = self.effect
            && !(200..=599).contains(&status)
        {
            return Err(UnusableFault(format!("`status` is {status}: a final HTTP status is between 200 and 599")));
        }
        match self.operation {
            Some(operation) if !self.effect.suits(operation) => {
                let suited: Vec<&str> = Operation::all()
                    .iter()
                    .filter(|other| self.effect.suits(**other))
                    .map(|other| other.name())
                    .collect();
                Err(UnusableFault(format!("this fault cannot happen on {operation}; it can on {}", suited.join(", "))))
            }
            _ => Ok(()),
        }
    }
}

/// A fault that could never happen.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct UnusableFault(String);

/// The faults waiting for their calls, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn inject(&mut self, fault: Fault) -> Result<(), UnusableFault> {
        fault.check()?;
        self.0.push(fault);
        Ok(())
    }

    pub(crate) fn take(&mut self, operation: Operation, stage: Stage) -> Option<Effect> {
        let at = self.0.iter().position(|fault| fault.effect.stage() == stage && fault.meets(operation))?;
        let fault = &mut self.0[at];
        fault.times -= 1;
        if fault.times == 0 { Some(self.0.remove(at).effect) } else { Some(fault.effect.clone()) }
    }

    pub(crate) fn list(&self) -> Vec<Fault> {
        self.0.clone()
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

const fn once() -> u32 {
    1
}

const fn gateway_timeout() -> u16 {
    504
}
