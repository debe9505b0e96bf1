//! A file on its way to the API.

use std::fmt;

use base64::Engine as _;
use base64::display::Base64Display;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A picture or a sound as a request carries it: an address, or the file itself.
///
/// The bytes are encoded while the request is written, in small pieces, so the Base64 text never exists beside the
/// request body. Cloning is cheap: the bytes are shared.
///
/// Nothing is checked here. The format, the size and the shape are the business of whoever makes the request.
///
/// ```
/// use kling_runtime::wire::MediaInput;
///
/// let file = MediaInput::from(&b"picture"[..]);
/// assert_eq!(serde_json::to_string(&file)?, r#""cGljdHVyZQ==""#);
/// assert_eq!(format!("{file:?}"), "Bytes(7 bytes)");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MediaInput {
    /// An `http` or `https` address that the API can reach.
    Url(String),
    /// The bytes of the file.
    Bytes(Bytes),
}

impl From<Bytes> for MediaInput {
    fn from(bytes: Bytes) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Vec<u8>> for MediaInput {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl From<&[u8]> for MediaInput {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(Bytes::copy_from_slice(bytes))
    }
}

/// Tells the kind and the length only: files do not belong in a log, and addresses may be signed.
impl fmt::Debug for MediaInput {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => write!(formatter, "Url({} bytes)", url.len()),
            Self::Bytes(bytes) => write!(formatter, "Bytes({} bytes)", bytes.len()),
        }
    }
}

impl Serialize for MediaInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Url(url) => serializer.serialize_str(url),
            Self::Bytes(bytes) => serializer.collect_str(&Base64Display::new(bytes, &STANDARD)),
        }
    }
}

impl<'de> Deserialize<'de> for MediaInput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(UrlOrBase64)
    }
}

struct UrlOrBase64;

impl Visitor<'_> for UrlOrBase64 {
    type Value = MediaInput;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an http or https address, or Base64")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        if ["http://", "https://"].iter().any(|scheme| starts_with_ignoring_case(value, scheme)) {
            return Ok(MediaInput::Url(value.to_owned()));
        }
        match STANDARD.decode(value) {
            Ok(bytes) => Ok(MediaInput::from(bytes)),
            Err(error) => Err(E::custom(format_args!("neither an http or https address nor Base64 ({error})"))),
        }
    }
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_survive_the_way_through_json(bytes in proptest::collection::vec(any::<u8>(), 0..4000)) {
            let picture = MediaInput::from(bytes);
            let json = serde_json::to_string(&picture).expect("bytes are always writable");
            prop_assert_eq!(serde_json::from_str::<MediaInput>(&json).expect("our own Base64"), picture);
        }
    }

    #[test]
    fn an_address_stays_an_address() {
        for url in ["https://example.com/a.png", "HTTP://example.com/a.png"] {
            let json = format!("{url:?}");
            let picture: MediaInput = serde_json::from_str(&json).expect("an address");
            assert_eq!(picture, MediaInput::Url(url.to_owned()));
            assert_eq!(serde_json::to_string(&picture).expect("an address"), json);
        }
    }

    #[test]
    fn what_is_neither_is_refused() {
        for text in ["data:image/png;base64,AAAA", "ftp://example.com/a.png", "/home/me/a.png", "AAA"] {
            let error = serde_json::from_str::<MediaInput>(&format!("{text:?}")).expect_err(text);
            assert!(error.to_string().contains("nor Base64"), "{error}");
        }
    }

    #[test]
    fn an_address_does_not_show_in_debug() {
        let signed = MediaInput::Url("https://example.com/a.png?signature=secret".to_owned());
        assert_eq!(format!("{signed:?}"), "Url(42 bytes)");
    }
}
