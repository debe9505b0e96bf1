//! The commands that order something: built from the table, run by it.

use std::error::Error as _;

use clap::{Arg, ArgMatches, Args as _, Command, FromArgMatches, Subcommand};
use kling::models::{CAPABILITIES, DUAL_SCENES, Product, SINGLE_SCENES, SPEECH_VOICES, Standard, find_model};
use kling::{Error, ErrorKind};
use serde_json::Value;

use crate::async_runtime::block_on;
use crate::direct_call::{self, DirectCall};
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::library::Library;
use crate::media_rules::MediaRules;
use crate::member_names::MemberNames;
use crate::openapi_document::Operation;
use crate::order_options::{DirectOptions, OrderOptions, SpeakOptions};
use crate::order_record::OrderRecord;
use crate::order_run::{OrderRun, print_preview, print_record, refuse_together};
use crate::orders::Orders;
use crate::product_table::{Call, GROUPS, VERBS, Verb};
use crate::progress::Progress;
use crate::report::Failure;
use crate::request_body::{BODY, FlagSet};
use crate::request_flags::{Flag, flags_of, positional_id};
use crate::request_schema::Schema;
use crate::{interruption, media_argument, request_body, speaking, stdout};

/// The newer standard's models are named by this option.
const MODEL: &str = "model";

/// One of the commands of the table, with what the command line says.
#[derive(Debug)]
pub(crate) struct ProductCommand {
    verb: &'static Verb,
    matches: ArgMatches,
}

impl FromArgMatches for ProductCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let found = matches.subcommand().and_then(|(group, matches)| {
            let (name, matches) = matches.subcommand()?;
            let verb = VERBS.iter().find(|verb| verb.group == group && verb.name == name)?;
            Some(Self { verb, matches: matches.clone() })
        });
        found.ok_or_else(|| clap::Error::new(clap::error::ErrorKind::MissingSubcommand))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for ProductCommand {
    fn augment_subcommands(command: Command) -> Command {
        GROUPS.iter().fold(command, |command, group| {
            let group = Command::new(group.name).about(group.about);
            // The document is read only when one of its commands is.
            command.subcommand(group.subcommand_required(true).arg_required_else_help(true).defer(add_verbs))
        })
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        GROUPS.iter().any(|group| group.name == name)
    }
}

fn add_verbs(group: Command) -> Command {
    let name = group.get_name().to_owned();
    VERBS.iter().filter(|verb| verb.group == name).fold(group, |group, verb| group.subcommand(define(verb)))
}

/// The command line of a verb.
fn define(verb: &'static Verb) -> Command {
    add_arguments(verb, Command::new(verb.name)).about(verb.about).long_about(describe(verb))
}

fn add_arguments(verb: &'static Verb, mut command: Command) -> Command {
    let Some(operation) = verb.operation() else { return command };
    let own = flags(verb, operation);
    let newer: Vec<Flag> = verb.newer.iter().flat_map(|way| flags(verb, way.operation)).collect();
    let find = |name: &str| own.iter().chain(&newer).find(|flag| flag.name == name);
    for (index, slot) in verb.positional.iter().enumerate() {
        if let Some(flag) = slot.first().and_then(|name| find(name)) {
            command = command.arg(flag.positional(index + 1 == verb.positional.len()));
        }
    }
    for flag in &own {
        command = command.arg(flag.argument(known_words(verb, &flag.name)));
    }
    let mut names: Vec<&str> = own.iter().map(|flag| flag.name.as_str()).collect();
    for flag in &newer {
        if !names.contains(&flag.name.as_str()) {
            names.push(&flag.name);
            let heading = "Request, newer standard only";
            command = command.arg(flag.argument(known_words(verb, &flag.name)).help_heading(heading));
        }
    }
    let body = Arg::new(BODY).long(BODY).value_name("JSON|@FILE|-").allow_hyphen_values(true).help_heading("Request");
    let command = command
        .arg(body.help("The whole body; options replace its members, and @FILE in it stands for a picture or a sound"));
    match verb.call {
        Call::Order { .. } => OrderOptions::augment_args(command),
        Call::Speak => SpeakOptions::augment_args(command),
        _ => DirectOptions::augment_args(command),
    }
}

fn flags(verb: &Verb, operation: &str) -> Vec<Flag> {
    let operation = Operation::find(operation);
    let flags =
        operation.and_then(|operation| Some(flags_of(operation.body()?, MediaRules::new(verb.product, operation))));
    flags.unwrap_or_default()
}

/// The text of `--help`.
fn describe(verb: &Verb) -> String {
    let mut text = verb.about.to_owned();
    if let Some(operation) = verb.operation().and_then(Operation::find) {
        let paragraphs = operation.description().split("\n\n");
        for paragraph in paragraphs {
            text.push_str("\n\n");
            text.push_str(&paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
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
        ("model", Some(product)) => models_of(product),
        ("voice-id", Some(Product::Speech)) => SPEECH_VOICES.iter().map(|voice| voice.id).collect(),
        ("effect-scene", _) => SINGLE_SCENES.iter().chain(DUAL_SCENES).copied().collect(),
        _ => Vec::new(),
    }
}

/// The models that make a product, without those that retired.
fn models_of(product: Product) -> Vec<&'static str> {
    let rows = CAPABILITIES.iter().filter(|row| row.product == product && row.standard != Standard::Solutions);
    let names = rows.filter_map(|row| row.model);
    names.filter(|name| find_model(product.pack(), name).is_none_or(|model| model.retirement.is_none())).collect()
}

/// How a verb is carried out, once the model is known.
struct Way {
    operation: &'static str,
    orders: Option<&'static dyn Orders>,
    is_newer: bool,
}

impl ProductCommand {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        match &self.verb.call {
            Call::List(library) => self.run_list(*library, options),
            Call::Direct { operation, call } => self.run_direct(operation, *call, options),
            Call::Speak => self.run_speak(options),
            Call::Order { .. } => self.run_order(options),
        }
    }

    fn run_list(&self, library: Library, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        block_on(async {
            let connection = options.connection.open(&Progress::on_stderr()).await?;
            library.print(connection.kling(), options).await?;
            Ok(ExitCode::Done)
        })
    }

    fn run_order(&self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let order = OrderOptions::from_arg_matches(&self.matches).map_err(unreadable)?;
        if order.output.is_stdout() && options.json {
            return Err(refuse_together("-o - and --json both write to stdout", "use one of them").into());
        }
        let way = self.way();
        let (schema, rules, mut body) = self.body(&way)?;
        let orders = way.orders.ok_or_else(|| Error::invalid_input(format!("{} orders nothing", way.operation)))?;
        let own_id = take_external_task_id(&mut body)?;
        let order = OrderOptions { external_task_id: order.external_task_id.or(own_id), ..order };
        let run = OrderRun::new(orders, schema, &order);
        let progress = Progress::on_stderr();
        block_on(async {
            let connection = match order.dry_run {
                true => options.connection.open_without_account()?,
                false => options.connection.open(&progress).await?,
            };
            self.check_addresses(schema, rules, &way, &body)?;
            media_argument::read_files(schema, rules, &mut body, connection.kling().session().downloader()).await?;
            let own_id = order.external_task_id.as_deref();
            let prepared = orders.prepare(connection.kling().session(), &body, own_id);
            let prepared = prepared.map_err(|error| Failure::from(self.explain(error, &way, &body)).of_paid_work())?;
            let words = request_body::unknown_words(schema, &body);
            let warnings = words.iter().chain(prepared.warnings());
            let warnings = warnings.map(|warning| self.in_words_of_options(warning, &way, &body)).collect();
            drop(body);
            if order.dry_run {
                run.preview(&*prepared, warnings, options)?;
                return Ok(ExitCode::Done);
            }
            if order.no_wait && connection.is_emulated() {
                progress.say("the built-in emulator ends with this command, and its tasks with it; `klingctl emulator` serves one that stays");
            }
            let work = run.run(prepared, warnings, &connection, &progress);
            match interruption::unless_interrupted(work).await? {
                Some(result) => print_record(&mut run.record(), result, options),
                None => {
                    if let Some(failure) = run.interruption() {
                        failure.on_built_in_emulator(connection.is_emulated()).print(options.json);
                    }
                    Ok(ExitCode::Interrupted)
                }
            }
        })
    }

    fn run_direct(
        &self,
        operation: &'static str,
        call: &'static dyn DirectCall,
        options: &GlobalOptions,
    ) -> Result<ExitCode, Failure> {
        let direct = DirectOptions::from_arg_matches(&self.matches).map_err(unreadable)?;
        let way = Way { operation, orders: None, is_newer: false };
        let (schema, rules, mut body) = self.body(&way)?;
        let told = |error: Error| match call.may_be_charged() {
            true => Failure::from(error).of_paid_work(),
            false => Failure::from(error),
        };
        block_on(async {
            let connection = match direct.dry_run {
                true => options.connection.open_without_account()?,
                false => options.connection.open(&Progress::on_stderr()).await?,
            };
            self.check_addresses(schema, rules, &way, &body)?;
            media_argument::read_files(schema, rules, &mut body, connection.kling().session().downloader()).await?;
            let (request, price) = call.check(&body).map_err(|error| told(self.explain(error, &way, &body)))?;
            let words = request_body::unknown_words(schema, &body);
            let warnings = words.iter().map(|warning| self.in_words_of_options(warning, &way, &body)).collect();
            if direct.dry_run {
                let mut record = OrderRecord { product: self.name(), warnings, ..OrderRecord::default() };
                let mut request = request;
                media_argument::shorten(schema, &mut request);
                print_preview(request, price, &mut record, options)?;
                return Ok(ExitCode::Done);
            }
            let answer = match interruption::unless_interrupted(call.send(connection.kling(), &request)).await? {
                Some(answer) => answer.map_err(told),
                None => Err(direct_call::interruption(call.may_be_charged())),
            };
            stdout::print_json(&answer.map_err(|failure| failure.on_built_in_emulator(connection.is_emulated()))?)?;
            Ok(ExitCode::Done)
        })
    }

    fn run_speak(&self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let speak = SpeakOptions::from_arg_matches(&self.matches).map_err(unreadable)?;
        let operation = self.verb.operation().unwrap_or_default();
        let way = Way { operation, orders: None, is_newer: false };
        let (_, _, body) = self.body(&way)?;
        block_on(speaking::run(&body, &speak, options, |error| self.explain(error, &way, &body)))
    }

    /// The product's name; that of the command where no table has it.
    fn name(&self) -> &'static str {
        self.verb.product.map_or(self.verb.name, Product::name)
    }

    /// The newer standard when the model is spelt as it spells it.
    fn way(&self) -> Way {
        let newer = self.verb.newer.iter().find(|way| Some(way.model) == self.model());
        match (newer, &self.verb.call) {
            (Some(way), _) => Way { operation: way.operation, orders: Some(way.orders), is_newer: true },
            (None, Call::Order { operation, orders }) => Way { operation, orders: Some(*orders), is_newer: false },
            (None, _) => Way { operation: self.verb.operation().unwrap_or_default(), orders: None, is_newer: false },
        }
    }

    /// The body, and what the document and the tables say of it.
    fn body(&self, way: &Way) -> Result<(Schema, MediaRules, Value), Error> {
        let operation = Operation::find(way.operation).and_then(|operation| Some((operation, operation.body()?)));
        let (operation, schema) =
            operation.ok_or_else(|| Error::invalid_input(format!("{} takes no body", way.operation)))?;
        let rules = MediaRules::new(self.verb.product, operation);
        let set = FlagSet { flags: flags_of(schema, rules), slots: self.verb.positional };
        self.refuse_flags_of_others(&set, way)?;
        Ok((schema, rules, request_body::read(schema, &set, &self.matches)?))
    }

    fn check_addresses(&self, schema: Schema, rules: MediaRules, way: &Way, body: &Value) -> Result<(), Failure> {
        let checked = media_argument::check_addresses(schema, rules, body);
        checked.map_err(|error| Failure::from(self.explain(error, way, body)).of_paid_work())
    }

    /// Refuses options that the standard of this model does not have.
    fn refuse_flags_of_others(&self, set: &FlagSet, way: &Way) -> Result<(), Error> {
        let operations = self.verb.operation().into_iter().chain(self.verb.newer.iter().map(|way| way.operation));
        for flag in
            operations.filter(|operation| *operation != way.operation).flat_map(|operation| flags(self.verb, operation))
        {
            let is_chosen_model = way.is_newer && flag.name == MODEL;
            let is_known = is_chosen_model || set.flags.iter().any(|own| own.name == flag.name);
            if is_known || !matches!(self.matches.try_contains_id(&flag.name), Ok(true)) {
                continue;
            }
            let model = self.model().map_or_else(
                || "without a model of the newer standard".to_owned(),
                |model| format!("with --model {model}"),
            );
            let near = kling::models::closest(&flag.name, set.flags.iter().map(|own| own.name.as_str()));
            let near = near.map(|near| format!("; did you mean --{near}?")).unwrap_or_default();
            return Err(Error::invalid_input(format!("--{} is not possible {model}{near}", flag.name)));
        }
        Ok(())
    }

    /// Says what is wrong with a request in the words of this command line.
    fn explain(&self, error: Error, way: &Way, body: &Value) -> Error {
        if error.kind() != ErrorKind::InvalidInput || error.source().is_some() {
            return error;
        }
        if let Some(member) = error.message().strip_prefix('`').and_then(|rest| rest.strip_suffix("` is missing")) {
            let member = member.replace('_', "-");
            let flags = flags(self.verb, way.operation);
            let flag = flags.iter().find(|flag| flag.name == member);
            let advice = flag.map(|flag| match self.placeholder_of(&flag.name) {
                Some(placeholder) => format!("give {placeholder} on the command line, or in --body"),
                None => format!("give it with {}, or in --body", flag.label()),
            });
            return match advice {
                Some(advice) => error.with_advice(advice),
                None => error,
            };
        }
        let mut message = self.in_words_of_options(error.message(), way, body);
        if let Some(model) = self.model().filter(|model| way.is_newer && !message.contains(*model)) {
            message = message.replacen("; ", &format!("; with {model} "), 1);
        }
        let translated = Error::invalid_input(message);
        match error.advice() {
            Some(advice) => translated.with_advice(self.in_words_of_options(advice, way, body)),
            None => translated,
        }
    }

    /// The message with options in the place of the members that they give.
    fn in_words_of_options(&self, message: &str, way: &Way, body: &Value) -> String {
        let is_given = |id: &str| matches!(self.matches.try_contains_id(id), Ok(true));
        let name = |flag: &Flag| {
            let placeholder = self.placeholder_of(&flag.name);
            let by_place = placeholder.filter(|placeholder| is_given(&positional_id(&placeholder.to_lowercase())));
            match by_place {
                Some(placeholder) => Some(placeholder),
                None if is_given(BODY) && !is_given(&flag.name) => None,
                None => Some(flag.label()),
            }
        };
        MemberNames { flags: &flags(self.verb, way.operation), body, name: &name }.translate(message)
    }

    /// What stands in help for an option that needs no name.
    fn placeholder_of(&self, flag: &str) -> Option<String> {
        let slot = self.verb.positional.iter().find(|slot| slot.contains(&flag))?;
        slot.first().map(|name| name.to_uppercase())
    }

    fn model(&self) -> Option<&str> {
        self.matches.try_get_one::<String>(MODEL).ok().flatten().map(String::as_str)
    }
}

/// The caller's own id, where the body has it.
fn take_external_task_id(body: &mut Value) -> Result<Option<String>, Error> {
    let place = if body.get("options").is_some_and(Value::is_object) { &mut body["options"] } else { body };
    match place.as_object_mut().and_then(|members| members.get("external_task_id")) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) => Ok(Some(id.clone())),
        Some(id) if id.is_number() => Ok(Some(id.to_string())),
        Some(_) => Err(Error::invalid_input("`external_task_id` is not text")),
    }
}

/// Options that the parser took and that cannot be read.
fn unreadable(error: clap::Error) -> Error {
    Error::invalid_input(error.to_string())
}
