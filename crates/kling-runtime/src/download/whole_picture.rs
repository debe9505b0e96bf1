//! Telling a whole picture from a cut one, without decoding it.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

/// A picture whose size can be read and, for PNG, whose last chunk is there. Its pixels are not decoded.
pub(super) fn is_whole_picture(path: &Path) -> bool {
    imagesize::size(path).is_ok() && !lacks_png_end(path).unwrap_or(true)
}

/// True for a file that begins as a PNG and does not end as one.
fn lacks_png_end(path: &Path) -> std::io::Result<bool> {
    let mut file = std::fs::File::open(path)?;
    let (mut begin, mut end) = ([0; 8], [0; 8]);
    file.read_exact(&mut begin)?;
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut end)?;
    Ok(begin == *b"\x89PNG\r\n\x1a\n" && !end.starts_with(b"IEND"))
}
