//! Whole seconds, as requests spell them.

use std::time::Duration;

use kling_runtime::Error;

/// Reads a length in a request: whole seconds in decimal digits.
pub(crate) fn read_seconds(member: &str, text: &str) -> Result<u64, Error> {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = if is_digits { text.parse().ok() } else { None };
    seconds
        .ok_or_else(|| Error::invalid_input(format!("{member} is {text:?}; allowed are whole seconds, such as \"5\"")))
}

/// The same for the member `duration`, which may be missing.
pub(crate) fn read_duration(text: Option<&String>) -> Result<Option<Duration>, Error> {
    let seconds = text.map(|text| read_seconds("duration", text)).transpose()?;
    Ok(seconds.map(Duration::from_secs))
}
