//! The runtime, made only for commands that need one.

use std::future::Future;

use kling::{Error, ErrorKind};
use tokio::runtime::Builder;

use crate::exit_code::ExitCode;
use crate::report::Failure;

/// Runs a future to its end on this thread. What it leaves behind on other threads is not waited for.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build().map_err(|source| {
        let error = Error::new(ErrorKind::File, "the system gives no event queue").with_source(source);
        Failure::from(error).with_exit_code(ExitCode::Failed)
    })?;
    let result = runtime.block_on(future);
    runtime.shutdown_background();
    result
}
