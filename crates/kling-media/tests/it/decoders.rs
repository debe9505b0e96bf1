//! Readers that share no code with the writers: symphonia for files and sound, `rusty_h264-decoder` for pictures.

use std::io::Cursor;

use rusty_h264_decoder::Decoder;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

/// A sound as a decoder gives it.
pub(crate) struct Heard {
    pub(crate) sample_rate: u32,
    pub(crate) channels: usize,
    pub(crate) interleaved: Vec<f32>,
}

/// A picture as a decoder gives it: planes by rows, chroma with half the width and height.
pub(crate) struct Frame {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) luma: Vec<u8>,
    pub(crate) cb: Vec<u8>,
    pub(crate) cr: Vec<u8>,
}

fn open(file: &[u8]) -> Box<dyn FormatReader> {
    let source = MediaSourceStream::new(Box::new(Cursor::new(file.to_vec())), Default::default());
    symphonia::default::get_probe()
        .probe(&Hint::new(), source, FormatOptions::default(), MetadataOptions::default())
        .expect("symphonia knows the format")
}

/// Decodes the sound of a WAV, MP3 or MP4 file.
pub(crate) fn hear(file: &[u8]) -> Heard {
    let mut format = open(file);
    let track = format.default_track(TrackType::Audio).expect("there is a sound track");
    let track_id = track.id;
    let Some(CodecParameters::Audio(parameters)) = &track.codec_params else { panic!("the sound track has no codec") };
    let options = AudioDecoderOptions::default();
    let mut decoder = symphonia::default::get_codecs().make_audio_decoder(parameters, &options).expect("decodable");
    let mut heard = Heard { sample_rate: 0, channels: 0, interleaved: Vec::new() };
    while let Some(packet) = format.next_packet().expect("whole packets") {
        if packet.track_id != track_id {
            continue;
        }
        let buffer = decoder.decode(&packet).expect("sound without errors");
        heard.sample_rate = buffer.spec().rate();
        heard.channels = buffer.spec().channels().count();
        let start = heard.interleaved.len();
        heard.interleaved.resize(start + buffer.samples_interleaved(), 0.0);
        buffer.copy_to_slice_interleaved(&mut heard.interleaved[start..]);
    }
    heard
}

/// The NAL units of an MP4 file's video track: the two parameter sets of its `avcC`, then one unit for each sample.
pub(crate) fn units(file: &[u8]) -> Vec<Vec<u8>> {
    let mut format = open(file);
    let track = format.default_track(TrackType::Video).expect("there is a video track");
    let track_id = track.id;
    let Some(CodecParameters::Video(parameters)) = &track.codec_params else { panic!("the video track has no codec") };
    let mut units = parameter_sets(&parameters.extra_data[0].data);
    while let Some(packet) = format.next_packet().expect("whole packets") {
        if packet.track_id == track_id {
            let (length, unit) = packet.data.split_first_chunk::<4>().expect("a unit's length");
            assert_eq!(u32::from_be_bytes(*length) as usize, unit.len(), "one unit fills the sample");
            units.push(unit.to_vec());
        }
    }
    units
}

/// The parameter sets of an `avcC` (ISO/IEC 14496-15), one of either kind.
fn parameter_sets(configuration: &[u8]) -> Vec<Vec<u8>> {
    let mut rest = &configuration[5..];
    let sets = ["sequence", "picture"].map(|_| {
        assert_eq!(rest[0] & 0x1f, 1, "one set of its kind");
        let length = usize::from(u16::from_be_bytes([rest[1], rest[2]]));
        let (set, after) = rest[3..].split_at(length);
        rest = after;
        set.to_vec()
    });
    assert!(rest.is_empty());
    sets.into()
}

/// Decodes all frames of an MP4 file's video track.
pub(crate) fn see(file: &[u8]) -> Vec<Frame> {
    let start_code = [0, 0, 0, 1];
    let stream: Vec<u8> = units(file).into_iter().flat_map(|unit| start_code.into_iter().chain(unit)).collect();
    let frames = Decoder::new().decode_stream(&stream).expect("pictures without errors");
    frames
        .into_iter()
        .map(|frame| Frame { width: frame.width, height: frame.height, luma: frame.y, cb: frame.u, cr: frame.v })
        .collect()
}
