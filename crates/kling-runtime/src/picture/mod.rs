//! Pictures on their way in: from a file, from memory or behind a URL, looked at before anything is sent.

mod header;
mod upright;

use std::fmt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use header::Header;
pub use header::PictureFormat;

use crate::wire::ImageInput;
use crate::{Downloader, Error, ErrorKind};

/// How much of a picture behind a URL is fetched to learn its size. EXIF data with a preview image comes before the size of a
/// JPEG and takes up to 64 KiB for each of its segments.
const FIRST_LOOK: u64 = 256 << 10;

/// A picture to send: a path, bytes, or the URL of a picture that the API fetches itself.
///
/// Text converts as people write it: `http://` and `https://` are URLs, `data:` is a picture in Base64, everything else is a
/// path. Nothing is read before [`load`](Picture::load).
///
/// ```
/// use kling_runtime::Picture;
///
/// let _file = Picture::from("holiday.jpg");
/// let _link = Picture::from("https://example.com/dog.png");
/// let _memory = Picture::from(vec![0x89, b'P', b'N', b'G']);
/// ```
#[derive(Clone)]
pub struct Picture(Source);

#[derive(Clone)]
enum Source {
    Path(PathBuf),
    Bytes(Bytes),
    Url(String),
    DataUri(String),
}

/// A picture that was looked at: what will be sent, and what is known of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LoadedPicture {
    /// What a request carries.
    pub input: ImageInput,
    /// PNG or JPEG, found by content.
    pub format: PictureFormat,
    /// Width in pixels, as people see the picture.
    pub width: u32,
    /// Height in pixels, as people see the picture.
    pub height: u32,
    /// The file's length in bytes; `None` for a URL whose server does not tell.
    pub byte_length: Option<u64>,
    /// True when the file's EXIF data said that the picture lies on its side or is mirrored. Then the bytes to send are the
    /// picture set upright and encoded anew: whether the API heeds EXIF is not documented, and ratios mean nothing if it is
    /// turned after they were planned.
    pub was_turned: bool,
}

/// Format and size of a picture, from its file's bytes alone. Nothing is decoded, nothing is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PictureHeader {
    /// PNG or JPEG, found by content.
    pub format: PictureFormat,
    /// Width in pixels, as people see the picture: turned the way its EXIF data says.
    pub width: u32,
    /// Height in pixels, as people see the picture.
    pub height: u32,
}

impl PictureHeader {
    /// Reads the header of a whole file, or of its beginning.
    ///
    /// ```
    /// use kling_runtime::PictureHeader;
    ///
    /// let error = PictureHeader::read(b"GIF89a").unwrap_err();
    /// assert_eq!(error.message(), "the picture is neither PNG nor JPEG");
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] when the bytes are neither PNG nor JPEG, or too damaged to tell their size.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let header = Header::read(bytes).map_err(|problem| unusable("the picture", problem))?;
        let (width, height) = header.upright_size();
        Ok(Self { format: header.format, width, height })
    }
}

impl Picture {
    /// A picture file on this machine.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        Self(Source::Path(path.into()))
    }

    /// The bytes of a PNG or JPEG file.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        Self(Source::Bytes(bytes.into()))
    }

    /// The address of a picture that the API can reach; it fetches the picture itself.
    pub fn from_url(url: impl Into<String>) -> Self {
        Self(Source::Url(url.into()))
    }

    /// A picture as Base64 text, with or without a `data:` prefix. The prefix is dropped: the API refuses it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] when the text is not Base64.
    pub fn from_base64(text: &str) -> Result<Self, Error> {
        decode_base64(text).map(Self::from_bytes)
    }

    /// A short name for messages: the path, the URL without its query, or `picture in memory`.
    pub fn describe(&self) -> String {
        match &self.0 {
            Source::Path(path) => path.display().to_string(),
            Source::Url(url) => url.split(['?', '#']).next().unwrap_or_default().to_owned(),
            Source::Bytes(_) | Source::DataUri(_) => "picture in memory".to_owned(),
        }
    }

    /// Reads the picture, learns its format and size, and sets it upright.
    ///
    /// Of a picture behind a URL only the beginning is fetched, without credentials; one that its EXIF data turns is fetched
    /// whole, because it has to be sent as bytes.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::File`] when the file cannot be read.
    /// - [`ErrorKind::InvalidInput`] when it is neither PNG nor JPEG, is damaged, or is longer than `largest_bytes`.
    /// - [`ErrorKind::Download`] when the URL cannot be fetched.
    pub async fn load(&self, downloader: &Downloader, largest_bytes: u64) -> Result<LoadedPicture, Error> {
        match &self.0 {
            Source::Path(path) => {
                load_bytes(read_file(path, largest_bytes).await?, largest_bytes, &self.describe()).await
            }
            Source::Bytes(bytes) => load_bytes(bytes.clone(), largest_bytes, &self.describe()).await,
            Source::Url(url) => load_url(downloader, url, largest_bytes).await,
            Source::DataUri(text) => load_bytes(decode_base64(text)?, largest_bytes, &self.describe()).await,
        }
    }
}

async fn load_bytes(bytes: Bytes, largest_bytes: u64, name: &str) -> Result<LoadedPicture, Error> {
    check_length(bytes.len() as u64, largest_bytes, name)?;
    let header = Header::read(&bytes).map_err(|problem| unusable(name, problem))?;
    if header.is_upright() {
        return Ok(header.describe(ImageInput::Bytes(bytes.clone()), Some(bytes.len() as u64)));
    }
    let turned = tokio::task::spawn_blocking(move || upright::set_upright(&bytes, header.orientation))
        .await
        .map_err(|source| Error::invalid_input(format!("{name} could not be set upright")).with_source(source))?
        .map_err(|source| unusable(name, "is damaged").with_source(source))?;
    check_length(turned.len() as u64, largest_bytes, name)?;
    let upright = Header::read(&turned).map_err(|problem| unusable(name, problem))?;
    let length = turned.len() as u64;
    Ok(LoadedPicture { was_turned: true, ..upright.describe(ImageInput::Bytes(turned), Some(length)) })
}

async fn load_url(downloader: &Downloader, url: &str, largest_bytes: u64) -> Result<LoadedPicture, Error> {
    let beginning = downloader.fetch_beginning(url, FIRST_LOOK).await?;
    let name = Picture::from_url(url).describe();
    if let Some(length) = beginning.total_length {
        check_length(length, largest_bytes, &name)?;
    }
    let header = Header::read(&beginning.bytes).map_err(|problem| unusable(&name, problem))?;
    if !header.is_upright() {
        return load_bytes(downloader.fetch(url, largest_bytes).await?, largest_bytes, &name).await;
    }
    Ok(header.describe(ImageInput::Url(url.to_owned()), beginning.total_length))
}

async fn read_file(path: &Path, largest_bytes: u64) -> Result<Bytes, Error> {
    let name = path.display();
    let failed = |source| Error::new(ErrorKind::File, format!("{name} could not be read")).with_source(source);
    let length = tokio::fs::metadata(path).await.map_err(failed)?.len();
    check_length(length, largest_bytes, &name.to_string())?;
    tokio::fs::read(path).await.map(Bytes::from).map_err(failed)
}

fn check_length(length: u64, largest_bytes: u64, name: &str) -> Result<(), Error> {
    if length <= largest_bytes {
        return Ok(());
    }
    Err(Error::invalid_input(format!("{name} has {length} bytes; the API takes {largest_bytes} at most"))
        .with_advice("save it smaller, for example as JPEG"))
}

fn unusable(name: &str, problem: &str) -> Error {
    Error::invalid_input(format!("{name} {problem}")).with_advice("the API takes PNG and JPEG; convert the picture")
}

fn decode_base64(text: &str) -> Result<Bytes, Error> {
    let text = text.trim();
    let encoded = match text.strip_prefix("data:") {
        Some(data) => data.split_once("base64,").map(|(_, encoded)| encoded),
        None => Some(text),
    };
    let decoded = encoded.and_then(|encoded| STANDARD.decode(encoded).ok());
    decoded.map(Bytes::from).ok_or_else(|| Error::invalid_input("the text is not a picture in Base64"))
}

/// The description only: pictures do not belong in a log, and addresses may be signed.
impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({})", self.describe())
    }
}

impl From<&str> for Picture {
    fn from(text: &str) -> Self {
        let starts_with =
            |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        if starts_with("http://") || starts_with("https://") {
            Self::from_url(text)
        } else if starts_with("data:") {
            Self(Source::DataUri(text.to_owned()))
        } else {
            Self::from_path(text)
        }
    }
}

impl From<String> for Picture {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&Path> for Picture {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}

impl From<PathBuf> for Picture {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}

impl From<Bytes> for Picture {
    fn from(bytes: Bytes) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<Vec<u8>> for Picture {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes(bytes)
    }
}
