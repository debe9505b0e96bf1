//! A sound as MP3.

use std::io::{self, Write};

use rusty_mp3::{Mp3Encoder, Mp3EncoderConfig};

use crate::sound::{CHANNELS, SAMPLE_RATE, Sound};

/// In kilobits per second, constant.
const BIT_RATE_KBPS: u32 = 128;

impl Sound {
    /// Writes the sound as an MP3 file: MPEG-1 Layer III, stereo, 44.1 kHz, 128 kbit/s.
    ///
    /// Layer III comes in frames of 1152 samples (26.1 ms), so the file holds up to three frames more than the sound. How
    /// much to cut at either end stands in the file's first frame, as LAME writes it; players that read it give exactly the
    /// sound's samples.
    ///
    /// # Errors
    ///
    /// What the writer answers.
    pub fn write_mp3(&self, mut writer: impl Write) -> io::Result<()> {
        let mut encoder = Mp3Encoder::new(Mp3EncoderConfig { bitrate_kbps: BIT_RATE_KBPS, vbr_quality: None });
        encoder.push_pcm_f32(self.interleaved(), u16::from(CHANNELS), SAMPLE_RATE).map_err(io::Error::other)?;
        encoder.finish();
        while let Ok(packet) = encoder.next_packet() {
            writer.write_all(&packet)?;
        }
        Ok(())
    }
}
