//! The laws of the geometry: one test per law, named as a sentence.

mod bounds;
mod completeness;
mod constants;
mod doubles;
mod messages;
mod pixels;
mod soundness;
mod strategies;
mod symmetry;
mod text;
mod tightness;
mod vendor_helper;
