//! What a decoder may overlook, as `h264-reader` reads it bit by bit.

use std::time::Duration;

use h264_reader::Context;
use h264_reader::nal::pps::PicParameterSet;
use h264_reader::nal::slice::{SliceFamily, SliceHeader};
use h264_reader::nal::sps::{PicOrderCntType, SeqParameterSet};
use h264_reader::nal::{Nal, RefNal, UnitType};
use kling_media::{Video, paint};

use crate::decoders::units;

fn file(width: u32, height: u32, duration: Duration) -> Vec<u8> {
    let mut file = Vec::new();
    Video::new(&paint("a clock", width, height), duration).write_mp4(&mut file).expect("a fine video");
    file
}

#[test]
fn parameter_sets_say_what_the_stream_is() {
    for (width, height, level) in [(64, 48, 10), (722, 1282, 32), (1280, 720, 31), (1920, 1080, 41)] {
        let units = units(&file(width, height, Duration::from_millis(100)));
        let set = SeqParameterSet::from_bits(RefNal::new(&units[0], &[], true).rbsp_bits()).expect("readable");
        assert_eq!(set.pixel_dimensions().expect("possible"), (width, height));
        assert_eq!((u8::from(set.profile_idc), u8::from(set.constraint_flags), set.level_idc), (66, 0xc0, level));
        assert_eq!(set.max_num_ref_frames, 1);
        assert!(matches!(set.pic_order_cnt, PicOrderCntType::TypeTwo));
        assert_eq!(set.fps(), Some(24.0));
        let information = set.vui_parameters.as_ref().expect("present");
        let limits = information.bitstream_restrictions.as_ref().expect("present");
        assert_eq!((limits.max_num_reorder_frames, limits.max_dec_frame_buffering), (0, 1));
        let colours = information.video_signal_type.as_ref().expect("present");
        assert!(!colours.video_full_range_flag && colours.colour_description.is_some());
    }
}

#[test]
fn frames_are_numbered_and_all_but_the_first_lean_on_the_one_before() {
    let units = units(&file(64, 48, Duration::from_secs(2)));
    let mut context = Context::new();
    let nal = |index: usize| RefNal::new(&units[index], &[], true);
    context.put_seq_param_set(SeqParameterSet::from_bits(nal(0).rbsp_bits()).expect("readable"));
    context.put_pic_param_set(PicParameterSet::from_bits(&context, nal(1).rbsp_bits()).expect("readable"));
    assert_eq!(units.len(), 2 + 48);
    for number in 0..48 {
        let slice = nal(2 + number);
        let kind = slice.header().expect("a header");
        let (header, _, _) = SliceHeader::from_bits(&context, &mut slice.rbsp_bits(), kind, None).expect("readable");
        assert_eq!(usize::from(header.frame_num), number % 16);
        assert_eq!((header.first_mb_in_slice, header.disable_deblocking_filter_idc), (0, 1));
        let (unit_type, family) = match number {
            0 => (UnitType::SliceLayerWithoutPartitioningIdr, SliceFamily::I),
            _ => (UnitType::SliceLayerWithoutPartitioningNonIdr, SliceFamily::P),
        };
        assert_eq!((kind.nal_unit_type(), header.slice_type.family), (unit_type, family));
        assert_ne!(kind.nal_ref_idc(), 0);
    }
}
