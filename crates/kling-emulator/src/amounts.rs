//! Units as JSON numbers: whole where they are whole.

use kling_models::Units;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Number {
    Whole(u64),
    Decimal(f64),
}

pub(crate) fn serialize<S: Serializer>(units: &Units, serializer: S) -> Result<S::Ok, S::Error> {
    let number = match units.thousandths() {
        thousandths if thousandths.is_multiple_of(1000) => Number::Whole(thousandths / 1000),
        _ => Number::Decimal(units.as_f64()),
    };
    number.serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Units, D::Error> {
    let text = match Number::deserialize(deserializer)? {
        Number::Whole(number) => number.to_string(),
        Number::Decimal(number) => number.to_string(),
    };
    text.parse().map_err(D::Error::custom)
}

/// The same for a number that may be left out.
pub(crate) mod optional {
    use super::{Deserialize, Deserializer, Serializer, Units};

    #[derive(Deserialize)]
    struct Amount(#[serde(with = "super")] Units);

    pub(crate) fn serialize<S: Serializer>(units: &Option<Units>, serializer: S) -> Result<S::Ok, S::Error> {
        match units {
            Some(units) => super::serialize(units, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Units>, D::Error> {
        Ok(Option::<Amount>::deserialize(deserializer)?.map(|amount| amount.0))
    }
}
