//! Words of a request that the document does not know. The API may take them.

use std::convert::Infallible;
use std::fmt;

use kling::Error;
use kling::models::closest;
use serde_json::Value;

use crate::request_schema::Schema;
use crate::request_walk::walk;

/// The fewest letters of a word that is taken for another one misspelt.
const SHORTEST_MISSPELT: usize = 3;

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
    let looked: Result<(), Infallible> = walk(request, body, &mut |schema, value, path| {
        let known = schema.words();
        if let Some(word) = value.as_str().filter(|word| !known.is_empty() && !known.contains(word)) {
            let meant = closest(word, known.iter().copied());
            found.push(UnknownWord { word: word.to_owned(), member: path.to_owned(), known, meant });
        }
        Ok(())
    });
    let Ok(()) = looked;
    found
}

impl UnknownWord {
    /// The path of the member.
    pub(crate) fn member(&self) -> &str {
        &self.member
    }

    /// Refuses a word that is a known one with one slip of the hand. A short word, one with a digit in it, and the name of a language
    /// may be newer than this program.
    pub(crate) fn refuse_misspelt(&self) -> Result<(), Error> {
        let is_name = self.word.chars().any(|letter| letter.is_ascii_digit()) || self.member.ends_with("language");
        let can_be_new = is_name || self.word.chars().count() < SHORTEST_MISSPELT;
        let is_meant =
            |meant: &&str| meant.eq_ignore_ascii_case(&self.word) || !can_be_new && is_one_slip(&self.word, meant);
        match self.meant.filter(is_meant) {
            Some(_) => Err(Error::invalid_input(self.to_string()).with_advice("--body sends any word as it is")),
            None => Ok(()),
        }
    }
}

/// Whether one letter was added, left out or replaced, or two neighbours are swapped.
fn is_one_slip(word: &str, meant: &str) -> bool {
    let (word, meant): (Vec<char>, Vec<char>) = (word.chars().collect(), meant.chars().collect());
    let start = word.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (word, meant) = (&word[start..], &meant[start..]);
    let end = word.iter().rev().zip(meant.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&word[..word.len() - end], &meant[..meant.len() - end]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { word, member, known, meant } = self;
        write!(f, "`{word}` is no known value of `{member}`: {}", known.join(", "))?;
        meant.map_or(Ok(()), |meant| write!(f, "; did you mean {meant}?"))
    }
}
