//! JSON as the command line gives it: the text itself, `@FILE`, or `-` for stdin.

use std::fs::File;
use std::io::{self, Read};

use kling::{Error, ErrorKind};
use serde_json::Value;

/// The bytes, once they are known to be JSON. `what` names them in messages.
pub(crate) fn read_bytes(argument: &str, what: &str) -> Result<Vec<u8>, Error> {
    let unreadable = |name: &str, source: io::Error| {
        Error::new(ErrorKind::File, format!("{name} could not be read")).with_source(source)
    };
    let bytes = match argument.strip_prefix('@') {
        Some(path) => read_all(File::open(path)).map_err(|source| unreadable(path, source))?,
        None if argument == "-" => read_all(Ok(io::stdin())).map_err(|source| unreadable("stdin", source))?,
        None => argument.as_bytes().to_owned(),
    };
    match serde_json::from_slice::<serde::de::IgnoredAny>(&bytes) {
        Ok(_) => Ok(bytes),
        Err(source) => Err(Error::invalid_input(format!("{what} is not JSON")).with_source(source)),
    }
}

/// The value.
pub(crate) fn read_value(argument: &str, what: &str) -> Result<Value, Error> {
    let unreadable = |source| Error::invalid_input(format!("{what} is not JSON")).with_source(source);
    serde_json::from_slice(&read_bytes(argument, what)?).map_err(unreadable)
}

fn read_all(source: io::Result<impl Read>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
