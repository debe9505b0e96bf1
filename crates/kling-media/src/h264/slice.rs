//! Slices (clauses 7.3.3 and 7.3.4), one to a frame.

use super::nal::NalWriter;
use super::parameter_sets::{FRAME_NUMBER_BITS, Format};

/// The samples of a macroblock in the order of the stream: 256 of luma, 64 of Cb, 64 of Cr, each by rows.
///
/// Samples lie between 16 and 240, so none is 0, which I_PCM forbids.
pub(crate) type Macroblock = [u8; 384];

/// Bytes of a macroblock and its type, and some.
const MACROBLOCK_BYTES: usize = 388;

/// `mb_type` of I_PCM among the intra types (table 7-11).
const INTRA_PCM: u32 = 25;

/// Types 0 to 4 of a P slice are inter; those of intra come after (table 7-13).
const INTER_TYPES: u32 = 5;

/// The frame that opens the stream (IDR): `macroblock(column, row)` gives each of its macroblocks, asked for by rows.
pub(crate) fn first_frame(format: &Format, mut macroblock: impl FnMut(u32, u32) -> Macroblock) -> Vec<u8> {
    let count = (format.columns() * format.rows()) as usize;
    let mut nal = NalWriter::new(3, 5, 64 + count * MACROBLOCK_BYTES);
    nal.unsigned(0); // first_mb_in_slice
    nal.unsigned(7); // slice_type: I, as are all slices of the picture
    nal.unsigned(0); // pic_parameter_set_id
    nal.bits(0, FRAME_NUMBER_BITS);
    nal.unsigned(0); // idr_pic_id
    nal.flag(false); // no_output_of_prior_pics_flag
    nal.flag(false); // long_term_reference_flag
    end_header(&mut nal);
    for row in 0..format.rows() {
        for column in 0..format.columns() {
            plain_samples(&mut nal, INTRA_PCM, &macroblock(column, row));
        }
    }
    nal.into_sample()
}

/// A frame that repeats the one before, but for the macroblocks given as index by rows and samples, in ascending order.
///
/// `number` is the frame's place in the stream, from 0.
pub(crate) fn changed_frame(
    format: &Format,
    number: u64,
    changed: impl ExactSizeIterator<Item = (u32, Macroblock)>,
) -> Vec<u8> {
    let mut nal = NalWriter::new(2, 1, 64 + changed.len() * MACROBLOCK_BYTES);
    nal.unsigned(0); // first_mb_in_slice
    nal.unsigned(5); // slice_type: P, as are all slices of the picture
    nal.unsigned(0); // pic_parameter_set_id
    nal.bits((number % (1 << FRAME_NUMBER_BITS)) as u32, FRAME_NUMBER_BITS);
    nal.flag(false); // num_ref_idx_active_override_flag
    nal.flag(false); // ref_pic_list_modification_flag_l0
    nal.flag(false); // adaptive_ref_pic_marking_mode_flag
    end_header(&mut nal);
    let mut next = 0;
    for (index, samples) in changed {
        nal.unsigned(index - next); // mb_skip_run
        plain_samples(&mut nal, INTER_TYPES + INTRA_PCM, &samples);
        next = index + 1;
    }
    let rest = format.columns() * format.rows() - next;
    if rest > 0 {
        nal.unsigned(rest); // mb_skip_run
    }
    nal.into_sample()
}

fn end_header(nal: &mut NalWriter) {
    nal.unsigned(0); // slice_qp_delta, signed; zero is the same code
    nal.unsigned(1); // disable_deblocking_filter_idc: samples stay as they are
}

fn plain_samples(nal: &mut NalWriter, macroblock_type: u32, samples: &Macroblock) {
    nal.unsigned(macroblock_type);
    nal.align();
    nal.aligned_bytes(samples);
}
