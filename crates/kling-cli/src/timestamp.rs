//! Times in UTC, as ISO 8601.

use std::time::SystemTime;

use jiff::{Timestamp, Unit};

/// `2026-12-24T18:00:00Z`; `None` for a time that no calendar has.
pub(crate) fn to_iso_8601(time: SystemTime) -> Option<String> {
    let time = Timestamp::try_from(time).ok()?;
    Some(time.round(Unit::Second).unwrap_or(time).to_string())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn is_utc_to_the_second() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_727_366_400_400);
        assert_eq!(to_iso_8601(time).as_deref(), Some("2024-09-26T16:00:00Z"));
    }

    #[test]
    fn a_time_beyond_the_calendar_is_none() {
        assert_eq!(to_iso_8601(SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 40)), None);
    }
}
