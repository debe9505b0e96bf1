//! What the masks of marked areas say.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kling_runtime::{Error, ErrorKind};

use crate::generated::types::{PngMask, RunLengthMask};

/// A character of packed lengths: 5 bits, a bit that says that more follow, and an offset.
const OFFSET: u8 = 48;
const FOLLOWS: u8 = 0x20;
const BITS: u8 = 0x1F;
const SIGN: u8 = 0x10;
/// More groups of 5 bits than these do not fit into 64 bits.
const MOST_GROUPS: u32 = 12;

impl RunLengthMask {
    /// The lengths of the runs, column by column: first pixels that are not marked, perhaps none, then marked ones, and so on.
    ///
    /// Together they are as many as the frame has pixels.
    ///
    /// ```
    /// use kling_videos::wire::RunLengthMask;
    ///
    /// let mut mask = RunLengthMask::default();
    /// mask.counts = Some("0d0".to_owned());
    /// assert_eq!(mask.unpack()?, [0, 20]);
    /// # Ok::<(), kling_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Unreadable`](kling_runtime::ErrorKind::Unreadable) when the text is no packed lengths.
    pub fn unpack(&self) -> Result<Vec<u64>, Error> {
        let mut rest = self.counts.as_deref().unwrap_or_default().bytes();
        let mut runs: Vec<u64> = Vec::new();
        while let Some(first) = rest.next() {
            let number = unpack_number(first, &mut rest).ok_or_else(|| unreadable("run lengths"))?;
            // From the fourth on, a number is the difference to the length two before.
            let before = if runs.len() < 3 { 0 } else { runs[runs.len() - 2] };
            runs.push(before.checked_add_signed(number).ok_or_else(|| unreadable("run lengths"))?);
        }
        Ok(runs)
    }
}

fn unpack_number(first: u8, rest: &mut impl Iterator<Item = u8>) -> Option<i64> {
    let (mut group, mut number, mut groups) = (first, 0_i64, 0_u32);
    loop {
        let bits = group.checked_sub(OFFSET).filter(|bits| *bits < 2 * FOLLOWS && groups < MOST_GROUPS)?;
        number |= i64::from(bits & BITS) << (5 * groups);
        groups += 1;
        if bits & FOLLOWS == 0 {
            let is_negative = bits & SIGN != 0;
            return Some(if is_negative { number | (-1 << (5 * groups)) } else { number });
        }
        group = rest.next()?;
    }
}

impl PngMask {
    /// The PNG file.
    ///
    /// # Errors
    ///
    /// [`Unreadable`](kling_runtime::ErrorKind::Unreadable) when it is not Base64.
    pub fn decode(&self) -> Result<Vec<u8>, Error> {
        STANDARD
            .decode(self.base64.as_deref().unwrap_or_default())
            .map_err(|error| unreadable("Base64").with_source(error))
    }
}

fn unreadable(what: &str) -> Error {
    Error::new(ErrorKind::Unreadable, format!("the mask is not {what}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Packs lengths by the rule in the document.
    fn pack(runs: &[u64]) -> String {
        let mut text = String::new();
        for (place, run) in runs.iter().enumerate() {
            let before = if place < 3 { 0 } else { runs[place - 2] };
            let mut number = run.cast_signed() - before.cast_signed();
            loop {
                let bits = (number & 0x1F) as u8;
                number >>= 5;
                let is_last = number == if bits & SIGN == 0 { 0 } else { -1 };
                text.push(char::from(OFFSET + bits + if is_last { 0 } else { FOLLOWS }));
                if is_last {
                    break;
                }
            }
        }
        text
    }

    fn mask(counts: &str) -> RunLengthMask {
        RunLengthMask { counts: Some(counts.to_owned()), ..RunLengthMask::default() }
    }

    proptest! {
        #[test]
        fn packed_lengths_come_out_again(runs in proptest::collection::vec(0..1_u64 << 40, 0..50)) {
            prop_assert_eq!(mask(&pack(&runs)).unpack().expect("packed here"), runs);
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = mask(&text).unpack();
        }
    }

    #[test]
    fn what_is_no_packed_length_is_refused() {
        for text in ["P", "!", "p", "\u{e9}", "PPPPPPPPPPPPPPPP0", "@"] {
            let error = mask(text).unpack().expect_err(text);
            assert_eq!(error.kind(), ErrorKind::Unreadable, "{text}");
        }
        assert!(mask("").unpack().expect("no lengths").is_empty());
    }
}
