//! AAC in ADTS frames (ISO/IEC 14496-3, annex 1.A): each tells its length and how many samples it holds.

use std::time::Duration;

use super::time;

/// By `sampling_frequency_index`.
const SAMPLE_RATES: [u32; 13] =
    [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

struct Header {
    sample_rate: u32,
    samples: u64,
    /// Bytes of the frame, header included.
    length: usize,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let header: &[u8; 7] = bytes.first_chunk()?;
        // Twelve bits of sync word; the layer is always 0, which no MPEG audio has.
        if header[0] != 0xff || header[1] & 0xf6 != 0xf0 {
            return None;
        }
        let sample_rate = *SAMPLE_RATES.get(usize::from(header[2] >> 2 & 0xf))?;
        let length = usize::from(header[3] & 3) << 11 | usize::from(header[4]) << 3 | usize::from(header[5] >> 5);
        let blocks = u64::from(header[6] & 3) + 1;
        (length >= 7).then_some(Self { sample_rate, samples: 1024 * blocks, length })
    }
}

/// How long a stream plays that starts with an ADTS frame and has another right after it, or ends there.
pub(super) fn duration(bytes: &[u8]) -> Option<Duration> {
    let first = Header::read(bytes)?;
    let mut rest = bytes.get(first.length..)?;
    if !rest.is_empty() && Header::read(rest).is_none() {
        return None;
    }
    let mut samples = first.samples;
    while let Some(header) = Header::read(rest) {
        let Some(after) = rest.get(header.length..) else { break };
        samples += header.samples;
        rest = after;
    }
    time(samples, u64::from(first.sample_rate))
}
