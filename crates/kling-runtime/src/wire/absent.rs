//! How an optional member is read: `null`, `""` and `{}` mean that it is absent, as a missing member does.
//!
//! Named by the generated code. It serves self-describing formats only, of which JSON is the one that matters here.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};

/// Reads an optional member. `null` and `""` are absent; an object without members is read as `T` reads it, and the
/// document lint sees to it that every optional object can be read without members.
pub fn option<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_any(OptionVisitor(PhantomData))
}

/// Reads an optional list. `null`, `""` and `{}` are the empty list.
pub fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_any(ListVisitor(PhantomData))
}

struct OptionVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OptionVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value, null or an empty string")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        match value {
            "" => Ok(None),
            _ => T::deserialize(StrDeserializer::new(value)).map(Some),
        }
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
        match value {
            "" => Ok(None),
            _ => T::deserialize(BorrowedStrDeserializer::new(value)).map(Some),
        }
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Self::Value, E> {
        match value.as_str() {
            "" => Ok(None),
            _ => T::deserialize(value.into_deserializer()).map(Some),
        }
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Some)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Some)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Some)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(Some)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(seq)).map(Some)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Some)
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array, null, an empty string or an empty object")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        match value {
            "" => Ok(Vec::new()),
            _ => Err(E::invalid_type(serde::de::Unexpected::Str(value), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(seq))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        match map.next_key::<serde::de::IgnoredAny>()? {
            None => Ok(Vec::new()),
            Some(_) => Err(A::Error::invalid_type(serde::de::Unexpected::Map, &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Members {
        #[serde(deserialize_with = "super::option")]
        text: Option<String>,
        #[serde(deserialize_with = "super::option")]
        count: Option<u32>,
        #[serde(deserialize_with = "super::option")]
        share: Option<f64>,
        #[serde(deserialize_with = "super::option")]
        on: Option<bool>,
        #[serde(deserialize_with = "super::option")]
        inner: Option<Box<Members>>,
        #[serde(deserialize_with = "super::list")]
        list: Vec<i64>,
    }

    /// From text and from a value: the two call different visitor methods.
    fn read(value: &Value) -> Result<Members, serde_json::Error> {
        let from_text: Members = serde_json::from_str(&value.to_string())?;
        assert_eq!(from_text, serde_json::from_value(value.clone())?);
        Ok(from_text)
    }

    #[test]
    fn every_spelling_of_nothing_is_absent() {
        for nothing in [json!(null), json!("")] {
            let all = json!({"text": nothing, "count": nothing, "share": nothing, "on": nothing, "inner": nothing, "list": nothing});
            assert_eq!(read(&all).expect("nothing is fine"), Members::default(), "{nothing}");
        }
        let empty = read(&json!({"inner": {}, "list": {}})).expect("empty objects are fine");
        assert_eq!(empty.inner, Some(Box::default()));
        assert!(empty.list.is_empty());
    }

    #[test]
    fn values_are_read_as_they_are() {
        let value =
            json!({"text": "a\"b", "count": 7, "share": 1, "on": true, "inner": {"share": -0.5}, "list": [-1, 2]});
        let inner = Members { share: Some(-0.5), ..Members::default() };
        let expected = Members {
            text: Some("a\"b".to_owned()),
            count: Some(7),
            share: Some(1.0),
            on: Some(true),
            inner: Some(Box::new(inner)),
            list: vec![-1, 2],
        };
        assert_eq!(read(&value).expect("all of the right type"), expected);
    }

    #[test]
    fn another_type_is_still_an_error() {
        for wrong in [
            json!({"count": -1}),
            json!({"text": 1}),
            json!({"list": "a"}),
            json!({"list": {"a": 1}}),
            json!({"on": []}),
        ] {
            assert!(read(&wrong).is_err(), "{wrong}");
        }
    }
}
