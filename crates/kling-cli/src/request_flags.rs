//! The options of a command, read from the schema of its request.

use clap::{Arg, ArgAction, ValueHint};

use crate::implied_members::sources_of;
use crate::media_rules::MediaRules;
use crate::object_notation::ObjectNotation;
use crate::open_words::OpenWords;
use crate::request_schema::{Kind, Schema};
use crate::typed_value::ValueType;

/// Objects whose members are options of their own, as if they stood in the request itself.
const OPENED: [&str; 5] = ["settings", "options", "input", "element_image_list", "element_video_list"];

/// The list that items of several kinds go into.
pub(crate) const CONTENTS: &str = "contents";

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
    /// Whether no request of this kind goes without it.
    is_required: bool,
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

impl Place {
    /// The member of the request itself that it goes into.
    pub(crate) fn member(&self) -> &'static str {
        match self {
            Self::Member(path) | Self::Item { list: path, .. } => path.first().copied().unwrap_or_default(),
            Self::Content(_) => CONTENTS,
        }
    }

    /// True for what is only a part of the member that it goes into.
    pub(crate) fn is_part(&self) -> bool {
        match self {
            Self::Member(path) | Self::Item { list: path, .. } => path.len() > 1,
            Self::Content(_) => true,
        }
    }
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
    /// Whether the API fetches it itself, and takes no file.
    pub(crate) takes_address_only: bool,
}

/// The options for a request, in the order of the document. The caller's own id is not among them: every command has it.
pub(crate) fn flags_of(request: Schema, rules: MediaRules) -> Vec<Flag> {
    let mut flags = Vec::new();
    collect(request, rules, &[], true, &mut flags);
    flags
}

fn collect(object: Schema, rules: MediaRules, path: &[&'static str], is_needed: bool, flags: &mut Vec<Flag>) {
    let required = object.required();
    for (member, schema) in object.members() {
        let path: Vec<&'static str> = path.iter().copied().chain([member]).collect();
        let is_required = is_needed && required.contains(&member) && sources_of(member).is_empty();
        let flag = |schema, place| {
            let (name, summary) = (flag_name(member), schema_summary(object, member));
            Flag { name, schema, place, is_required, summary }
        };
        match schema.kind() {
            _ if member == "external_task_id" => {}
            Kind::Object if OPENED.contains(&member) => collect(schema, rules, &path, is_required, flags),
            Kind::Object if member.starts_with("watermark") => {
                if let Some(enabled) = schema.member("enabled") {
                    let path = path.iter().copied().chain(["enabled"]).collect();
                    flags.push(Flag { name: "watermark".to_owned(), ..flag(enabled, Place::Member(path)) });
                }
            }
            Kind::List => {
                let Some(item) = schema.items() else { continue };
                match item.member("type").filter(|_| member == CONTENTS) {
                    Some(kinds) => {
                        flags.extend(kinds.words().into_iter().map(|kind| content_flag(item, kinds, kind, rules)));
                    }
                    None => flags.push(flag(item, Place::Item { list: path, member: plain_member(item) })),
                }
            }
            _ => flags.push(flag(schema, Place::Member(path))),
        }
    }
}

/// What a member is called on the command line.
fn flag_name(member: &str) -> String {
    match member {
        "model_name" => "model".to_owned(),
        "multi_prompt" => "shot".to_owned(),
        _ => member.replace('_', "-"),
    }
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

fn content_flag(item: Schema, kinds: Schema, kind: &'static str, rules: MediaRules) -> Flag {
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
    let takes_address_only = rules.takes_address_only(kind);
    let content = Content { kind, member, name, needs_name, takes_address_only };
    Flag { name: flag_name(kind), schema, place: Place::Content(content), is_required: false, summary }
}

/// What a list of kinds says of one: "`element`: an element that takes part."
fn told_of(description: &str, kind: &str) -> Option<String> {
    let (_, rest) = description.split_once(&format!("`{kind}`"))?;
    let (others, rest) = rest.split_once(": ")?;
    let mut others = others.split(", ").flat_map(|others| others.split(" and "));
    let is_told = others.all(|other| other.is_empty() || other.starts_with('`'));
    let sentence = rest.split(". ").next().filter(|_| is_told)?.trim_end_matches('.');
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

impl Flag {
    /// What one plain value of it is.
    pub(crate) fn value_type(&self) -> ValueType {
        match &self.place {
            Place::Member(path) => ValueType::new(path.last().copied().unwrap_or_default(), self.schema),
            Place::Item { member: Some(member), .. } => {
                ValueType::new(member, self.schema.member(member).unwrap_or(self.schema))
            }
            Place::Item { list, member: None } => ValueType::new(list.last().copied().unwrap_or_default(), self.schema),
            Place::Content(content) => {
                let value = ValueType::new(content.member, self.schema);
                if content.takes_address_only { ValueType { kind: Kind::Text, ..value } } else { value }
            }
        }
    }

    /// How its value is written when it is an object.
    pub(crate) fn notation(&self) -> Option<ObjectNotation> {
        match self.place {
            Place::Content(_) => None,
            Place::Member(_) | Place::Item { .. } => ObjectNotation::of(self.schema),
        }
    }

    /// True for a text that is JSON or names some. Where a plain value can be a file, `@FILE` and `-` are that one.
    pub(crate) fn takes_json(&self, text: &str) -> bool {
        let is_file = matches!(self.value_type().kind, Kind::Picture | Kind::Sound);
        text.starts_with(['{', '[']) || !is_file && (text.starts_with('@') || text == "-")
    }

    /// Its name in messages.
    pub(crate) fn label(&self) -> String {
        if self.name.len() == 1 { format!("-{}", self.name) } else { format!("--{}", self.name) }
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
        let OpenWords(known) = self.known_words(words);
        let (all_words, is_long) = (known.join(", "), known.len() > MOST_WORDS_SHOWN);
        let mut help = self.help();
        if !known.is_empty() && !is_long {
            help = format!("{help} [known: {all_words}]");
        }
        let argument = Arg::new(self.name.clone()).long(self.name.clone());
        let argument = argument.value_parser(OpenWords(known)).hide_possible_values(true);
        let argument = match self.notation().filter(|notation| notation.has_keys()) {
            Some(notation) => argument.long_help(format!("{help}\n\n{}", notation.describe())),
            None if is_long => argument.long_help(format!("{help}\n\nKnown: {all_words}")),
            None => argument,
        };
        let argument = argument.help(help);
        let argument = match self.value_type().kind {
            Kind::Boolean => argument.num_args(0..=1).require_equals(true).default_missing_value("true"),
            Kind::Integer | Kind::Number => argument.allow_hyphen_values(true),
            _ if self.value_type().is_time() => argument.allow_hyphen_values(true),
            Kind::Picture | Kind::Sound => argument.value_hint(ValueHint::FilePath),
            _ => argument,
        };
        let argument = match self.name.as_str() {
            "model" => argument.alias("model-name"),
            "n" => argument.short('n'),
            "shot" => argument.visible_alias("multi-prompt"),
            _ => argument,
        };
        let action = if self.is_repeated() { ArgAction::Append } else { ArgAction::Set };
        argument.action(action).value_name(self.value_name())
    }

    /// The same without an option name, in its place on the command line. Only in the last place it can be given several times.
    pub(crate) fn positional(&self, words: Vec<&'static str>, is_last: bool) -> Arg {
        let argument = Arg::new(positional_id(&self.name)).value_name(self.name.to_uppercase());
        let argument = argument.value_parser(self.known_words(words)).hide_possible_values(true);
        let argument =
            argument.help(format!("{}, also --{}", self.help(), self.name)).conflicts_with(self.name.clone());
        let argument = match self.value_type().kind {
            Kind::Picture | Kind::Sound => argument.value_hint(ValueHint::FilePath),
            _ => argument,
        };
        match self.is_repeated() && is_last {
            true => argument.action(ArgAction::Append).num_args(1..),
            false => argument,
        }
    }

    fn known_words(&self, words: Vec<&'static str>) -> OpenWords {
        OpenWords(if words.is_empty() { self.schema.words() } else { words })
    }

    fn help(&self) -> String {
        if self.is_required { format!("{} (required)", self.summary) } else { self.summary.clone() }
    }

    fn value_name(&self) -> String {
        let value = self.value_type().placeholder();
        match &self.place {
            Place::Content(Content { name: Some("source"), .. }) => "WORD=WORD".to_owned(),
            Place::Content(Content { name: Some(_), needs_name: true, .. }) => "NAME=ID".to_owned(),
            Place::Content(Content { name: Some(_), .. }) => format!("[NAME=]{value}"),
            _ => self.notation().map_or_else(|| value.to_owned(), ObjectNotation::placeholder),
        }
    }
}

/// What clap calls the positional form of an option.
pub(crate) fn positional_id(name: &str) -> String {
    format!("<{name}>")
}
