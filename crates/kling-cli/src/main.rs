//! `klingctl`: the Kling AI API at the terminal.

mod async_runtime;
mod cli;
mod commands;
mod connection;
mod destination;
mod drawing;
mod exit_code;
mod expansion_job;
mod expansion_record;
mod global_options;
mod input;
mod interruption;
mod logging;
mod plan_record;
mod plan_table;
mod progress;
mod report;
mod stdout;
mod task_summary;
mod text_table;
mod timestamp;
mod units;
mod wait_timeout;
mod waiting;
mod wish;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
