//! RIFF WAVE: chunks, of which `fmt ` tells how samples are laid out and `data` holds them.

use std::time::Duration;

use super::time;

/// How long a WAV file plays.
pub(super) fn duration(bytes: &[u8]) -> Option<Duration> {
    let mut rest = bytes.get(12..)?;
    let mut bytes_per_second = None;
    loop {
        let name = rest.get(..4)?;
        let length = u32::from_le_bytes(*rest.get(4..)?.first_chunk()?) as usize;
        let body = rest.get(8..)?;
        match name {
            b"fmt " => bytes_per_second = Some(u32::from_le_bytes(*body.get(8..)?.first_chunk()?)),
            // A writer that could not go back leaves 0 or all ones: then the samples go on to the end of the file.
            b"data" => {
                let length = if length == 0 { body.len() } else { length.min(body.len()) };
                return time(length as u64, u64::from(bytes_per_second?));
            }
            _ => {}
        }
        // Chunks start at even places.
        rest = body.get(length.checked_next_multiple_of(2)?..)?;
    }
}
