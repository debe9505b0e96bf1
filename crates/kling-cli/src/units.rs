//! Amounts of units in JSON.

use kling::runtime::wire::UnitAmount;
use serde_json::{Number, Value};

/// The number that the API wrote as text; the text itself where it is no number.
pub(crate) fn to_json(units: &UnitAmount) -> Value {
    let text = units.as_str();
    let number = text.parse::<u64>().map(Number::from).ok().or_else(|| Number::from_f64(text.parse().ok()?));
    number.map_or_else(|| Value::from(text), Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers_and_the_rest_is_text() {
        for (text, json) in [("8", "8"), ("4.4", "4.4"), ("NaN", r#""NaN""#), ("eight", r#""eight""#)] {
            assert_eq!(to_json(&UnitAmount::from(text)).to_string(), json);
        }
    }
}
