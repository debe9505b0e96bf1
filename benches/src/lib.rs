//! What the benches, the counts of instructions and the count of allocations work on, so that their numbers belong together.
#![deny(missing_docs)]

mod float_formula;
mod frames;
mod wishes;

pub use crate::{
    float_formula::{FloatPlan, float_formula, float_plan},
    frames::{ANSWERS, Answer, Frame, frames_in_reach},
    wishes::{kinds_of_wish, photo},
};
