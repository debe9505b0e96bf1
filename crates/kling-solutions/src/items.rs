//! The items of `contents`: how many of each kind there may be, and how long their words.

use std::ops::RangeInclusive;

use crate::picture_rule::INPUT_PICTURE;
use kling_runtime::check_address;
use kling_runtime::unified::{Order, Ordered};
use kling_runtime::wire::MediaInput;
use kling_runtime::{Draft, Error, Picture};

/// An item of the contents of any create.
pub(crate) trait Item: Send + 'static {
    /// What it is.
    fn kind(&self) -> &str;
    /// Its words.
    fn text(&self) -> Option<&str>;
    /// Its picture, video or music.
    fn url(&mut self) -> &mut Option<MediaInput>;
}

/// The wire has a type of its own for the items of each create.
macro_rules! item {
    ($item:ident) => {
        impl $crate::items::Item for $item {
            fn kind(&self) -> &str {
                self.type_.as_str()
            }

            fn text(&self) -> Option<&str> {
                self.text.as_deref()
            }

            fn url(&mut self) -> &mut Option<::kling_runtime::wire::MediaInput> {
                &mut self.url
            }
        }
    };
}
pub(crate) use item;

/// What is allowed of one kind of item.
pub(crate) struct Rule {
    kind: &'static str,
    count: RangeInclusive<usize>,
    most_chars: Option<usize>,
}

impl Rule {
    /// So many items of this kind.
    pub(crate) const fn new(kind: &'static str, count: RangeInclusive<usize>) -> Self {
        Self { kind, count, most_chars: None }
    }

    /// Items of this kind are words, and not longer than this.
    pub(crate) const fn words(self, most_chars: usize) -> Self {
        Self { most_chars: Some(most_chars), ..self }
    }
}

/// Holds contents against the rules of their product.
pub(crate) fn check_items<I: Item>(contents: &[I], rules: &[Rule]) -> Result<(), Error> {
    for Rule { kind, count, most_chars } in rules {
        let found = count_items(contents, kind);
        if !count.contains(&found) {
            let (least, most) = (count.start(), count.end());
            let allowed = if least == most { format!("exactly {least}") } else { format!("{least} to {most}") };
            return Err(Error::invalid_input(format!("contents hold {found} items {kind}; allowed is {allowed}")));
        }
        let Some(most) = most_chars else { continue };
        for item in contents.iter().filter(|item| item.kind() == *kind) {
            let chars = item.text().unwrap_or_default().chars().count();
            if chars == 0 {
                return Err(Error::invalid_input(format!("{kind} is empty")));
            }
            if chars > *most {
                return Err(Error::invalid_input(format!("{kind} has {chars} characters; at most {most} are allowed")));
            }
        }
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
    contents: fn(&mut O::Request) -> &mut Vec<I>,
    picture: impl Into<Picture>,
    item: I,
) {
    let items = contents(draft.request());
    let place = items.len();
    items.push(item);
    draft.picture(picture, INPUT_PICTURE, move |request, input| {
        if let Some(item) = contents(request).get_mut(place) {
            *item.url() = Some(input);
        }
    });
}
