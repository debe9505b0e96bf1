//! Reading a request body as tolerantly as the vendor does.

use std::borrow::Cow;
use std::collections::HashMap;

use kling_runtime::ApiCode;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::envelope::Refusal;

/// The members of a JSON object, each read only when it is asked for, as what it is asked for.
///
/// `null` is absent. A number may come as a string and a truth value too. Whatever nobody asks for is ignored.
pub(crate) struct Members<'a>(HashMap<Cow<'a, str>, &'a RawValue>);

/// A string that is borrowed when it holds no escapes: a picture of 10 MB is not copied to be looked at.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar<'a> {
    Bool(bool),
    Number(serde_json::Number),
    Text(#[serde(borrow)] Cow<'a, str>),
}

impl Scalar<'_> {
    fn into_text(self) -> String {
        match self {
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::Text(text) => text.trim().to_owned(),
        }
    }
}

impl<'a> Members<'a> {
    /// Reads the body of a request.
    pub(crate) fn read(body: &'a [u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(body).map(Self).map_err(|error| {
            Refusal::new(ApiCode::INVALID_PARAMETERS, format!("The body is not a JSON object: {error}"))
        })
    }

    /// A text; `""` is absent.
    pub(crate) fn text(&self, name: &str) -> Result<Option<Cow<'a, str>>, Refusal> {
        let Some(raw) = self.present(name) else { return Ok(None) };
        let Text(text) = serde_json::from_str(raw.get()).map_err(|_| illegal(name, "must be a string"))?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// A number or truth value as text, also when it comes as a string; `""` is absent. `rule` says what it has to be.
    pub(crate) fn scalar(&self, name: &str, rule: &str) -> Result<Option<String>, Refusal> {
        let Some(raw) = self.present(name) else { return Ok(None) };
        // A number is kept as it was written, so that no decimal passes through a float.
        if raw.get().starts_with(|first: char| first.is_ascii_digit() || first == '-') {
            return Ok(Some(raw.get().to_owned()));
        }
        let scalar: Scalar<'_> = serde_json::from_str(raw.get()).map_err(|_| illegal(name, rule))?;
        Ok(Some(scalar.into_text()).filter(|text| !text.is_empty()))
    }

    /// The flag `member` of the object `name`; `false` where either is missing. An empty array is an absent object: one of the
    /// vendor's documents types `watermark_info` so.
    pub(crate) fn flag(&self, name: &str, member: &str) -> Result<bool, Refusal> {
        let Some(raw) = self.present(name) else { return Ok(false) };
        if serde_json::from_str::<[IgnoredAny; 0]>(raw.get()).is_ok() || raw.get() == r#""""# {
            return Ok(false);
        }
        let inner: HashMap<Cow<'_, str>, &RawValue> = serde_json::from_str(raw.get())
            .map_err(|_| illegal(name, &format!("must be an object {{ \"{member}\": boolean }}")))?;
        let (path, rule) = (format!("{name}.{member}"), "must be true or false");
        match Members(inner).scalar(member, rule).map_err(|_| illegal(&path, rule))?.as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(illegal(&path, rule)),
        }
    }

    fn present(&self, name: &str) -> Option<&'a RawValue> {
        self.0.get(name).copied().filter(|raw| raw.get() != "null")
    }
}

/// 1201 for a field: its name and what it has to be.
pub(crate) fn illegal(field: &str, rule: &str) -> Refusal {
    Refusal::illegal_value(format!("{field} {rule}"))
}
