//! `klingctl task`

use std::time::Duration;

use clap::{Args, Subcommand};
use futures_util::{StreamExt as _, TryStreamExt as _};
use kling::geometry::limits::{MAX_PAGE_NUMBER, MAX_PAGE_SIZE};
use kling::runtime::TaskRecord;
use kling::{Error, ErrorKind, TaskTrace};
use serde_json::json;

use crate::async_runtime::block_on;
use crate::connection::Connection;
use crate::destination::OutputOptions;
use crate::exit_code::ExitCode;
use crate::followed::{Followed, FollowedTask};
use crate::global_options::GlobalOptions;
use crate::made::{Made, erase};
use crate::open_words::OpenWords;
use crate::product_table::{LISTED, UNIFIED, find_followed, followed_names};
use crate::progress::Progress;
use crate::report::Failure;
use crate::task_summary::TaskSummary;
use crate::{interruption, stdout, text_table, wait_timeout};

/// The product whose tasks have an id alone.
const DEFAULT_PRODUCT: &str = "image-expansion";

/// What stands for the tasks of every product.
const ALL_PRODUCTS: &str = "task";

/// Look at tasks, wait for them, fetch what they made
///
/// An ID is a task id or an external task id. Alone it is that of an expansion; of other products say which, as the commands that
/// create tasks print it: `klingctl task wait text-to-video 912345678901234567`. Queries are free.
#[derive(Debug, Subcommand)]
pub(crate) enum TaskCommand {
    /// Show one task
    #[command(alias = "get")]
    Show(ShowArgs),
    /// Show the account's tasks
    List(ListArgs),
    /// Wait until a task has ended; with an output, save what it made
    Wait(WaitArgs),
    /// Save what a task has made that has ended
    Download(DownloadArgs),
}

/// Which task.
#[derive(Args, Debug)]
pub(crate) struct TaskArgs {
    /// Task id or external task id, and before it the product, where it is no expansion
    #[arg(value_name = "[PRODUCT] ID", required = true, num_args = 1..=2, value_parser = OpenWords(followed_names()), hide_possible_values = true)]
    words: Vec<String>,

    /// The product: the same as its name before the id
    #[arg(long, value_name = "PRODUCT", value_parser = OpenWords(followed_names()), hide_possible_values = true)]
    product: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    task: TaskArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    /// Which page, from 1; the API gives no total, and a page that is not full is the last
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_PAGE_NUMBER)))]
    page: u32,

    /// How many tasks on a page
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_PAGE_SIZE)))]
    page_size: u32,

    /// Whose tasks: text-to-video, omni-image, ...; solution for all solutions [default: image-expansion]
    #[arg(long, value_name = "PRODUCT", value_parser = OpenWords(followed_names()), hide_possible_values = true)]
    product: Option<String>,

    /// The tasks of every product and both standards of the last 30 days, by POST /tasks, which takes API keys only
    #[arg(long, conflicts_with = "product")]
    all: bool,
}

#[derive(Args, Debug)]
pub(crate) struct WaitArgs {
    #[command(flatten)]
    task: TaskArgs,

    /// How long to wait, such as 90s or 1h; then the exit code is 8
    #[arg(long, value_name = "D", default_value = "15m", value_parser = wait_timeout::parse, allow_hyphen_values = true)]
    wait_timeout: Duration,

    #[command(flatten)]
    output: OutputOptions,
}

#[derive(Args, Debug)]
pub(crate) struct DownloadArgs {
    #[command(flatten)]
    task: TaskArgs,

    #[command(flatten)]
    output: OutputOptions,
}

/// A task as the command line names it.
struct NamedTask {
    product: &'static dyn Followed,
    id: String,
    /// Nobody said which product.
    is_product_assumed: bool,
}

impl TaskArgs {
    fn named(&self) -> Result<NamedTask, Error> {
        // A handle can come as one word.
        let words: Vec<&str> = match &self.words[..] {
            [handle] if handle.split_once(' ').is_some_and(|(product, _)| find_followed(product).is_some()) => {
                handle.splitn(2, ' ').collect()
            }
            words => words.iter().map(String::as_str).collect(),
        };
        let is_product_assumed = words.len() == 1 && self.product.is_none();
        let (product, id) = match (words.as_slice(), &self.product) {
            ([product], None) if find_followed(product).is_some() => {
                let error = Error::invalid_input(format!("{product} is a product, and its task is not named"));
                return Err(error
                    .with_advice(format!("give the id after it; klingctl task list --product {product} shows them")));
            }
            ([""], _) => return Err(Error::invalid_input("the task id is empty")),
            ([id], product) => (product.as_deref().unwrap_or(DEFAULT_PRODUCT), *id),
            ([product, id], None) => (*product, *id),
            ([product, id], Some(named)) if product == named => (*product, *id),
            _ => return Err(Error::invalid_input("a task is named by its product and one id, or by its id alone")),
        };
        Ok(NamedTask { product: find_product(product)?, id: id.to_owned(), is_product_assumed })
    }
}

fn find_product(name: &str) -> Result<&'static dyn Followed, Error> {
    find_followed(name).ok_or_else(|| {
        let names = followed_names();
        let near = kling::models::closest(name, names.iter().copied());
        let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        let error = Error::invalid_input(format!("no product is called {name}{near}"));
        error.with_advice(format!("one of {}", names.join(", ")))
    })
}

impl NamedTask {
    fn task(&self, connection: &Connection) -> Result<Box<dyn FollowedTask>, Error> {
        self.product.task(connection.kling().session(), &self.id, None)
    }

    /// A query that fails says nothing about whether the task exists: the id is only somebody's word.
    fn refuse(&self, error: Error) -> Failure {
        let error = error.with_task(TaskTrace::NotMade);
        if !self.is_product_assumed || !error.is_unknown_task() {
            return error.into();
        }
        let advice = "an id alone is that of an expansion; write the product of another task before it, such as text-to-video, \
                      or task for the newer standard";
        error.with_advice(advice).into()
    }

    /// The task as words of a command line.
    fn words(&self) -> Vec<String> {
        let product = Some(self.product.name()).filter(|name| *name != DEFAULT_PRODUCT);
        product.into_iter().map(str::to_owned).chain([self.id.clone()]).collect()
    }
}

impl TaskCommand {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        block_on(async {
            let progress = Progress::on_stderr();
            let connection = options.connection.open(&progress).await?;
            match self {
                Self::Show(args) => args.run(&connection, options).await,
                Self::List(args) => args.run(&connection, &progress, options).await,
                Self::Wait(args) => args.run(&connection, &progress, options).await,
                Self::Download(args) => args.run(&connection, &progress, options).await,
            }
        })
    }
}

impl ShowArgs {
    async fn run(self, connection: &Connection, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let named = self.task.named()?;
        let record = named.task(connection)?.query().await.map_err(|error| named.refuse(error))?;
        print(&TaskSummary::new(&record, named.product.noun()), options)?;
        Ok(ExitCode::Done)
    }
}

impl ListArgs {
    async fn run(
        self,
        connection: &Connection,
        progress: &Progress,
        options: &GlobalOptions,
    ) -> Result<ExitCode, Failure> {
        let name = if self.all { ALL_PRODUCTS } else { self.product.as_deref().unwrap_or(DEFAULT_PRODUCT) };
        let product = find_product(name)?;
        let records = self.records(product, connection).await?;
        let tasks: Vec<TaskSummary> = records.iter().map(|record| TaskSummary::new(record, product.noun())).collect();
        if options.json {
            stdout::print_json(&json!({ "page": self.page, "page_size": self.page_size, "tasks": tasks }))?;
        } else if tasks.is_empty() {
            stdout::print("no tasks on this page")?;
        } else {
            stdout::print(to_table(&tasks, UNIFIED.iter().any(|unified| unified.name() == product.name())))?;
        }
        if !self.all && self.product.is_none() && !options.json {
            progress.say(
                "these are expansions; --product NAME shows those of another product, --all those of every product",
            );
        }
        Ok(ExitCode::Done)
    }

    async fn records(
        &self,
        product: &'static dyn Followed,
        connection: &Connection,
    ) -> Result<Vec<TaskRecord<Made>>, Error> {
        let kling = connection.kling();
        if let Some(listed) = LISTED.iter().find(|listed| listed.name() == product.name()) {
            return listed.page(kling.session(), self.page, self.page_size).await;
        }
        let (skipped, taken) = ((self.page as usize - 1) * self.page_size as usize, self.page_size as usize);
        let reports: Vec<kling::tasks::TaskReport> = match product.name() {
            "solution" => kling.solutions().list(Default::default()).skip(skipped).take(taken).try_collect().await?,
            _ => kling.tasks().list(Default::default()).skip(skipped).take(taken).try_collect().await?,
        };
        Ok(reports.into_iter().map(|report| erase(report.record)).collect())
    }
}

impl WaitArgs {
    async fn run(
        self,
        connection: &Connection,
        progress: &Progress,
        options: &GlobalOptions,
    ) -> Result<ExitCode, Failure> {
        let named = self.task.named()?;
        let task = named.task(connection)?;
        let mut words = ["task".to_owned(), "wait".to_owned()].to_vec();
        words.extend(named.words());
        if self.output.is_given() {
            self.output.destination_of_task(&named.id).prepare(1)?;
            words.extend(self.output.words());
        }
        let resume = connection.command(&words);
        let work = self.wait_and_save(&*task, &named, connection, progress);
        let summary = match interruption::unless_interrupted(work).await? {
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
        task: &dyn FollowedTask,
        named: &NamedTask,
        connection: &Connection,
        progress: &Progress,
    ) -> Result<TaskSummary, Failure> {
        let follower = progress.follow(format!("task {}", named.id));
        let mut was_seen = false;
        let policy = connection.wait_policy(Some(self.wait_timeout));
        let mut seen = |_: &TaskRecord<Made>| was_seen = true;
        let waited = task.wait(policy, &follower, &mut seen).await;
        let record = waited.map_err(|error| {
            let is_known = was_seen || error.kind() == ErrorKind::TaskFailed;
            if is_known { error.into() } else { named.refuse(error) }
        })?;
        let mut summary = TaskSummary::new(&record, named.product.noun());
        if let Some(made) = record.output.as_ref().filter(|_| self.output.is_given()) {
            summary.files = save(&self.output, task, &record.task_id, made, connection, progress).await?;
        }
        Ok(summary)
    }
}

impl DownloadArgs {
    async fn run(
        self,
        connection: &Connection,
        progress: &Progress,
        options: &GlobalOptions,
    ) -> Result<ExitCode, Failure> {
        let named = self.task.named()?;
        let task = named.task(connection)?;
        let record = task.query().await.map_err(|error| named.refuse(error))?;
        let Some(made) = record.output.as_ref().filter(|made| !made.files.is_empty()) else {
            return Err(without_files(&*task, &record));
        };
        self.output.destination_of_task(&record.task_id).prepare(made.files.len())?;
        let mut summary = TaskSummary::new(&record, named.product.noun());
        summary.files = save(&self.output, &*task, &record.task_id, made, connection, progress).await?;
        if self.output.is_stdout() { Ok(ExitCode::Done) } else { print_saved(&summary, options) }
    }
}

/// Why there is nothing to save.
fn without_files(task: &dyn FollowedTask, record: &TaskRecord<Made>) -> Failure {
    let (kind, advice) = if record.output.is_some() {
        (ErrorKind::InvalidInput, "`klingctl task show` tells what it made")
    } else if record.has_ended() {
        (ErrorKind::TaskFailed, "compare `klingctl costs` to see whether it was charged")
    } else {
        (ErrorKind::StillPending, "wait for it with `klingctl task wait`")
    };
    let reason = record.status_message.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    let error = Error::new(kind, format!("the task has no files; its status is {}{reason}", record.status));
    error.with_advice(advice).with_task(TaskTrace::Exists(task.handle().clone())).into()
}

async fn save(
    output: &OutputOptions,
    task: &dyn FollowedTask,
    task_id: &str,
    made: &Made,
    connection: &Connection,
    progress: &Progress,
) -> Result<Vec<String>, Failure> {
    let downloader = connection.kling().session().downloader();
    let saved = output.destination_of_task(task_id).save(&made.files, downloader).await;
    let saved = saved.map_err(|failure| failure.with_task(TaskTrace::Exists(task.handle().clone())))?;
    if let Some(misnamed) = saved.misnamed() {
        progress.say(misnamed);
    }
    Ok(saved.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect())
}

fn print(summary: &TaskSummary, options: &GlobalOptions) -> Result<(), Failure> {
    if options.json { stdout::print_json(summary) } else { stdout::print(summary.to_string()) }
}

/// The paths, one on a line, where files were saved; else the task.
fn print_saved(summary: &TaskSummary, options: &GlobalOptions) -> Result<ExitCode, Failure> {
    if options.json || summary.files.is_empty() {
        print(summary, options)?;
    } else {
        stdout::print(summary.files.join("\n"))?;
    }
    Ok(ExitCode::Done)
}

/// The tasks; what they made where that tells them apart.
fn to_table(tasks: &[TaskSummary], are_of_all_products: bool) -> String {
    let mut header = vec!["task", "status", "created", "units", "external id"];
    if are_of_all_products {
        header.insert(2, "made");
    }
    let rows = tasks.iter().map(|task| {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let mut row = vec![
            task.task_id.clone(),
            task.status.clone(),
            text(&task.created_at),
            task.units(),
            text(&task.external_task_id),
        ];
        if are_of_all_products {
            row.insert(2, task.kinds());
        }
        row
    });
    text_table::to_text_of(&header, &["units"], rows)
}
