//! The laws of the geometry: one test per law, named as a sentence.

mod bounds;
mod completeness;
mod constants;
mod digits;
mod doubles;
mod edge_of_reach;
mod fewest_steps;
mod messages;
mod pixels;
mod shapes;
mod shares;
mod soundness;
mod steps;
mod strategies;
mod symmetry;
mod text;
mod tightness;
mod vendor_helper;
