//! Options that belong to the other of the two standards.

use kling::Error;
use kling::models::{CAPABILITIES, Capability, Standard, Support, Use, closest, find_model};

use crate::command_words::CommandWords;
use crate::product_table::Verb;
use crate::request_flags::Flag;
use crate::verb_definition::{MODEL, flags};

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

/// What the capability table calls the use of an option that only one standard has.
const USES: [(&str, Use); 8] = [
    (SHOT, Use::SeveralShots),
    ("shot-type", Use::SeveralShots),
    ("multi-shot", Use::SeveralShots),
    ("camera-control", Use::CameraControl),
    ("static-mask", Use::MotionBrush),
    ("dynamic-masks", Use::MotionBrush),
    ("negative-prompt", Use::NegativePrompt),
    ("cfg-scale", Use::CfgScale),
];

/// The option that the newer standard has no member for: there, the prompt itself tells the shots.
const SHOT: &str = "shot";

/// Refuses an option that a request by this operation does not have.
pub(crate) fn refuse(words: &CommandWords<'_>, operation: &str, model: Option<&str>) -> Result<(), Error> {
    let (verb, own) = (words.verb, &words.flags);
    let operations = verb.operation().into_iter().chain(verb.newer.iter().map(|way| way.operation));
    let others: Vec<Flag> =
        operations.filter(|other| *other != operation).flat_map(|other| flags(verb, other)).collect();

    let is_given = |flag: &Flag| matches!(words.matches.try_contains_id(&flag.name), Ok(true));
    // The newer standard's paths hold the model that the option names.
    let is_own = |name: &str| name == MODEL || own.iter().any(|own| own.name == name);
    match others.iter().find(|flag| is_given(flag) && !is_own(&flag.name)) {
        Some(option) => Err(ForeignOption { verb, option, own, model, is_newer: words.is_newer }.refuse()),
        None => Ok(()),
    }
}

/// One option that the command line gives and this request cannot have.
struct ForeignOption<'a> {
    verb: &'static Verb,
    option: &'a Flag,
    /// The options of this request.
    own: &'a [Flag],
    model: Option<&'a str>,
    /// Whether the request is one of the newer standard.
    is_newer: bool,
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
        let takers = self.models().map(|models| match models.is_empty() {
            true => format!("no model of today takes it in `{:?}`", self.verb),
            false => format!("in `{:?}` it is taken by {}", self.verb, models.join(", ")),
        });
        let near = closest(&self.option.name, self.own.iter().map(|own| own.name.as_str()));
        let near = near.map(|near| format!("did you mean --{near}?"));
        let advice: Vec<String> = takers.into_iter().chain(near).collect();
        (!advice.is_empty()).then(|| advice.join("; "))
    }

    /// The models of the other standard that take it, by the capability table, without those that retired; `None` where the table does
    /// not tell.
    fn models(&self) -> Option<Vec<&'static str>> {
        let (_, what) = USES.into_iter().find(|(name, _)| *name == self.option.name)?;
        let product = self.verb.product?;
        let other = if self.is_newer { Standard::V1 } else { Standard::Tasks };
        let rows = CAPABILITIES.iter().filter(|row| row.product == product && row.standard == other);
        let takes_it = |row: &&Capability| matches!(row.best_support(what), Support::Yes | Support::InFiveSeconds);
        let names = rows.filter(takes_it).filter_map(|row| row.model);
        let is_of_today = |name: &&str| find_model(product.pack(), name).is_none_or(|model| model.retirement.is_none());
        Some(names.filter(is_of_today).collect())
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
