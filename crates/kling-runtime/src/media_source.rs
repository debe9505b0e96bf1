//! Where a file on its way in comes from: a path, memory, or an address that the API fetches itself.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use tokio::io::AsyncReadExt;

use crate::{Error, ErrorKind};

#[derive(Clone)]
pub(crate) enum MediaSource {
    Path(PathBuf),
    Bytes(Bytes),
    Url(String),
    DataUri(String),
}

impl MediaSource {
    /// Text as people write it: `http://` and `https://` are addresses, `data:` is Base64, everything else is a path.
    pub(crate) fn from_text(text: &str) -> Self {
        let starts_with = |prefix| starts_with_ignoring_case(text, prefix);
        if starts_with("http://") || starts_with("https://") {
            Self::Url(text.to_owned())
        } else if starts_with("data:") {
            Self::DataUri(text.to_owned())
        } else {
            Self::Path(text.into())
        }
    }

    /// A short name for messages. What may be secret in an address is left out; `in_memory` names bytes.
    pub(crate) fn describe(&self, in_memory: &str) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Url(url) => describe_url(url),
            Self::Bytes(_) | Self::DataUri(_) => in_memory.to_owned(),
        }
    }
}

/// Base64 may be broken into lines, as tools print it. `what` names what it should be.
pub(crate) fn decode_base64(text: &str, what: &str) -> Result<Bytes, Error> {
    let text = text.trim();
    let encoded = if starts_with_ignoring_case(text, "data:") {
        text.split_once("base64,").map(|(_, encoded)| encoded)
    } else {
        Some(text)
    };
    let joined: Option<String> = encoded.map(|encoded| encoded.split_ascii_whitespace().collect());
    let decoded = joined.and_then(|encoded| STANDARD.decode(encoded).ok());
    decoded.map(Bytes::from).ok_or_else(|| Error::invalid_input(format!("the text is not {what} in Base64")))
}

/// Reads no more than what is allowed, also from a device that has no end.
pub(crate) async fn read_file(path: &Path, largest_bytes: u64) -> Result<Bytes, Error> {
    let name = path.display();
    let failed = |source| Error::new(ErrorKind::File, format!("{name} could not be read")).with_source(source);
    let file = tokio::fs::File::open(path).await.map_err(failed)?;
    let length = file.metadata().await.map_err(failed)?.len();
    check_length(length, largest_bytes, &name.to_string())?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(largest_bytes.saturating_add(1)).read_to_end(&mut bytes).await.map_err(failed)?;
    Ok(bytes.into())
}

pub(crate) fn check_length(length: u64, largest_bytes: u64, name: &str) -> Result<(), Error> {
    if length <= largest_bytes {
        return Ok(());
    }
    Err(Error::invalid_input(format!("{name} has {length} bytes or more; the API takes {largest_bytes} at most"))
        .with_advice("save it smaller"))
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Scheme, host and path.
fn describe_url(text: &str) -> String {
    match url::Url::parse(text) {
        Ok(url) => format!("{}{}", url.origin().ascii_serialization(), url.path()),
        Err(_) => "an address that is not a URL".to_owned(),
    }
}
