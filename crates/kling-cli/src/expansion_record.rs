//! What became of one input, as JSON.

use kling::TaskHandle;
use serde::Serialize;
use serde_json::Value;

use crate::plan_record::PlanRecord;
use crate::units;

/// One line of `expand --json`. It fills as the work goes on; a member that is not known yet is null.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ExpansionRecord {
    /// The input as it was named; a URL without its query.
    pub(crate) input: String,
    pub(crate) task_id: Option<String>,
    pub(crate) external_task_id: Option<String>,
    /// The last status that was seen; null while there is no task.
    pub(crate) status: Option<String>,
    pub(crate) files: Vec<String>,
    pub(crate) plan: Option<PlanRecord>,
    pub(crate) units_estimated: Option<Value>,
    pub(crate) units_deducted: Option<Value>,
    /// What was taken otherwise than in units: `0.3024 USD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cash_deducted: Option<String>,
    /// When the pictures vanish from the vendor's servers.
    pub(crate) expires_at: Option<String>,
    /// With several steps: the tasks before the last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) earlier_steps: Vec<EarlierStep>,
    /// With `--no-wait`: what another process needs to take the task up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) handle: Option<TaskHandle>,
    /// With `--dry-run`: the request without its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) request: Option<Value>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<Value>,
}

impl ExpansionRecord {
    /// Adds what the earlier steps took to what the last did.
    pub(crate) fn count_all_charges(&mut self) {
        if self.earlier_steps.is_empty() {
            return;
        }
        let last = (self.units_deducted.take(), self.cash_deducted.is_some());
        let earlier = self.earlier_steps.iter().map(|step| (step.units_deducted.clone(), step.cash_deducted.is_some()));
        // A step that was paid in money has no units.
        let amounts = earlier.chain([last]).filter(|(units, is_in_money)| units.is_some() || !is_in_money);
        let amounts: Vec<Option<Value>> = amounts.map(|(units, _)| units).collect();
        self.units_deducted = if amounts.is_empty() { None } else { units::sum(&amounts) };
        let earlier = self.earlier_steps.iter().filter_map(|step| step.cash_deducted.clone());
        let cash: Vec<String> = earlier.chain(self.cash_deducted.take()).collect();
        self.cash_deducted = (!cash.is_empty()).then(|| cash.join(" and "));
    }
}

/// The task of a step before the last. Its picture is the input of the next.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EarlierStep {
    pub(crate) task_id: String,
    pub(crate) external_task_id: Option<String>,
    pub(crate) units_deducted: Option<Value>,
    /// What was taken otherwise than in units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cash_deducted: Option<String>,
    /// Whether an earlier run created and paid for it.
    #[serde(rename = "paid_earlier")]
    pub(crate) is_taken_up: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(earlier: [Option<&str>; 2], last: Option<&str>) -> Option<String> {
        let step = |cash: Option<&str>| EarlierStep {
            task_id: "7".to_owned(),
            external_task_id: None,
            units_deducted: None,
            cash_deducted: cash.map(str::to_owned),
            is_taken_up: false,
        };
        let mut record = ExpansionRecord { cash_deducted: last.map(str::to_owned), ..ExpansionRecord::default() };
        record.earlier_steps = earlier.map(step).into();
        record.count_all_charges();
        record.cash_deducted
    }

    #[test]
    fn units_and_money_of_different_steps_are_both_told() {
        let step = |units: Option<u64>, cash: Option<&str>| EarlierStep {
            task_id: "7".to_owned(),
            external_task_id: None,
            units_deducted: units.map(Value::from),
            cash_deducted: cash.map(str::to_owned),
            is_taken_up: false,
        };
        let total = |steps: Vec<EarlierStep>, units: Option<u64>, cash: Option<&str>| {
            let mut record = ExpansionRecord { earlier_steps: steps, ..ExpansionRecord::default() };
            record.units_deducted = units.map(Value::from);
            record.cash_deducted = cash.map(str::to_owned);
            record.count_all_charges();
            (record.units_deducted, record.cash_deducted)
        };
        let usd = || Some("0.028 USD".to_owned());
        assert_eq!(total(vec![step(Some(8), None)], None, Some("0.028 USD")), (Some(8.into()), usd()));
        assert_eq!(total(vec![step(None, Some("0.028 USD"))], Some(8), None), (Some(8.into()), usd()));
        assert_eq!(total(vec![step(Some(8), None)], Some(8), None), (Some(16.into()), None));
        assert_eq!(total(vec![step(None, None)], Some(8), None), (None, None), "what one step took is not known");
    }

    #[test]
    fn the_money_of_every_step_is_told() {
        let [first, second, last] = ["0.1 USD", "0.2 USD", "0.3 USD"].map(Some);
        assert_eq!(counted([first, second], last).as_deref(), Some("0.1 USD and 0.2 USD and 0.3 USD"));
        assert_eq!(counted([first, None], None).as_deref(), first);
        assert_eq!(counted([None, None], None), None);
    }
}
