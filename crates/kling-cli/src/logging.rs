//! Logs on stderr: what the toolkit does, without secrets and bodies.

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

const OUR_CRATES: [&str; 14] = [
    "kling",
    "kling_account",
    "kling_assets",
    "kling_audio",
    "kling_emulator",
    "kling_geometry",
    "kling_images",
    "kling_media",
    "kling_models",
    "kling_runtime",
    "kling_solutions",
    "kling_tasks",
    "kling_videos",
    "klingctl",
];

/// Where warnings about requests come from. The program shows them itself.
const REQUEST_WARNINGS: &str = "kling_runtime::create";

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Log {
    /// What delays the work, as plain lines: a service that is busy, a network that is down.
    Delays,
    /// What a server does.
    Service,
    /// What is sent and awaited.
    Everything,
}

/// Starts the log of this process.
pub(crate) fn start(log: Log) {
    // What is written to takes the colors off where they are not wanted.
    let lines = tracing_subscriber::fmt::layer().with_writer(anstream::stderr).with_ansi(true);
    match log {
        Log::Delays => {
            let targets = Targets::new()
                .with_target("kling_runtime", LevelFilter::WARN)
                .with_target(REQUEST_WARNINGS, LevelFilter::ERROR);
            let lines = lines.with_target(false).without_time().compact();
            tracing_subscriber::registry().with(targets).with(lines).init();
        }
        Log::Service => tracing_subscriber::registry().with(ours(LevelFilter::INFO)).with(lines).init(),
        Log::Everything => tracing_subscriber::registry().with(ours(LevelFilter::DEBUG)).with(lines).init(),
    }
}

/// Our own crates from this level on, and warnings of all others.
fn ours(level: LevelFilter) -> Targets {
    let others = Targets::new().with_default(LevelFilter::WARN);
    OUR_CRATES.into_iter().fold(others, |targets, name| targets.with_target(name, level))
}
