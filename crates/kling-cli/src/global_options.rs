//! The options of every command.

use clap::Args;

use crate::connection::ConnectionOptions;
use crate::logging::{self, Log};

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub(crate) struct GlobalOptions {
    #[command(flatten)]
    pub(crate) connection: ConnectionOptions,

    /// Print JSON on stdout, and errors as one line of JSON on stderr
    #[arg(long, global = true, help_heading = "Display")]
    pub(crate) json: bool,

    /// Log what is sent and awaited on stderr, without secrets and pictures
    #[arg(short, long, global = true, help_heading = "Display")]
    pub(crate) verbose: bool,

    #[command(flatten, next_help_heading = "Display")]
    color: colorchoice_clap::Color,
}

impl GlobalOptions {
    /// Sets what holds for the whole process: colours and the log.
    pub(crate) fn apply(&self, log: Log) {
        self.color.write_global();
        logging::start(if self.verbose { Log::Everything } else { log });
    }
}
