//! The picture of a request: where it comes from and what it must be.

use std::io::Cursor;
use std::time::Duration;

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use futures_util::StreamExt;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use kling_geometry::{Size, limits};
use url::Url;

use super::lenient::illegal;
use crate::envelope::Refusal;

const FIELD: &str = "image";

/// How long a picture given by URL may take to arrive, in real time. The vendor's limit has no source.
const FETCH_TIMEOUT: Duration = Duration::from_secs(20);

/// The emulator's own limit on pixels, so that a small file cannot unpack into all of the machine's memory.
const MAX_PIXELS: u64 = 36_000_000;
const MAX_DECODED_BYTES: u64 = 8 * MAX_PIXELS;

/// Padding at the end may be left out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What the field `image` holds.
pub(crate) enum Source {
    Bytes(Vec<u8>),
    Address(Url),
}

/// A picture whose format, size and shape the API takes. Its pixels have not been looked at.
pub(crate) struct Input {
    bytes: Vec<u8>,
    format: ImageFormat,
    pub(crate) size: Size,
}

impl Source {
    pub(crate) fn read(text: &str) -> Result<Self, Refusal> {
        let starts_with =
            |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        if starts_with("data:") {
            return Err(illegal(FIELD, "must be raw Base64 without a `data:` prefix, or a URL"));
        }
        if starts_with("http://") || starts_with("https://") {
            return Url::parse(text)
                .map(Self::Address)
                .map_err(|error| illegal(FIELD, &format!("is not a usable URL: {error}")));
        }
        BASE64
            .decode(text)
            .map(Self::Bytes)
            .map_err(|error| illegal(FIELD, &format!("is neither a URL nor Base64: {error}")))
    }

    pub(crate) async fn fetch(self, http: &reqwest::Client) -> Result<Vec<u8>, Refusal> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::Address(url) => match tokio::time::timeout(FETCH_TIMEOUT, download(http, url)).await {
                Ok(fetched) => fetched,
                Err(_) => Err(illegal(FIELD, &format!("could not be fetched within {} s", FETCH_TIMEOUT.as_secs()))),
            },
        }
    }
}

async fn download(http: &reqwest::Client, url: Url) -> Result<Vec<u8>, Refusal> {
    let failed = |error: reqwest::Error| illegal(FIELD, &format!("could not be fetched: {}", error.without_url()));
    let response = http.get(url).send().await.and_then(reqwest::Response::error_for_status).map_err(failed)?;
    let mut bytes = Vec::new();
    let mut pieces = response.bytes_stream();
    while let Some(piece) = pieces.next().await {
        bytes.extend_from_slice(&piece.map_err(failed)?);
        check_weight(bytes.len())?;
    }
    Ok(bytes)
}

impl Input {
    /// Checks the file by its content; names and content types say nothing.
    pub(crate) fn examine(bytes: Vec<u8>) -> Result<Self, Refusal> {
        check_weight(bytes.len())?;
        let format = image::guess_format(&bytes)
            .ok()
            .filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg))
            .ok_or_else(|| illegal(FIELD, "must be a .jpg, .jpeg or .png file"))?;
        let (width, height) = ImageReader::with_format(Cursor::new(&bytes), format)
            .into_dimensions()
            .map_err(|error| illegal(FIELD, &format!("cannot be read: {error}")))?;
        let size = Size::new(width, height).map_err(|error| illegal(FIELD, &error.to_string()))?;
        limits::check_input_size(size).map_err(|broken| Refusal::illegal_value(broken.to_string()))?;
        Ok(Self { bytes, format, size })
    }

    /// The pixels as they are stored: a rotation in the EXIF data is not applied (whether the vendor applies it has no source).
    pub(crate) fn decode(self) -> Result<DynamicImage, String> {
        if self.size.area() > MAX_PIXELS {
            return Err(format!("Image pixel is invalid: the emulator takes at most {MAX_PIXELS} pixels"));
        }
        let mut reader = ImageReader::with_format(Cursor::new(&self.bytes), self.format);
        let mut memory = Limits::default();
        memory.max_alloc = Some(MAX_DECODED_BYTES);
        reader.limits(memory);
        reader.decode().map_err(|error| {
            tracing::debug!(%error, "a picture could not be decoded");
            "Image pixel is invalid".to_owned()
        })
    }
}

fn check_weight(bytes: usize) -> Result<(), Refusal> {
    limits::check_input_bytes(bytes as u64).map_err(|broken| Refusal::illegal_value(broken.to_string()))
}
