//! Reading a picture: from a file, from memory or from behind a URL, looked at before anything is sent.

use bytes::Bytes;
use kling_models::PictureRule;

use super::header::{PictureFormat, PictureHeader, unusable};
use super::{Picture, encode};
use crate::media_source::{MediaSource, check_length, decode_base64, read_file};
use crate::wire::MediaInput;
use crate::{Downloader, Error};

/// How much of a picture behind a URL is fetched to learn its size. EXIF data with a preview image comes before the size of a
/// JPEG and takes up to 64 KiB for each of its segments.
const FIRST_LOOK: u64 = 256 << 10;

/// A picture that was looked at: what will be sent, and what is known of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LoadedPicture {
    /// What a request carries.
    pub input: MediaInput,
    /// PNG or JPEG, found by content.
    pub format: PictureFormat,
    /// Width in pixels, as people see the picture.
    pub width: u32,
    /// Height in pixels, as people see the picture.
    pub height: u32,
    /// The length in bytes of what the API gets to see; `None` for a URL whose server does not tell.
    pub byte_length: Option<u64>,
    /// True when the file's EXIF data said that the picture lies on its side or is mirrored. Then the bytes to send are the
    /// picture set upright and encoded anew: whether the API heeds EXIF is not documented, and ratios mean nothing if it is
    /// turned after they were planned.
    pub was_turned: bool,
}

impl Picture {
    /// Reads the picture, learns its format and size, lets `check` look at them, and sets it upright.
    ///
    /// Of a picture behind a URL only the beginning is fetched, without credentials; one that its EXIF data turns is fetched
    /// whole, because it has to be sent as bytes. `largest_bytes` is the longest file that is read.
    ///
    /// # Errors
    ///
    /// - [`File`](crate::ErrorKind::File) when the file cannot be read.
    /// - [`InvalidInput`](crate::ErrorKind::InvalidInput) when it is neither PNG nor JPEG, is damaged, or is longer than `largest_bytes`.
    /// - [`Download`](crate::ErrorKind::Download) when the URL cannot be fetched.
    /// - the error of `check`.
    pub async fn load(
        &self,
        downloader: &Downloader,
        largest_bytes: u64,
        check: impl Fn(&PictureHeader) -> Result<(), Error>,
    ) -> Result<LoadedPicture, Error> {
        let (name, limits) = (self.describe(), Limits { largest_bytes, check, shortens: self.shortens });
        match &self.source {
            MediaSource::Path(path) => limits.load_bytes(read_file(path, limits.longest_file()).await?, &name).await,
            MediaSource::Bytes(bytes) => limits.load_bytes(bytes.clone(), &name).await,
            MediaSource::DataUri(text) => limits.load_bytes(decode_base64(text, "a picture")?, &name).await,
            MediaSource::Url(url) => limits.load_url(downloader, url, &name).await,
        }
    }
}

impl Picture {
    /// What a request carries: an address as it is, unseen; a file or bytes read as [`load`](Self::load) does, and held to the rule.
    ///
    /// # Errors
    ///
    /// As for [`load`](Self::load); [`InvalidInput`](crate::ErrorKind::InvalidInput) too for a picture that the rule does not allow.
    pub async fn to_input(&self, rule: &PictureRule, downloader: &Downloader) -> Result<MediaInput, Error> {
        match &self.source {
            MediaSource::Url(url) if !self.shortens => Ok(MediaInput::Url(url.clone())),
            _ => {
                let picture = self.load(downloader, rule.largest_bytes, |header| header.check(rule)).await?;
                Ok(picture.input)
            }
        }
    }
}

/// The longest file that is read to be encoded anew: four bytes for each pixel that there can be.
const LONGEST_FILE: u64 = Picture::MOST_PIXELS_TO_SHORTEN * 4;

struct Limits<C> {
    largest_bytes: u64,
    check: C,
    shortens: bool,
}

impl<C: Fn(&PictureHeader) -> Result<(), Error>> Limits<C> {
    /// The longest file that is read.
    fn longest_file(&self) -> u64 {
        if self.shortens { LONGEST_FILE.max(self.largest_bytes) } else { self.largest_bytes }
    }

    fn check_length(&self, length: u64, name: &str) -> Result<(), Error> {
        if self.shortens && length > self.longest_file() {
            let what = format!("{name} has {length} bytes or more; at most {LONGEST_FILE} can be shortened here");
            return Err(Error::invalid_input(what));
        }
        check_length(length, self.longest_file(), name)
    }

    async fn load_bytes(&self, bytes: Bytes, name: &str) -> Result<LoadedPicture, Error> {
        let length = bytes.len() as u64;
        self.check_length(length, name)?;
        let header = self.look(&bytes, name)?;
        if !header.is_whole(&bytes) {
            return Err(unusable(name, "is damaged: its end is missing"));
        }
        if header.is_upright() && length <= self.largest_bytes {
            return Ok(LoadedPicture::new(header, MediaInput::Bytes(bytes), Some(length)));
        }
        let largest_bytes = self.largest_bytes;
        let encoded = tokio::task::spawn_blocking(move || encode::encode_as_jpeg(&bytes, header, largest_bytes))
            .await
            .map_err(|source| Error::invalid_input(format!("{name} could not be encoded anew")).with_source(source))?
            .map_err(|problem| unusable(name, &problem))?;
        let length = encoded.len() as u64;
        let picture = LoadedPicture::new(header, MediaInput::Bytes(encoded), Some(length));
        Ok(LoadedPicture { format: PictureFormat::Jpeg, was_turned: !header.is_upright(), ..picture })
    }

    async fn load_url(&self, downloader: &Downloader, url: &str, name: &str) -> Result<LoadedPicture, Error> {
        let unreachable = |error: Error| error.with_advice(format!("check the address of the picture, {name}"));
        let beginning = downloader.fetch_beginning(url, FIRST_LOOK).await.map_err(unreachable)?;
        if let Some(length) = beginning.total_length {
            self.check_length(length, name)?;
        }
        let is_all = (beginning.bytes.len() as u64) < FIRST_LOOK;
        let is_too_long = match beginning.total_length {
            Some(length) => length > self.largest_bytes,
            // Only the whole tells.
            None => self.shortens && !is_all,
        };
        let bytes = match PictureHeader::parse(&beginning.bytes) {
            Ok(header) if header.is_upright() && !is_too_long => beginning.bytes,
            Err(_) if is_all => beginning.bytes,
            _ => downloader.fetch(url, self.longest_file()).await.map_err(unreachable)?,
        };
        let header = self.look(&bytes, name)?;
        if header.is_upright() && !is_too_long {
            return Ok(LoadedPicture::new(header, MediaInput::Url(url.to_owned()), beginning.total_length));
        }
        self.load_bytes(bytes, name).await
    }

    fn look(&self, bytes: &[u8], name: &str) -> Result<PictureHeader, Error> {
        let header = PictureHeader::parse(bytes).map_err(|problem| unusable(name, problem))?;
        (self.check)(&header)?;
        Ok(header)
    }
}

impl LoadedPicture {
    fn new(header: PictureHeader, input: MediaInput, byte_length: Option<u64>) -> Self {
        let PictureHeader { format, width, height, .. } = header;
        Self { input, format, width, height, byte_length, was_turned: false }
    }
}
