//! What the models of the newer standard can be asked for.

use kling_models::{Product, Request, Standard};
use kling_runtime::wire::{CreateOptions, UnifiedTaskCreated};
use kling_runtime::{Draft, Error, Picture, Review, Usage};

use crate::client::Tasks;
use crate::items::{Item, Items};
use crate::models::Makes;
use crate::picture_rule::INPUT_PICTURE;
use crate::shots::{self, Shots};
use kling_runtime::unified::Video;
use kling_runtime::unified::{Order, Ordered};

/// One kind of create: text to video, image to video, omni video, motion control.
pub trait Capability: Clone + std::fmt::Debug + Send + Sync + 'static {
    /// Its row in the capability table.
    #[doc(hidden)]
    const PRODUCT: Product;
    /// What a request begins with.
    #[doc(hidden)]
    type Start;
    /// What a request is about.
    #[doc(hidden)]
    type Contents;
    /// What the contents ask for; the warnings of looking at them.
    #[doc(hidden)]
    fn look(contents: &Self::Contents, uses: &mut Request<'_>) -> Result<Vec<String>, Error>;
    /// The words of the contents.
    #[doc(hidden)]
    fn prompt(contents: &Self::Contents) -> Option<&str>;
}

/// The order of a video: the kind of create `C`, by the model `M`.
#[derive(Clone, Debug)]
pub struct VideoOrder<C, M>(std::marker::PhantomData<fn() -> (C, M)>);

impl<C: Capability, M: Makes<C>> Order for VideoOrder<C, M> {
    type Desk = Tasks;
    type Item = Video;
    type Request = M::Request;
    type Options = CreateOptions;

    fn options(request: &mut M::Request) -> &mut CreateOptions {
        M::options(request)
    }

    fn review(request: &M::Request) -> Result<Review, Error> {
        M::check(request)?;
        let contents = M::contents(request);
        let mut uses = M::uses(request);
        let mut warnings = C::look(contents, &mut uses)?;
        if let Some(prompt) = C::prompt(contents) {
            uses.prompt_chars = Some(prompt.chars().count());
            warnings.extend(shots::look::<M>(prompt, &mut uses)?);
        }
        let usage = Usage { product: C::PRODUCT, standard: Standard::Tasks, model: Some(M::NAME), request: uses };
        let mut review = Review::of(&usage)?;
        review.warnings.extend(warnings);
        Ok(review)
    }

    async fn create(desk: &Tasks, request: &M::Request) -> Result<UnifiedTaskCreated, Error> {
        M::create(desk.wire(), request).await
    }
}

/// What a front door collects.
pub(crate) type VideoDraft<C, M> = Draft<Ordered<VideoOrder<C, M>>>;

/// A draft that begins with this. The video is as long as its shots are together.
pub(crate) fn draft<C: Capability, M: Makes<C>>(
    tasks: &Tasks,
    start: C::Start,
    seconds: Option<u32>,
) -> VideoDraft<C, M> {
    let mut request = M::start(start);
    if let (Some(seconds), Some(member)) = (seconds, M::seconds(&mut request)) {
        *member = Some(seconds);
    }
    Draft::new(kling_runtime::Product::over(tasks.session()), request)
}

/// Adds an item whose picture is read when the request is prepared.
pub(crate) fn add_picture<C, M, I>(draft: &mut VideoDraft<C, M>, picture: impl Into<Picture>, item: I)
where
    C: Capability<Contents = Vec<I>>,
    M: Makes<C>,
    I: Item,
{
    let items = M::contents_mut(draft.request());
    let place = items.len();
    items.push(item);
    draft.picture(picture, INPUT_PICTURE, move |request, input| {
        if let Some(item) = M::contents_mut(request).get_mut(place) {
            item.set_url(input);
        }
    });
}

/// An item of words.
pub(crate) fn prompt_item<I: Item>(shots: Shots) -> I {
    let mut item = I::of_kind("prompt");
    item.set_text(shots.into_text());
    item
}

/// Looks at what all contents have in common: words and names.
pub(crate) fn look_at_items<I: Item>(contents: &[I]) -> Result<(Items<'_>, Vec<String>), Error> {
    let items = Items::of(contents);
    let warnings = items.check_names()?;
    Ok((items, warnings))
}
