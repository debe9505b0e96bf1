//! Ctrl-C and SIGTERM.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::{Either, select};
use kling::{Error, ErrorKind};
use signal_hook::consts::{SIGINT, SIGTERM};

use crate::exit_code::ExitCode;
use crate::report::Failure;

/// Signals that ask the program to stop.
pub(crate) struct Interruption {
    was_seen: Arc<AtomicBool>,
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl Interruption {
    /// Begins to listen. From here on a first signal no longer ends the process by itself; a second one does, at once.
    pub(crate) fn listen() -> Result<Self, Failure> {
        let was_seen = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            let exit_code = ExitCode::Interrupted as i32;
            signal_hook::flag::register_conditional_shutdown(signal, exit_code, Arc::clone(&was_seen)).map_err(deaf)?;
        }
        #[cfg(unix)]
        let listen = |signal: i32| tokio::signal::unix::signal(signal.into()).map_err(deaf);
        Ok(Self {
            was_seen,
            #[cfg(unix)]
            signals: [listen(SIGINT)?, listen(SIGTERM)?],
        })
    }

    /// Ends with the first signal.
    pub(crate) async fn received(mut self) {
        self.first_signal().await;
        self.was_seen.store(true, Ordering::SeqCst);
    }

    #[cfg(unix)]
    async fn first_signal(&mut self) {
        let [interrupt, terminate] = &mut self.signals;
        select(pin!(interrupt.recv()), pin!(terminate.recv())).await;
    }

    #[cfg(not(unix))]
    async fn first_signal(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

fn deaf(source: std::io::Error) -> Failure {
    let error = Error::new(ErrorKind::File, "the system does not tell of signals").with_source(source);
    Failure::from(error).with_exit_code(ExitCode::Failed)
}

/// Runs `work` until it ends; `None` when a signal came first. Then the work is dropped where it stands.
pub(crate) async fn unless_interrupted<T>(work: impl Future<Output = T>) -> Result<Option<T>, Failure> {
    let interruption = Interruption::listen()?;
    match select(pin!(work), pin!(interruption.received())).await {
        Either::Left((result, _)) => Ok(Some(result)),
        Either::Right(((), _)) => Ok(None),
    }
}
