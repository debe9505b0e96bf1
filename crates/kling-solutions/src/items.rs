//! The items of `contents`: how many of each kind there may be, and how long their words.

use std::ops::RangeInclusive;

use kling_models::{Product, Standard, picture_rule};
use kling_runtime::check_address;
use kling_runtime::unified::{Order, Ordered};
use kling_runtime::wire::MediaInput;
use kling_runtime::{Draft, Error, Picture, PictureMember};

/// An item of the contents of any create.
pub(crate) trait Item: Send + 'static {
    /// What it is.
    fn kind(&self) -> &str;
    /// Its words.
    fn text(&self) -> Option<&str>;
    /// Its picture, video or music.
    fn url(&self) -> Option<&MediaInput>;
    /// The voice that it names.
    fn voice_id(&self) -> Option<&str>;
    /// Sets its picture, video or music.
    fn set_url(&mut self, url: MediaInput);
}

/// The wire has a type of its own for the items of each create.
macro_rules! item {
    ($item:ident $(names $voice_id:ident)?) => {
        impl $crate::items::Item for $item {
            fn kind(&self) -> &str {
                self.type_.as_str()
            }

            fn text(&self) -> Option<&str> {
                self.text.as_deref()
            }

            fn url(&self) -> Option<&::kling_runtime::wire::MediaInput> {
                self.url.as_ref()
            }

            fn voice_id(&self) -> Option<&str> {
                None$(.or(self.$voice_id.as_deref()))?
            }

            fn set_url(&mut self, url: ::kling_runtime::wire::MediaInput) {
                self.url = Some(url);
            }
        }
    };
}
pub(crate) use item;

/// What is allowed of one kind of item.
pub(crate) struct Rule {
    kind: &'static str,
    count: RangeInclusive<usize>,
    substance: Substance,
}

/// What an item cannot do without.
enum Substance {
    /// A picture, a video or music.
    Media,
    /// Words, of at most so many characters.
    Words(usize),
    /// The name of a voice.
    Voice,
}

impl Rule {
    /// So many items of this kind, each with a picture, a video or music.
    pub(crate) const fn media(kind: &'static str, count: RangeInclusive<usize>) -> Self {
        Self { kind, count, substance: Substance::Media }
    }

    /// So many items of this kind, each with words that are not longer than this.
    pub(crate) const fn words(kind: &'static str, count: RangeInclusive<usize>, most_chars: usize) -> Self {
        Self { kind, count, substance: Substance::Words(most_chars) }
    }

    /// So many items of this kind, each with the name of a voice.
    pub(crate) const fn voice(kind: &'static str, count: RangeInclusive<usize>) -> Self {
        Self { kind, count, substance: Substance::Voice }
    }

    fn check<I: Item>(&self, item: &I) -> Result<(), Error> {
        let kind = self.kind;
        let missing =
            |member: &str| Err(Error::invalid_input(format!("{kind} needs {member}, which is missing or empty")));
        match self.substance {
            Substance::Media => match item.url() {
                None => missing("url"),
                Some(MediaInput::Url(url)) if url.is_empty() => missing("url"),
                Some(_) => Ok(()),
            },
            Substance::Voice if item.voice_id().is_none_or(str::is_empty) => missing("voice_id"),
            Substance::Voice => Ok(()),
            Substance::Words(most) => match item.text().unwrap_or_default().chars().count() {
                0 => Err(Error::invalid_input(format!("{kind} is empty; 1 to {most} characters are allowed"))),
                chars if chars > most => {
                    Err(Error::invalid_input(format!("{kind} has {chars} characters; at most {most} are allowed")))
                }
                _ => Ok(()),
            },
        }
    }
}

/// Holds contents against the rules of their product.
pub(crate) fn check_items<I: Item>(contents: &[I], rules: &[Rule]) -> Result<(), Error> {
    for rule in rules {
        let Rule { kind, count, .. } = rule;
        let found = count_items(contents, kind);
        if !count.contains(&found) {
            let (least, most) = (count.start(), count.end());
            let allowed = if least == most { format!("exactly {least} is") } else { format!("{least} to {most} are") };
            let items = if found == 1 { "item" } else { "items" };
            return Err(Error::invalid_input(format!(
                "contents hold {found} {items} of the type {kind}; {allowed} allowed"
            )));
        }
        contents.iter().filter(|item| item.kind() == *kind).try_for_each(|item| rule.check(item))?;
    }
    Ok(())
}

pub(crate) fn count_items<I: Item>(contents: &[I], kind: &str) -> usize {
    contents.iter().filter(|item| item.kind() == kind).count()
}

/// The length of the first words of a kind.
pub(crate) fn count_chars<I: Item>(contents: &[I], kind: &str) -> Option<usize> {
    contents.iter().find(|item| item.kind() == kind)?.text().map(|text| text.chars().count())
}

/// Refuses what the API has to fetch itself and cannot.
pub(crate) fn check_media(kind: &str, media: Option<&MediaInput>) -> Result<(), Error> {
    match media {
        Some(MediaInput::Url(url)) => check_address(kind, url),
        _ => Err(Error::invalid_input(format!("{kind} takes an address, never a file"))),
    }
}

/// Adds an item whose picture is read when the request is prepared.
pub(crate) fn add_picture<O: Order, I: Item>(
    draft: &mut Draft<Ordered<O>>,
    product: Product,
    contents: fn(&mut O::Request) -> &mut Vec<I>,
    picture: impl Into<Picture>,
    item: I,
) {
    let member = PictureMember::new(item.kind(), picture_rule(product, Standard::Solutions, item.kind()));
    let items = contents(draft.request());
    let place = items.len();
    items.push(item);
    draft.picture(picture, member, move |request, input| {
        if let Some(item) = contents(request).get_mut(place) {
            item.set_url(input);
        }
    });
}
