//! What was taken: amounts of units in JSON, and money as people read it.

use kling::models::{Estimate, Units};
use kling::runtime::Charge;
use kling::runtime::wire::UnitAmount;
use serde_json::{Number, Value};

/// The number that the API wrote as text; the text itself where it is no number.
pub(crate) fn to_json(units: &UnitAmount) -> Value {
    read(units.as_str())
}

/// What a price list says.
pub(crate) fn of_estimate(estimate: &Estimate) -> Value {
    of_units(estimate.units)
}

/// Units as a number.
pub(crate) fn of_units(units: Units) -> Value {
    read(&units.to_string())
}

fn read(text: &str) -> Value {
    let number = text.parse::<u64>().map(Number::from).ok().or_else(|| Number::from_f64(text.parse().ok()?));
    number.map_or_else(|| Value::from(text), Value::Number)
}

/// What differs between an estimate and what was taken, as the end of a sentence; nothing where they agree or one is not known.
pub(crate) fn difference(estimated: Option<&Value>, deducted: Option<&Value>) -> String {
    match (estimated, deducted) {
        (Some(estimated), Some(deducted)) if estimated.as_f64() != deducted.as_f64() => {
            format!(", estimated {}", counted(estimated))
        }
        _ => String::new(),
    }
}

/// The amount as people read it: `1 unit`, `0.5 units`.
pub(crate) fn counted(units: &Value) -> String {
    let amount = units.as_str().map_or_else(|| units.to_string(), str::to_owned);
    let noun = if amount == "1" { "unit" } else { "units" };
    format!("{amount} {noun}")
}

/// What was taken otherwise than in units; nothing where units alone were taken.
pub(crate) fn describe_cash(charges: &[Charge]) -> Option<String> {
    let others = charges.iter().filter(|charge| !matches!(charge, Charge::Units { .. }));
    let told: Vec<String> = others.map(ToString::to_string).collect();
    (!told.is_empty()).then(|| told.join(" and "))
}

/// All of these together; `None` where one is not known or is no number.
pub(crate) fn sum(amounts: &[Option<Value>]) -> Option<Value> {
    let whole = amounts.iter().try_fold(0, |sum: u64, amount| sum.checked_add(amount.as_ref()?.as_u64()?));
    let sum: Option<f64> = amounts.iter().map(|amount| amount.as_ref()?.as_f64()).sum();
    whole.map(Value::from).or(sum.filter(|sum| sum.is_finite()).map(Value::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_difference_is_told() {
        let [eight, ten] = [8, 10].map(Value::from);
        assert_eq!(difference(Some(&eight), Some(&Value::from(8.0))), "");
        assert_eq!(difference(Some(&eight), Some(&ten)), ", estimated 8 units");
        assert_eq!(difference(None, Some(&ten)), "");
    }

    #[test]
    fn money_is_told_beside_units() {
        let cash = |currency: Option<&str>| Charge::Cash {
            amount: UnitAmount::from("0.3024"),
            list_price: None,
            currency: currency.map(str::to_owned),
            balance: None,
        };
        let units = Charge::Units { amount: UnitAmount::from("8"), pack: None };
        assert_eq!(describe_cash(&[units.clone(), cash(Some("USD"))]).as_deref(), Some("0.3024 USD"));
        assert_eq!(describe_cash(&[cash(None)]).as_deref(), Some("0.3024 of the balance"));
        assert_eq!(describe_cash(&[units]), None);
    }

    #[test]
    fn a_sum_needs_every_amount() {
        let amounts =
            |texts: &[&str]| texts.iter().map(|text| Some(to_json(&UnitAmount::from(*text)))).collect::<Vec<_>>();
        assert_eq!(sum(&amounts(&["8", "16"])), Some(Value::from(24)));
        assert_eq!(sum(&amounts(&["8", "0.5"])), Some(Value::from(8.5)));
        assert_eq!(sum(&amounts(&["8", "eight"])), None);
        let most = u64::MAX.to_string();
        assert_eq!(sum(&amounts(&[&most, "0"])), Some(Value::from(u64::MAX)));
        assert_eq!(sum(&amounts(&[&most, &most])), Some(Value::from(2.0 * u64::MAX as f64)));
        assert_eq!(sum(&amounts(&["1e308", "1e308"])), None);
        assert_eq!(sum(&[Some(Value::from(8)), None]), None);
    }

    #[test]
    fn numbers_are_numbers_and_the_rest_is_text() {
        for (text, json) in [("8", "8"), ("4.4", "4.4"), ("NaN", r#""NaN""#), ("eight", r#""eight""#)] {
            assert_eq!(to_json(&UnitAmount::from(text)).to_string(), json);
        }
    }
}
