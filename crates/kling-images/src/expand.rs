//! The front door of image expansion: say what you want, see what it means, send it.

use kling_geometry::{Anchor, AreaMultiple, Aspect, Expansion, Margins, Origin, Plan, Size, Wish, limits};
use kling_models::Estimate;
use kling_runtime::{Create as _, Error, ExternalTaskId, LoadedPicture, Picture, Product as _, Task, submit};

use crate::client::{Images, refused_here};
use crate::generated::types::ExpandImageRequest;
use crate::input_size::check_size;
use crate::price::estimate_planned;
use crate::{ImageExpansion, StepwiseExpansion};

/// An expansion that is being described. Nothing is read or sent before [`plan`](Expand::plan) or [`send`](Expand::send).
///
/// Exactly one method says what to reach: a shape, a canvas, margins, ratios, an area. The last one called counts. Without any,
/// the picture grows as far as the API allows.
#[derive(Debug)]
#[must_use = "nothing happens before `send`"]
pub struct Expand {
    images: Images,
    picture: Picture,
    wish: Result<Wish, Error>,
    anchor: Anchor,
    options: Options,
}

/// What a task is to be told besides its picture and ratios.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) count: u32,
    prompt: Option<String>,
    pub(crate) watermark: Option<bool>,
    pub(crate) callback_url: Option<String>,
    external_task_id: Option<String>,
}

/// A description whose picture was read, before it is planned.
struct Draft {
    images: Images,
    picture: LoadedPicture,
    source: Size,
    wish: Wish,
    anchor: Anchor,
    options: Options,
}

impl Expand {
    pub(crate) fn new(images: Images, picture: Picture) -> Self {
        let options = Options { count: 1, prompt: None, watermark: None, callback_url: None, external_task_id: None };
        Self { images, picture, wish: Ok(Wish::largest()), anchor: Anchor::Center, options }
    }

    /// Reaches any wish of the geometry crate.
    pub fn to(mut self, wish: Wish) -> Self {
        self.wish = Ok(wish);
        self
    }

    /// Reaches a shape, width to height, with the least new area. `to_aspect(16, 9)` makes it wide.
    pub fn to_aspect(self, width: u32, height: u32) -> Self {
        self.reach(Aspect::new(width, height).map(Wish::aspect))
    }

    /// Reaches a shape at the largest area that the API allows.
    pub fn to_largest_aspect(self, width: u32, height: u32) -> Self {
        self.reach(Aspect::new(width, height).map(Wish::largest_aspect))
    }

    /// Reaches a canvas in pixels; [`with_anchor`](Expand::with_anchor) says where the picture sits in it.
    pub fn to_canvas(self, width: u32, height: u32) -> Self {
        self.reach(Size::new(width, height).map(Wish::canvas))
    }

    /// Reaches a canvas in pixels, with the picture's upper left corner at (`x`, `y`).
    pub fn to_canvas_at(self, width: u32, height: u32, x: u32, y: u32) -> Self {
        self.reach(Size::new(width, height).map(|size| Wish::canvas_at(size, Origin::new(x, y))))
    }

    /// Adds margins in pixels.
    pub fn by_margins(self, margins: Margins) -> Self {
        self.to(Wish::margins(margins))
    }

    /// Grows to this multiple of the area, keeping the shape.
    pub fn to_area(self, multiple: AreaMultiple) -> Self {
        self.to(Wish::area(multiple))
    }

    /// Grows as far as the API allows, keeping the shape.
    pub fn to_largest(self) -> Self {
        self.to(Wish::largest())
    }

    fn reach<E: std::error::Error + Send + Sync + 'static>(mut self, wish: Result<Wish, E>) -> Self {
        self.wish = wish.map_err(refused_here);
        self
    }

    /// Where the original sits in the new canvas; in the middle without this. [`Anchor::Bottom`] grows upwards.
    pub fn with_anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// What the new area should show, in at most 2500 characters.
    pub fn with_prompt(mut self, prompt: impl Into<String>) -> Self {
        self.options.prompt = Some(prompt.into());
        self
    }

    /// How many pictures to make, 1 to 9. Each is paid for and holds one slot of the account's concurrency.
    pub fn with_count(mut self, count: u32) -> Self {
        self.options.count = count;
        self
    }

    /// Whether a copy with the vendor's watermark is made too. Without this the request does not say, and the documents say none is.
    pub fn with_watermark(mut self, watermark: bool) -> Self {
        self.options.watermark = Some(watermark);
        self
    }

    /// Where the API reports every change of the task.
    pub fn with_callback_url(mut self, url: impl Into<String>) -> Self {
        self.options.callback_url = Some(url.into());
        self
    }

    /// Your own id for the task, unique in the account over all products. Without one, one is made.
    ///
    /// It is what makes a create safe: the API refuses a second task under the same id. When a task has it already,
    /// [`send`](Expand::send) fails without sending, and [`Error::is_duplicate_external_task_id`] tells.
    pub fn with_external_task_id(mut self, id: impl Into<String>) -> Self {
        self.options.external_task_id = Some(id.into());
        self
    }

    /// Reads and checks the picture and plans the expansion. Nothing is sent to the API, and nothing is spent.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for everything that the API would refuse: the picture's format,
    /// length, size and shape, a wish that cannot be reached (the message names the nearest one that can), the count, the prompt.
    /// [`File`](kling_runtime::ErrorKind::File) or [`Download`](kling_runtime::ErrorKind::Download) when the picture cannot be
    /// read.
    pub async fn plan(self) -> Result<PlannedExpansion, Error> {
        self.plan_one().await.map_err(|error| error.about(ImageExpansion::NAME))
    }

    async fn plan_one(self) -> Result<PlannedExpansion, Error> {
        let Draft { images, picture, source, wish, anchor, options } = self.draft().await?;
        let plan = kling_geometry::plan(source, &wish, anchor).map_err(refused_here)?;
        refuse_no_growth(&plan)?;
        let external_task_id = options.external_task_id(&images)?;
        Ok(PlannedExpansion { images, picture, plan, options, external_task_id })
    }

    /// Reads and checks the picture and plans as many expansions as the wish needs: one where [`plan`](Expand::plan) would do,
    /// otherwise the fewest. Nothing is sent to the API, and nothing is spent.
    ///
    /// # Errors
    ///
    /// Those of [`plan`](Expand::plan), where the wish is one that no number of expansions reaches.
    pub async fn plan_steps(self) -> Result<StepwiseExpansion, Error> {
        self.plan_several().await.map_err(|error| error.about(ImageExpansion::NAME))
    }

    async fn plan_several(self) -> Result<StepwiseExpansion, Error> {
        let Draft { images, picture, source, wish, anchor, options } = self.draft().await?;
        let steps = kling_geometry::plan_steps(source, &wish, anchor).map_err(refused_here)?;
        refuse_no_growth(steps.as_slice()[0].plan())?;
        let external_task_id = options.external_task_id(&images)?;
        StepwiseExpansion::new(images, picture, steps, options, external_task_id)
    }

    async fn draft(self) -> Result<Draft, Error> {
        let Self { images, picture, wish, anchor, options } = self;
        let wish = wish?;
        options.check()?;
        let picture = picture.load(images.session().downloader(), limits::MAX_IMAGE_BYTES, check_size).await?;
        let source = Size::new(picture.width, picture.height).map_err(refused_here)?;
        Ok(Draft { images, picture, source, wish, anchor, options })
    }

    /// Plans the expansion and creates its task, exactly once.
    ///
    /// # Errors
    ///
    /// Those of [`plan`](Expand::plan) and of [`PlannedExpansion::send`].
    pub async fn send(self) -> Result<Task<ImageExpansion>, Error> {
        self.plan().await?.send().await
    }
}

impl Options {
    /// The id that was given, or a new one.
    pub(crate) fn external_task_id(&self, images: &Images) -> Result<ExternalTaskId, Error> {
        match &self.external_task_id {
            Some(id) => ExternalTaskId::given(id),
            None => Ok(ExternalTaskId::fresh(images.session().system().as_ref())),
        }
    }

    fn check(&self) -> Result<(), Error> {
        limits::check_count(self.count).map_err(refused_here)?;
        let characters = self.prompt.as_deref().unwrap_or_default().chars().count();
        limits::check_prompt_chars(characters).map_err(refused_here)?;
        if let Some(id) = &self.external_task_id {
            ExternalTaskId::given(id)?;
        }
        Ok(())
    }
}

fn refuse_no_growth(plan: &Plan) -> Result<(), Error> {
    if plan.expansion() != Expansion::NONE {
        return Ok(());
    }
    let message = format!("nothing would grow: the picture of {} is what was asked for already", plan.source());
    Err(Error::invalid_input(message).with_advice("ask for more; the API would charge for it all the same"))
}

/// An expansion that was checked and planned, and is ready to be paid for.
#[derive(Clone, Debug)]
#[must_use = "nothing happens before `send`"]
pub struct PlannedExpansion {
    pub(crate) images: Images,
    pub(crate) picture: LoadedPicture,
    pub(crate) plan: Plan,
    pub(crate) options: Options,
    pub(crate) external_task_id: ExternalTaskId,
}

impl PlannedExpansion {
    /// The geometry: ratios, canvas, and where the original lies in it.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The picture that will be sent.
    pub fn picture(&self) -> &LoadedPicture {
        &self.picture
    }

    /// What it will cost, by the price list.
    pub fn estimate(&self) -> Estimate {
        estimate_planned(self.options.count)
    }

    /// The external id that the task will carry: the one that was given, or a new one.
    pub fn external_task_id(&self) -> &str {
        self.external_task_id.as_str()
    }

    /// The request as it will be sent.
    pub fn request(&self) -> ExpandImageRequest {
        let expansion = self.plan.expansion();
        let mut request = ExpandImageRequest::new(
            self.picture.input.clone(),
            expansion.up().to_f64(),
            expansion.down().to_f64(),
            expansion.left().to_f64(),
            expansion.right().to_f64(),
        );
        request.prompt = self.options.prompt.clone();
        request.n = Some(self.options.count);
        request.watermark_info = self.options.watermark.map(Into::into);
        request.callback_url = self.options.callback_url.clone();
        request.external_task_id = Some(self.external_task_id.to_string());
        request
    }

    /// Creates the task, exactly once, whatever the network does: see [`submit`].
    ///
    /// Whoever drops this future while it runs should keep [`external_task_id`](PlannedExpansion::external_task_id) first: the
    /// task may exist, and [`Images::task`] finds it by that id.
    ///
    /// # Errors
    ///
    /// A refusal of the API, or a failure of the network. [`Error::task`] tells whether a task may exist.
    pub async fn send(self) -> Result<Task<ImageExpansion>, Error> {
        let Self { ref images, ref external_task_id, .. } = self;
        let request = self.request();
        let product = ImageExpansion::over(images.session());
        submit(&product, external_task_id, || product.create(&request)).await
    }
}
