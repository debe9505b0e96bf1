//! What is there: voices and elements, of one's own and official.

use std::future::Future;

use futures_util::stream::{self, Stream, TryStreamExt as _};
use kling_runtime::Error;

use crate::client::Assets;
use crate::element::{Element, read_elements};
use crate::generated::Client;
use crate::voice::{Voice, read_voices};

/// The largest page of voices.
const VOICES_ON_A_PAGE: u32 = 1000;
/// The largest page of elements.
const ELEMENTS_ON_A_PAGE: u32 = 500;
/// The last page there is.
const LAST_PAGE: u32 = 1000;

impl Assets {
    /// The account's own voices, in an order that is not documented. Whether those that were deleted are among them is not documented
    /// either, and nothing marks them. Pages of 1000 are asked for as the stream is read.
    ///
    /// [`Assets::list`] has the tasks that made them.
    pub fn voices(&self) -> impl Stream<Item = Result<Voice, Error>> + Send + use<> {
        pages(self.wire(), VOICES_ON_A_PAGE, |wire, number, size| async move {
            let tasks = wire.list_voices(Some(number), Some(size)).await?.into_inner().data;
            Ok(tasks.into_iter().map(|task| read_voices(task.task_result.unwrap_or_default())).collect())
        })
    }

    /// The official voices, which everybody may use; not those of text to speech. As for [`voices`](Self::voices).
    pub fn preset_voices(&self) -> impl Stream<Item = Result<Voice, Error>> + Send + use<> {
        pages(self.wire(), VOICES_ON_A_PAGE, |wire, number, size| async move {
            let tasks = wire.list_preset_voices(Some(number), Some(size)).await?.into_inner().data;
            Ok(tasks.into_iter().map(|task| read_voices(task.task_result.unwrap_or_default())).collect())
        })
    }

    /// The account's own elements, in an order that is not documented; also those that were deleted: see
    /// [`Element::is_deleted`]. Pages of 500 are asked for as the stream is read.
    ///
    /// [`Assets::list`] has the tasks that made them.
    pub fn elements(&self) -> impl Stream<Item = Result<Element, Error>> + Send + use<> {
        pages(self.wire(), ELEMENTS_ON_A_PAGE, |wire, number, size| async move {
            let tasks = wire.list_elements(Some(number), Some(size)).await?.into_inner().data;
            Ok(tasks.into_iter().map(|task| read_elements(task.task_result.unwrap_or_default())).collect())
        })
    }

    /// The official elements, which everybody may use: about 54 in May 2026. As for [`elements`](Self::elements).
    pub fn preset_elements(&self) -> impl Stream<Item = Result<Element, Error>> + Send + use<> {
        pages(self.wire(), ELEMENTS_ON_A_PAGE, |wire, number, size| async move {
            let tasks = wire.list_preset_elements(Some(number), Some(size)).await?.into_inner().data;
            Ok(tasks.into_iter().map(|task| read_elements(task.task_result.unwrap_or_default())).collect())
        })
    }
}

/// Page after page until one is not full: the API gives no total. A page is a list of tasks, each with what it made.
fn pages<T, F, A>(wire: &Client, size: u32, fetch: F) -> impl Stream<Item = Result<T, Error>> + Send + use<T, F, A>
where
    T: Send + 'static,
    F: Fn(Client, u32, u32) -> A + Send + 'static,
    A: Future<Output = Result<Vec<Vec<T>>, Error>> + Send + 'static,
{
    let wire = wire.clone();
    let pages = stream::try_unfold(Some(1), move |number| {
        let page = number.map(|number| (number, fetch(wire.clone(), number, size)));
        async move {
            let Some((number, page)) = page else { return Ok(None) };
            let tasks = page.await?;
            let is_last = tasks.len() < size as usize || number == LAST_PAGE;
            let next = (!is_last).then_some(number + 1);
            Ok(Some((stream::iter(tasks.into_iter().flatten().map(Ok)), next)))
        }
    });
    pages.try_flatten()
}
