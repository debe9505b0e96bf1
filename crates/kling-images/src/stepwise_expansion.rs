//! Expansions one after the other, where one is not enough.

use kling_geometry::{Anchor, Origin, Size, SizeError, Steps, Wish, limits, plan_steps};
use kling_runtime::wire::TaskStatus;
use kling_runtime::{Error, ExternalTaskId, LoadedPicture, Picture, Task, TaskHandle, TaskTrace};

use crate::client::{Images, refused_here};
use crate::expand::{Options, check_size};
use crate::{Estimate, Expanded, ImageExpansion, PlannedExpansion};

/// The expansions that a wish needs, one after the other. The first is ready to be paid for.
///
/// Each step is a task of its own, and is paid for. The steps before the last make one picture each, the last as many as were
/// asked for. The last task carries the [external id](StepwiseExpansion::external_task_id), those before it the same with
/// `-step-1`, `-step-2` and so on behind it.
///
/// [`run`](StepwiseExpansion::run) carries them all out:
///
/// ```no_run
/// # async fn example(images: kling_images::Images) -> Result<(), kling_runtime::Error> {
/// let steps = images.expand("tall.jpg").to_aspect(16, 9).external_task_id("poster-7").plan_steps().await?;
/// println!("{} steps, {}", steps.steps().count(), steps.estimate());
/// let saved = steps.run().await?.save_to(".").await?;
/// # Ok(())
/// # }
/// ```
///
/// Run again under the same external id, what was made before is taken up instead of paid again.
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
    ) -> Self {
        let plan = *steps.as_slice()[0].plan();
        let current = PlannedExpansion {
            images: images.clone(),
            picture,
            plan,
            options: options.clone(),
            external_task_id: external_task_id.clone(),
        };
        let origin = steps.origin();
        let mut stepwise = Self { images, options, external_task_id, steps, place: 0, done_before: 0, origin, current };
        stepwise.tell_current();
        stepwise
    }

    /// The plan from the picture at hand to the last canvas.
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

    /// What the steps that are planned will cost together, by the price list.
    pub fn estimate(&self) -> Estimate {
        Estimate::for_expanded_pictures(self.steps.images(self.options.count))
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
    pub async fn run(mut self) -> Result<Expanded, Error> {
        loop {
            let expanded = self.send().await?.task.wait().await?;
            if self.is_last() {
                return Ok(expanded);
            }
            self.advance(&expanded).await?;
        }
    }

    /// Creates the task of the next step, exactly once; or takes up the task that an earlier run made under the same external id.
    ///
    /// Where that task has failed, the step is tried again, under the same id with `-2` behind it (then `-3`, and so on).
    ///
    /// # Errors
    ///
    /// A refusal of the API, or a failure of the network. [`Error::task`] tells whether a task may exist.
    pub async fn send(&mut self) -> Result<SentStep, Error> {
        let first_id = self.current.external_task_id.clone();
        let mut attempt = 1;
        loop {
            match self.current.clone().send().await {
                Err(error) if error.is_duplicate_external_task_id() => {}
                sent => return Ok(SentStep { task: sent?, was_made_earlier: false }),
            }
            if let Some(task) = self.made_earlier().await? {
                return Ok(SentStep { task, was_made_earlier: true });
            }
            attempt += 1;
            self.current.external_task_id = first_id.with_suffix(&attempt.to_string());
        }
    }

    /// Makes the first picture of the finished step the picture of the next one.
    ///
    /// Of the picture only the beginning is fetched, to see that it has the size that was planned. Where the API rounded it another
    /// way, by a pixel, the rest is planned again from what came. A picture of more than 10 MB is fetched, and sent as JPEG.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) when the picture has another size: an earlier task under this
    /// external id made something else. [`Download`](kling_runtime::ErrorKind::Download) when it cannot be fetched.
    pub async fn advance(&mut self, expanded: &Expanded) -> Result<(), Error> {
        let trace = || TaskTrace::Exists(expanded.handle().clone());
        let picture = self.load(expanded).await.map_err(|error| error.with_task(trace()))?;
        let plan = self.current.plan;
        let size = Size::new(picture.width, picture.height).map_err(refused_here)?;
        if !is_within_a_pixel(size, plan.canvas()) {
            let what = format!("task {} made {size}, and this step makes {}", expanded.task_id(), plan.canvas());
            let advice =
                "it was told something else; use another external task id, which is paid for from the first step";
            return Err(Error::invalid_input(what).with_advice(advice).with_task(trace()));
        }
        self.origin = Origin::new(self.origin.x - plan.origin().x, self.origin.y - plan.origin().y);
        self.place += 1;
        if size != plan.canvas() {
            let rest = what_is_left(size, self.steps.canvas(), self.origin).map_err(refused_here)?;
            let steps = plan_steps(size, &rest, Anchor::Center).map_err(refused_here);
            self.steps = steps.map_err(|error| error.with_task(trace()))?;
            self.origin = self.steps.origin();
            self.done_before += self.place as u32;
            self.place = 0;
        }
        self.current.picture = picture;
        self.current.plan = *self.steps.as_slice()[self.place].plan();
        self.tell_current();
        Ok(())
    }

    async fn load(&self, expanded: &Expanded) -> Result<LoadedPicture, Error> {
        let Some(image) = expanded.images().first() else {
            return Err(Error::invalid_input(format!("task {} has no picture", expanded.task_id())));
        };
        let picture = Picture::from_url(&image.url).shorten_if_needed();
        picture.load(self.images.session().downloader(), limits::MAX_IMAGE_BYTES, check_size).await
    }

    /// Gives the next step its options and its external id: all that was asked for to the last, the prompt alone to the others.
    fn tell_current(&mut self) {
        self.current.options = self.options.clone();
        self.current.external_task_id = self.external_task_id.clone();
        if !self.is_last() {
            self.current.options.count = 1;
            self.current.options.watermark = false;
            self.current.options.callback_url = None;
            self.current.external_task_id = self.external_task_id.with_suffix(&format!("step-{}", self.number()));
        }
    }

    /// The earlier task of the next step, unless it has failed.
    async fn made_earlier(&self) -> Result<Option<Task<ImageExpansion>>, Error> {
        let external_task_id = self.current.external_task_id();
        let seen = self.images.expansion(external_task_id)?.query().await?;
        if seen.status == TaskStatus::Failed {
            return Ok(None);
        }
        let handle = TaskHandle::new(ImageExpansion::NAME, seen.task_id, self.images.session().base_url());
        self.images.resume_expansion(handle.with_external_task_id(external_task_id)).map(Some)
    }
}

/// The wish for the last canvas with a picture that is perhaps a pixel larger than planned, and must not stick out.
fn what_is_left(picture: Size, canvas: Size, origin: Origin) -> Result<Wish, SizeError> {
    let width = canvas.width().max(picture.width());
    let height = canvas.height().max(picture.height());
    let origin = Origin::new(origin.x.min(width - picture.width()), origin.y.min(height - picture.height()));
    Ok(Wish::canvas_at(Size::new(width, height)?, origin))
}

fn is_within_a_pixel(size: Size, planned: Size) -> bool {
    size.width().abs_diff(planned.width()) <= 1 && size.height().abs_diff(planned.height()) <= 1
}
