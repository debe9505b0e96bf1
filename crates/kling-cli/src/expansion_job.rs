//! One input on its way to a bigger picture on disk.

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::PathBuf;

use kling::geometry::{self, Size, Steps};
use kling::images::{
    Expand, Image, ImageExpansion, PlannedExpansion, SentStep, StepwiseExpansion, estimate_expansions,
};
use kling::runtime::wire::MediaInput;
use kling::runtime::{Finished, Task};
use kling::{Error, ErrorKind, TaskHandle, TaskTrace};
use serde_json::Value;

use crate::commands::ExpandArgs;
use crate::connection::Connection;
use crate::destination::{Destination, Saved};
use crate::exit_code::ExitCode;
use crate::expansion_record::{EarlierStep, ExpansionRecord};
use crate::input::Input;
use crate::made::files_of;
use crate::plan_record::PlanRecord;
use crate::progress::{Follower, Progress};
use crate::report::Failure;
use crate::task_stage::Stage;
use crate::{timestamp, units, waiting};

/// What all jobs of one run share.
pub(crate) struct Workshop<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) progress: &'a Progress,
    pub(crate) args: &'a ExpandArgs,
    /// The places that jobs of this run will write to.
    pub(crate) claimed: RefCell<HashSet<PathBuf>>,
}

/// One input, how far it has got, and what is known of it.
pub(crate) struct ExpansionJob {
    input: Input,
    stage: RefCell<Stage>,
    record: RefCell<ExpansionRecord>,
}

/// A task that exists, and where its pictures go.
struct Order {
    task: Task<ImageExpansion>,
    destination: Destination,
    /// The size that its pictures shall have.
    canvas: Size,
    /// True for a task of an earlier run, which may have been told to make something else.
    is_taken_up: bool,
}

impl ExpansionJob {
    pub(crate) fn new(input: Input) -> Self {
        let record = ExpansionRecord { input: input.name(), ..ExpansionRecord::default() };
        Self { input, stage: RefCell::new(Stage::Unsent), record: RefCell::new(record) }
    }

    /// What is known so far.
    pub(crate) fn record(&self) -> ExpansionRecord {
        self.record.borrow().clone()
    }

    /// Looks, plans, creates, waits and saves; as far as the options ask for it.
    pub(crate) async fn run(&self, workshop: &Workshop<'_>) -> Result<(), Failure> {
        let result = self.carry_out(workshop).await;
        let resume = self.stage.replace(Stage::Ended).resume();
        result.map_err(|failure| {
            let paid_steps = self.record.borrow().earlier_steps.len();
            let has_failed = failure.error().kind() == ErrorKind::TaskFailed;
            // The same command would be refused for the same reason.
            let is_refused_here = failure.error().kind() == ErrorKind::InvalidInput;
            let can_resume = (failure.error().task_may_exist() && !has_failed || paid_steps > 0) && !is_refused_here;
            let failure = failure.about(self.input.name()).of_paid_work().with_resume(resume.filter(|_| can_resume));
            failure.after_paid_steps(paid_steps).on_built_in_emulator(workshop.connection.is_emulated())
        })
    }

    /// Looks and plans, and shows the request. Nothing is sent.
    pub(crate) async fn preview(&self, workshop: &Workshop<'_>) -> Result<StepwiseExpansion, Failure> {
        let result = self.plan(workshop).await;
        let planned = result.map_err(|failure| failure.about(self.input.name()).of_paid_work())?;
        let mut record = self.record.borrow_mut();
        record.request = Some(describe_request(planned.current(), workshop.args.external_task_id.is_some()));
        Ok(planned)
    }

    /// How many pictures the request that is shown makes, with its later steps; `None` where there is none.
    pub(crate) fn images_planned(&self) -> Option<u32> {
        let record = self.record.borrow();
        record.request.as_ref().and(record.plan.as_ref()).map(PlanRecord::images)
    }

    /// What to tell when the program is interrupted now; nothing if nothing is left to be done.
    pub(crate) fn interruption(&self) -> Option<Failure> {
        let failure = self.stage.borrow().interruption()?.about(self.input.name());
        Some(failure.after_paid_steps(self.record.borrow().earlier_steps.len()))
    }

    async fn carry_out(&self, workshop: &Workshop<'_>) -> Result<(), Failure> {
        let follower = workshop.progress.follow(self.input.name());
        follower.hint("reading");
        let mut steps = self.plan(workshop).await?;
        let destination = self.claim_destination(&steps, workshop)?;
        follower.say(describe_plan(&steps));
        let order = match steps.is_last() {
            true => self.create(steps.current().clone(), destination, workshop, &follower).await?,
            false => self.take_steps(&mut steps, destination, workshop, &follower).await?,
        };
        let Order { task, destination, canvas, is_taken_up } = order;
        if workshop.args.no_wait {
            self.record.borrow_mut().handle = Some(task.handle().clone());
            return Ok(());
        }
        let expanded = self.wait(&task, workshop, &follower).await?;

        follower.hint("saving");
        let downloader = workshop.connection.kling().session().downloader();
        let saved = destination.save(&files_of(&expanded), downloader).await;
        let saved = saved.map_err(|failure| failure.with_task(TaskTrace::Exists(task.handle().clone())))?;
        self.record.borrow_mut().files = saved.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        self.record.borrow_mut().count_all_charges();
        follower.say(describe_end(expanded.items(), &self.record.borrow(), is_taken_up));
        if let Some(misnamed) = saved.misnamed() {
            follower.say(misnamed);
        }
        if is_taken_up {
            // Everything is saved: a command that resumes would do the same again.
            self.stage.replace(Stage::Ended);
            check_taken_up(canvas, &saved, &task)?;
        }
        Ok(())
    }

    /// Carries out all steps but the last, and creates its task; or takes up the last task of an earlier run.
    async fn take_steps(
        &self,
        steps: &mut StepwiseExpansion,
        destination: Destination,
        workshop: &Workshop<'_>,
        follower: &Follower<'_>,
    ) -> Result<Order, Failure> {
        if workshop.args.no_wait {
            let error =
                Error::invalid_input("--no-wait leaves after the first task, and the next step needs its picture");
            return Err(error.with_advice("leave it out").into());
        }
        let external_task_id = steps.external_task_id().to_owned();
        let resume = workshop.resume_steps(&self.input, &external_task_id);
        if let Some(command) = &resume {
            follower.say(format_args!("if it is cut off, this goes on with it: {command}"));
        }
        if let Some(task) = steps.finished_earlier().await? {
            follower.say(describe_take_up(&external_task_id));
            self.record.borrow_mut().external_task_id = Some(external_task_id.clone());
            self.enter_created(&task, "submitted", resume);
            return Ok(Order { task, destination, canvas: steps.steps().canvas(), is_taken_up: true });
        }
        while !steps.is_last() {
            self.take_step(steps, &destination, workshop, follower).await?;
        }
        self.send_step(steps, &destination, workshop, follower).await
    }

    /// Carries out a step before the last: its picture becomes that of the next step.
    async fn take_step(
        &self,
        steps: &mut StepwiseExpansion,
        destination: &Destination,
        workshop: &Workshop<'_>,
        follower: &Follower<'_>,
    ) -> Result<(), Failure> {
        let number = steps.number();
        let Order { task, is_taken_up, .. } = self.send_step(steps, destination, workshop, follower).await?;
        let expanded = self.wait(&task, workshop, follower).await?;
        steps.advance(&expanded).await?;
        let mut record = self.record.borrow_mut();
        follower.say(format_args!(
            "step {number} done: {}{}",
            steps.current().plan().source(),
            describe_units(&record, is_taken_up),
        ));
        let earlier_step = EarlierStep {
            task_id: task.id().to_owned(),
            external_task_id: record.external_task_id.take(),
            units_deducted: record.units_deducted.take(),
            cash_deducted: record.cash_deducted.take(),
            is_taken_up,
        };
        record.earlier_steps.push(earlier_step);
        (record.task_id, record.status, record.expires_at) = (None, None, None);
        Ok(())
    }

    async fn wait(
        &self,
        task: &Task<ImageExpansion>,
        workshop: &Workshop<'_>,
        follower: &Follower<'_>,
    ) -> Result<Finished<Image>, Failure> {
        let policy = workshop.connection.wait_policy(workshop.args.wait_timeout());
        let task = task.clone().with_wait_policy(policy);
        let (_, expanded) = waiting::wait(&task, follower, |seen| {
            let mut record = self.record.borrow_mut();
            record.task_id = Some(seen.task_id.clone());
            record.status = Some(seen.status.to_string());
            record.units_deducted = seen.units().map(units::to_json);
            record.cash_deducted = units::describe_cash(&seen.charges);
            record.expires_at = seen.expires_at().and_then(timestamp::to_iso_8601);
        })
        .await
        .inspect_err(|error| {
            if error.kind() == ErrorKind::TaskFailed {
                self.record.borrow_mut().status = Some("failed".to_owned());
            }
        })?;
        Ok(expanded)
    }

    async fn plan(&self, workshop: &Workshop<'_>) -> Result<StepwiseExpansion, Failure> {
        let args = workshop.args;
        let mut expand: Expand = workshop.connection.kling().images().expand(self.input.picture()?);
        expand = expand.to(args.wish.wish()).with_anchor(args.wish.anchor()).with_count(args.count);
        if let Some(prompt) = &args.prompt {
            expand = expand.with_prompt(prompt);
        }
        if let Some(id) = &args.external_task_id {
            expand = expand.with_external_task_id(id);
        }
        let planned = expand.plan_steps().await?;
        let record = PlanRecord::new(planned.steps(), args.count);
        self.record.borrow_mut().units_estimated = record.units_estimated().cloned();
        self.record.borrow_mut().plan = Some(record);
        if !args.allows_several_steps() {
            check_one_step(planned.steps(), args)?;
        }
        Ok(planned)
    }

    /// The place for the results, reserved against the other inputs of this run.
    fn claim_destination(&self, steps: &StepwiseExpansion, workshop: &Workshop<'_>) -> Result<Destination, Failure> {
        let args = workshop.args;
        let destination = args.output.destination(format!("{}-{}", self.input.stem(), steps.steps().canvas()));
        if args.no_wait {
            return Ok(destination);
        }
        destination.prepare(args.count as usize)?;
        let Some(path) = destination.representative() else { return Ok(destination) };
        if !workshop.claimed.borrow_mut().insert(path.clone()) {
            let error = Error::invalid_input(format!("another input of this run is saved as {} too", path.display()));
            return Err(error.with_advice("expand it in a run of its own, with another -o or --output-dir").into());
        }
        Ok(destination)
    }

    /// Creates the task, or takes up the one that exists under the caller's own external id.
    async fn create(
        &self,
        planned: PlannedExpansion,
        destination: Destination,
        workshop: &Workshop<'_>,
        follower: &Follower<'_>,
    ) -> Result<Order, Failure> {
        let canvas = planned.plan().canvas();
        let external_task_id = planned.external_task_id().to_owned();
        self.record.borrow_mut().external_task_id = Some(external_task_id.clone());
        self.stage.replace(Stage::Creating {
            external_task_id: external_task_id.clone(),
            resume: match self.input {
                Input::Stdin => workshop.resume(&external_task_id, &destination),
                // Whether the task will be there is open, and this creates it only when it is not.
                Input::Named(_) => workshop.resume_steps(&self.input, &external_task_id),
            },
        });
        follower.say(format_args!("sending under external id {external_task_id}"));
        follower.hint("sending");
        let task = match planned.send().await {
            Err(error) if workshop.args.external_task_id.is_some() && error.is_duplicate_external_task_id() => {
                follower.say(describe_take_up(&external_task_id));
                return self.take_up(&external_task_id, canvas, workshop).await;
            }
            sent => sent?,
        };
        follower.say(format_args!("task {} created", task.id()));
        self.enter_created(&task, "submitted", workshop.resume(task.id(), &destination));
        Ok(Order { task, destination, canvas, is_taken_up: false })
    }

    /// Creates the task of one of several steps, or takes up the one that an earlier run made for it.
    async fn send_step(
        &self,
        steps: &mut StepwiseExpansion,
        destination: &Destination,
        workshop: &Workshop<'_>,
        follower: &Follower<'_>,
    ) -> Result<Order, Failure> {
        let resume = workshop.resume_steps(&self.input, steps.external_task_id());
        let external_task_id = steps.current().external_task_id().to_owned();
        self.record.borrow_mut().external_task_id = Some(external_task_id.clone());
        self.stage.replace(Stage::Creating { external_task_id, resume: resume.clone() });

        follower.hint("sending");
        let SentStep { task, was_made_earlier, .. } = steps.send().await?;
        let (number, external_task_id) = (steps.number(), steps.current().external_task_id());
        self.record.borrow_mut().external_task_id = Some(external_task_id.to_owned());
        match was_made_earlier {
            true => follower.say(describe_take_up(external_task_id)),
            false => {
                follower.say(format_args!("step {number}: task {} created, external id {external_task_id}", task.id()))
            }
        }
        self.enter_created(&task, "submitted", resume);
        let canvas = steps.current().plan().canvas();
        Ok(Order { task, destination: destination.clone(), canvas, is_taken_up: was_made_earlier })
    }

    /// Takes up a task of an earlier run. What it makes is not known to be what this run asks for, so its pictures are named
    /// after the task unless the command line names them.
    async fn take_up(&self, external_task_id: &str, canvas: Size, workshop: &Workshop<'_>) -> Result<Order, Failure> {
        let (args, images) = (workshop.args, workshop.connection.kling().images());
        let task = images.task::<ImageExpansion>(external_task_id)?;
        let resume = workshop.resume(external_task_id, &args.output.destination_of_task(external_task_id));
        self.stage.replace(Stage::Created { handle: task.handle().clone(), resume });

        let seen = task.query().await?;
        let handle = TaskHandle::new(ImageExpansion::NAME, seen.task_id, images.session().base_url());
        let task = images.resume::<ImageExpansion>(handle.with_external_task_id(external_task_id))?;
        let destination = args.output.destination_of_task(task.id());
        self.enter_created(&task, seen.status.as_str(), workshop.resume(task.id(), &destination));
        if !args.no_wait {
            let count = seen.output.map_or(args.count as usize, |expanded| expanded.items().len());
            let prepared = destination.prepare(count);
            prepared.map_err(|error| error.with_task(TaskTrace::Exists(task.handle().clone())))?;
        }
        Ok(Order { task, destination, canvas, is_taken_up: true })
    }

    fn enter_created(&self, task: &Task<ImageExpansion>, status: &str, resume: Option<String>) {
        self.stage.replace(Stage::Created { handle: task.handle().clone(), resume });
        let mut record = self.record.borrow_mut();
        record.task_id = Some(task.id().to_owned());
        record.status = Some(status.to_owned());
    }
}

impl Workshop<'_> {
    /// The command that waits for a task and saves its pictures.
    fn resume(&self, id: &str, destination: &Destination) -> Option<String> {
        let mut words = vec!["task".to_owned(), "wait".to_owned(), id.to_owned()];
        words.extend(destination.arguments());
        self.connection.command(&words)
    }

    /// The command that goes on where several steps were left.
    fn resume_steps(&self, input: &Input, external_task_id: &str) -> Option<String> {
        let mut words = vec!["expand".to_owned(), input.word()];
        words.extend(self.args.words(external_task_id));
        self.connection.command(&words)
    }
}

/// Refuses a wish that one task does not reach as it is, and shows the steps that do.
fn check_one_step(steps: &Steps, args: &ExpandArgs) -> Result<(), Error> {
    let Err(impossible) = geometry::plan(steps.source(), &args.wish.wish(), args.wish.anchor()) else { return Ok(()) };
    let price = estimate_expansions(steps.images(args.count)).map(|estimate| format!(", for {estimate}"));
    let canvases: Vec<String> = steps.as_slice().iter().map(|step| step.plan().canvas().to_string()).collect();
    let way = format!("{} to {}", steps.source(), canvases.join(" to "));
    let advice = format!("--steps auto does it: {way}{}", price.unwrap_or_default());
    Err(Error::invalid_input(impossible.to_string()).with_advice(advice))
}

/// Refuses the pictures of an earlier task that was told to make another size. Rounding may differ by a pixel.
fn check_taken_up(canvas: Size, saved: &Saved, task: &Task<ImageExpansion>) -> Result<(), Failure> {
    let fits = |size: Size| size.width().abs_diff(canvas.width()) <= 1 && size.height().abs_diff(canvas.height()) <= 1;
    let Some(size) = saved.first_size().filter(|size| !fits(*size)) else { return Ok(()) };
    let id = task.handle().external_task_id().unwrap_or_default();
    let what = format!("the earlier task of external id {id} made {size}, and this command asked for {canvas}");
    let error = Error::invalid_input(what)
        .with_advice(format!("nothing was paid again; for {canvas}, use another --external-task-id, which is paid for"))
        .with_task(TaskTrace::Exists(task.handle().clone()));
    Err(Failure::from(error).with_exit_code(ExitCode::Failed))
}

fn describe_plan(steps: &StepwiseExpansion) -> String {
    let (plan, picture) = (steps.steps(), steps.current().picture());
    let turned = if picture.was_turned { ", turned as its EXIF data says" } else { "" };
    let is_exact = plan.as_slice().iter().all(|step| step.plan().canvas_is_exact());
    let about = if is_exact { "" } else { "about " };
    let several = if plan.count() > 1 { format!(" in {} steps", plan.count()) } else { String::new() };
    format!("{}{turned}, to {about}{}{several}: {}", plan.source(), plan.canvas(), steps.estimate())
}

fn describe_take_up(external_task_id: &str) -> String {
    format!("external id {external_task_id} exists already: its task is taken up, and nothing is paid again")
}

fn describe_end(images: &[Image], record: &ExpansionRecord, is_taken_up: bool) -> String {
    let pictures = if images.len() == 1 { "1 picture".to_owned() } else { format!("{} pictures", images.len()) };
    let mut units = describe_units(record, is_taken_up);
    if record.earlier_steps.iter().any(|step| step.is_taken_up) {
        units.push_str(" in all, the steps of earlier runs among them");
    }
    if !is_taken_up {
        units.push_str(&units::difference(record.units_estimated.as_ref(), record.units_deducted.as_ref()));
    }
    let kept = record.expires_at.as_ref().map(|time| format!("; kept by the API until {time}")).unwrap_or_default();
    format!("{pictures} saved{units}{kept}")
}

fn describe_units(record: &ExpansionRecord, is_taken_up: bool) -> String {
    let paid = if is_taken_up { ", paid earlier" } else { " deducted" };
    let units = record.units_deducted.as_ref().map(|units| format!("; {}{paid}", units::counted(units)));
    let cash = record.cash_deducted.as_ref().map(|cash| format!("; {cash}{paid}"));
    units.into_iter().chain(cash).collect()
}

/// The request as it would be sent, with the picture named instead of sent. An external id of our own making would be another
/// one next time, so it is left out.
fn describe_request(planned: &PlannedExpansion, has_external_id: bool) -> Value {
    let picture = match &planned.picture().input {
        MediaInput::Url(url) => url.clone(),
        _ => {
            let picture = planned.picture();
            format!("{} of {} bytes in Base64", picture.format, picture.byte_length.unwrap_or_default())
        }
    };
    let mut request = planned.request();
    request.image = MediaInput::Url(picture);
    if !has_external_id {
        request.external_task_id = None;
    }
    serde_json::to_value(request).unwrap_or_default()
}
