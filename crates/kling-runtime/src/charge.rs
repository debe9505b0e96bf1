//! What was taken for a task.

use std::fmt;

use crate::wire::{BalanceDeduction, BillingItem, UnitAmount};

/// What was taken for a task. A task is charged in one way only: from a pack or from the balance.
///
/// ```
/// use kling_runtime::Charge;
/// use kling_runtime::wire::UnitAmount;
///
/// let charge = Charge::Units { amount: UnitAmount::from("8"), pack: None };
/// assert_eq!(charge.to_string(), "8 units");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Charge {
    /// Units of a pack.
    Units {
        /// How many.
        amount: UnitAmount,
        /// The kind of pack: `video`, `image` or `audio`. `/v1` does not tell it.
        pack: Option<String>,
    },
    /// Money.
    Cash {
        /// The price after discounts.
        amount: UnitAmount,
        /// The price before discounts.
        list_price: Option<UnitAmount>,
        /// `CNY` or `USD`. `/v1` does not tell it, nor did one reading of the newer standard.
        currency: Option<String>,
        /// `balance` or `test_balance`. `/v1` does not tell it.
        balance: Option<String>,
    },
    /// Something that is not known here, as the API told it.
    Other(BillingItem),
}

impl Charge {
    pub(crate) fn read(item: BillingItem) -> Self {
        match (item.charge_type.as_deref(), item.amount.clone()) {
            (Some("unit"), Some(amount)) => Self::Units { amount, pack: item.package_type },
            (Some("cash"), Some(amount)) => {
                Self::Cash { amount, list_price: item.list_price, currency: item.currency, balance: item.cash_type }
            }
            _ => Self::Other(item),
        }
    }

    /// Reads what tasks of `/v1` tell. Of the two ways, the one that was not taken is told as 0: it is no charge. A task that cost
    /// nothing is one that took 0 units.
    #[doc(hidden)]
    pub fn of_deductions(units: Option<UnitAmount>, balance: Option<BalanceDeduction>) -> Vec<Self> {
        let cash = balance.and_then(|BalanceDeduction { quota, list_price }| {
            let amount = quota.filter(|amount| !is_zero(amount))?;
            Some(Self::Cash { amount, list_price, currency: None, balance: None })
        });
        let units = units.filter(|amount| cash.is_none() || !is_zero(amount));
        units.map(|amount| Self::Units { amount, pack: None }).into_iter().chain(cash).collect()
    }
}

fn is_zero(amount: &UnitAmount) -> bool {
    amount.as_str().parse() == Ok(0.0)
}

/// `8 units`, `0.56 USD`.
impl fmt::Display for Charge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Units { amount, .. } => write!(f, "{amount} units"),
            Self::Cash { amount, currency: Some(currency), .. } => write!(f, "{amount} {currency}"),
            Self::Cash { amount, .. } => write!(f, "{amount} of the balance"),
            Self::Other(BillingItem { amount: Some(amount), charge_type: Some(kind), .. }) => {
                write!(f, "{amount} of the kind {kind}")
            }
            Self::Other(_) => f.write_str("a charge that is not known here"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(units: &str, quota: &str) -> Vec<String> {
        let some = |text: &str| (!text.is_empty()).then(|| UnitAmount::from(text));
        let balance = some(quota).map(|quota| BalanceDeduction { quota: Some(quota), list_price: None });
        Charge::of_deductions(some(units), balance).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_was_not_taken_is_no_charge() {
        assert_eq!(told("8", "0"), ["8 units"]);
        assert_eq!(told("0", "1.8144"), ["1.8144 of the balance"]);
        assert_eq!(told("0", "0.00"), ["0 units"], "it was free");
        assert_eq!(told("", "0.5"), ["0.5 of the balance"]);
        assert_eq!(told("8", "0.5"), ["8 units", "0.5 of the balance"], "both is not documented, and told");
        assert_eq!(told("", "").len(), 0);
    }

    #[test]
    fn a_charge_of_another_kind_is_told_too() {
        let item = |json| Charge::read(serde_json::from_str(json).expect("an item")).to_string();
        assert_eq!(item(r#"{"charge_type":"cash","amount":"0.5","currency":"CNY"}"#), "0.5 CNY");
        assert_eq!(item(r#"{"charge_type":"points","amount":"3"}"#), "3 of the kind points");
        assert_eq!(item(r#"{"charge_type":"unit"}"#), "a charge that is not known here");
    }
}
