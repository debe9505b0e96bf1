//! Words of a request that the document does not know. The API may take them.

use std::fmt;

use kling::Error;
use kling::models::closest;
use serde_json::Value;

use crate::request_schema::Schema;

/// One word, and what the document knows in its place.
pub(crate) struct UnknownWord {
    word: String,
    /// The member, as a path from the root.
    member: String,
    known: Vec<&'static str>,
    meant: Option<&'static str>,
}

/// The words of a body that the document does not know.
pub(crate) fn find(request: Schema, body: &Value) -> Vec<UnknownWord> {
    let mut found = Vec::new();
    search(request, body, "", &mut found);
    found
}

impl UnknownWord {
    /// Refuses a word that is a known one misspelt. A word with a digit in it may be newer than this program: a model, a size.
    pub(crate) fn refuse_misspelt(&self) -> Result<(), Error> {
        let has_digit = |word: &str| word.contains(|letter: char| letter.is_ascii_digit());
        match self.meant {
            Some(meant) if !has_digit(meant) && !has_digit(&self.word) => {
                Err(Error::invalid_input(self.to_string()).with_advice("--body sends any word as it is"))
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { word, member, known, meant } = self;
        write!(f, "`{word}` is no known value of `{member}`: {}", known.join(", "))?;
        meant.map_or(Ok(()), |meant| write!(f, "; did you mean {meant}?"))
    }
}

fn search(schema: Schema, value: &Value, place: &str, found: &mut Vec<UnknownWord>) {
    match value {
        Value::String(word) => {
            let known = schema.words();
            if !known.is_empty() && !known.contains(&word.as_str()) {
                let meant = closest(word, known.iter().copied());
                found.push(UnknownWord { word: word.clone(), member: place.to_owned(), known, meant });
            }
        }
        Value::Array(items) => {
            let Some(schema) = schema.items() else { return };
            for (index, item) in items.iter().enumerate() {
                search(schema, item, &format!("{place}[{index}]"), found);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                if let Some(schema) = schema.member(name) {
                    let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                    search(schema, value, &place, found);
                }
            }
        }
        _ => {}
    }
}
