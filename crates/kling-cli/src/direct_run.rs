//! A call whose answer is the result, on its way from the request to what is printed and saved.

use kling::{Error, ErrorKind, TaskTrace};
use serde_json::{Value, json};

use crate::answer_text;
use crate::connection::Connection;
use crate::destination::{Destination, Saved};
use crate::direct_call::{self, DirectCall};
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::made::RemoteFile;
use crate::progress::Progress;
use crate::report::Failure;
use crate::{interruption, stdout};

/// A call, and where its files go.
pub(crate) struct DirectRun<'a> {
    pub(crate) call: &'static dyn DirectCall,
    /// `None` where the answer is all there is.
    pub(crate) destination: Option<Destination>,
    pub(crate) connection: &'a Connection,
    pub(crate) progress: &'a Progress,
}

impl DirectRun<'_> {
    /// Sends a request that was checked, saves the files that the answer names, and prints what came.
    pub(crate) async fn run(self, request: &Value, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        if let Some(destination) = &self.destination {
            let names: Vec<&str> = self.call.files().iter().map(|file| file.name).collect();
            destination.prepare_named(&names).map_err(|error| self.told(error))?;
        }
        let mut answer = self.ask(request).await.map_err(|failure| self.on_emulator(failure))?;
        let Some(destination) = &self.destination else {
            if options.json {
                stdout::print_json(&answer)?
            } else {
                stdout::print(answer_text::describe(&answer))?
            }
            return Ok(ExitCode::Done);
        };
        let files: Vec<RemoteFile> = self.call.files().iter().filter_map(|file| file.find(&answer)).collect();
        let saved = self.save(&files, destination).await;
        let paths: Vec<String> = match &saved {
            Ok(saved) => saved.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect(),
            Err(_) => Vec::new(),
        };
        if options.json {
            answer["files"] = json!(paths);
            stdout::print_json(&answer)?;
        } else {
            self.progress.say(answer_text::describe(&answer));
            if !paths.is_empty() {
                stdout::print(paths.join("\n"))?;
            }
        }
        if saved.is_err() {
            self.progress.say("the call is done, and its files wait at the addresses in its answer");
        }
        saved.map(|_| ExitCode::Done).map_err(|failure| self.on_emulator(failure))
    }

    async fn ask(&self, request: &Value) -> Result<Value, Failure> {
        match interruption::unless_interrupted(self.call.send(self.connection.kling(), request)).await? {
            Some(answer) => answer.map_err(|error| self.told(error)),
            None => Err(direct_call::interruption(self.call.may_be_charged())),
        }
    }

    async fn save(&self, files: &[RemoteFile], destination: &Destination) -> Result<Saved, Failure> {
        let downloader = self.connection.kling().session().downloader();
        let saved = interruption::unless_interrupted(destination.save_named(files, downloader)).await?;
        let saved = saved.unwrap_or_else(|| {
            let error = Error::new(ErrorKind::StillPending, "interrupted while the files were being saved");
            Err(Failure::from(error).with_exit_code(ExitCode::Interrupted))
        });
        saved.map_err(|failure| failure.with_task(TaskTrace::Untraceable))
    }

    fn told(&self, error: Error) -> Failure {
        let failure = Failure::from(error);
        if self.call.may_be_charged() { failure.of_paid_work() } else { failure }
    }

    fn on_emulator(&self, failure: Failure) -> Failure {
        failure.on_built_in_emulator(self.connection.is_emulated())
    }
}
