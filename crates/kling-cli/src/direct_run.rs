//! A call whose answer is the result, on its way from the request to what is printed and saved.

use kling::{Error, ErrorKind};
use serde_json::{Value, json};

use crate::answer_files::AnswerFiles;
use crate::answer_text;
use crate::connection::Connection;
use crate::destination::Destination;
use crate::direct_call::{self, DirectCall};
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::made::RemoteFile;
use crate::price::Price;
use crate::progress::Progress;
use crate::report::Failure;
use crate::{interruption, stdout};

/// A call, and where its files go.
pub(crate) struct DirectRun<'a> {
    pub(crate) call: &'static dyn DirectCall,
    /// The files that the answer can name, and where they go; `None` where the answer is all there is.
    pub(crate) files: Option<(&'static AnswerFiles, Destination)>,
    /// What is asked for, in messages.
    pub(crate) label: &'static str,
    pub(crate) price: Price,
    pub(crate) connection: &'a Connection,
    pub(crate) progress: &'a Progress,
}

impl DirectRun<'_> {
    /// Sends a request that was checked, saves the files that the answer names, and prints what came.
    pub(crate) async fn run(self, request: &Value, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        if let Some((files, destination)) = &self.files {
            let names: Vec<&str> = files.files.iter().map(|file| file.name).collect();
            destination.prepare_named(&names).map_err(|error| self.told(error))?;
        }
        if self.call.may_be_charged() {
            self.progress.say(format_args!("{}: {}", self.label, self.price));
        }
        let mut answer = self.ask(request).await.map_err(|failure| self.on_emulator(failure))?;
        let Some((files, destination)) = &self.files else {
            if options.json {
                stdout::print_json(&answer)?
            } else {
                stdout::print(answer_text::describe(&answer))?
            }
            return Ok(ExitCode::Done);
        };
        let found: Vec<RemoteFile> = files.files.iter().filter_map(|file| file.find(&answer)).collect();
        let mut paths = Vec::new();
        let saved = interruption::unless_interrupted(self.save(&found, destination, &mut paths)).await?;
        if options.json {
            answer["files"] = json!(paths);
            stdout::print_json(&answer)?;
        } else {
            self.progress.say(answer_text::describe(&answer));
            if !paths.is_empty() {
                stdout::print(paths.join("\n"))?;
            }
        }
        let advice = "the files wait at the addresses in the answer";
        match saved {
            Some(Ok(())) => Ok(ExitCode::Done),
            Some(Err(failure)) => Err(self.on_emulator(failure.of_answered_call(advice))),
            None => {
                let error = Error::new(ErrorKind::StillPending, "interrupted");
                let failure = Failure::from(error).of_answered_call(advice).with_exit_code(ExitCode::Interrupted);
                Err(self.on_emulator(failure))
            }
        }
    }

    /// Saves one file after the other; those that are saved stay.
    async fn save(
        &self,
        files: &[RemoteFile],
        destination: &Destination,
        paths: &mut Vec<String>,
    ) -> Result<(), Failure> {
        let downloader = self.connection.kling().session().downloader();
        for file in files {
            let saved = destination.save_named(std::slice::from_ref(file), downloader).await?;
            paths.extend(saved.paths.iter().map(|path| path.to_string_lossy().into_owned()));
        }
        Ok(())
    }

    async fn ask(&self, request: &Value) -> Result<Value, Failure> {
        match interruption::unless_interrupted(self.call.send(self.connection.kling(), request)).await? {
            Some(answer) => answer.map_err(|error| self.told(error)),
            None => Err(direct_call::interruption(self.call.may_be_charged())),
        }
    }

    fn told(&self, error: Error) -> Failure {
        let failure = Failure::from(error);
        if self.call.may_be_charged() { failure.of_paid_work() } else { failure }
    }

    fn on_emulator(&self, failure: Failure) -> Failure {
        failure.on_built_in_emulator(self.connection.is_emulated())
    }
}
