//! The commands, one file each.

mod api;
mod auth;
mod completions;
mod costs;
mod emulator;
mod expand;
mod ledger;
mod man;
mod models;
mod plan;
mod playground;
mod schema;
mod task;

use clap::Subcommand;

pub(crate) use expand::ExpandArgs;

use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::logging::Log;
use crate::product_command::ProductCommand;
use crate::report::Failure;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Expand(expand::ExpandArgs),
    #[command(flatten)]
    Product(ProductCommand),
    Plan(plan::PlanArgs),
    Models(models::ModelsArgs),
    #[command(subcommand)]
    Task(task::TaskCommand),
    Costs(costs::CostsArgs),
    #[command(subcommand)]
    Auth(auth::AuthCommand),
    Api(api::ApiArgs),
    Emulator(emulator::EmulatorArgs),
    Playground(playground::PlaygroundArgs),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

impl Command {
    /// How much this command tells on stderr while it works.
    pub(crate) fn log(&self) -> Log {
        match self {
            Self::Emulator(_) => Log::Service,
            _ => Log::Delays,
        }
    }

    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        match self {
            Self::Expand(args) => args.run(options),
            Self::Product(command) => command.run(options),
            Self::Plan(args) => args.run(options),
            Self::Models(args) => args.run(options),
            Self::Task(command) => command.run(options),
            Self::Costs(args) => args.run(options),
            Self::Auth(command) => command.run(options),
            Self::Api(args) => args.run(options),
            Self::Emulator(args) => args.run(),
            Self::Playground(args) => args.run(options),
            Self::Schema(args) => args.run(),
            Self::Completions(args) => args.run(),
            Self::Man(args) => args.run(),
        }
    }
}
