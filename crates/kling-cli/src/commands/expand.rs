//! `klingctl expand`

use std::cell::RefCell;
use std::time::Duration;

use clap::{Args, ValueEnum};
use futures_util::{StreamExt as _, stream};
use kling::Error;
use kling::account::{PackKind, PackStatus};
use kling::geometry::limits::{MAX_COUNT, MIN_COUNT};
use kling::images::estimate_expansions;

use crate::async_runtime::block_on;
use crate::connection::Connection;
use crate::destination::OutputOptions;
use crate::exit_code::ExitCode;
use crate::expansion_job::{ExpansionJob, Workshop};
use crate::global_options::GlobalOptions;
use crate::input::Input;
use crate::progress::Progress;
use crate::report::Failure;
use crate::wish::WishOptions;
use crate::{interruption, plan_table, stdout, wait_timeout};

/// How many inputs run side by side where the account's slots are not known.
const JOBS_WHEN_UNKNOWN: usize = 3;

/// Grow pictures beyond their borders
///
/// Looks at each picture, plans the ratios, tells what it will cost, creates the task exactly once, waits, and saves the result.
/// What the API would refuse is refused before anything is sent, and so is an output that exists already.
///
/// Prints the saved paths, one on a line. With --json, one object on a line for each input, as it ends: input, task_id,
/// external_task_id, status, files, plan (as `klingctl plan --json`), units_estimated, units_deducted, expires_at; with several
/// steps (of which these tell the last, and the units of all) also earlier_steps, with --no-wait also handle, with --dry-run also request (of the first step), after a failure also
/// error.
///
/// Ctrl-C prints the commands that resume what was begun. Nothing is paid twice by them.
#[derive(Args, Debug)]
#[command(override_usage = "klingctl expand [OPTIONS] <INPUT>... <WISH>")]
pub(crate) struct ExpandArgs {
    /// Pictures: paths, URLs, or `-` for one on stdin
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    #[command(flatten)]
    pub(crate) wish: WishOptions,

    /// What the new area should show, in at most 2500 characters
    #[arg(long, value_name = "TEXT", help_heading = "Task")]
    pub(crate) prompt: Option<String>,

    /// How many pictures to make of each input; each is paid for
    #[arg(short = 'n', long, value_name = "N", default_value_t = MIN_COUNT, help_heading = "Task",
          value_parser = clap::value_parser!(u32).range(i64::from(MIN_COUNT)..=i64::from(MAX_COUNT)))]
    pub(crate) count: u32,

    /// One task, or as many as the wish needs: each takes the result of the one before, and each is paid for
    ///
    /// `klingctl plan` shows the steps. Only the last makes -n pictures; the others make one each. Run again under the same external
    /// id, steps that are done are taken up, and one that failed is tried again.
    #[arg(long, value_name = "HOW", value_enum, default_value_t = StepsOption::One, help_heading = "Task")]
    steps: StepsOption,

    /// Your own id for the task, for one input; running again under the same id does not pay again
    #[arg(long, value_name = "ID", help_heading = "Task")]
    pub(crate) external_task_id: Option<String>,

    #[command(flatten)]
    pub(crate) output: OutputOptions,

    /// Create the task, print its id, and leave
    #[arg(long, help_heading = "Running", conflicts_with_all = ["output", "output_dir"])]
    pub(crate) no_wait: bool,

    /// How long to wait for each task, such as 90s or 1h; then the exit code is 8
    ///
    /// Waiting for a free slot of the account comes before it, and lasts up to five minutes.
    #[arg(long, value_name = "D", default_value = "15m", value_parser = wait_timeout::parse, allow_hyphen_values = true, help_heading = "Running", conflicts_with = "no_wait")]
    wait_timeout: Duration,

    /// Show plan, request and estimate; send nothing
    #[arg(long, help_heading = "Running", conflicts_with = "no_wait")]
    dry_run: bool,

    /// How many inputs run side by side [default: what the account's image packs have slots for, 3 if unknown]
    #[arg(long, value_name = "N", help_heading = "Running", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

/// How many tasks an input may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StepsOption {
    /// A wish that needs more is refused, and its steps are shown
    One,
    /// As many as the wish needs
    Auto,
}

impl ExpandArgs {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        self.check(options)?;
        let jobs: Vec<ExpansionJob> = self.inputs.iter().cloned().map(Input::from).map(ExpansionJob::new).collect();
        let progress = Progress::on_stderr();
        block_on(async {
            match interruption::unless_interrupted(self.run_all(&jobs, &progress, options)).await? {
                Some(result) => result,
                None => {
                    let is_emulated = options.connection.is_emulated();
                    for failure in jobs.iter().filter_map(ExpansionJob::interruption) {
                        failure.on_built_in_emulator(is_emulated).print(options.json);
                    }
                    Ok(ExitCode::Interrupted)
                }
            }
        })
    }

    /// True when a wish may take several tasks.
    pub(crate) fn allows_several_steps(&self) -> bool {
        self.steps == StepsOption::Auto
    }

    /// The options again, as words of a command line that makes the same under this external id.
    pub(crate) fn words(&self, external_task_id: &str) -> Vec<String> {
        let mut words = self.wish.words();
        if self.allows_several_steps() {
            words.extend(["--steps", "auto"].map(str::to_owned));
        }
        if self.count != MIN_COUNT {
            words.extend(["-n".to_owned(), self.count.to_string()]);
        }
        let texts = [("--prompt", self.prompt.as_deref()), ("--external-task-id", Some(external_task_id))];
        for (name, text) in texts {
            match text {
                Some(text) if text.starts_with('-') => words.push(format!("{name}={text}")),
                Some(text) => words.extend([name, text].map(str::to_owned)),
                None => {}
            }
        }
        words.extend(self.output.words());
        words
    }

    pub(crate) fn wait_timeout(&self) -> Option<Duration> {
        Some(self.wait_timeout)
    }

    /// Refuses combinations that the parser cannot see.
    fn check(&self, options: &GlobalOptions) -> Result<(), Error> {
        self.wish.check()?;
        let refuse = |is_wrong: bool, what: &str, advice: &str| match is_wrong {
            true => Err(Error::invalid_input(what).with_advice(advice)),
            false => Ok(()),
        };
        let (are_several, has_output) = (self.inputs.len() > 1, self.output.output.is_some());
        let stdin_uses = self.inputs.iter().filter(|input| *input == "-").count();
        refuse(are_several && has_output, "-o names one file, and there are several inputs", "use --output-dir")?;
        refuse(self.count > 1 && has_output, "-o names one file, and -n asks for several", "use --output-dir")?;
        refuse(self.output.is_stdout() && options.json, "-o - and --json both write to stdout", "use one of them")?;
        refuse(stdin_uses > 1, "stdin can be read once only", "name `-` once")?;
        let id_for_several = are_several && self.external_task_id.is_some();
        refuse(id_for_several, "--external-task-id names one task, and there are several inputs", "run them one by one")
    }

    async fn run_all(
        &self,
        jobs: &[ExpansionJob],
        progress: &Progress,
        options: &GlobalOptions,
    ) -> Result<ExitCode, Failure> {
        let connection = match self.dry_run {
            true => options.connection.open_without_account()?,
            false => options.connection.open(progress).await?,
        };
        if self.no_wait && connection.is_emulated() {
            progress.say("the built-in emulator ends with this command, and its tasks with it; `klingctl emulator` serves one that stays");
        }
        let workshop = Workshop { connection: &connection, progress, args: self, claimed: RefCell::default() };
        let side_by_side = self.side_by_side(&connection).await;
        let ends: Vec<Result<ExitCode, Failure>> = stream::iter(jobs)
            .map(|job| async { self.run_one(job, &workshop, options).await })
            .buffer_unordered(side_by_side)
            .collect()
            .await;
        let ends = ends.into_iter().collect::<Result<Vec<_>, _>>()?;
        let done = ends.iter().filter(|end| **end == ExitCode::Done).count();
        if ends.len() > 1 && self.dry_run {
            let images = jobs.iter().filter_map(ExpansionJob::images_planned).sum();
            if let Some(estimate) = estimate_expansions(images) {
                progress.say(format_args!("estimate for {done} of {} inputs: {estimate}", ends.len()));
            }
        } else if ends.len() > 1 {
            progress.say(format_args!("{done} of {} done", ends.len()));
        }
        Ok(common_end(&ends))
    }

    /// How many jobs run at once. A task holds one slot for each of its pictures.
    async fn side_by_side(&self, connection: &Connection) -> usize {
        if let Some(jobs) = self.jobs {
            return usize::from(jobs);
        }
        if self.inputs.len() == 1 || self.dry_run {
            return 1;
        }
        // Any trouble with the account will show when the first task is created.
        let packs = connection.kling().account().packs().await.unwrap_or_default();
        let of_images =
            packs.iter().filter(|pack| pack.status == PackStatus::Online && pack.kind() == Some(PackKind::Image));
        let slots = of_images.filter_map(|pack| pack.slots()).max();
        slots.map_or(JOBS_WHEN_UNKNOWN, |slots| (slots / self.count).max(1) as usize)
    }

    /// Runs a job and prints what became of it. An error here means that nothing can be printed any more.
    async fn run_one(
        &self,
        job: &ExpansionJob,
        workshop: &Workshop<'_>,
        options: &GlobalOptions,
    ) -> Result<ExitCode, Failure> {
        let (result, text) = if self.dry_run {
            match job.preview(workshop).await {
                Ok(steps) => {
                    let mut text = plan_table::to_text(steps.steps(), self.count);
                    if self.inputs.len() > 1 {
                        text.insert_str(0, &format!("input    {}\n", job.record().input));
                    }
                    (Ok(()), text)
                }
                Err(failure) => (Err(failure), String::new()),
            }
        } else {
            (job.run(workshop).await, String::new())
        };
        let mut record = job.record();
        record.error = result.as_ref().err().map(Failure::to_json);
        workshop.progress.suspended(|| {
            if options.json {
                stdout::print_json_line(&record)?;
            } else if let Some(request) = record.request.as_ref() {
                stdout::print(text)?;
                stdout::print("request")?;
                stdout::print_json(request)?;
            } else if let Some(handle) = &record.handle {
                stdout::print(handle.id())?;
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
        })
    }
}

/// The code that all share; a failure where they differ.
fn common_end(ends: &[ExitCode]) -> ExitCode {
    match ends {
        [first, rest @ ..] if rest.iter().all(|end| end == first) => *first,
        [] => ExitCode::Done,
        _ => ExitCode::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_failures_are_1_and_one_shared_reason_keeps_its_code() {
        use ExitCode::{Done, Exhausted, Failed, Network};
        assert_eq!(common_end(&[Done, Done]), Done);
        assert_eq!(common_end(&[Done, Network]), Failed);
        assert_eq!(common_end(&[Exhausted, Network]), Failed);
        assert_eq!(common_end(&[Exhausted, Exhausted]), Exhausted);
    }
}
