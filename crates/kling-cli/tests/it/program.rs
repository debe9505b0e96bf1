//! Running `klingctl` with nothing of this machine's environment.

use std::path::Path;
use std::process::{Command, Output};

/// Every variable that the program could take credentials or an address from.
pub(crate) const VARIABLES: [&str; 13] = [
    "KLINGAI_API_KEY",
    "KLING_API_KEY",
    "KLING_TOKEN",
    "KLINGAI_ACCESS_KEY",
    "KLINGAI_SECRET_KEY",
    "KLING_ACCESS_KEY",
    "KLING_SECRET_KEY",
    "KLING_ACCESS_KEY_ID",
    "KLING_SECRET_ACCESS_KEY",
    "KLINGAI_API_ACCESS_KEY",
    "KLINGAI_API_SECRET_KEY",
    "KLINGAI_BASE_URL",
    "KLING_BASE_URL",
];

/// The program, in this folder, with this command line.
pub(crate) fn klingctl(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_klingctl"));
    command.current_dir(folder).args(arguments.split_whitespace());
    for name in VARIABLES {
        command.env_remove(name);
    }
    command
}

/// What a run printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) exit_code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(mut command: Command) -> Self {
        command.output().expect("the program starts").into()
    }

    /// Fails the test, with everything that was printed, unless the program ended so.
    #[track_caller]
    pub(crate) fn expect_exit(self, code: i32) -> Self {
        assert_eq!(self.exit_code, Some(code), "{self:#?}");
        self
    }

    pub(crate) fn stdout_json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// The JSON error on the last line of stderr.
    pub(crate) fn error_json(&self) -> serde_json::Value {
        let line = self.stderr.lines().last().unwrap_or_default();
        let value: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {self:#?}"));
        value["error"].clone()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            exit_code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
