#![doc = include_str!("../doc/quantities.link")]
#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod anchor;
mod area_multiple;
mod aspect;
mod decimal;
mod doubles;
mod expansion;
mod fraction;
mod growth;
mod impossible;
pub mod limits;
mod margins;
mod origin;
mod pixels;
mod plan;
mod prediction;
mod ratio;
mod root;
mod route;
mod size;
mod steps;
mod target;
mod text;
mod unreachable;
mod wish;

pub use crate::{
    anchor::{Anchor, AnchorError},
    area_multiple::AreaMultiple,
    aspect::{Aspect, AspectError},
    decimal::{DecimalError, DecimalErrorKind},
    expansion::{AreaExceeded, Expansion, Ratios},
    fraction::Fraction,
    impossible::{Impossible, Reason, Side},
    margins::Margins,
    origin::Origin,
    plan::{Plan, plan},
    prediction::Prediction,
    ratio::{Ratio, Rounding},
    size::{Size, SizeError},
    steps::{Step, Steps, plan_steps},
    unreachable::Unreachable,
    wish::{Area, Wish},
};
