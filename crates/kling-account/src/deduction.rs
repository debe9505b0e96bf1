//! What was taken for a task.

use std::time::{Duration, SystemTime};

use kling_runtime::from_unix_millis;

use crate::generated::types::{
    BalanceLedgerEntry, CashType, Currency, LedgerVideoSound, ResourcePackProduct, UnitLedgerEntry,
};

/// Units that were taken from a resource pack for a task.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnitDeduction {
    /// The task they were taken for.
    pub task: ChargedTask,
    /// When they were taken.
    pub at: Option<SystemTime>,
    /// How many. What a unit is worth depends on the kind of the pack.
    pub units: Option<f64>,
    /// The id of the pack.
    pub pack_id: Option<String>,
    /// The kind of the pack.
    pub pack_product: Option<ResourcePackProduct>,
    /// Units in the pack before.
    pub units_before: Option<f64>,
    /// Units in the pack after.
    pub units_after: Option<f64>,
}

/// Money that was taken from the balance for a task. All amounts are in [`currency`](Self::currency).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BalanceDeduction {
    /// The task it was taken for.
    pub task: ChargedTask,
    /// When it was taken.
    pub at: Option<SystemTime>,
    /// How much.
    pub amount: Option<f64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// Whether it was the account's own money or a test quota.
    pub cash_type: Option<CashType>,
    /// The balance before.
    pub balance_before: Option<f64>,
    /// The balance after.
    pub balance_after: Option<f64>,
    /// The price before discounts.
    pub list_price: Option<f64>,
}

/// The task that something was taken for, in the words of the ledgers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChargedTask {
    /// The id that the API gave it.
    pub id: Option<String>,
    /// The name of the key that created it.
    pub api_key_name: Option<String>,
    /// What it did, for example `Image to Video`.
    pub function: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// How large the result is: `720p`, `1080p`, `4k`. The mode `std` counts as `720p`, `pro` as `1080p`.
    pub resolution: Option<String>,
    /// How long the video is. Only for videos.
    pub duration: Option<Duration>,
    /// Whether a video was given. Only for videos.
    pub has_video_input: Option<bool>,
    /// The sound of the video. Only for videos.
    pub sound: Option<LedgerVideoSound>,
    /// Whether voices were given. Only for videos.
    pub has_voices: Option<bool>,
}

/// Both ledgers describe the task with the same members.
macro_rules! charged_task {
    ($entry:ident) => {
        ChargedTask {
            id: $entry.task_id,
            api_key_name: $entry.api_key_name,
            function: $entry.product_function,
            model: $entry.model_name,
            resolution: $entry.resolution,
            duration: $entry.duration.and_then(|seconds| seconds.to_duration()),
            has_video_input: $entry.refer_video_input,
            sound: $entry.video_sound,
            has_voices: $entry.voice_control,
        }
    };
}

impl UnitDeduction {
    pub(crate) fn read(entry: UnitLedgerEntry) -> Self {
        Self {
            at: read_time(entry.deduction_time.as_deref()),
            units: entry.deduction_amount,
            pack_id: entry.package_id,
            pack_product: entry.product_type,
            units_before: entry.unit_before_deduction,
            units_after: entry.unit_after_deduction,
            task: charged_task!(entry),
        }
    }
}

impl BalanceDeduction {
    pub(crate) fn read(entry: BalanceLedgerEntry) -> Self {
        Self {
            at: read_time(entry.deduction_time.as_deref()),
            amount: entry.deduction_amount,
            currency: entry.currency,
            cash_type: entry.cash_type,
            balance_before: entry.balance_before_deduction,
            balance_after: entry.balance_after_deduction,
            list_price: entry.list_price,
            task: charged_task!(entry),
        }
    }
}

/// The ledgers write moments as text.
fn read_time(millis: Option<&str>) -> Option<SystemTime> {
    from_unix_millis(millis?.parse().ok()?)
}
