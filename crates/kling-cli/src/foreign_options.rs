//! Options that belong to the other of the two standards.

use kling::Error;
use kling::models::{Standard, closest};

use crate::command_words::CommandWords;
use crate::product_table::Verb;
use crate::request_flags::Flag;
use crate::verb_definition::{MODEL, flags, models_of};

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

/// Refuses an option that a request by this operation does not have.
pub(crate) fn refuse(words: &CommandWords<'_>, operation: &str, model: Option<&str>) -> Result<(), Error> {
    let (verb, own) = (words.verb, &words.flags);
    let of_v1 = verb.product.map(|product| models_of(product, &[Standard::V1])).unwrap_or_default();
    let ways = verb.operation().map(|operation| (operation, of_v1)).into_iter();
    let ways = ways.chain(verb.newer.iter().map(|way| (way.operation, vec![way.model])));
    let others = ways.filter(|(other, _)| *other != operation);
    let others: Vec<(Vec<Flag>, Vec<&str>)> = others.map(|(other, models)| (flags(verb, other), models)).collect();

    let is_given = |flag: &Flag| matches!(words.matches.try_contains_id(&flag.name), Ok(true));
    // The newer standard's paths hold the model that the option names.
    let is_own = |name: &str| name == MODEL || own.iter().any(|own| own.name == name);
    let mut options = others.iter().flat_map(|(flags, _)| flags);
    let Some(option) = options.find(|flag| is_given(flag) && !is_own(&flag.name)) else { return Ok(()) };
    let has_it = |flags: &[Flag]| flags.iter().any(|flag| flag.name == option.name);
    let models = others.iter().filter(|(flags, _)| has_it(flags)).flat_map(|(_, models)| models).copied().collect();
    Err(ForeignOption { verb, option, own, model, is_newer: words.is_newer, models }.refuse())
}

/// One option that the command line gives and this request cannot have.
struct ForeignOption<'a> {
    verb: &'static Verb,
    option: &'a Flag,
    /// The options of this request.
    own: &'a [Flag],
    model: Option<&'a str>,
    is_newer: bool,
    /// The models that the option belongs to.
    models: Vec<&'static str>,
}

impl ForeignOption<'_> {
    /// The error, which names the option to use instead where there is one, and else the models that have it.
    fn refuse(&self) -> Error {
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
        let models = self.models.join(", ");
        let belongs =
            (!models.is_empty()).then(|| format!("it belongs to other models of `{:?}`: {models}", self.verb));
        let near = closest(&self.option.name, self.own.iter().map(|own| own.name.as_str()));
        let near = near.map(|near| format!("did you mean --{near}?"));
        let advice: Vec<String> = belongs.into_iter().chain(near).collect();
        (!advice.is_empty()).then(|| advice.join("; "))
    }

    fn counterpart(&self) -> Option<&Flag> {
        let name = self.option.name.as_str();
        let mut others = COUNTERPARTS.iter().filter_map(|(old, new)| match self.is_newer {
            true => (*old == name).then_some(*new),
            false => (*new == name).then_some(*old),
        });
        others.find_map(|other| self.own.iter().find(|own| own.name == other))
    }
}
