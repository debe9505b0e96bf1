//! Pages that lead from one to the next by a cursor.

use std::collections::HashSet;
use std::future::Future;

use futures_util::stream::{self, Stream, TryStreamExt as _};

use crate::{Error, ErrorKind};

/// One page, and where the next one is.
#[doc(hidden)]
#[derive(Debug)]
pub struct Page<T> {
    pub entries: Vec<T>,
    pub next_cursor: Option<String>,
    pub has_more: Option<bool>,
}

/// Which page comes next.
enum Next {
    First,
    /// The page at this cursor; `None` where the page before tells none although there are more.
    At(Option<String>),
    End,
}

impl<T> Page<T> {
    /// An answer that does not say whether there are more pages has more if it has a cursor and is not empty.
    fn next(&self) -> Next {
        let cursor = self.next_cursor.clone().filter(|cursor| !cursor.is_empty());
        let has_more = self.has_more.unwrap_or(cursor.is_some() && !self.entries.is_empty());
        if has_more { Next::At(cursor) } else { Next::End }
    }
}

/// Everything on all pages. `ask` is given the cursor of a page, none for the first one. A page is asked for when the one before was
/// read.
///
/// A page that says there is more and not where, or a cursor that comes again, would cut the list short or lead around for ever: it
/// ends the stream with an error, after all that was found before.
#[doc(hidden)]
pub fn entries<T, F, A>(ask: F) -> impl Stream<Item = Result<T, Error>> + Send
where
    T: Send,
    F: Fn(Option<String>) -> A + Clone + Send,
    A: Future<Output = Result<Page<T>, Error>> + Send,
{
    let pages = stream::try_unfold((Next::First, HashSet::new()), move |(next, mut seen)| {
        let ask = ask.clone();
        async move {
            let cursor = match next {
                Next::End => return Ok(None),
                Next::First => None,
                Next::At(None) => return Err(broken("says that there is more, but not where")),
                Next::At(Some(cursor)) if !seen.insert(cursor.clone()) => {
                    return Err(broken("leads back to a page that was read already"));
                }
                Next::At(cursor) => cursor,
            };
            let page = ask(cursor).await?;
            let next = page.next();
            Ok(Some((stream::iter(page.entries.into_iter().map(Ok)), (next, seen))))
        }
    });
    pages.try_flatten()
}

fn broken(problem: &str) -> Error {
    Error::new(ErrorKind::Unreadable, format!("a page of the list {problem}"))
        .with_advice("what came so far is right, but not all; ask for a shorter time")
}
