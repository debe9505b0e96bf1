//! The vendor's map of capabilities, row by row, as requests that pass, warn or are refused.

mod first_standard;
mod newer_standard;
mod pictures_and_others;

use core::time::Duration;

use kling_models::{
    CharacterOrientation, Product, Request, RequestSound, SeriesAmount, Severity, SoundSupport, Standard, VideoInput,
    check, find_capability,
};
use {Product::*, Standard::*};

/// The verdict of the tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Verdict {
    Passes,
    Warns,
    Refused,
}
pub(super) use Verdict::{Passes, Refused, Warns};

/// What the tables say about a request itself; that the model retired is left aside.
pub(super) fn verdict(product: Product, standard: Standard, model: Option<&str>, request: &Request<'_>) -> Verdict {
    let findings =
        check(product, standard, model, request).filter(|finding| finding.field != kling_models::Field::Model);
    match findings.map(|finding| finding.severity).max() {
        None => Passes,
        Some(Severity::Warn) => Warns,
        Some(Severity::Refuse) => Refused,
    }
}

#[track_caller]
pub(super) fn assert_verdicts(product: Product, standard: Standard, model: &str, cases: &[(Request<'_>, Verdict)]) {
    assert!(find_capability(product, standard, Some(model)).is_some(), "{model} has no row");
    for (request, expected) in cases {
        let found = verdict(product, standard, Some(model), request);
        assert_eq!(found, *expected, "{product} {model} {request:?}");
    }
}

pub(super) const STD: Request<'_> = Request::new().with_mode("std");
pub(super) const PRO: Request<'_> = Request::new().with_mode("pro");
pub(super) const P720: Request<'_> = Request::new().with_resolution("720p");
pub(super) const P1080: Request<'_> = Request::new().with_resolution("1080p");
pub(super) const P4K: Request<'_> = Request::new().with_resolution("4k");

pub(super) const fn lasting(request: Request<'_>, seconds: u64) -> Request<'_> {
    request.with_duration(Duration::from_secs(seconds))
}

pub(super) const fn unchanged(request: Request<'_>) -> Request<'_> {
    request
}

pub(super) const fn from_frame(request: Request<'_>) -> Request<'_> {
    request.with_first_frame(true)
}

pub(super) const fn between_frames(request: Request<'_>) -> Request<'_> {
    request.with_first_frame(true).with_end_frame(true)
}

pub(super) const fn native(request: Request<'_>) -> Request<'_> {
    request.with_sound(RequestSound::Native)
}

pub(super) const fn five(request: Request<'_>) -> Request<'_> {
    lasting(request, 5)
}

pub(super) const fn ten(request: Request<'_>) -> Request<'_> {
    lasting(request, 10)
}
