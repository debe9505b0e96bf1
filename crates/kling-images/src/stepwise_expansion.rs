//! Expansions one after the other, where one is not enough.

use kling_geometry::{Anchor, Origin, Size, SizeError, Steps, Wish, limits, plan_steps};
use kling_models::Estimate;
use kling_runtime::wire::TaskStatus;
use kling_runtime::{
    Error, ExternalTaskId, Finished, LoadedPicture, Picture, PictureHeader, Task, TaskHandle, TaskTrace,
};

use crate::client::{Images, refused_here};
use crate::expand::Options;
use crate::image::Image;
use crate::input_size::check_size;
use crate::price::estimate_planned;
use crate::{ImageExpansion, PlannedExpansion};

/// The expansions that a wish needs, one after the other. The first is ready to be paid for.
///
/// Each step is a task of its own, and is paid for. The steps before the last make one picture each, the last as many as were
/// asked for. The last task carries the [external id](StepwiseExpansion::external_task_id), those before it the same with
/// `-step-1`, `-step-2` and so on behind it. A step whose task failed is tried again with `-attempt-2` behind that.
///
/// [`run`](StepwiseExpansion::run) carries them all out:
///
/// ```no_run
/// # async fn example(images: kling_images::Images) -> Result<(), kling_runtime::Error> {
/// let steps = images.expand("tall.jpg").to_aspect(16, 9).with_external_task_id("poster-7").plan_steps().await?;
/// println!("{} steps, {}", steps.steps().count(), steps.estimate());
/// let saved = steps.run().await?.save_to(".").await?;
/// # Ok(())
/// # }
/// ```
///
/// Run again under the same external id, what was made before is taken up instead of paid again. It must be the same wish for the
/// same picture: a step of another size is noticed, one of another picture of that size is not.
#[derive(Clone, Debug)]
#[must_use = "nothing happens before `run` or `send`"]
pub struct StepwiseExpansion {
    images: Images,
    options: Options,
    external_task_id: ExternalTaskId,
    /// From the picture that the plan last began with.
    steps: Steps,
    /// Which of them is next.
    place: usize,
    /// How many were done before these were planned.
    done_before: u32,
    /// Where the present picture lies in the last canvas.
    origin: Origin,
    current: PlannedExpansion,
    /// Whether a create of the next step was sent, so that a task may have its id.
    is_sent: bool,
}

/// The task of one step.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SentStep {
    /// The task.
    pub task: Task<ImageExpansion>,
    /// True for a task that an earlier run made under the same external id. It is not paid again.
    pub was_made_earlier: bool,
}

impl StepwiseExpansion {
    pub(crate) fn new(
        images: Images,
        picture: LoadedPicture,
        steps: Steps,
        options: Options,
        external_task_id: ExternalTaskId,
    ) -> Result<Self, Error> {
        if steps.count() > 1 {
            check_hand_over(&steps)?;
            check_is_of_all_steps(&external_task_id)?;
        }
        let plan = *steps.as_slice()[0].plan();
        let current = PlannedExpansion {
            images: images.clone(),
            picture,
            plan,
            options: options.clone(),
            external_task_id: external_task_id.clone(),
        };
        let origin = steps.origin();
        let (place, done_before, is_sent) = (0, 0, false);
        let mut stepwise =
            Self { images, options, external_task_id, steps, place, done_before, origin, current, is_sent };
        stepwise.tell_current();
        Ok(stepwise)
    }

    /// The plan: from the picture that it began with or, where one came a pixel off, from that one.
    pub fn steps(&self) -> &Steps {
        &self.steps
    }

    /// The number of the step that is next, from 1.
    pub fn number(&self) -> u32 {
        self.done_before + self.place as u32 + 1
    }

    /// True when the next step is the last one.
    pub fn is_last(&self) -> bool {
        self.place + 1 == self.steps.as_slice().len()
    }

    /// The step that is next.
    pub fn current(&self) -> &PlannedExpansion {
        &self.current
    }

    /// What all of [`steps`](Self::steps) cost together, by the price list, also those of them that are done.
    pub fn estimate(&self) -> Estimate {
        estimate_planned(self.steps.images(self.options.count))
    }

    /// The external id of the last task, from which those of the others are made.
    pub fn external_task_id(&self) -> &str {
        self.external_task_id.as_str()
    }

    /// Carries out all steps that are left, and gives the pictures of the last.
    ///
    /// # Errors
    ///
    /// Those of [`send`](StepwiseExpansion::send) and [`advance`](StepwiseExpansion::advance), and of the wait for each task.
    /// [`Error::task`] tells of the task of the step that failed; the pictures of the steps before it are kept by the API for 30
    /// days, and another run under the same external id goes on from them.
    pub async fn run(mut self) -> Result<Finished<Image>, Error> {
        if let Some(task) = self.finished_earlier().await? {
            let expanded = task.wait().await?;
            self.load_planned(&expanded, self.steps.canvas(), |_| Ok(())).await?;
            return Ok(expanded);
        }
        loop {
            let expanded = self.send().await?.task.wait().await?;
            if self.is_last() {
                return Ok(expanded);
            }
            self.advance(&expanded).await?;
        }
    }

    /// The last task, where an earlier run has made it under the same external id: then no step is left to be sent. A free query.
    ///
    /// # Errors
    ///
    /// As for every query.
    pub async fn finished_earlier(&self) -> Result<Option<Task<ImageExpansion>>, Error> {
        Ok(self.look_up(self.external_task_id.clone()).await?.1)
    }

    /// Creates the task of the next step, exactly once; or takes up the task that an earlier run made under the same external id.
    ///
    /// Where that task has failed, the step is tried again under the same id with `-attempt-2` behind it (then `-attempt-3`, and so
    /// on). Whether a failed task is charged is not documented.
    ///
    /// # Errors
    ///
    /// A refusal of the API, or a failure of the network. [`Error::task`] tells whether a task may exist.
    pub async fn send(&mut self) -> Result<SentStep, Error> {
        if let Some(task) = self.made_earlier().await? {
            return Ok(SentStep { task, was_made_earlier: true });
        }
        self.is_sent = true;
        let error = match self.current.clone().send().await {
            Err(error) if error.is_duplicate_external_task_id() => error,
            sent => return Ok(SentStep { task: sent?, was_made_earlier: false }),
        };
        // Made just now by somebody else; unless it is a task of another product that has the id.
        match self.made_earlier().await? {
            Some(task) => Ok(SentStep { task, was_made_earlier: true }),
            None => Err(error),
        }
    }

    /// The task of the next step, where there is one that has not failed; otherwise the step gets the id of its next attempt.
    async fn made_earlier(&mut self) -> Result<Option<Task<ImageExpansion>>, Error> {
        let id = if self.is_sent { self.step_id().known() } else { self.step_id() };
        let (id, task) = self.look_up(id).await?;
        self.current.external_task_id = id;
        Ok(task)
    }

    /// Makes the first picture of the finished step the picture of the next one.
    ///
    /// Of the picture only the beginning is fetched, to see that it has the size that was planned. Where the API rounded it another
    /// way, by a pixel, the rest is planned again from what came, with as few steps; the last canvas can be a few pixels smaller then.
    /// A picture of more than 10 MB is fetched, and sent as JPEG.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) when the picture has another size: an earlier task under this
    /// external id made something else. Also when the last step is done. [`Download`](kling_runtime::ErrorKind::Download) when it
    /// cannot be fetched.
    pub async fn advance(&mut self, expanded: &Finished<Image>) -> Result<(), Error> {
        let trace = |error: Error| error.with_task(TaskTrace::Exists(expanded.handle().clone()));
        if self.is_last() {
            return Err(trace(Error::invalid_input("the last step is done, and none is left")));
        }
        let plan = self.current.plan;
        let picture = self.load_planned(expanded, plan.canvas(), check_size).await?;
        let size = Size::new(picture.width, picture.height).map_err(refused_here)?;
        let origin = Origin::new(self.origin.x - plan.origin().x, self.origin.y - plan.origin().y);
        if size == plan.canvas() {
            self.origin = origin;
            self.place += 1;
        } else {
            let steps_left = self.steps.count() - self.place as u32 - 1;
            self.steps = plan_rest(size, self.steps.canvas(), origin, steps_left).map_err(trace)?;
            self.origin = self.steps.origin();
            self.done_before += self.place as u32 + 1;
            self.place = 0;
        }
        self.is_sent = false;
        self.current.picture = picture;
        self.current.plan = *self.steps.as_slice()[self.place].plan();
        self.tell_current();
        Ok(())
    }

    /// The first picture of a task, which must be of the planned size or a pixel off.
    async fn load_planned(
        &self,
        expanded: &Finished<Image>,
        planned: Size,
        check: impl Fn(&PictureHeader) -> Result<(), Error>,
    ) -> Result<LoadedPicture, Error> {
        let trace = |error: Error| error.with_task(TaskTrace::Exists(expanded.handle().clone()));
        let Some(image) = expanded.items().first() else {
            return Err(trace(Error::invalid_input(format!("task {} has no picture", expanded.task_id()))));
        };
        let picture = Picture::from_url(&image.url).shorten_if_needed();
        let loaded = picture.load(self.images.session().downloader(), limits::MAX_IMAGE_BYTES, check).await;
        let loaded = loaded.map_err(trace)?;
        let size = Size::new(loaded.width, loaded.height).map_err(refused_here)?;
        if size.width().abs_diff(planned.width()) <= 1 && size.height().abs_diff(planned.height()) <= 1 {
            return Ok(loaded);
        }
        let what = format!("task {} made {size}, and this step makes {planned}", expanded.task_id());
        let advice = "it was told something else; use another external task id, which is paid for from the first step";
        Err(trace(Error::invalid_input(what).with_advice(advice)))
    }

    /// Gives the next step its options and its external id: all that was asked for to the last, the prompt to the others, and that no
    /// watermarked copy is wanted where that was said.
    fn tell_current(&mut self) {
        self.current.options = self.options.clone();
        self.current.external_task_id = self.step_id();
        if !self.is_last() {
            self.current.options.count = 1;
            self.current.options.watermark = self.options.watermark.filter(|is_wanted| !is_wanted);
            self.current.options.callback_url = None;
        }
    }

    /// The external id of the next step's first attempt.
    fn step_id(&self) -> ExternalTaskId {
        match self.is_last() {
            true => self.external_task_id.clone(),
            false => self.external_task_id.with_suffix(&format!("step-{}", self.number())),
        }
    }

    /// The id of the last attempt, and its task, unless there is none yet: looked for under an id and, while the task under that one
    /// has failed, under those of further attempts. A new id needs no query.
    async fn look_up(&self, first_id: ExternalTaskId) -> Result<(ExternalTaskId, Option<Task<ImageExpansion>>), Error> {
        if first_id.is_fresh() {
            return Ok((first_id, None));
        }
        let mut id = first_id.clone();
        let mut attempt = 1;
        loop {
            let seen = match self.images.task::<ImageExpansion>(id.as_str())?.query().await {
                Ok(seen) => seen,
                Err(error) if error.is_unknown_task() => return Ok((id, None)),
                Err(error) => return Err(error),
            };
            if seen.status != TaskStatus::Failed {
                let handle = TaskHandle::new(ImageExpansion::NAME, seen.task_id, self.images.session().base_url());
                let task = self.images.resume::<ImageExpansion>(handle.with_external_task_id(id.as_str()))?;
                return Ok((id, Some(task)));
            }
            attempt += 1;
            id = first_id.with_suffix(&format!("attempt-{attempt}"));
        }
    }
}

/// Refuses steps whose pictures could not be handed on: a file above what the API takes would have to be encoded anew.
fn check_hand_over(steps: &Steps) -> Result<(), Error> {
    let (_, between) = steps.as_slice().split_last().unwrap_or((&steps.as_slice()[0], &[]));
    let most = Picture::MOST_PIXELS_TO_SHORTEN;
    match between.iter().map(|step| step.plan().canvas()).find(|canvas| canvas.area() > most) {
        Some(canvas) => Err(Error::invalid_input(format!(
            "on the way to {} there is a picture of {canvas}, too large to hand on: more than {most} pixels",
            steps.canvas(),
        ))
        .with_advice("ask for a smaller canvas")),
        None => Ok(()),
    }
}

/// Refuses the id of one step in place of that of all.
fn check_is_of_all_steps(id: &ExternalTaskId) -> Result<(), Error> {
    match id.as_str().rsplit_once("-step-") {
        Some((base, number)) if number.starts_with(|first: char| first.is_ascii_digit()) => {
            let what = format!("the external task id {id} is that of one step");
            Err(Error::invalid_input(what).with_advice(format!("the id of all steps is {base}")))
        }
        _ => Ok(()),
    }
}

/// How much smaller the last canvas may become where a picture came a pixel smaller than planned, in pixels of each side.
const MOST_PIXELS_LESS: u32 = 16;

/// The steps that are left from a picture that is a pixel off. Rather than one step more, the last canvas is a little smaller.
fn plan_rest(picture: Size, canvas: Size, origin: Origin, most_steps: u32) -> Result<Steps, Error> {
    for less in 0..=MOST_PIXELS_LESS {
        let rest = what_is_left(picture, canvas, origin, less).map_err(refused_here)?;
        if let Ok(steps) = plan_steps(picture, &rest, Anchor::Center)
            && steps.count() <= most_steps
        {
            return Ok(steps);
        }
    }
    let what = format!("a picture of {picture} came, from which {canvas} is not reached in {most_steps} steps");
    Err(Error::invalid_input(what).with_advice("expand that picture anew, to a canvas that is a little smaller"))
}

/// The wish for the last canvas, so many pixels smaller, with a picture that is perhaps a pixel larger than planned: it must not
/// stick out.
fn what_is_left(picture: Size, canvas: Size, origin: Origin, less: u32) -> Result<Wish, SizeError> {
    let width = canvas.width().saturating_sub(less).max(picture.width());
    let height = canvas.height().saturating_sub(less).max(picture.height());
    let origin = Origin::new(origin.x.min(width - picture.width()), origin.y.min(height - picture.height()));
    Ok(Wish::canvas_at(Size::new(width, height)?, origin))
}
