//! What became of an order, as JSON.

use kling::TaskHandle;
use kling::models::Usd;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::made::Made;
use crate::price::Price;
use crate::units;

/// What `--json` prints for an order. It fills as the work goes on; a member that is not known yet is null.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct OrderRecord {
    /// The product, as `task --product` takes it.
    pub(crate) product: &'static str,
    pub(crate) task_id: Option<String>,
    pub(crate) external_task_id: Option<String>,
    /// The last status that was seen; null while there is no task.
    pub(crate) status: Option<String>,
    pub(crate) files: Vec<String>,
    /// The ids of what the account keeps.
    #[serde(skip)]
    pub(crate) ids: Vec<String>,
    /// What was made, under the name of its kind.
    #[serde(flatten)]
    pub(crate) results: Map<String, Value>,
    pub(crate) units_estimated: Option<Value>,
    /// By the price list; packs are often cheaper.
    pub(crate) dollars_estimated: Option<f64>,
    /// What so much of it costs, where the whole is known only afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rate: Option<Value>,
    pub(crate) units_deducted: Option<Value>,
    /// What was taken otherwise than in units: `0.3024 USD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cash_deducted: Option<String>,
    /// When the results vanish from the vendor's servers.
    pub(crate) expires_at: Option<String>,
    pub(crate) warnings: Vec<String>,
    /// With `--no-wait`: what another process needs to take the task up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) handle: Option<TaskHandle>,
    /// With `--dry-run`: the request, with files named instead of shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) request: Option<Value>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<Value>,
}

impl OrderRecord {
    pub(crate) fn set_price(&mut self, price: Price) {
        let dollars = |price: Usd| price.nanodollars() as f64 / 1e9;
        let estimate = match price {
            Price::Whole(estimate) => Some((units::of_units(estimate.units), dollars(estimate.list_price()))),
            Price::Nothing => Some((0.into(), 0.0)),
            Price::Rate(_) | Price::Unknown => None,
        };
        (self.units_estimated, self.dollars_estimated) = estimate.unzip();
        self.rate = match price {
            Price::Rate(rate) => {
                let (units, dollars) = (units::of_units(rate.units), dollars(rate.list_price()));
                Some(json!({ "units": units, "dollars": dollars, "per": rate.per.to_string() }))
            }
            Price::Whole(_) | Price::Unknown | Price::Nothing => None,
        };
    }

    pub(crate) fn set_results(&mut self, made: &Made) {
        self.results.insert(made.noun.to_owned(), Value::Array(made.items.clone()));
        self.ids.clone_from(&made.ids);
    }

    /// What was taken, held against the estimate where both are known.
    pub(crate) fn describe_units(&self, is_taken_up: bool) -> String {
        let paid = if is_taken_up { ", paid earlier" } else { " deducted" };
        let cash = self.cash_deducted.as_ref().map(|cash| format!("; {cash}{paid}")).unwrap_or_default();
        let Some(deducted) = &self.units_deducted else { return cash };
        let units = units::counted(deducted);
        if is_taken_up {
            return format!("; {units}, paid earlier{cash}");
        }
        match units::difference(self.units_estimated.as_ref(), Some(deducted)) {
            none if none.is_empty() && self.units_estimated.is_some() => {
                format!("; {units} deducted, as estimated{cash}")
            }
            difference => format!("; {units} deducted{difference}{cash}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_told_as_it_was_taken() {
        let mut record = OrderRecord { cash_deducted: Some("0.3024 USD".to_owned()), ..OrderRecord::default() };
        assert_eq!(record.describe_units(false), "; 0.3024 USD deducted");
        assert_eq!(record.describe_units(true), "; 0.3024 USD, paid earlier");
        record.units_deducted = Some(Value::from(8));
        assert_eq!(record.describe_units(false), "; 8 units deducted; 0.3024 USD deducted");
    }
}
