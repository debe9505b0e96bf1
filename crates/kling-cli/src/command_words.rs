//! Errors and warnings about a request, in the words of the command line.

use std::error::Error as _;

use clap::ArgMatches;
use kling::{Error, ErrorKind};
use serde_json::Value;

use crate::implied_members;
use crate::member_names::MemberNames;
use crate::product_table::Verb;
use crate::request_body::BODY;
use crate::request_flags::{Flag, Place, positional_id};

/// What the members of a request are called on this command line.
pub(crate) struct CommandWords<'a> {
    pub(crate) verb: &'static Verb,
    pub(crate) matches: &'a ArgMatches,
    pub(crate) flags: Vec<Flag>,
    /// Whether the request is one of the newer standard.
    pub(crate) is_newer: bool,
}

impl CommandWords<'_> {
    /// Says what is wrong with a request, and how this command line mends it.
    pub(crate) fn explain(&self, error: Error, body: &Value) -> Error {
        if error.kind() != ErrorKind::InvalidInput || error.source().is_some() {
            return error;
        }
        let translated = Error::invalid_input(self.translate(error.message(), body));
        match error.advice().map(|advice| self.translate(advice, body)).or_else(|| self.advice(error.message())) {
            Some(advice) => translated.with_advice(advice),
            None => translated,
        }
    }

    /// Refuses a request that lacks members, all at once, and tells how each is given.
    pub(crate) fn refuse_missing(&self, missing: &[String], body: &Value) -> Result<(), Error> {
        let Some((last, others)) = missing.split_last() else { return Ok(()) };
        let others: Vec<String> = others.iter().map(|member| format!("`{member}`")).collect();
        let message = match others.is_empty() {
            true => format!("`{last}` is missing"),
            false => format!("{} and `{last}` are missing", others.join(", ")),
        };
        let ways = missing.iter().filter_map(|member| self.ways_to_give(member));
        let words = missing.iter().filter_map(|member| self.words_of(member));
        let advice: Vec<String> = ways.chain(words).collect();
        let advice = match advice.is_empty() {
            true => format!("`klingctl {:?} --help` tells how to give it, and --body takes all as JSON", self.verb),
            false => advice.join("; "),
        };
        Err(Error::invalid_input(self.translate(&message, body)).with_advice(advice))
    }

    /// The message with options in the place of the members that they give.
    pub(crate) fn translate(&self, message: &str, body: &Value) -> String {
        let name = |flag: &Flag| match self.is_given(&flag.name) {
            false if self.is_placed(flag) || !self.is_given(BODY) => Some(self.name_of(flag)),
            false => None,
            true => Some(flag.label()),
        };
        MemberNames { flags: &self.flags, body, name: &name }.translate(message)
    }

    /// Whether an option of the command line gives this member, or a part of it.
    pub(crate) fn gives(&self, member: &str) -> bool {
        let root = member.split(['.', '[']).next().unwrap_or_default();
        let mut flags = self.flags.iter().filter(|flag| flag.place.member() == root);
        flags.any(|flag| self.is_given(&flag.name) || self.is_placed(flag))
    }

    fn is_given(&self, id: &str) -> bool {
        matches!(self.matches.try_contains_id(id), Ok(true))
    }

    /// Whether it is given without its name.
    fn is_placed(&self, flag: &Flag) -> bool {
        self.slot_of(flag).is_some_and(|name| self.is_given(&positional_id(name)))
    }

    /// How to mend what a message of the library says.
    fn advice(&self, message: &str) -> Option<String> {
        if message.contains("_time is ") {
            return Some("a time is written such as 1.5s; a plain number is milliseconds".to_owned());
        }
        // What has too few parts begins its message.
        self.ways_to_give(message.split(' ').next()?)
    }

    /// The words that are known for an option.
    fn words_of(&self, member: &str) -> Option<String> {
        let is_meant = |flag: &&Flag| matches!(&flag.place, Place::Member(path) if path.join(".") == member);
        let flag = self.flags.iter().find(is_meant)?;
        let words = flag.schema.words();
        (!words.is_empty()).then(|| format!("{}: {}", self.name_of(flag), words.join(", ")))
    }

    /// How to give a member that no single option gives.
    fn ways_to_give(&self, member: &str) -> Option<String> {
        let implied_by = implied_members::sources_of(member);
        let is_meant = |flag: &&Flag| {
            let place = &flag.place;
            place.is_part() && (place.member() == member || implied_by.contains(&place.member()))
        };
        let labels: Vec<String> = self.flags.iter().filter(is_meant).map(|flag| self.name_of(flag)).collect();
        let verb = if implied_by.is_empty() { "is given with" } else { "follows from" };
        (!labels.is_empty()).then(|| format!("{member} {verb} {}", labels.join(", ")))
    }

    /// What an option is called that is not given by its name.
    fn name_of(&self, flag: &Flag) -> String {
        self.slot_of(flag).map_or_else(|| flag.label(), str::to_uppercase)
    }

    /// What the place is called in which an option needs no name.
    fn slot_of(&self, flag: &Flag) -> Option<&'static str> {
        let slot = self.verb.positional.iter().find(|slot| slot.contains(&flag.name.as_str()))?;
        slot.first().copied()
    }
}
