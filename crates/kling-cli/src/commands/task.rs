//! `klingctl task`

use std::time::Duration;

use clap::{Args, Subcommand};
use kling::geometry::limits::{MAX_PAGE_NUMBER, MAX_PAGE_SIZE};
use kling::images::{Expanded, ImageExpansion};
use kling::runtime::{Task, TaskRecord};
use kling::{Error, ErrorKind, TaskTrace};
use serde_json::json;

use crate::async_runtime::block_on;
use crate::connection::Connection;
use crate::destination::OutputOptions;
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::progress::Progress;
use crate::report::Failure;
use crate::task_summary::TaskSummary;
use crate::{interruption, stdout, text_table, wait_timeout, waiting};

/// Look at tasks, wait for them, fetch their pictures
///
/// An ID is a task id or an external task id. Queries are free.
#[derive(Debug, Subcommand)]
pub(crate) enum TaskCommand {
    /// Show one task
    Get(GetArgs),
    /// Show the account's tasks
    List(ListArgs),
    /// Wait until a task has ended; with an output, save its pictures
    Wait(WaitArgs),
    /// Save the pictures of a task that has ended
    Download(DownloadArgs),
}

#[derive(Args, Debug)]
pub(crate) struct GetArgs {
    /// Task id or external task id
    id: String,
}

#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    /// Which page, from 1; the API gives no total, and a page that is not full is the last
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_PAGE_NUMBER)))]
    page: u32,

    /// How many tasks on a page
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_PAGE_SIZE)))]
    page_size: u32,
}

#[derive(Args, Debug)]
pub(crate) struct WaitArgs {
    /// Task id or external task id
    id: String,

    /// How long to wait, such as 90s or 1h; then the exit code is 8
    #[arg(long, value_name = "D", default_value = "15m", value_parser = wait_timeout::parse)]
    wait_timeout: Duration,

    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Args, Debug)]
pub(crate) struct DownloadArgs {
    /// Task id or external task id
    id: String,

    #[command(flatten)]
    output: OutputOptions,
}

impl TaskCommand {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        block_on(async {
            let progress = Progress::on_stderr();
            let connection = options.connection.open(&progress).await?;
            match self {
                Self::Get(args) => args.run(&connection, options).await,
                Self::List(args) => args.run(&connection, options).await,
                Self::Wait(args) => args.run(&connection, &progress, options).await,
                Self::Download(args) => args.run(&connection, options).await,
            }
        })
    }
}

impl GetArgs {
    async fn run(self, connection: &Connection, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let record = find(connection, &self.id)?.query().await.map_err(without_trace)?;
        print(&TaskSummary::new(&record, record.output.as_ref()), options)?;
        Ok(ExitCode::Done)
    }
}

impl ListArgs {
    async fn run(self, connection: &Connection, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let records = connection.kling().images().list_expansions(self.page, self.page_size).await?;
        let tasks: Vec<TaskSummary> =
            records.iter().map(|record| TaskSummary::new(record, record.output.as_ref())).collect();
        if options.json {
            stdout::print_json(&json!({ "page": self.page, "page_size": self.page_size, "tasks": tasks }))?;
        } else if tasks.is_empty() {
            stdout::print("no tasks on this page")?;
        } else {
            stdout::print(to_table(&tasks))?;
        }
        Ok(ExitCode::Done)
    }
}

impl WaitArgs {
    async fn run(
        self,
        connection: &Connection,
        progress: &Progress,
        options: &GlobalOptions,
    ) -> Result<ExitCode, Failure> {
        let task = find(connection, &self.id)?.with_wait_policy(connection.wait_policy(Some(self.wait_timeout)));
        let mut words = vec!["task".to_owned(), "wait".to_owned(), self.id.clone()];
        if self.output.is_given() {
            let destination = self.output.destination_of_task(&self.id);
            destination.prepare(1)?;
            words.extend(destination.arguments());
        }
        let resume = connection.command(&words);
        let result = interruption::unless_interrupted(self.wait_and_save(&task, connection, progress)).await?;
        let summary = match result {
            Some(result) => result.map_err(|failure| {
                let is_final = matches!(failure.error().kind(), ErrorKind::TaskFailed | ErrorKind::Refused);
                failure.with_resume(resume.filter(|_| !is_final))
            })?,
            None => {
                let error = Error::new(ErrorKind::StillPending, "interrupted while waiting; the task is not affected");
                return Err(Failure::from(error).with_exit_code(ExitCode::Interrupted).with_resume(resume));
            }
        };
        if self.output.is_stdout() { Ok(ExitCode::Done) } else { print_saved(&summary, options) }
    }

    async fn wait_and_save(
        &self,
        task: &Task<ImageExpansion>,
        connection: &Connection,
        progress: &Progress,
    ) -> Result<TaskSummary, Failure> {
        let follower = progress.follow(format!("task {}", self.id));
        let mut was_seen = false;
        let waited = waiting::wait(task, &follower, |_| was_seen = true).await;
        let (record, expanded) = waited.map_err(|error| {
            let is_known = was_seen || error.kind() == ErrorKind::TaskFailed;
            if is_known { error.into() } else { without_trace(error) }
        })?;
        let mut summary = TaskSummary::new(&record, Some(&expanded));
        if self.output.is_given() {
            summary.files = save(&self.output, task, &expanded, connection).await?;
        }
        Ok(summary)
    }
}

impl DownloadArgs {
    async fn run(self, connection: &Connection, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let task = find(connection, &self.id)?;
        let record = task.query().await.map_err(without_trace)?;
        let Some(expanded) = &record.output else { return Err(without_pictures(&task, &record)) };
        self.output.destination_of_task(&record.task_id).prepare(expanded.images().len())?;
        let mut summary = TaskSummary::new(&record, Some(expanded));
        summary.files = save(&self.output, &task, expanded, connection).await?;
        if self.output.is_stdout() { Ok(ExitCode::Done) } else { print_saved(&summary, options) }
    }
}

fn find(connection: &Connection, id: &str) -> Result<Task<ImageExpansion>, Error> {
    if id.trim().is_empty() {
        return Err(Error::invalid_input("the task id is empty"));
    }
    connection.kling().images().expansion(id)
}

/// A query that fails says nothing about whether the task exists: the id is only somebody's word.
fn without_trace(error: Error) -> Failure {
    Failure::from(error.with_task(TaskTrace::NotMade))
}

/// Why there is nothing to save.
fn without_pictures(task: &Task<ImageExpansion>, record: &TaskRecord<Expanded>) -> Failure {
    let (kind, advice) = if record.has_ended() {
        (ErrorKind::TaskFailed, "compare `klingctl costs` to see whether it was charged")
    } else {
        (ErrorKind::StillPending, "wait for it with `klingctl task wait`")
    };
    let reason = record.status_message.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    let error = Error::new(kind, format!("the task has no pictures; its status is {}{reason}", record.status));
    error.with_advice(advice).with_task(TaskTrace::Exists(task.handle().clone())).into()
}

async fn save(
    output: &OutputOptions,
    task: &Task<ImageExpansion>,
    expanded: &Expanded,
    connection: &Connection,
) -> Result<Vec<String>, Failure> {
    let downloader = connection.kling().session().downloader();
    let saved = output.destination_of_task(expanded.task_id()).save(expanded, downloader).await;
    let saved = saved.map_err(|failure| failure.with_task(TaskTrace::Exists(task.handle().clone())))?;
    Ok(saved.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect())
}

fn print(summary: &TaskSummary, options: &GlobalOptions) -> Result<(), Failure> {
    if options.json { stdout::print_json(summary) } else { stdout::print(summary.to_string()) }
}

/// The paths, one on a line, where pictures were saved; else the task.
fn print_saved(summary: &TaskSummary, options: &GlobalOptions) -> Result<ExitCode, Failure> {
    if options.json || summary.files.is_empty() {
        print(summary, options)?;
    } else {
        stdout::print(summary.files.join("\n"))?;
    }
    Ok(ExitCode::Done)
}

fn to_table(tasks: &[TaskSummary]) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let rows = tasks.iter().map(|task| {
        [task.task_id.clone(), task.status.clone(), text(&task.created_at), task.units(), text(&task.external_task_id)]
    });
    text_table::to_text(["task", "status", "created", "units", "external id"], &["units"], rows)
}
