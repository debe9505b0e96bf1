//! The commands that order something, run as the table says.

use clap::{ArgMatches, Command, FromArgMatches, Subcommand};
use kling::Error;
use kling::models::Product;
use serde_json::Value;

use crate::answer_files::AnswerFiles;
use crate::async_runtime::block_on;
use crate::command_words::CommandWords;
use crate::destination::{Destination, OutputOptions};
use crate::direct_call::{CheckedCall, Direct};
use crate::direct_run::DirectRun;
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::input::Input;
use crate::library::Library;
use crate::media_rules::MediaRules;
use crate::openapi_document::Operation;
use crate::order_options::{DirectOptions, OrderOptions, SavedAnswerOptions};
use crate::order_record::OrderRecord;
use crate::order_run::{OrderRun, print_preview, print_record, refuse_together};
use crate::orders::Orders;
use crate::product_table::{Call, GROUPS, VERBS, Verb};
use crate::progress::Progress;
use crate::report::Failure;
use crate::request_body::FlagSet;
use crate::request_flags::{flags_of, positional_id};
use crate::request_schema::Schema;
use crate::unknown_words::UnknownWord;
use crate::verb_definition::{MODEL, add_verbs, flags};
use crate::{
    foreign_options, interruption, media_argument, member_types, missing_members, request_body, speaking, unknown_words,
};

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
            Call::Direct(direct) => self.run_direct(direct, options),
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
        let (schema, rules, mut body) = self.body(&way).map_err(paid)?;
        let orders = way.orders.ok_or_else(|| Error::invalid_input(format!("{} orders nothing", way.operation)))?;
        let own_id = take_external_task_id(&mut body)?;
        let order = OrderOptions { external_task_id: order.external_task_id.or(own_id), ..order };
        let run = OrderRun::new(orders, schema, self.name(), &order);
        let progress = Progress::on_stderr();
        block_on(async {
            let connection = match order.dry_run {
                true => options.connection.open_without_account()?,
                false => options.connection.open(&progress).await?,
            };
            let downloader = connection.kling().session().downloader();
            media_argument::read_files(schema, rules, &mut body, &self.words(&way), downloader).await?;
            let own_id = order.external_task_id.as_deref();
            let words = self.words(&way);
            let refuse = |error| paid(words.explain(error, &body));
            let prepared = orders.prepare(connection.kling().session(), &body, own_id).map_err(refuse)?;
            let unknown = Self::unknown_words(&words, schema, &body).map_err(refuse)?;
            let warnings = unknown.iter().chain(prepared.warnings());
            let warnings = warnings.map(|warning| words.translate(warning, &body)).collect();
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

    fn run_direct(&self, direct: &'static Direct, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let Direct { operation, call } = direct;
        let direct = DirectOptions::from_arg_matches(&self.matches).map_err(unreadable)?;
        let files = call.files().map(|files| Ok((files, self.destination(files)?))).transpose().map_err(unreadable)?;
        let way = Way { operation, orders: None, is_newer: false };
        let told = |error: Error| if call.may_be_charged() { paid(error) } else { Failure::from(error) };
        let (schema, rules, mut body) = self.body(&way).map_err(told)?;
        let progress = Progress::on_stderr();
        block_on(async {
            let connection = match direct.dry_run {
                true => options.connection.open_without_account()?,
                false => options.connection.open(&progress).await?,
            };
            let downloader = connection.kling().session().downloader();
            media_argument::read_files(schema, rules, &mut body, &self.words(&way), downloader).await?;
            let words = self.words(&way);
            let refuse = |error| told(words.explain(error, &body));
            let CheckedCall { request, price, warnings } = call.check(&body).map_err(refuse)?;
            let unknown = Self::unknown_words(&words, schema, &body).map_err(refuse)?;
            let warnings = unknown.iter().chain(&warnings);
            let warnings: Vec<String> = warnings.map(|warning| words.translate(warning, &body)).collect();
            if direct.dry_run {
                let mut record = OrderRecord { product: self.name(), warnings, ..OrderRecord::default() };
                let mut request = request;
                media_argument::shorten(schema, &mut request);
                print_preview(request, price, &mut record, options)?;
                return Ok(ExitCode::Done);
            }
            for warning in &warnings {
                progress.say(format_args!("warning: {warning}"));
            }
            let (call, label) = (*call, self.name());
            let run = DirectRun { call, files, label, price, connection: &connection, progress: &progress };
            run.run(&request, options).await
        })
    }

    fn run_speak(&self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let speak = SavedAnswerOptions::from_arg_matches(&self.matches).map_err(unreadable)?;
        let operation = self.verb.operation().unwrap_or_default();
        let way = Way { operation, orders: None, is_newer: false };
        let (schema, _, body) = self.body(&way).map_err(paid)?;
        let words = self.words(&way);
        let explain = |error| words.explain(error, &body);
        let unknown = Self::unknown_words(&words, schema, &body).map_err(|error| paid(explain(error)))?;
        let warnings = unknown.iter().map(|warning| words.translate(warning, &body)).collect();
        block_on(speaking::run(&body, warnings, &speak, options, explain))
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

    /// The body, complete and with addresses where the API takes no file, and what the document and the tables say of it.
    fn body(&self, way: &Way) -> Result<(Schema, MediaRules, Value), Error> {
        let operation = Operation::find(way.operation).and_then(|operation| Some((operation, operation.body()?)));
        let (operation, schema) =
            operation.ok_or_else(|| Error::invalid_input(format!("{} takes no body", way.operation)))?;
        let rules = MediaRules::new(self.verb.product, operation);
        let set = FlagSet { flags: flags_of(schema, rules), slots: self.verb.positional };
        let words = self.words(way);
        foreign_options::refuse(&words, way.operation, self.model())?;
        let body = request_body::read(schema, &set, &self.matches)?;
        words.refuse_missing(&missing_members::find(schema, &body), &body)?;
        let refuse = |error| words.explain(error, &body);
        member_types::check(schema, &body).map_err(refuse)?;
        media_argument::check_addresses(schema, rules, &body).map_err(refuse)?;
        Ok((schema, rules, body))
    }

    /// Warns of words that the document does not know, and refuses those that an option misspells.
    fn unknown_words(words: &CommandWords<'_>, schema: Schema, body: &Value) -> Result<Vec<String>, Error> {
        let unknown = unknown_words::find(schema, body);
        let mut by_options = unknown.iter().filter(|word| words.gives(word.member()));
        by_options.try_for_each(UnknownWord::refuse_misspelt)?;
        Ok(unknown.iter().map(ToString::to_string).collect())
    }

    /// The words of this command line for what is sent this way.
    fn words<'a>(&'a self, way: &Way) -> CommandWords<'a> {
        CommandWords {
            verb: self.verb,
            matches: &self.matches,
            flags: flags(self.verb, way.operation),
            is_newer: way.is_newer,
        }
    }

    /// Where the files of an answer go. They are named after what the command is about.
    fn destination(&self, files: &AnswerFiles) -> Result<Destination, clap::Error> {
        let names = self.verb.positional.first().copied().unwrap_or_default();
        let given = names.iter().flat_map(|name| [(*name).to_owned(), positional_id(name)]);
        let subject = given.filter_map(|id| self.matches.try_get_one::<String>(&id).ok().flatten()).next();
        let subject = subject.map_or(self.verb.name, |subject| subject.trim_start_matches('@'));
        let destination =
            OutputOptions::from_arg_matches(&self.matches)?.destination(Input::from(subject.to_owned()).stem());
        Ok(if files.are_replaced { destination.replacing() } else { destination })
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

/// The failure of a call that can cost something.
fn paid(error: Error) -> Failure {
    Failure::from(error).of_paid_work()
}

/// Options that the parser took and that cannot be read.
fn unreadable(error: clap::Error) -> Error {
    Error::invalid_input(error.to_string())
}
