//! The kinds of video that the models of the newer standard make, and the order of one.

use kling_models::{Product, Request, Standard, Use, picture_rule};
use kling_runtime::wire::{CreateOptions, UnifiedTaskCreated};
use kling_runtime::{Draft, Error, Picture, PictureMember, Review, Usage};

use crate::client::Tasks;
use crate::items::{Item, Items, check_members};
use crate::models::{Makes, sealed::Sealed};
use crate::shot_script::{self, ShotScript};
use kling_runtime::unified::Video;
use kling_runtime::unified::{Order, Ordered};

/// One kind of create: text to video, image to video, omni video, motion control.
pub trait VideoKind: Sealed + Clone + std::fmt::Debug + Send + Sync + 'static {
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

impl<C: VideoKind, M: Makes<C>> Order for VideoOrder<C, M> {
    type Desk = Tasks;
    type Item = Video;
    type Request = M::Request;
    type Options = CreateOptions;

    fn name() -> String {
        format!("{} {}", C::PRODUCT.name(), M::NAME)
    }

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
            warnings.extend(shot_script::look::<M>(prompt, &mut uses)?);
        }
        if M::HAS_SHOTS && uses.uses(Use::BaseVideo) && uses.multi_shot.is_none() {
            let warning = "`settings.multi_shot` is not given, and the server takes true, with which no base_video goes; set it to false";
            warnings.push(warning.to_owned());
        }
        let usage = Usage::new(C::PRODUCT, Standard::Tasks, Some(M::NAME), uses);
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

/// A draft that begins with this.
pub(crate) fn draft<C: VideoKind, M: Makes<C>>(tasks: &Tasks, start: C::Start) -> VideoDraft<C, M> {
    Draft::new(kling_runtime::Product::over(tasks.session()), M::start(start))
}

/// A draft that begins with these words. The video is as long as the shots are together that they tell.
pub(crate) fn draft_of_script<C: VideoKind, M: Makes<C>>(
    tasks: &Tasks,
    script: ShotScript,
    start: impl FnOnce(String) -> C::Start,
) -> VideoDraft<C, M> {
    let (problem, seconds) = (script.check().err(), script.seconds());
    let mut draft = draft(tasks, start(script.into_text()));
    if let Some(problem) = problem {
        draft.refuse(problem);
    }
    if let (Some(seconds), Some(member)) = (seconds, M::seconds(draft.request())) {
        *member = Some(seconds);
    }
    draft
}

/// Adds an item whose picture is read when the request is prepared.
pub(crate) fn add_picture<C, M, I>(draft: &mut VideoDraft<C, M>, picture: impl Into<Picture>, item: I)
where
    C: VideoKind<Contents = Vec<I>>,
    M: Makes<C>,
    I: Item,
{
    let member = PictureMember::new(item.kind(), picture_rule(C::PRODUCT, Standard::Tasks, item.kind()));
    let items = M::contents_mut(draft.request());
    let place = items.len();
    items.push(item);
    draft.picture(picture, member, move |request, input| {
        if let Some(item) = M::contents_mut(request).get_mut(place) {
            item.set_url(input);
        }
    });
}

/// The item that holds the prompt.
pub(crate) fn prompt_item<I: Item>(text: String) -> I {
    let mut item = I::of_kind("prompt");
    item.set_text(text);
    item
}

/// Looks at what all contents have in common: items that are whole, words and names.
pub(crate) fn look_at_items<I: Item>(contents: &[I]) -> Result<(Items<'_>, Vec<String>), Error> {
    check_members(contents)?;
    let items = Items::of(contents);
    let warnings = items.check_names()?;
    Ok((items, warnings))
}
