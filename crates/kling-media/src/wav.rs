//! A sound as WAV.

use std::io::{self, Write};

use crate::sound::{CHANNELS, SAMPLE_RATE, Sound};

const SAMPLE_BYTES: u32 = 2;

/// Bytes of the header from the form type up to the samples: what the size of the file counts beside them.
const HEADER_BYTES: u32 = 36;

impl Sound {
    /// Writes the sound as a WAV file: PCM of 16 bits, stereo, 44.1 kHz, exactly as many samples as the sound has.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let mut file = Vec::new();
    /// kling_media::compose("rain on a tin roof", Duration::from_secs(2)).write_wav(&mut file)?;
    /// assert_eq!(kling_media::probe(&file)?.duration, Some(Duration::from_secs(2)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What the writer answers; or [`io::ErrorKind::FileTooLarge`], before anything is written, from 6 h 45 min on, where a
    /// WAV file ends.
    pub fn write_wav(&self, mut writer: impl Write) -> io::Result<()> {
        let samples = self.interleaved();
        let data = u32::try_from(samples.len())
            .ok()
            .and_then(|count| count.checked_mul(SAMPLE_BYTES))
            .filter(|data| data.checked_add(HEADER_BYTES).is_some())
            .ok_or(io::ErrorKind::FileTooLarge)?;
        let frame = u16::from(CHANNELS) * SAMPLE_BYTES as u16;
        let mut header = Vec::with_capacity(44);
        header.extend(b"RIFF");
        header.extend((HEADER_BYTES + data).to_le_bytes());
        header.extend(b"WAVEfmt ");
        header.extend(16_u32.to_le_bytes());
        header.extend(1_u16.to_le_bytes()); // plain PCM
        header.extend(u16::from(CHANNELS).to_le_bytes());
        header.extend(SAMPLE_RATE.to_le_bytes());
        header.extend((SAMPLE_RATE * u32::from(frame)).to_le_bytes());
        header.extend(frame.to_le_bytes());
        header.extend((8 * SAMPLE_BYTES as u16).to_le_bytes());
        header.extend(b"data");
        header.extend(data.to_le_bytes());
        writer.write_all(&header)?;
        for block in samples.chunks(8192) {
            let bytes: Vec<u8> = block.iter().flat_map(|&sample| to_i16(sample).to_le_bytes()).collect();
            writer.write_all(&bytes)?;
        }
        Ok(())
    }
}

fn to_i16(sample: f32) -> i16 {
    (sample * f32::from(i16::MAX)).round() as i16
}
