//! The command lines of the table, with their help taken from the documents.

use clap::{Arg, Args as _, Command};
use kling::models::{CAPABILITIES, DUAL_SCENES, Product, SINGLE_SCENES, SPEECH_VOICES, Standard, find_model};

use crate::direct_call::{LEGACY_LIP_SYNC_OPERATION, SPEECH};
use crate::help_text::HelpText;
use crate::media_rules::MediaRules;
use crate::openapi_document::Operation;
use crate::order_options::{DirectOptions, OrderOptions, SavedAnswerOptions};
use crate::product_table::{Call, VERBS, Verb};
use crate::request_body::BODY;
use crate::request_flags::{Flag, flags_of};

/// The option that names the model. By the newer standard it chooses the path.
pub(crate) const MODEL: &str = "model";

/// Adds the commands of a group.
pub(crate) fn add_verbs(group: Command) -> Command {
    let name = group.get_name().to_owned();
    VERBS.iter().filter(|verb| verb.group == name).fold(group, |group, verb| group.subcommand(define(verb)))
}

/// The command line of a verb.
fn define(verb: &'static Verb) -> Command {
    let command = Command::new(verb.name);
    let Some(operation) = verb.operation() else { return command.about(verb.about) };
    let own = flags(verb, operation);
    let mut all = own.clone();
    for flag in verb.newer.iter().flat_map(|way| flags(verb, way.operation)) {
        if !all.iter().any(|known| known.name == flag.name) {
            all.push(flag);
        }
    }
    let help = HelpText { flags: &all };
    // The options bring an about of their own.
    add_options(verb, &all, own.len(), &help, command).about(verb.about).long_about(describe(verb, &help))
}

/// Adds the options of the request, of which the first `own` are those of `/v1`, and those that every such command has.
fn add_options(verb: &'static Verb, flags: &[Flag], own: usize, help: &HelpText<'_>, mut command: Command) -> Command {
    for (index, slot) in verb.positional.iter().enumerate() {
        if let Some(flag) = slot.first().and_then(|name| flags.iter().find(|flag| flag.name == *name)) {
            let option = flag.positional(known_words(verb, &flag.name), index + 1 == verb.positional.len());
            command = command.arg(help.translate_help_of(option));
        }
    }
    for (index, flag) in flags.iter().enumerate() {
        let option = help.translate_help_of(flag.argument(known_words(verb, &flag.name)));
        let heading = if index < own { "Request" } else { "Request, newer standard only" };
        command = command.arg(option.help_heading(heading));
    }
    let body = Arg::new(BODY).long(BODY).value_name("JSON|@FILE|-").allow_hyphen_values(true).help_heading("Request");
    let command = command
        .arg(body.help("The whole body; options replace its members, and @FILE in it stands for a picture or a sound"));
    match verb.call {
        Call::Order { .. } => OrderOptions::augment_args(command),
        Call::Speak => SavedAnswerOptions::augment_args(command),
        Call::Direct(direct) if direct.call.files().is_some() => SavedAnswerOptions::augment_args(command),
        _ => DirectOptions::augment_args(command),
    }
}

/// The options of a verb that is carried out by this operation.
pub(crate) fn flags(verb: &Verb, operation: &str) -> Vec<Flag> {
    let operation = Operation::find(operation);
    let flags =
        operation.and_then(|operation| Some(flags_of(operation.body()?, MediaRules::new(verb.product, operation))));
    flags.unwrap_or_default()
}

/// The text of `--help`.
fn describe(verb: &Verb, help: &HelpText<'_>) -> String {
    let mut text = verb.about.to_owned();
    if let Some(operation) = verb.operation().and_then(Operation::find) {
        let paragraphs = operation.description().split("\n\n");
        for paragraph in paragraphs {
            text.push_str("\n\n");
            text.push_str(&help.translate(&paragraph.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        text.push_str(&format!("\n\n{} {}", operation.method.to_uppercase(), operation.path));
    }
    if !verb.newer.is_empty() {
        let models: Vec<&str> = verb.newer.iter().map(|way| way.model).collect();
        text.push_str(&format!(
            "; with --model {} by the newer standard, which takes API keys only",
            models.join(", ")
        ));
    }
    text
}

/// Words that the capability tables know and the document does not list.
fn known_words(verb: &Verb, flag: &str) -> Vec<&'static str> {
    match (flag, verb.product) {
        (MODEL, Some(product)) => models_of(product, &[Standard::V1, Standard::Tasks]),
        ("voice-id", _) if matches!(verb.operation(), Some(SPEECH | LEGACY_LIP_SYNC_OPERATION)) => {
            SPEECH_VOICES.iter().map(|voice| voice.id).collect()
        }
        ("effect-scene", _) => SINGLE_SCENES.iter().chain(DUAL_SCENES).copied().collect(),
        _ => Vec::new(),
    }
}

/// The models that make a product by these standards, without those that retired.
fn models_of(product: Product, standards: &[Standard]) -> Vec<&'static str> {
    let rows = CAPABILITIES.iter().filter(|row| row.product == product && standards.contains(&row.standard));
    let names = rows.filter_map(|row| row.model);
    names.filter(|name| find_model(product.pack(), name).is_none_or(|model| model.retirement.is_none())).collect()
}
