//! How long to wait, as people write it.

use std::time::Duration;

use jiff::SignedDuration;

/// Reads `90s`, `15m`, `1h 30m`.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    let duration: SignedDuration =
        text.parse().map_err(|_| "a duration is written like 90s, 15m or 1h30m".to_owned())?;
    Duration::try_from(duration).map_err(|_| "a duration is not negative".to_owned())
}
