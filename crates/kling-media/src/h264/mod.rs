//! A writer of H.264 (ITU-T H.264, 02/2014 and later) for pictures that stand nearly still.
//!
//! Constrained Baseline, CAVLC, one reference frame. The first frame holds every macroblock as plain samples (I_PCM), so the
//! still is kept without loss beyond 4:2:0; of later frames only the macroblocks that changed are coded, in the same way, and
//! all others are skipped, which repeats them. No transform, no prediction, no tables: a frame of 4K is written in the time it
//! takes to copy it.

mod level;
mod nal;
mod parameter_sets;
mod slice;

pub(crate) use self::{
    level::Level,
    parameter_sets::{CONSTRAINTS, Format, PROFILE, picture_parameter_set, sequence_parameter_set},
    slice::{Macroblock, changed_frame, first_frame},
};

/// Samples on either side of a macroblock.
pub(crate) const MACROBLOCK: u32 = 16;
