//! One value as the command line writes it: a word, a number, a time, a file.

use jiff::SignedDuration;
use kling::Error;
use serde_json::{Number, Value};

use crate::media_argument;
use crate::request_schema::{Kind, Schema};

/// Where a value goes, as far as reading it depends on that.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ValueType {
    /// The name of the member.
    pub(crate) member: &'static str,
    pub(crate) schema: Schema,
    pub(crate) kind: Kind,
}

/// What times are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TimeUnit {
    Seconds,
    Milliseconds,
}

impl ValueType {
    pub(crate) fn new(member: &'static str, schema: Schema) -> Self {
        Self { member, schema, kind: schema.kind() }
    }

    /// The value. `label` names it in messages.
    pub(crate) fn read(self, text: &str, label: &str) -> Result<Value, Error> {
        let refuse = |what: &str| Err(Error::invalid_input(format!("{label}: `{text}` is not {what}")));
        let time = self.time_unit().and_then(|unit| unit.read(text));
        let whole = time.filter(|count| count.fract() == 0.0).map(|count| count as i64);
        match self.kind {
            Kind::Picture | Kind::Sound => Ok(media_argument::placeholder(text).into()),
            Kind::Text if text.trim().is_empty() && (!text.is_empty() || self.member == "model_name") => {
                Err(Error::invalid_input(format!("{label} is blank"))
                    .with_advice("leave it out, or give it some letters"))
            }
            Kind::Text => Ok(whole.map_or_else(|| text.into(), |count| count.to_string().into())),
            Kind::Integer => match whole.or_else(|| text.parse().ok()) {
                Some(number) => Ok(number.into()),
                None => refuse(self.integer_name()),
            },
            Kind::Number => match time.and_then(Number::from_f64).or_else(|| text.parse().ok()) {
                Some(number) => Ok(number.into()),
                None => refuse("a number"),
            },
            Kind::Boolean => text.parse::<bool>().map(Value::from).or_else(|_| refuse("true or false")),
            Kind::Either => Ok(text.parse::<i64>().map_or_else(|_| text.into(), Value::from)),
            Kind::List | Kind::Object => refuse("one value"),
        }
    }

    pub(crate) fn is_scalar(self) -> bool {
        !matches!(self.kind, Kind::List | Kind::Object)
    }

    /// True when any text can be meant: it may hold commas.
    pub(crate) fn is_open(self) -> bool {
        match self.kind {
            Kind::Text => self.schema.words().is_empty() && self.time_unit().is_none(),
            Kind::Picture | Kind::Sound => true,
            _ => false,
        }
    }

    /// True for a length or a moment, which is written with its unit.
    pub(crate) fn is_time(self) -> bool {
        self.time_unit().is_some()
    }

    pub(crate) fn is_number(self) -> bool {
        matches!(self.kind, Kind::Integer | Kind::Number)
    }

    /// What stands for the value in help.
    pub(crate) fn placeholder(self) -> &'static str {
        match self.kind {
            _ if self.time_unit().is_some() => "TIME",
            Kind::Picture | Kind::Sound => "FILE|URL",
            Kind::Integer if self.member.ends_with("_id") => "ID",
            Kind::Integer => "N",
            Kind::Number => "NUMBER",
            Kind::Boolean => "true|false",
            Kind::Object | Kind::List => "JSON",
            Kind::Either => "N|WORD",
            Kind::Text if self.member.ends_with("id") => "ID",
            Kind::Text if self.member.ends_with("url") => "URL",
            Kind::Text if self.member == "model_name" => "NAME",
            Kind::Text if self.schema.words().is_empty() => "TEXT",
            Kind::Text => "WORD",
        }
    }

    /// What help says of the ways to write it.
    pub(crate) fn hint(self) -> Option<&'static str> {
        Some(match self.time_unit()? {
            TimeUnit::Seconds => "such as 5s; a plain number is seconds",
            TimeUnit::Milliseconds => "such as 1.5s; a plain number is milliseconds",
        })
    }

    fn integer_name(self) -> &'static str {
        match self.time_unit() {
            Some(TimeUnit::Milliseconds) => "a time such as 1.5s, nor whole milliseconds",
            Some(TimeUnit::Seconds) => "a time such as 5s, nor whole seconds",
            None => "a whole number",
        }
    }

    /// The document tells the unit in words only.
    fn time_unit(self) -> Option<TimeUnit> {
        match self.kind {
            Kind::Text | Kind::Integer | Kind::Number if self.member == "duration" => Some(TimeUnit::Seconds),
            Kind::Integer if self.member.ends_with("_time") && self.schema.description().contains("milliseconds") => {
                Some(TimeUnit::Milliseconds)
            }
            _ => None,
        }
    }
}

impl TimeUnit {
    /// How many of this unit a time with a unit of its own is: 3 or 3000 for `3s`. `None` for other texts.
    fn read(self, text: &str) -> Option<f64> {
        let time: SignedDuration = text.parse().ok()?;
        Some(match self {
            Self::Seconds => time.as_secs_f64(),
            Self::Milliseconds => time.as_millis_f64(),
        })
    }
}

/// True for `5`, `5s` and `1m 10s`.
pub(crate) fn is_time(text: &str) -> bool {
    text.parse::<u32>().is_ok()
        || text.starts_with(|first: char| first.is_ascii_digit()) && text.parse::<SignedDuration>().is_ok()
}
