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

    /// The message with options in the place of the members that they give.
    pub(crate) fn translate(&self, message: &str, body: &Value) -> String {
        let is_given = |id: &str| self.is_given(id);
        let name = |flag: &Flag| {
            let placeholder = self.placeholder_of(&flag.name);
            let is_placed = |name: &String| is_given(&positional_id(&name.to_lowercase()));
            match placeholder {
                Some(placeholder) if is_placed(&placeholder) || !is_given(BODY) && !is_given(&flag.name) => {
                    Some(placeholder)
                }
                _ if is_given(BODY) && !is_given(&flag.name) => None,
                _ => Some(flag.label()),
            }
        };
        MemberNames { flags: &self.flags, body, name: &name }.translate(message)
    }

    /// Whether an option of the command line gives this member, or a part of it.
    pub(crate) fn gives(&self, member: &str) -> bool {
        let root = member.split(['.', '[']).next().unwrap_or_default();
        self.flags.iter().filter(|flag| flag.place.member() == root).any(|flag| {
            let slot = self.verb.positional.iter().find(|slot| slot.contains(&flag.name.as_str()));
            let placed = slot.and_then(|slot| slot.first()).map(|name| positional_id(name));
            self.is_given(&flag.name) || placed.is_some_and(|placed| self.is_given(&placed))
        })
    }

    fn is_given(&self, id: &str) -> bool {
        matches!(self.matches.try_contains_id(id), Ok(true))
    }

    /// How to give what a message says is missing or too little.
    fn advice(&self, message: &str) -> Option<String> {
        let mut advice: Vec<String> = members_of(message).filter_map(|member| self.ways_to_give(member)).collect();
        let is_missing = message.ends_with(" is missing") || message.ends_with(" are missing");
        if is_missing {
            advice.extend(members_of(message).filter_map(|member| self.words_of(member)));
        }
        if message.contains("_time is ") {
            advice.push("a time is written such as 1.5s; a plain number is milliseconds".to_owned());
        }
        if advice.is_empty() && is_missing {
            advice
                .push(format!("`klingctl {:?} --help` tells how to give it, and --body takes all as JSON", self.verb));
        }
        (!advice.is_empty()).then(|| advice.join("; "))
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

    /// What an option is called that is not on the command line.
    fn name_of(&self, flag: &Flag) -> String {
        self.placeholder_of(&flag.name).unwrap_or_else(|| flag.label())
    }

    /// What stands in help for an option that needs no name.
    fn placeholder_of(&self, flag: &str) -> Option<String> {
        let slot = self.verb.positional.iter().find(|slot| slot.contains(&flag))?;
        slot.first().map(|name| name.to_uppercase())
    }
}

/// The members that a message is about: those in backticks, or the one that it begins with.
fn members_of(message: &str) -> impl Iterator<Item = &str> {
    let first = message.split(' ').next().filter(|word| !word.starts_with('`'));
    first.into_iter().chain(message.split('`').skip(1).step_by(2))
}
