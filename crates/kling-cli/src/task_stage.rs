//! How far a task is, for what is told when the program is interrupted.

use kling::{Error, ErrorKind, TaskHandle, TaskTrace};

use crate::exit_code::ExitCode;
use crate::report::Failure;

/// What an interruption would leave behind.
#[derive(Clone, Debug)]
pub(crate) enum Stage {
    /// Nothing was sent.
    Unsent,
    /// The create is under way: a task may exist under this external id.
    Creating { external_task_id: String, resume: Option<String> },
    /// The task exists.
    Created { handle: TaskHandle, resume: Option<String> },
    /// Nothing is left to be done.
    Ended,
}

impl Stage {
    /// The command that takes the task up again.
    pub(crate) fn resume(self) -> Option<String> {
        match self {
            Self::Creating { resume, .. } | Self::Created { resume, .. } => resume,
            Self::Unsent | Self::Ended => None,
        }
    }

    /// What to tell when the program is interrupted now; nothing if nothing is left to be done.
    pub(crate) fn interruption(&self) -> Option<Failure> {
        let (what, trace, resume) = match self {
            Self::Creating { external_task_id, resume } => (
                "interrupted while the task was being created",
                TaskTrace::Possible { external_task_id: external_task_id.clone() },
                resume.clone(),
            ),
            Self::Created { handle, resume } => {
                ("interrupted while the task was running", TaskTrace::Exists(handle.clone()), resume.clone())
            }
            Self::Unsent => ("interrupted before anything was sent", TaskTrace::NotMade, None),
            Self::Ended => return None,
        };
        let error = Error::new(ErrorKind::StillPending, what).with_task(trace);
        Some(Failure::from(error).with_exit_code(ExitCode::Interrupted).of_paid_work().with_resume(resume))
    }
}
