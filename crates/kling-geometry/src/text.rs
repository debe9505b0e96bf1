//! What `str` can do at run time only, for constants.

/// [`str::split_once`] at an ASCII character.
pub(crate) const fn split_once(text: &str, separator: u8) -> Option<(&str, &str)> {
    let mut rest = text.as_bytes();
    let mut at = 0;
    while let [byte, tail @ ..] = rest {
        if *byte == separator {
            return match (text.split_at_checked(at), text.split_at_checked(at + 1)) {
                (Some((before, _)), Some((_, after))) => Some((before, after)),
                _ => None,
            };
        }
        at += 1;
        rest = tail;
    }
    None
}

/// `==`.
pub(crate) const fn is_same(left: &str, right: &str) -> bool {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
        if *a != *b {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}

/// Reads a whole number: digits only, no sign.
pub(crate) const fn parse_whole(text: &str) -> Option<u32> {
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        if !byte.is_ascii_digit() {
            return None;
        }
        rest = tail;
    }
    match u32::from_str_radix(text, 10) {
        Ok(number) => Some(number),
        Err(_) => None,
    }
}
