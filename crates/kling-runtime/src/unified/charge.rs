//! What was taken for a task.

use crate::wire::{BillingItem, UnitAmount};

/// What was taken for a task. A task is charged in one way only: from a pack or from the balance.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Charge {
    /// Units of a pack.
    Units {
        /// How many.
        amount: UnitAmount,
        /// The kind of pack: `video`, `image` or `audio`.
        pack: Option<String>,
    },
    /// Money.
    Cash {
        /// The price after discounts.
        amount: UnitAmount,
        /// The price before discounts.
        list_price: Option<UnitAmount>,
        /// `CNY` or `USD`; one reading found none.
        currency: Option<String>,
        /// `balance` or `test_balance`.
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
}
