//! How the program ends: the one table of exit codes.

use std::fmt::Write as _;

use kling::{Error, ErrorKind, TaskTrace};

/// What a script can decide by. The numbers never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum ExitCode {
    /// Everything that was asked for is done.
    Done = 0,
    /// The API refused, a file could not be written, or some of several inputs failed.
    Failed = 1,
    /// Wrong usage, or input that was refused before anything was sent.
    Usage = 2,
    /// The task ended without a result.
    TaskFailed = 3,
    /// Credentials are missing, or the API refused them.
    Credentials = 4,
    /// The balance or the resource pack is exhausted.
    Exhausted = 5,
    /// The rate or concurrency limit still held after all retries.
    Limited = 6,
    /// The API could not be reached, or gave no usable answer.
    Network = 7,
    /// The task is still running; its id was printed.
    Pending = 8,
    /// Interrupted; what can be resumed was printed.
    Interrupted = 130,
}

/// Every code, the word for it in JSON errors, and its meaning in `--help`.
const TABLE: [(ExitCode, &str, &str); 10] = [
    (ExitCode::Done, "done", "done"),
    (ExitCode::Failed, "failed", "failed; with several inputs: some of them failed"),
    (ExitCode::Usage, "usage", "wrong usage, or input that was refused before anything was sent"),
    (ExitCode::TaskFailed, "task_failed", "the task ended without a result"),
    (ExitCode::Credentials, "credentials", "credentials are missing or were refused"),
    (ExitCode::Exhausted, "exhausted", "the balance or the resource pack is exhausted"),
    (ExitCode::Limited, "limited", "the rate or concurrency limit still held after all retries"),
    (ExitCode::Network, "network", "the API could not be reached, or gave no usable answer"),
    (ExitCode::Pending, "pending", "the task is still running; its id was printed"),
    (ExitCode::Interrupted, "interrupted", "interrupted; what can be resumed was printed"),
];

impl ExitCode {
    /// The code for an error of the library.
    pub(crate) fn of(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::Credentials => Self::Credentials,
            ErrorKind::InvalidInput | ErrorKind::File if *error.task() == TaskTrace::NotMade => Self::Usage,
            ErrorKind::TaskFailed => Self::TaskFailed,
            ErrorKind::StillPending => Self::Pending,
            ErrorKind::Network | ErrorKind::Unreadable | ErrorKind::Download => Self::Network,
            ErrorKind::Refused => Self::of_refusal(error),
            _ => Self::Failed,
        }
    }

    /// 1302 and 1303 are limits; 5000 and above are troubles of the service. Without a code a gateway refused, or, in an answer that
    /// says success, the API.
    fn of_refusal(error: &Error) -> Self {
        match error.code() {
            None if error.http_status().is_some() => Self::Network,
            None => Self::Failed,
            Some(code) if code.is_about_credentials() => Self::Credentials,
            Some(code) if code.is_about_payment() => Self::Exhausted,
            Some(code) if matches!(code.number(), 1302 | 1303) => Self::Limited,
            Some(code) if code.number() >= 5000 => Self::Network,
            Some(_) => Self::Failed,
        }
    }

    /// The word for it in JSON errors.
    pub(crate) fn word(self) -> &'static str {
        TABLE.iter().find(|(code, ..)| *code == self).map_or("failed", |(_, word, _)| word)
    }

    /// Every code as a number, with its meaning.
    pub(crate) fn meanings() -> impl Iterator<Item = (u8, &'static str)> {
        TABLE.into_iter().map(|(code, _, meaning)| (code as u8, meaning))
    }

    /// The table as `--help` shows it.
    pub(crate) fn help() -> String {
        let mut help = String::from("Exit codes:\n");
        for (code, word, meaning) in TABLE {
            let _ = writeln!(help, "{:>5}  {word:<12} {meaning}", code as u8);
        }
        help
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code as u8)
    }
}

#[cfg(test)]
mod tests {
    use kling::runtime::ApiCode;

    use super::*;

    #[test]
    fn every_documented_refusal_has_its_exit_code() {
        let expected = |code: ApiCode| match code.number() {
            1000..=1004 | 1103 => ExitCode::Credentials,
            1101 | 1102 => ExitCode::Exhausted,
            1302 | 1303 => ExitCode::Limited,
            5000..=5002 => ExitCode::Network,
            _ => ExitCode::Failed,
        };
        for code in ApiCode::documented() {
            let error = Error::refused(code, code.http_status().unwrap_or(400), "no");
            assert_eq!(ExitCode::of(&error), expected(code), "{code}");
        }
    }

    #[test]
    fn a_success_that_says_failed_is_no_trouble_of_a_gateway() {
        assert_eq!(ExitCode::of(&Error::new(ErrorKind::Refused, "the recognition failed")), ExitCode::Failed);
    }

    #[test]
    fn a_file_that_fails_after_the_task_was_made_is_no_usage_error() {
        let error = Error::new(ErrorKind::File, "dog.png cannot be written");
        assert_eq!(ExitCode::of(&error), ExitCode::Usage);
        let handle = kling::TaskHandle::new("image-expansion", "912", &kling::BaseUrl::default());
        let error = Error::new(ErrorKind::File, "dog.png cannot be written").with_task(TaskTrace::Exists(handle));
        assert_eq!(ExitCode::of(&error), ExitCode::Failed);
    }
}
