//! The options that every ordering command has.

use std::time::Duration;

use clap::Args;

use crate::destination::OutputOptions;
use crate::wait_timeout;

/// How an order is sent, followed and saved.
#[derive(Args, Clone, Debug)]
pub(crate) struct OrderOptions {
    /// Your own id for the task; running again under the same id does not pay again
    #[arg(long, value_name = "ID", help_heading = "Task")]
    pub(crate) external_task_id: Option<String>,

    #[command(flatten)]
    pub(crate) output: OutputOptions,

    /// Create the task, print its product and id, and leave
    #[arg(long, help_heading = "Running", conflicts_with_all = ["output", "output_dir"])]
    pub(crate) no_wait: bool,

    /// How long to wait for the task, such as 90s or 1h; then the exit code is 8
    #[arg(long, value_name = "D", default_value = "15m", value_parser = wait_timeout::parse, allow_hyphen_values = true, help_heading = "Running", conflicts_with = "no_wait")]
    pub(crate) wait_timeout: Duration,

    /// Show request, estimate and warnings; send nothing
    #[arg(long, help_heading = "Running", conflicts_with = "no_wait")]
    pub(crate) dry_run: bool,
}

/// How a call is sent whose answer is the result.
#[derive(Args, Clone, Debug)]
pub(crate) struct DirectOptions {
    /// Show request, estimate and warnings; send nothing
    #[arg(long, help_heading = "Running")]
    pub(crate) dry_run: bool,
}

/// How a call is sent whose answer names files, and where they are saved.
#[derive(Args, Clone, Debug)]
pub(crate) struct SavedAnswerOptions {
    #[command(flatten)]
    pub(crate) output: OutputOptions,

    #[command(flatten)]
    pub(crate) direct: DirectOptions,
}
