//! A picture as the command line names it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use kling::geometry::limits::{self, MAX_IMAGE_BYTES};
use kling::{Error, ErrorKind, Picture};

use crate::stdin;

/// A path, `-` for stdin, or a URL.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    Stdin,
    Named(String),
}

impl From<String> for Input {
    fn from(text: String) -> Self {
        if text == "-" { Self::Stdin } else { Self::Named(text) }
    }
}

impl Input {
    /// The name in messages and records: the path, the URL without its query, or `-`.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::Named(name) => Picture::from(name.as_str()).describe(),
        }
    }

    /// The input as a word of a command line that is not taken for an option.
    pub(crate) fn word(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::Named(name) if name.starts_with('-') => format!("./{name}"),
            Self::Named(name) => name.clone(),
        }
    }

    /// What a result's file name begins with: the input's own name without its extension.
    pub(crate) fn stem(&self) -> String {
        let name = match self {
            Self::Stdin => return "picture".to_owned(),
            Self::Named(text) if is_data_uri(text) => return "picture".to_owned(),
            Self::Named(_) => self.name(),
        };
        let stem = Path::new(&name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if stem.is_empty() || name.contains("://") && !stem.chars().all(is_plain) { "picture".to_owned() } else { stem }
    }

    /// True when no network is needed to look at it.
    pub(crate) fn is_local(&self) -> bool {
        !matches!(self, Self::Named(name) if name.contains("://"))
    }

    /// The picture; stdin is read here.
    pub(crate) fn picture(&self) -> Result<Picture, Error> {
        match self {
            Self::Stdin => Ok(Picture::from_bytes(stdin::read(MAX_IMAGE_BYTES)?)),
            Self::Named(name) => Ok(Picture::from(name.as_str())),
        }
    }

    /// The bytes of a file or of stdin. A file that is too long for the API is refused unread.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::Stdin => stdin::read(MAX_IMAGE_BYTES),
            Self::Named(path) => {
                let unreadable =
                    |source| Error::new(ErrorKind::File, format!("{path} could not be read")).with_source(source);
                let file = File::open(path).map_err(unreadable)?;
                let length = file.metadata().map_err(unreadable)?.len();
                limits::check_input_bytes(length).map_err(|error| Error::invalid_input(error.to_string()))?;
                read_at_most_allowed(file).map_err(unreadable)
            }
        }
    }
}

fn is_data_uri(text: &str) -> bool {
    text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}

fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.')
}

/// One byte more than the API takes is enough to see that there are too many.
fn read_at_most_allowed(source: impl io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MAX_IMAGE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stem_is_the_inputs_own_name() {
        for (input, stem) in [
            ("dog.jpg", "dog"),
            ("photos/holiday 1.png", "holiday 1"),
            ("-", "picture"),
            ("https://example.com/a/dog.png?signature=secret", "dog"),
            ("https://example.com/%2e%2e", "example"),
            ("https://example.com", "example"),
            ("data:image/png;base64,AAAA", "picture"),
        ] {
            assert_eq!(Input::from(input.to_owned()).stem(), stem, "{input}");
        }
    }
}
