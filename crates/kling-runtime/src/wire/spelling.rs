//! How a scalar with two spellings is read: an id as text or as a bare integer, a code as a number or as text.
//!
//! Named by the generated code, for what the documents mark with `x-also-read`, and by the envelope.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

use super::absent;

/// Reads text, or the digits of a bare integer. No digit is lost: a number that JSON readers keep as a float is refused.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Text::deserialize(deserializer).map(|Text(text)| text)
}

/// The same for an optional member; `null` and `""` are absent.
pub fn optional_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let read: Option<Text> = absent::option(deserializer)?;
    Ok(read.map(|Text(text)| text))
}

/// Reads an integer, or text that is one.
pub fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    Integer::deserialize(deserializer).map(|Integer(integer)| integer)
}

/// The same for an optional member; `null` and `""` are absent.
pub fn optional_integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let read: Option<Integer> = absent::option(deserializer)?;
    Ok(read.map(|Integer(integer)| integer))
}

/// Reads a decimal number as text, from text or from a bare number. The text is not checked.
pub fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_any(DecimalVisitor)
}

struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, or an integer of at most 64 bits")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }
}

struct DecimalVisitor;

impl Visitor<'_> for DecimalVisitor {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a decimal number, in a string or bare")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<String, E> {
        Ok(value.to_string())
    }
}

struct Integer(i64);

impl<'de> Deserialize<'de> for Integer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IntegerVisitor).map(Self)
    }
}

struct IntegerVisitor;

impl Visitor<'_> for IntegerVisitor {
    type Value = i64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an integer, bare or in a string")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
        value.try_into().map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<i64, E> {
        value.parse().map_err(|_| E::invalid_value(Unexpected::Str(value), &self))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};

    #[derive(Debug, PartialEq, Deserialize)]
    struct Members {
        #[serde(deserialize_with = "super::text")]
        id: String,
        #[serde(deserialize_with = "super::integer")]
        code: i64,
        #[serde(default, deserialize_with = "super::optional_text")]
        other_id: Option<String>,
        #[serde(default, deserialize_with = "super::optional_integer")]
        other_code: Option<i64>,
    }

    /// From text and from a value: the two call different visitor methods.
    fn read(value: &Value) -> Result<Members, serde_json::Error> {
        let from_text: Members = serde_json::from_str(&value.to_string())?;
        assert_eq!(from_text, serde_json::from_value(value.clone())?);
        Ok(from_text)
    }

    #[test]
    fn both_spellings_say_the_same() {
        for (id, code) in [("912345678901234567", 1303), ("18446744073709551615", i64::MAX), ("-7", -1), ("0", 0)] {
            let bare: Value = serde_json::from_str(id).expect("an integer");
            let expected = Members { id: id.to_owned(), code, other_id: Some(id.to_owned()), other_code: Some(code) };
            for (id, code) in [(json!(id), json!(code)), (bare, json!(code.to_string()))] {
                let both = json!({"id": id, "code": code, "other_id": id, "other_code": code});
                assert_eq!(read(&both).expect("either spelling"), expected, "{both}");
            }
        }
    }

    #[test]
    fn an_id_that_is_no_number_is_an_id() {
        let members = read(&json!({"id": "a-1", "code": 0, "other_id": "ü"})).expect("ids are opaque");
        assert_eq!((members.id.as_str(), members.other_id.as_deref()), ("a-1", Some("ü")));
    }

    #[test]
    fn every_spelling_of_nothing_is_absent() {
        for nothing in [json!(null), json!("")] {
            let members = read(&json!({"id": "1", "code": 0, "other_id": nothing, "other_code": nothing}));
            let members = members.expect("nothing is fine");
            assert_eq!((members.other_id, members.other_code), (None, None), "{nothing}");
        }
    }

    #[test]
    fn what_is_neither_is_an_error() {
        for wrong in [
            json!({"id": 1.5, "code": 0}),
            json!({"id": null, "code": 0}),
            json!({"id": true, "code": 0}),
            json!({"id": [1], "code": 0}),
            json!({"id": "1", "code": "zero"}),
            json!({"id": "1", "code": ""}),
            json!({"id": "1", "code": 0.5}),
            json!({"id": "1", "code": u64::MAX}),
            json!({"id": "1", "code": 0, "other_code": "zero"}),
        ] {
            assert!(read(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_integer_that_would_lose_digits_is_refused() {
        let error = serde_json::from_str::<Members>(r#"{"id": 98765432109876543210, "code": 0}"#).expect_err("65 bits");
        assert!(error.to_string().contains("at most 64 bits"), "{error}");
    }
}
