//! Data on stdout. A reader of text that has gone away is no failure.

use std::io::{self, Read, Write};

use kling::{Error, ErrorKind};
use serde::Serialize;

use crate::exit_code::ExitCode;
use crate::report::Failure;

/// Prints a line, or several.
pub(crate) fn print(text: impl AsRef<str>) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    settle(writeln!(stdout, "{}", text.as_ref()).and_then(|()| stdout.flush()))
}

/// Prints a value as one line of JSON.
pub(crate) fn print_json_line(value: &impl Serialize) -> Result<(), Failure> {
    print(serde_json::to_string(value).map_err(cannot_print)?)
}

/// Prints a value as JSON on several lines.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    print(serde_json::to_string_pretty(value).map_err(cannot_print)?)
}

/// Copies bytes as they are: something that was paid for, so a reader that does not take all of it is a failure.
pub(crate) fn copy(mut source: impl Read) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    io::copy(&mut source, &mut stdout).and_then(|_| stdout.flush()).map_err(cannot_print)
}

fn settle(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(cannot_print(error)),
        _ => Ok(()),
    }
}

fn cannot_print(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Failure {
    let error = Error::new(ErrorKind::File, "stdout cannot be written").with_source(source);
    Failure::from(error).with_exit_code(ExitCode::Failed)
}
