//! Pages that lead from one to the next by a cursor.

use std::collections::HashSet;
use std::future::Future;

use futures_util::stream::{self, Stream, TryStreamExt};
use kling_runtime::{Error, ErrorKind};

use crate::generated::types::ListDeductionsRequest;

/// One page, and where the next one is.
pub(crate) struct Page<T> {
    pub(crate) entries: Vec<T>,
    pub(crate) next_cursor: Option<String>,
    pub(crate) has_more: Option<bool>,
}

/// Which page comes next.
enum Next {
    First(Result<ListDeductionsRequest, Error>),
    /// The page at this cursor; `None` where the page before tells none although there are more.
    At(Option<String>),
    End,
}

impl<T> Page<T> {
    /// An answer that does not say whether there are more pages has more if it has a cursor.
    fn next(&self) -> Next {
        let cursor = self.next_cursor.clone().filter(|cursor| !cursor.is_empty());
        if self.has_more.unwrap_or(cursor.is_some()) { Next::At(cursor) } else { Next::End }
    }
}

/// Everything on all pages. A page is asked for when the one before was read.
///
/// A cursor that comes again would lead around for ever: it ends the stream with an error, after all that was found before.
pub(crate) fn entries<T, F, A>(
    first: Result<ListDeductionsRequest, Error>,
    ask: F,
) -> impl Stream<Item = Result<T, Error>> + Send
where
    T: Send,
    F: Fn(ListDeductionsRequest) -> A + Clone + Send,
    A: Future<Output = Result<Page<T>, Error>> + Send,
{
    let pages = stream::try_unfold((Next::First(first), HashSet::new()), move |(next, mut seen)| {
        let ask = ask.clone();
        async move {
            let request = match next {
                Next::End => return Ok(None),
                Next::First(request) => request?,
                Next::At(None) => return Err(broken("says that there is more, but not where")),
                Next::At(Some(cursor)) if !seen.insert(cursor.clone()) => {
                    return Err(broken("leads back to a page that was read already"));
                }
                Next::At(Some(cursor)) => at(cursor),
            };
            let page = ask(request).await?;
            let next = page.next();
            Ok(Some((stream::iter(page.entries.into_iter().map(Ok)), (next, seen))))
        }
    });
    pages.try_flatten()
}

/// Beside a cursor the API ignores everything else.
fn at(cursor: String) -> ListDeductionsRequest {
    ListDeductionsRequest { cursor: Some(cursor), ..ListDeductionsRequest::default() }
}

fn broken(problem: &str) -> Error {
    Error::new(ErrorKind::Unreadable, format!("a page of the ledger {problem}"))
        .with_advice("the entries so far are right, but not all; ask for a shorter window")
}
