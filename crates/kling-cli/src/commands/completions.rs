//! `klingctl completions`

use clap::Args;
use clap_complete::Shell;

use crate::cli;
use crate::exit_code::ExitCode;
use crate::report::Failure;
use crate::stdout;

/// Print completions for a shell
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell to complete for
    #[arg(value_enum)]
    shell: Shell,
}

impl CompletionsArgs {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut cli::definition(), "klingctl", &mut script);
        stdout::copy(script.as_slice())?;
        Ok(ExitCode::Done)
    }
}
