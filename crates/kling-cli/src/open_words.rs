//! Words that completion knows, of which none is refused: the API may take others.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command, Error};

/// Takes any text, and offers these words to completion.
#[derive(Clone, Debug)]
pub(crate) struct OpenWords(pub(crate) Vec<&'static str>);

impl TypedValueParser for OpenWords {
    type Value = String;

    fn parse_ref(&self, command: &Command, _: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        value.to_str().map(str::to_owned).ok_or_else(|| Error::new(ErrorKind::InvalidUtf8).with_cmd(command))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        if self.0.is_empty() { None } else { Some(Box::new(self.0.iter().copied().map(PossibleValue::new))) }
    }
}
