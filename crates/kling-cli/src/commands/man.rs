//! `klingctl man`

use std::path::PathBuf;

use clap::Args;
use kling::{Error, ErrorKind};

use crate::exit_code::ExitCode;
use crate::report::Failure;
use crate::{manual, stdout};

/// Write the man pages of all commands into a folder
///
/// The folder is made when it does not exist, and pages that are there are replaced. `man` finds them in ~/.local/share/man/man1.
#[derive(Args, Debug)]
pub(crate) struct ManArgs {
    /// Where to, such as ~/.local/share/man/man1
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

impl ManArgs {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let pages = manual::write(&self.folder).map_err(|source| {
            let what = format!("the man pages cannot be written into {}", self.folder.display());
            Error::new(ErrorKind::File, what).with_source(source)
        })?;
        stdout::print(format!("{pages} man pages in {}", self.folder.display()))?;
        Ok(ExitCode::Done)
    }
}
