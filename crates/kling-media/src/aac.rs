//! The sound track of a video: AAC-LC, as browsers and players expect it in an MP4.

use std::io;

use rusty_aac::{AacEncoder, AacEncoderConfig};

use crate::sound::{CHANNELS, SAMPLE_RATE, Sound};

/// Samples of a frame, per channel.
pub(crate) const FRAME_SAMPLES: u32 = 1024;

/// What a decoder gives before the first sample of the input, per channel: the overlap of the first two frames.
pub(crate) const PRIMING_SAMPLES: u32 = 1024;

/// In bits per second.
pub(crate) const BIT_RATE: u32 = 128_000;

/// An encoded sound.
pub(crate) struct AacTrack {
    /// Access units without framing, of 1024 samples each.
    pub(crate) frames: Vec<Vec<u8>>,
    /// Samples of the input, per channel.
    pub(crate) samples: u64,
    /// `AudioSpecificConfig` (ISO/IEC 14496-3, clause 1.6.2.1).
    pub(crate) config: Vec<u8>,
}

/// Encodes the start of a sound: as many samples per channel as asked for, or all if it is shorter.
pub(crate) fn encode(sound: &Sound, samples: u64) -> io::Result<AacTrack> {
    let samples = samples.min(sound.len() as u64);
    let channels = u16::from(CHANNELS);
    let mut encoder = AacEncoder::new(AacEncoderConfig { bitrate_bps: BIT_RATE, ..AacEncoderConfig::default() });
    let taken = samples as usize * usize::from(CHANNELS);
    encoder.push_pcm(&sound.interleaved()[..taken], channels, SAMPLE_RATE).map_err(io::Error::other)?;
    encoder.finish();
    let mut frames = Vec::new();
    while let Ok(packet) = encoder.next_packet() {
        frames.push(packet.data);
    }
    Ok(AacTrack { frames, samples, config: rusty_aac::audio_specific_config_bytes(SAMPLE_RATE, channels) })
}
