//! Data on stdin.

use std::io::{self, Read as _};

use kling::{Error, ErrorKind};

/// All of it; one byte more than the API takes is enough to see that there is too much.
pub(crate) fn read(largest_bytes: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(largest_bytes.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|source| Error::new(ErrorKind::File, "stdin could not be read").with_source(source))?;
    if bytes.is_empty() {
        let error = Error::invalid_input("stdin is empty");
        return Err(error.with_advice("`-` stands for what is piped in, and it is read once only"));
    }
    Ok(bytes)
}
