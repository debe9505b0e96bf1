//! `klingctl schema`

use clap::Args;
use kling::Error;

use crate::exit_code::ExitCode;
use crate::report::Failure;
use crate::{json_schema, stdout};

/// Describe what a command prints with --json, as JSON Schema
///
/// Members may be added in later versions; those that are there stay, with their types. `klingctl schema error` describes the line
/// that a command prints on stderr when it fails. What `api` prints is the answer as it came, which nobody can promise.
#[derive(Args, Debug)]
#[command(override_usage = "klingctl schema <COMMAND>...")]
pub(crate) struct SchemaArgs {
    /// The command: expand, image generate, task list, ...; or error
    #[arg(value_name = "COMMAND", required = true, num_args = 1..=2)]
    command: Vec<String>,
}

impl SchemaArgs {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let words: Vec<&str> = self.command.iter().flat_map(|word| word.split_whitespace()).collect();
        let schema = json_schema::of_command(&words).ok_or_else(|| {
            Error::invalid_input(format!("no schema describes what klingctl {} prints", words.join(" ")))
                .with_advice("name a command with all its words, such as `expand` or `image generate`")
        })?;
        stdout::print_json(&schema)?;
        Ok(ExitCode::Done)
    }
}
