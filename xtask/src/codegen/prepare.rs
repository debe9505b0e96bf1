//! From the documents to what the generator can digest. Each pass works on the JSON value and has one purpose.

mod close_open_enums;
mod describe_bounds;
mod describe_deprecation;
mod describe_references;
mod drop_unused_schemas;
pub(super) mod find_bounds;
mod find_envelopes;
mod inline_scalars;
mod keep_success_responses;
mod make_unsigned;
mod unwrap_single_all_of;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde_json::Value;

use crate::bundle::bundle;
use crate::document::Document;
use crate::walk;

/// The schemas of `common.yaml` whose Rust types are written by hand, in `kling-runtime/src/wire/`, and these types.
const HAND_WRITTEN: [(&str, &str); 6] = [
    ("ImageInput", "MediaInput"),
    ("Seconds", "Seconds"),
    ("SeriesAmount", "SeriesAmount"),
    ("SoundInput", "MediaInput"),
    ("TaskStatus", "TaskStatus"),
    ("UnitAmount", "UnitAmount"),
];

/// A document that is ready for the generator, with what the passes over the syntax tree need to know.
pub(super) struct Prepared {
    pub(super) value: Value,
    /// Schemas that have a Rust type already, and its path.
    pub(super) replaced: BTreeMap<String, String>,
    /// What requests are checked for.
    pub(super) checks: find_bounds::Checks,
    /// Whether the file holds types only, no client.
    pub(super) types_only: bool,
}

/// Prepares a client document, or the common one when there is no other.
pub(super) fn prepare(client: Option<&Document>, common: &Document) -> Result<Prepared> {
    let wire = if client.is_some() { "wire" } else { "super" };
    let mut value = bundle(client.unwrap_or(common), common)?;

    let vocabulary: BTreeSet<&str> = walk::schemas(&common.value).map(|(name, _)| name).collect();
    let checks = find_bounds::find_bounds(&value, &vocabulary);
    keep_success_responses::keep_success_responses(&mut value);
    describe_references::describe_references(&mut value);
    unwrap_single_all_of::unwrap_single_all_of(&mut value);
    make_unsigned::make_unsigned(&mut value);
    describe_bounds::describe_bounds(&mut value);
    describe_deprecation::describe_deprecation(&mut value);
    let hand_written = HAND_WRITTEN.map(|(schema, _)| schema);
    inline_scalars::inline_scalars(&mut value, &hand_written)?;
    drop_unused_schemas::drop_unused_schemas(&mut value, client.is_none());
    close_open_enums::close_open_enums(&mut value);

    let shared: BTreeSet<&str> = match client {
        Some(_) => vocabulary,
        None => hand_written.into(),
    };
    let rust_name =
        |name: &str| HAND_WRITTEN.iter().find(|(schema, _)| *schema == name).map_or(name, |(_, kind)| *kind).to_owned();
    let mut replaced: BTreeMap<String, String> =
        shared.iter().map(|name| ((*name).to_owned(), format!("{wire}::{}", rust_name(name)))).collect();
    replaced.extend(find_envelopes::find_envelopes(&value, &shared, wire));

    Ok(Prepared { value, replaced, checks, types_only: client.is_none() })
}
