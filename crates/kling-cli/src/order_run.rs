//! One order on its way from a request to files on disk.

use std::cell::RefCell;

use kling::runtime::TaskRecord;
use kling::{Error, ErrorKind, TaskTrace};
use serde_json::Value;

use crate::connection::Connection;
use crate::exit_code::ExitCode;
use crate::followed::FollowedTask;
use crate::global_options::GlobalOptions;
use crate::made::Made;
use crate::order_options::OrderOptions;
use crate::order_record::OrderRecord;
use crate::orders::{Orders, PreparedOrder};
use crate::price::Price;
use crate::progress::{Follower, Progress};
use crate::report::Failure;
use crate::request_schema::Schema;
use crate::task_stage::Stage;
use crate::{media_argument, stdout, timestamp, units};

/// Where the results of a task always find a place: under the task's own id.
const THIS_FOLDER: [&str; 2] = ["--output-dir", "."];

/// An order, how far it has got, and what is known of it.
pub(crate) struct OrderRun<'a> {
    pub(crate) orders: &'static dyn Orders,
    pub(crate) request: Schema,
    /// What is ordered, in messages.
    label: &'static str,
    pub(crate) options: &'a OrderOptions,
    stage: RefCell<Stage>,
    record: RefCell<OrderRecord>,
}

impl<'a> OrderRun<'a> {
    pub(crate) fn new(
        orders: &'static dyn Orders,
        request: Schema,
        label: &'static str,
        options: &'a OrderOptions,
    ) -> Self {
        let mut record = OrderRecord { product: orders.name(), ..OrderRecord::default() };
        record.results.insert(orders.noun().to_owned(), Value::Array(Vec::new()));
        Self { orders, request, label, options, stage: RefCell::new(Stage::Unsent), record: RefCell::new(record) }
    }

    /// Shows the request, its price and what may be wrong with it. Nothing is sent.
    pub(crate) fn preview(
        &self,
        prepared: &dyn PreparedOrder,
        warnings: Vec<String>,
        options: &GlobalOptions,
    ) -> Result<(), Failure> {
        self.note(prepared, warnings);
        let mut request = prepared.request();
        media_argument::shorten(self.request, &mut request);
        if self.options.external_task_id.is_none() {
            remove_external_task_id(&mut request);
        }
        print_preview(request, prepared.price(), &mut self.record.borrow_mut(), options)
    }

    /// What is known so far.
    pub(crate) fn record(&self) -> OrderRecord {
        self.record.borrow().clone()
    }

    /// What to tell when the program is interrupted now; nothing if nothing is left to be done.
    pub(crate) fn interruption(&self) -> Option<Failure> {
        self.stage.borrow().interruption()
    }

    /// Creates the task once, waits, and saves what it made; as far as the options ask for it.
    pub(crate) async fn run(
        &self,
        prepared: Box<dyn PreparedOrder>,
        warnings: Vec<String>,
        connection: &Connection,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let result = self.carry_out(prepared, warnings, connection, progress).await;
        let resume = self.stage.replace(Stage::Ended).resume();
        result.map_err(|failure| {
            let has_failed = failure.error().kind() == ErrorKind::TaskFailed;
            let can_resume = failure.error().task_may_exist() && !has_failed;
            let failure = failure.of_paid_work().with_resume(resume.filter(|_| can_resume));
            failure.on_built_in_emulator(connection.is_emulated())
        })
    }

    async fn carry_out(
        &self,
        prepared: Box<dyn PreparedOrder>,
        warnings: Vec<String>,
        connection: &Connection,
        progress: &Progress,
    ) -> Result<(), Failure> {
        self.note(&*prepared, warnings);
        let follower = progress.follow(self.label);
        for warning in &self.record.borrow().warnings {
            follower.say(format_args!("warning: {warning}"));
        }
        follower.say(prepared.price());
        if !self.options.no_wait {
            self.options.output.destination(String::new()).prepare(self.expected_files(&prepared.request()))?;
        }
        let (task, is_taken_up) = self.create(prepared, connection, &follower).await?;
        if self.options.no_wait {
            self.record.borrow_mut().handle = Some(task.handle().clone());
            return Ok(());
        }
        let policy = connection.wait_policy(Some(self.options.wait_timeout));
        let mut seen = |record: &TaskRecord<Made>| self.see(record);
        let waited = task.wait(policy, &follower, &mut seen).await.inspect_err(|error| {
            if error.kind() == ErrorKind::TaskFailed {
                self.record.borrow_mut().status = Some("failed".to_owned());
            }
        })?;
        let made = waited.output.unwrap_or_else(|| Made::nothing(self.orders.noun()));
        self.record.borrow_mut().set_results(&made);

        follower.hint("saving");
        let downloader = connection.kling().session().downloader();
        let saved = self.options.output.destination_of_task(task.handle().id()).save(&made.files, downloader).await;
        let saved = saved.map_err(|failure| {
            if matches!(failure.error().kind(), ErrorKind::File | ErrorKind::InvalidInput) {
                self.turn_to_this_folder(&*task, connection);
            }
            failure.with_task(TaskTrace::Exists(task.handle().clone()))
        })?;
        let mut record = self.record.borrow_mut();
        record.files = saved.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let expiry = record.expires_at.as_ref().filter(|_| !made.files.is_empty());
        let kept = expiry.map(|time| format!("; kept by the API until {time}")).unwrap_or_default();
        let files = match made.files.len() {
            0 => "done".to_owned(),
            1 => "1 file saved".to_owned(),
            count => format!("{count} files saved"),
        };
        follower.say(format_args!("{files}{}{kept}", record.describe_units(is_taken_up)));
        if let Some(misnamed) = saved.misnamed() {
            follower.say(misnamed);
        }
        if !made.ids.is_empty() {
            record.files.iter().for_each(|file| follower.say(file));
        }
        for copy in made.items.iter().filter_map(|item| item["watermark_url"].as_str()) {
            follower.say(format_args!("watermarked copy {copy}"));
        }
        for (label, value) in made.lines.iter().filter(|(label, _)| label.ends_with(" id")) {
            follower.say(format_args!("{label} {value}"));
        }
        Ok(())
    }

    /// Creates the task, or takes up the one that exists under the caller's own external id.
    async fn create(
        &self,
        prepared: Box<dyn PreparedOrder>,
        connection: &Connection,
        follower: &Follower<'_>,
    ) -> Result<(Box<dyn FollowedTask>, bool), Failure> {
        let external_task_id = prepared.external_task_id().to_owned();
        self.record.borrow_mut().external_task_id = Some(external_task_id.clone());
        let own_id = ["--external-task-id".to_owned(), external_task_id.clone()];
        let more = if self.options.external_task_id.is_some() { &[][..] } else { &own_id };
        // Whether the task will be there is open, and this creates it only when it is not.
        let resume = connection.same_command(more).or_else(|| self.resume(&external_task_id, connection));
        self.stage.replace(Stage::Creating { external_task_id: external_task_id.clone(), resume });
        follower.say(format_args!("sending under external id {external_task_id}"));
        follower.hint("sending");
        let task = match prepared.send().await {
            Err(error) if self.options.external_task_id.is_some() && error.is_duplicate_external_task_id() => {
                follower.say(format_args!(
                    "external id {external_task_id} exists already: its task is taken up, and nothing is paid again"
                ));
                let session = connection.kling().session();
                let task = self.orders.task(session, &external_task_id, None)?;
                self.enter_created(&*task, connection);
                let id = task.query().await?.task_id;
                let task = self.orders.task(session, &id, Some(&external_task_id))?;
                self.enter_created(&*task, connection);
                return Ok((task, true));
            }
            sent => sent?,
        };
        follower.say(format_args!("task {} created", task.handle().id()));
        self.enter_created(&*task, connection);
        Ok((task, false))
    }

    fn enter_created(&self, task: &dyn FollowedTask, connection: &Connection) {
        let handle = task.handle().clone();
        let resume = self.resume(handle.id(), connection);
        let mut record = self.record.borrow_mut();
        record.task_id = Some(handle.id().to_owned());
        record.status = Some("submitted".to_owned());
        self.stage.replace(Stage::Created { handle, resume });
    }

    /// The place that was named cannot take the files, so the command that takes the task up again names another.
    fn turn_to_this_folder(&self, task: &dyn FollowedTask, connection: &Connection) {
        let handle = task.handle().clone();
        let resume = self.resume_to(handle.id(), &THIS_FOLDER.map(str::to_owned), connection);
        self.stage.replace(Stage::Created { handle, resume });
    }

    /// The command that waits for the task and saves what it made.
    fn resume(&self, id: &str, connection: &Connection) -> Option<String> {
        let mut place = self.options.output.words();
        if !self.options.output.is_given() {
            place.splice(0..0, THIS_FOLDER.map(str::to_owned));
        }
        self.resume_to(id, &place, connection)
    }

    fn resume_to(&self, id: &str, place: &[String], connection: &Connection) -> Option<String> {
        let words = ["task", "wait", self.orders.name(), id].map(str::to_owned);
        connection.command(&[&words[..], place].concat())
    }

    /// How many files will come, as far as the request tells.
    fn expected_files(&self, request: &Value) -> usize {
        let asked = ["n", "series_amount"].iter().find_map(|member| request[*member].as_u64());
        usize::try_from(asked.unwrap_or(1).max(1)).unwrap_or(1) * self.orders.files_of_one()
    }

    fn note(&self, prepared: &dyn PreparedOrder, warnings: Vec<String>) {
        let mut record = self.record.borrow_mut();
        record.warnings = warnings;
        record.set_price(prepared.price());
    }

    fn see(&self, seen: &TaskRecord<Made>) {
        let mut record = self.record.borrow_mut();
        record.task_id = Some(seen.task_id.clone());
        record.status = Some(seen.status.to_string());
        record.units_deducted = seen.units().map(units::to_json);
        record.cash_deducted = units::describe_cash(&seen.charges);
        record.expires_at = seen.expires_at().and_then(timestamp::to_iso_8601);
    }
}

/// Prints what a dry run shows.
pub(crate) fn print_preview(
    request: Value,
    price: Price,
    record: &mut OrderRecord,
    options: &GlobalOptions,
) -> Result<(), Failure> {
    record.set_price(price);
    if options.json {
        record.request = Some(request);
        return stdout::print_json_line(record);
    }
    stdout::print(format!("cost     {}", price))?;
    for warning in &record.warnings {
        stdout::print(format!("warning  {warning}"))?;
    }
    stdout::print("request")?;
    stdout::print_json(&request)
}

/// Prints what became of an order that was sent.
pub(crate) fn print_record(
    record: &mut OrderRecord,
    result: Result<(), Failure>,
    options: &GlobalOptions,
) -> Result<ExitCode, Failure> {
    record.error = result.as_ref().err().map(Failure::to_json);
    if options.json {
        stdout::print_json_line(record)?;
    } else if let Some(handle) = &record.handle {
        stdout::print(handle.to_string())?;
    } else if !record.ids.is_empty() {
        stdout::print(record.ids.join("\n"))?;
    } else if !record.files.is_empty() {
        stdout::print(record.files.join("\n"))?;
    }
    Ok(match result {
        Ok(()) => ExitCode::Done,
        Err(failure) => {
            failure.print(options.json);
            failure.exit_code()
        }
    })
}

/// An external id of our own making would be another one next time.
fn remove_external_task_id(request: &mut Value) {
    let options = request.get_mut("options").and_then(Value::as_object_mut);
    let is_empty = options.is_some_and(|options| {
        options.remove("external_task_id");
        options.is_empty()
    });
    if let Some(members) = request.as_object_mut() {
        members.remove("external_task_id");
        if is_empty {
            members.remove("options");
        }
    }
}

/// The error of options that cannot go together.
pub(crate) fn refuse_together(what: &str, advice: &str) -> Error {
    Error::invalid_input(what.to_owned()).with_advice(advice.to_owned())
}
