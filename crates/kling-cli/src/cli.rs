//! The command line as a whole.

use std::ffi::OsStr;

use clap::{CommandFactory as _, Parser};
use kling::Error;

use crate::commands::Command;
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::report::Failure;

/// The Kling AI API at the terminal
///
/// Credentials come from the environment: KLINGAI_API_KEY, or KLINGAI_ACCESS_KEY and KLINGAI_SECRET_KEY.
/// Without an account, --emulator runs any command on a built-in emulator.
#[derive(Debug, Parser)]
#[command(name = "klingctl", version, max_term_width = 100, after_help = ExitCode::help())]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    options: GlobalOptions,
}

/// Reads the command line and does what it says.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return explain(&error),
    };
    cli.options.apply(cli.command.log());
    match cli.command.run(&cli.options) {
        Ok(exit_code) => exit_code,
        Err(failure) => {
            failure.print(cli.options.json);
            failure.exit_code()
        }
    }
}

/// Help, version, or wrong usage.
fn explain(error: &clap::Error) -> ExitCode {
    let is_wrong = error.use_stderr();
    if is_wrong && std::env::args_os().any(|argument| argument == OsStr::new("--json")) {
        let text = error.render().to_string();
        let complaint = text.split("\n\n").next().unwrap_or_default();
        let message = complaint.trim_start_matches("error: ").split_whitespace().collect::<Vec<_>>().join(" ");
        Failure::from(Error::invalid_input(message)).print(true);
    } else {
        // There is nowhere left to complain to.
        let _ = error.print();
    }
    if is_wrong { ExitCode::Usage } else { ExitCode::Done }
}

/// The definition of the command line, for completions.
pub(crate) fn definition() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definition_is_sound() {
        super::definition().debug_assert();
    }
}
