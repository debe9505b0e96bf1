//! Options that belong to the other of the two standards.

use kling::Error;
use kling::models::closest;

use crate::product_table::Verb;
use crate::request_flags::Flag;

/// What is called one thing by `/v1` and another by the newer standard.
const COUNTERPARTS: [(&str, &str); 11] = [
    ("mode", "resolution"),
    ("sound", "audio"),
    ("keep-original-sound", "audio"),
    ("image", "first-frame"),
    ("image-tail", "last-frame"),
    ("image-list", "refer-image"),
    ("video-list", "feature-video"),
    ("element-list", "element"),
    ("voice-list", "voice"),
    ("image-url", "image"),
    ("video-url", "video"),
];

/// The option that the newer standard has no member for: there, the prompt itself tells the shots.
const SHOT: &str = "shot";

/// One option that the command line gives and this request cannot have.
pub(crate) struct ForeignOption<'a> {
    pub(crate) verb: &'static Verb,
    pub(crate) option: Flag,
    /// The options of this request.
    pub(crate) own: &'a [Flag],
    pub(crate) model: Option<&'a str>,
    pub(crate) is_newer: bool,
    /// The models that the option belongs to.
    pub(crate) models: Vec<&'static str>,
}

impl ForeignOption<'_> {
    /// The error, which names the option to use instead where there is one, and else the models that have it.
    pub(crate) fn refuse(&self) -> Error {
        let name = self.option.label();
        let error = match self.model {
            Some(model) => Error::invalid_input(format!("{name} is not possible with --model {model}")),
            None => Error::invalid_input(format!("{name} is not possible without --model")),
        };
        match self.advice() {
            Some(advice) => error.with_advice(advice),
            None => error,
        }
    }

    fn advice(&self) -> Option<String> {
        if self.is_newer && self.option.name == SHOT && self.own.iter().any(|own| own.name == "multi-shot") {
            return Some("write the shots in the prompt: `shot 1, 2, words; shot 2, 3, words;`".to_owned());
        }
        if let Some(own) = self.counterpart() {
            let words = own.schema.words();
            let words = if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) };
            return Some(format!("{} has taken its place here{words}", own.label()));
        }
        let has = if self.models.is_empty() { None } else { Some(self.models.join(", ")) };
        let has = has.map(|models| format!("it belongs to other models of `{:?}`: {models}", self.verb));
        let near = closest(&self.option.name, self.own.iter().map(|own| own.name.as_str()));
        let near = near.map(|near| format!("did you mean --{near}?"));
        match (has, near) {
            (Some(has), Some(near)) => Some(format!("{has}; {near}")),
            (has, near) => has.or(near),
        }
    }

    fn counterpart(&self) -> Option<&Flag> {
        let name = self.option.name.as_str();
        let others = COUNTERPARTS.iter().filter_map(|(old, new)| match (*old == name, *new == name) {
            (true, _) if self.is_newer => Some(*new),
            (_, true) if !self.is_newer => Some(*old),
            _ => None,
        });
        others.into_iter().find_map(|other| self.own.iter().find(|own| own.name == other))
    }
}
