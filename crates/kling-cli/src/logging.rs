//! Logs on stderr: what the toolkit does, without secrets and bodies.

use std::io::{self, IsTerminal as _};

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

const OUR_CRATES: [&str; 6] =
    ["kling", "kling_account", "kling_emulator", "kling_geometry", "kling_images", "kling_runtime"];

/// Shows our own crates from this level on, and warnings of all others.
pub(crate) fn start(level: LevelFilter) {
    let targets = OUR_CRATES
        .into_iter()
        .fold(Targets::new().with_default(LevelFilter::WARN), |targets, name| targets.with_target(name, level));
    let is_plain = !io::stderr().is_terminal() || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(!is_plain);
    tracing_subscriber::registry().with(targets).with(lines).init();
}
