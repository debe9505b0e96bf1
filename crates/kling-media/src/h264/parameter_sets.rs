//! Sequence and picture parameter sets (clauses 7.3.2.1 and 7.3.2.2): what holds for the whole stream.

use super::{Level, MACROBLOCK, nal::NalWriter};

/// What a stream looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    /// In pixels; even.
    pub(crate) width: u32,
    /// In pixels; even.
    pub(crate) height: u32,
    pub(crate) frames_per_second: u32,
}

impl Format {
    /// Macroblocks in a row, the last maybe cropped.
    pub(crate) fn columns(&self) -> u32 {
        self.width.div_ceil(MACROBLOCK)
    }

    /// Rows of macroblocks, the last maybe cropped.
    pub(crate) fn rows(&self) -> u32 {
        self.height.div_ceil(MACROBLOCK)
    }
}

/// `profile_idc` of Baseline.
pub(crate) const PROFILE: u8 = 66;

/// `constraint_set0_flag` and `constraint_set1_flag`: Constrained Baseline, which every decoder plays.
pub(crate) const CONSTRAINTS: u8 = 0b1100_0000;

/// Bits of `frame_num`, which counts modulo 16.
pub(super) const FRAME_NUMBER_BITS: u32 = 4;

/// The sequence parameter set, a NAL unit without length or start code.
pub(crate) fn sequence_parameter_set(format: &Format, level: Level) -> Vec<u8> {
    let mut nal = NalWriter::new(3, 7, 64);
    nal.bits(u32::from(PROFILE), 8);
    nal.bits(u32::from(CONSTRAINTS), 8);
    nal.bits(u32::from(level.idc), 8);
    nal.unsigned(0); // seq_parameter_set_id
    nal.unsigned(FRAME_NUMBER_BITS - 4); // log2_max_frame_num_minus4
    nal.unsigned(2); // pic_order_cnt_type: shown in the order of decoding
    nal.unsigned(1); // max_num_ref_frames
    nal.flag(false); // gaps_in_frame_num_value_allowed_flag
    nal.unsigned(format.columns() - 1);
    nal.unsigned(format.rows() - 1);
    nal.flag(true); // frame_mbs_only_flag
    nal.flag(true); // direct_8x8_inference_flag
    let right = format.columns() * MACROBLOCK - format.width;
    let bottom = format.rows() * MACROBLOCK - format.height;
    let is_cropped = right > 0 || bottom > 0;
    nal.flag(is_cropped);
    if is_cropped {
        // In chroma samples, two pixels each.
        for pixels in [0, right, 0, bottom] {
            nal.unsigned(pixels / 2);
        }
    }
    nal.flag(true); // vui_parameters_present_flag
    usability_information(&mut nal, format);
    nal.into_unit()
}

/// Annex E: colours, time and the buffers that a decoder needs.
fn usability_information(nal: &mut NalWriter, format: &Format) {
    nal.flag(false); // aspect_ratio_info_present_flag: pixels are square
    nal.flag(false); // overscan_info_present_flag
    nal.flag(true); // video_signal_type_present_flag
    nal.bits(5, 3); // video_format: unspecified
    nal.flag(false); // video_full_range_flag
    nal.flag(true); // colour_description_present_flag
    for _ in ["colour_primaries", "transfer_characteristics", "matrix_coefficients"] {
        nal.bits(1, 8); // BT.709
    }
    nal.flag(false); // chroma_loc_info_present_flag
    nal.flag(true); // timing_info_present_flag
    nal.bits(1, 32); // num_units_in_tick
    nal.bits(2 * format.frames_per_second, 32); // time_scale: two ticks, one for each field, make a frame
    nal.flag(true); // fixed_frame_rate_flag
    nal.flag(false); // nal_hrd_parameters_present_flag
    nal.flag(false); // vcl_hrd_parameters_present_flag
    nal.flag(false); // pic_struct_present_flag
    nal.flag(true); // bitstream_restriction_flag
    nal.flag(true); // motion_vectors_over_pic_boundaries_flag
    nal.unsigned(0); // max_bytes_per_pic_denom: no limit
    nal.unsigned(0); // max_bits_per_mb_denom: no limit
    nal.unsigned(0); // log2_max_mv_length_horizontal
    nal.unsigned(0); // log2_max_mv_length_vertical
    nal.unsigned(0); // max_num_reorder_frames: shown as soon as decoded
    nal.unsigned(1); // max_dec_frame_buffering
}

/// The picture parameter set, a NAL unit without length or start code.
pub(crate) fn picture_parameter_set() -> Vec<u8> {
    let mut nal = NalWriter::new(3, 8, 8);
    nal.unsigned(0); // pic_parameter_set_id
    nal.unsigned(0); // seq_parameter_set_id
    nal.flag(false); // entropy_coding_mode_flag: CAVLC
    nal.flag(false); // bottom_field_pic_order_in_frame_present_flag
    nal.unsigned(0); // num_slice_groups_minus1
    nal.unsigned(0); // num_ref_idx_l0_default_active_minus1
    nal.unsigned(0); // num_ref_idx_l1_default_active_minus1
    nal.flag(false); // weighted_pred_flag
    nal.bits(0, 2); // weighted_bipred_idc
    nal.unsigned(0); // pic_init_qp_minus26, signed; zero is the same code
    nal.unsigned(0); // pic_init_qs_minus26
    nal.unsigned(0); // chroma_qp_index_offset
    nal.flag(true); // deblocking_filter_control_present_flag
    nal.flag(false); // constrained_intra_pred_flag
    nal.flag(false); // redundant_pic_cnt_present_flag
    nal.into_unit()
}
