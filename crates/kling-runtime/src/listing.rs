//! All tasks of a product, page after page.

use std::future::Future;

use futures_util::stream::{self, Stream, TryStreamExt};

use crate::generated_support::bounds;
use crate::{Error, Product, TaskRecord};

/// The largest page that lists of every product have.
const PAGE_SIZE: u32 = 500;
/// The last page there is.
const LAST_PAGE: u32 = 1000;

/// A product whose tasks can be listed. Like [`Product`], it may get further members at any time.
pub trait Listed: Product {
    /// One page of the account's tasks, numbered from 1 to 1000, of 1 to 500 tasks.
    fn page(&self, number: u32, size: u32)
    -> impl Future<Output = Result<Vec<TaskRecord<Self::Output>>, Error>> + Send;
}

/// Every task of a product, in the API's order, which is not documented. Pages are asked for as the stream is read.
///
/// The API gives no total: the first page that is not full is the last one.
pub fn list<P: Listed>(product: P) -> impl Stream<Item = Result<TaskRecord<P::Output>, Error>> + Send {
    let pages = stream::try_unfold(Some(1), move |number| {
        let product = product.clone();
        async move {
            let Some(number) = number else { return Ok(None) };
            let page = product.page(number, PAGE_SIZE).await?;
            let is_last = page.len() < PAGE_SIZE as usize || number == LAST_PAGE;
            let next = (!is_last).then_some(number + 1);
            Ok(Some((stream::iter(page.into_iter().map(Ok)), next)))
        }
    });
    pages.try_flatten()
}

/// Refuses a page that no list has.
#[doc(hidden)]
pub fn check_page(number: u32, size: u32) -> Result<(), Error> {
    bounds::number("the page number", Some(number.into()), Some(1.0), Some(LAST_PAGE.into()))?;
    bounds::number("the page size", Some(size.into()), Some(1.0), Some(PAGE_SIZE.into()))
}
