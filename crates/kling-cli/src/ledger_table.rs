//! What was taken for tasks, as rows that both ledgers share.

use kling::account::{BalanceDeduction, ChargedTask, UnitDeduction};
use serde::Serialize;

use crate::{text_table, timestamp};

/// One deduction, as JSON and CSV have it. Times are UTC; what the API did not tell is null.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LedgerRow {
    /// `units` or `balance`.
    ledger: &'static str,
    at: Option<String>,
    task_id: Option<String>,
    function: Option<String>,
    model: Option<String>,
    resolution: Option<String>,
    seconds: Option<f64>,
    amount: Option<f64>,
    /// The kind of pack, or the currency.
    of: Option<String>,
    before: Option<f64>,
    after: Option<f64>,
    /// Before discounts; of the balance only.
    list_price: Option<f64>,
    /// Of the units only.
    pack_id: Option<String>,
    /// Of the balance only.
    cash_type: Option<String>,
    api_key_name: Option<String>,
    has_video_input: Option<bool>,
    sound: Option<String>,
    has_voices: Option<bool>,
}

impl LedgerRow {
    fn of_task(ledger: &'static str, task: ChargedTask) -> Self {
        Self {
            ledger,
            at: None,
            task_id: task.id,
            function: task.function,
            model: task.model,
            resolution: task.resolution,
            seconds: task.duration.map(|duration| duration.as_secs_f64()),
            amount: None,
            of: None,
            before: None,
            after: None,
            list_price: None,
            pack_id: None,
            cash_type: None,
            api_key_name: task.api_key_name,
            has_video_input: task.has_video_input,
            sound: task.sound.map(|sound| sound.to_string()),
            has_voices: task.has_voices,
        }
    }
}

impl From<UnitDeduction> for LedgerRow {
    fn from(deduction: UnitDeduction) -> Self {
        Self {
            at: deduction.at.and_then(timestamp::to_iso_8601),
            amount: deduction.units,
            of: deduction.pack_product.map(|product| product.to_string()),
            before: deduction.units_before,
            after: deduction.units_after,
            pack_id: deduction.pack_id,
            ..Self::of_task("units", deduction.task)
        }
    }
}

impl From<BalanceDeduction> for LedgerRow {
    fn from(deduction: BalanceDeduction) -> Self {
        Self {
            at: deduction.at.and_then(timestamp::to_iso_8601),
            amount: deduction.amount,
            of: deduction.currency.map(|currency| currency.to_string()),
            before: deduction.balance_before,
            after: deduction.balance_after,
            list_price: deduction.list_price,
            cash_type: deduction.cash_type.map(|kind| kind.to_string()),
            ..Self::of_task("balance", deduction.task)
        }
    }
}

/// A line for each deduction.
pub(crate) fn to_table(rows: &[LedgerRow]) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let lines = rows.iter().map(|row| {
        [
            text(&row.at),
            text(&row.task_id),
            text(&row.function),
            text(&row.model),
            text(&row.resolution),
            number(row.seconds),
            number(row.amount),
            text(&row.of),
            number(row.after),
        ]
    });
    let header = ["at", "task", "function", "model", "size", "seconds", "taken", "of", "left"];
    text_table::to_text(header, &["seconds", "taken", "left"], lines)
}
