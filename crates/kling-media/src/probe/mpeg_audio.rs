//! MPEG audio, Layer III (ISO/IEC 11172-3 and 13818-3), with the tags around it: ID3v2 before, Xing and LAME in the first frame.

use std::time::Duration;

use super::{be_u32, time};

/// In kbit/s, by index, of MPEG-1 and of MPEG-2 and 2.5. The first means any, the last nothing.
const BIT_RATES: [[u32; 16]; 2] = [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
];

/// Of MPEG-1, in hertz; MPEG-2 has half of it, MPEG-2.5 a quarter.
const SAMPLE_RATES: [u32; 3] = [44_100, 48_000, 32_000];

/// How far into the file the first frame may lie after the tags.
const SEARCH_BYTES: usize = 64 * 1024;

#[derive(Clone, Copy, PartialEq)]
struct Header {
    sample_rate: u32,
    /// Per channel.
    samples: u32,
    /// Bytes of the frame, header included.
    length: usize,
    /// Bytes between header and main data.
    side_information: usize,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let header: &[u8; 4] = bytes.first_chunk()?;
        let is_layer_3 = header[0] == 0xff && header[1] & 0xe6 == 0xe2;
        if !is_layer_3 {
            return None;
        }
        let (is_mpeg_1, division) = match header[1] >> 3 & 3 {
            0 => (false, 4),
            2 => (false, 2),
            3 => (true, 1),
            _ => return None,
        };
        let bit_rate = BIT_RATES[usize::from(!is_mpeg_1)][usize::from(header[2] >> 4)];
        let sample_rate = SAMPLE_RATES.get(usize::from(header[2] >> 2 & 3))? / division;
        if bit_rate == 0 {
            return None;
        }
        let is_mono = header[3] >> 6 == 3;
        let samples = if is_mpeg_1 { 1152 } else { 576 };
        let padding = u32::from(header[2] >> 1 & 1);
        let side_information = match (is_mpeg_1, is_mono) {
            (true, false) => 32,
            (false, true) => 9,
            _ => 17,
        };
        let length = (samples / 8 * bit_rate * 1000 / sample_rate + padding) as usize;
        Some(Self { sample_rate, samples, length, side_information })
    }

    /// What never changes within a stream.
    fn is_like(&self, other: &Self) -> bool {
        self.sample_rate == other.sample_rate && self.samples == other.samples
    }
}

/// How long an MP3 file plays: what its first frame says, or else the sum of its frames.
pub(super) fn duration(bytes: &[u8]) -> Option<Duration> {
    let audio = after_tags(bytes);
    let (first, start) = find_first_frame(audio)?;
    let stream = audio.get(start..)?;
    let rate = u64::from(first.sample_rate);
    if let Some(samples) = told_samples(stream, &first) {
        return time(samples, rate);
    }
    let mut rest = stream;
    let mut samples = 0;
    while let Some(header) = Header::read(rest).filter(|header| header.is_like(&first)) {
        samples += u64::from(header.samples);
        rest = rest.get(header.length..).unwrap_or_default();
    }
    time(samples, rate)
}

/// Skips ID3v2 tags, whose length has seven bits in each byte.
fn after_tags(mut bytes: &[u8]) -> &[u8] {
    while let Some(tag) = bytes.first_chunk::<10>().filter(|tag| tag.starts_with(b"ID3")) {
        let length = tag[6..].iter().fold(0, |length, &byte| length << 7 | usize::from(byte & 0x7f));
        let footer = if tag[5] & 0x10 == 0 { 0 } else { 10 };
        bytes = bytes.get(10 + length + footer..).unwrap_or_default();
    }
    bytes
}

/// The first frame that another like it follows, or that fills the file to its end; and where it starts.
fn find_first_frame(audio: &[u8]) -> Option<(Header, usize)> {
    (0..audio.len().min(SEARCH_BYTES)).find_map(|start| {
        let header = Header::read(&audio[start..])?;
        let rest = audio.get(start + header.length..)?;
        let is_followed = Header::read(rest).is_some_and(|next| next.is_like(&header));
        let is_alone = start == 0 && rest.is_empty();
        (is_followed || is_alone).then_some((header, start))
    })
}

/// How many samples the tag in the first frame promises, those cut at either end taken off.
fn told_samples(stream: &[u8], first: &Header) -> Option<u64> {
    const FRAMES: u32 = 1;
    const OTHER_FIELDS: [(u32, usize); 3] = [(2, 4), (4, 100), (8, 4)];
    let tag = stream.get(4 + first.side_information..first.length)?;
    if !tag.starts_with(b"Xing") && !tag.starts_with(b"Info") {
        return None;
    }
    let flags = be_u32(tag, 4)?;
    if flags & FRAMES == 0 {
        return None;
    }
    let samples = u64::from(be_u32(tag, 8)?) * u64::from(first.samples);
    let extension =
        12 + OTHER_FIELDS.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, bytes)| bytes).sum::<usize>();
    // Of the LAME extension, after 21 bytes: twelve bits each of delay and padding.
    let cut = tag.get(extension + 21..).and_then(<[u8]>::first_chunk::<3>).map_or(0, |&[high, middle, low]| {
        let delay = u64::from(high) << 4 | u64::from(middle >> 4);
        let padding = u64::from(middle & 0xf) << 8 | u64::from(low);
        delay + padding
    });
    Some(samples.saturating_sub(cut))
}
