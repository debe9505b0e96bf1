//! The options of a command, read from the schema of its request.

use clap::{Arg, ArgAction, ValueHint};

use crate::open_words::OpenWords;
use crate::request_schema::{Kind, Schema};

/// Objects whose members are options of their own, as if they stood in the request itself.
const OPENED: [&str; 5] = ["settings", "options", "input", "element_image_list", "element_video_list"];

/// The most known words that help shows.
const MOST_WORDS_SHOWN: usize = 16;

/// One option, and where its value goes in the request.
#[derive(Clone, Debug)]
pub(crate) struct Flag {
    /// Without the dashes before it.
    pub(crate) name: String,
    /// One value of it.
    pub(crate) schema: Schema,
    pub(crate) place: Place,
    /// What it means, in a sentence without its full stop.
    summary: String,
}

/// Where in a request a value goes.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// This member, named from the root.
    Member(Vec<&'static str>),
    /// An item of this list. A plain value is this member of the item, or with `None` the whole item.
    Item { list: Vec<&'static str>, member: Option<&'static str> },
    /// An item of the list `contents`.
    Content(Content),
}

/// One kind of item of `contents`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content {
    /// The value of its member `type`.
    pub(crate) kind: &'static str,
    /// The member that a plain value is.
    pub(crate) member: &'static str,
    /// The member that `NAME=` before the value is; it must be there when `needs_name`.
    pub(crate) name: Option<&'static str>,
    pub(crate) needs_name: bool,
}

/// The options for a request, in the order of the document. The caller's own id is not among them: every command has it.
pub(crate) fn flags_of(request: Schema) -> Vec<Flag> {
    let mut flags = Vec::new();
    collect(request, &[], &mut flags);
    flags
}

fn collect(object: Schema, path: &[&'static str], flags: &mut Vec<Flag>) {
    for (member, schema) in object.members() {
        let path: Vec<&'static str> = path.iter().copied().chain([member]).collect();
        let flag =
            |schema, place| Flag { name: flag_name(member), schema, place, summary: schema_summary(object, member) };
        match schema.kind() {
            _ if member == "external_task_id" => {}
            Kind::Object if OPENED.contains(&member) => collect(schema, &path, flags),
            Kind::Object if member.starts_with("watermark") => {
                if let Some(enabled) = schema.member("enabled") {
                    let path = path.iter().copied().chain(["enabled"]).collect();
                    flags.push(Flag { name: "watermark".to_owned(), ..flag(enabled, Place::Member(path)) });
                }
            }
            Kind::List => {
                let Some(item) = schema.items() else { continue };
                match item.member("type").filter(|_| member == "contents") {
                    Some(kinds) => flags.extend(kinds.words().into_iter().map(|kind| content_flag(item, kinds, kind))),
                    None => flags.push(flag(item, Place::Item { list: path, member: plain_member(item) })),
                }
            }
            _ => flags.push(flag(schema, Place::Member(path))),
        }
    }
}

fn flag_name(member: &str) -> String {
    if member == "model_name" { "model".to_owned() } else { member.replace('_', "-") }
}

fn schema_summary(object: Schema, member: &str) -> String {
    object.member(member).map(Schema::summary).unwrap_or_default()
}

/// The one member that an item needs, which a plain value stands for.
fn plain_member(item: Schema) -> Option<&'static str> {
    match item.required()[..] {
        [only] if !matches!(item.member(only)?.kind(), Kind::List | Kind::Object) => Some(only),
        _ => None,
    }
}

fn content_flag(item: Schema, kinds: Schema, kind: &'static str) -> Flag {
    let own_id = item.members().map(|(member, _)| member).find(|member| member.strip_suffix("_id") == Some(kind));
    let is_address = ["image", "frame", "video", "bgm"].iter().any(|word| kind.contains(word));
    let (member, name) = match own_id {
        _ if kind == "glossary" => ("target", Some("source")),
        Some(id) => (id, item.member("id").and(Some("id"))),
        None if is_address => ("url", item.member("id").and(Some("id"))),
        None => ("text", None),
    };
    let schema = item.member(member).unwrap_or(item);
    let summary = told_of(&kinds.description(), kind).unwrap_or_else(|| schema.summary());
    let needs_name = kind == "glossary" || own_id.is_some() && name.is_some();
    Flag { name: flag_name(kind), schema, place: Place::Content(Content { kind, member, name, needs_name }), summary }
}

/// What a list of kinds says of one: "`element`: an element that takes part."
fn told_of(description: &str, kind: &str) -> Option<String> {
    let (_, rest) = description.split_once(&format!("`{kind}`"))?;
    let (others, rest) = rest.split_once(": ")?;
    let is_told = others.split(", ").all(|other| other.is_empty() || other.starts_with('`'));
    let sentence = rest.split(". ").next().filter(|_| is_told)?.trim_end_matches('.');
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

impl Flag {
    /// What one value of it is. Videos and music have addresses only.
    pub(crate) fn kind(&self) -> Kind {
        match &self.place {
            Place::Content(content) if content.kind.contains("video") || content.kind == "bgm" => Kind::Text,
            Place::Item { member: Some(member), .. } => self.schema.member(member).map_or(Kind::Text, Schema::kind),
            _ => self.schema.kind(),
        }
    }

    /// True when it can be given several times.
    pub(crate) fn is_repeated(&self) -> bool {
        match &self.place {
            Place::Member(_) => false,
            Place::Item { .. } => true,
            Place::Content(content) => content.member != "text",
        }
    }

    /// The option of the command line. `words` are known values besides those of the document.
    pub(crate) fn argument(&self, words: Vec<&'static str>) -> Arg {
        let known = if words.is_empty() { self.schema.words() } else { words };
        let mut help = self.summary.clone();
        if !known.is_empty() && known.len() <= MOST_WORDS_SHOWN {
            help = format!("{help} [known: {}]", known.join(", "));
        }
        let argument = Arg::new(self.name.clone()).long(self.name.clone()).help(help).help_heading("Request");
        let argument = argument.value_parser(OpenWords(known)).hide_possible_values(true);
        let argument = match self.kind() {
            Kind::Boolean => argument.num_args(0..=1).require_equals(true).default_missing_value("true"),
            Kind::Integer | Kind::Number => argument.allow_negative_numbers(true),
            Kind::Picture | Kind::Sound => argument.value_hint(ValueHint::FilePath),
            _ => argument,
        };
        let argument = match self.name.as_str() {
            "model" => argument.alias("model-name"),
            "n" => argument.short('n'),
            _ => argument,
        };
        let action = if self.is_repeated() { ArgAction::Append } else { ArgAction::Set };
        argument.action(action).value_name(self.value_name())
    }

    /// The same without an option name, in its place on the command line. Only in the last place it can be given several times.
    pub(crate) fn positional(&self, is_last: bool) -> Arg {
        let argument = Arg::new(positional_id(&self.name)).value_name(self.name.to_uppercase());
        let argument =
            argument.help(format!("{}, also --{}", self.summary, self.name)).conflicts_with(self.name.clone());
        let argument = match self.kind() {
            Kind::Picture | Kind::Sound => argument.value_hint(ValueHint::FilePath),
            _ => argument,
        };
        match self.is_repeated() && is_last {
            true => argument.action(ArgAction::Append).num_args(1..),
            false => argument,
        }
    }

    /// The member that a plain value is.
    fn value_member(&self) -> &'static str {
        match &self.place {
            Place::Member(path) => path.last().copied().unwrap_or_default(),
            Place::Item { member, .. } => member.unwrap_or_default(),
            Place::Content(content) => content.member,
        }
    }

    fn value_name(&self) -> String {
        let value = match self.kind() {
            Kind::Picture | Kind::Sound => "FILE|URL",
            Kind::Integer if self.value_member().ends_with("_id") => "ID",
            Kind::Integer => "N",
            Kind::Number => "NUMBER",
            Kind::Boolean => "true|false",
            Kind::Object | Kind::List => "JSON",
            Kind::Either => "N|WORD",
            Kind::Text if self.value_member().ends_with("id") => "ID",
            Kind::Text if self.value_member().ends_with("url") => "URL",
            Kind::Text if self.name == "model" => "NAME",
            Kind::Text if self.schema.words().is_empty() => "TEXT",
            Kind::Text => "WORD",
        };
        match &self.place {
            Place::Content(Content { name: Some("source"), .. }) => "WORD=WORD".to_owned(),
            Place::Content(Content { name: Some(_), needs_name: true, .. }) => "NAME=ID".to_owned(),
            Place::Content(Content { name: Some(_), .. }) => format!("[NAME=]{value}"),
            Place::Item { member: None, .. } if self.schema.kind() == Kind::Object => "JSON".to_owned(),
            _ => value.to_owned(),
        }
    }
}

/// What clap calls the positional form of an option.
pub(crate) fn positional_id(name: &str) -> String {
    format!("<{name}>")
}
