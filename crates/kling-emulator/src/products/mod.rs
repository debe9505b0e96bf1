//! The products: each is one file that reads a body and says what is made.

mod assets;
mod audio;
mod images;
mod solutions;
mod unified_videos;
mod videos;

use kling_models::Product;

use crate::ordering::{Answer, Plan};

pub(crate) use assets::{fill_presets, preset_list};

/// How a `POST` is handled.
#[derive(Clone, Copy)]
pub(crate) enum Handler {
    /// It makes a task.
    Order(Product, Plan),
    /// It answers at once.
    Call(Product, Answer),
}

/// The handlers, by the name of the operation.
pub(crate) type Table = &'static [(&'static str, Handler)];

const TABLES: &[Table] =
    &[images::TABLE, videos::TABLE, audio::TABLE, assets::TABLE, unified_videos::TABLE, solutions::TABLE];

/// The handler of an operation.
pub(crate) fn handler(operation: &str) -> Option<Handler> {
    let mut rows = TABLES.iter().copied().flatten();
    rows.find(|(name, _)| *name == operation).map(|(_, handler)| *handler)
}
