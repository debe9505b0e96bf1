//! Pictures and sounds of a request: where they stand, reading them, and showing them short.

use std::fmt::Display;
use std::io::Read as _;

use kling::geometry::Size;
use kling::geometry::limits::{self, MAX_IMAGE_BYTES};
use kling::runtime::wire::MediaInput;
use kling::runtime::{Downloader, PictureHeader, Sound};
use kling::{Error, ErrorKind, Picture};
use serde_json::Value;

use crate::report::Failure;
use crate::request_schema::{Kind, Schema};

/// The longest picture that the newer standard and the solutions take.
const LARGEST_PICTURE_OF_CONTENTS: u64 = 50_000_000;

/// The longest stdin that is read for one.
const LARGEST_STDIN: u64 = LARGEST_PICTURE_OF_CONTENTS + 1;

/// A value that is shorter than this is shown as it is.
const LONGEST_SHOWN: usize = 80;

/// Pictures for which no shape is stated.
const SHAPELESS: [&str; 3] = ["image_tail", "mask", "static_mask"];

/// The value of a media option, as it stands in a request before files are read: an address as it is, a file as `@FILE`.
pub(crate) fn placeholder(text: &str) -> String {
    if is_address(text) || text.starts_with('@') { text.to_owned() } else { format!("@{text}") }
}

/// Puts the files that `@FILE` and `@-` name into the request, as the API takes them.
pub(crate) async fn read_files(request: Schema, body: &mut Value, downloader: &Downloader) -> Result<(), Failure> {
    let mut places = places_of(request, body);
    places.retain(|place| place.text(body).is_some_and(|text| text.starts_with('@')));
    if places.iter().filter(|place| place.text(body) == Some("@-")).count() > 1 {
        return Err(Error::invalid_input("stdin can be read once only").with_advice("name `-` once").into());
    }
    for place in places {
        let Some(value) = body.pointer_mut(&place.pointer) else { continue };
        let name = value.as_str().unwrap_or_default().trim_start_matches('@').to_owned();
        let input = place
            .read(&name, downloader)
            .await
            .map_err(|error| Failure::from(error).about(&place.member).of_paid_work())?;
        *value = serde_json::to_value(&input).map_err(|source| {
            Error::invalid_input(format!("{name} does not fit into a request")).with_source(source)
        })?;
    }
    Ok(())
}

/// Names every picture and sound that is not an address, instead of showing it.
pub(crate) fn shorten(request: Schema, body: &mut Value) {
    for place in places_of(request, body) {
        let Some(text) = place.text(body).filter(|text| !is_address(text) && text.len() > LONGEST_SHOWN) else {
            continue;
        };
        let short = match serde_json::from_value(Value::from(text)) {
            Ok(MediaInput::Bytes(bytes)) => format!("{} of {} bytes in Base64", place.describe(&bytes), bytes.len()),
            _ => format!("{} characters", text.len()),
        };
        if let Some(value) = body.pointer_mut(&place.pointer) {
            *value = Value::from(short);
        }
    }
}

/// Where a picture or a sound stands in a request.
struct MediaPlace {
    pointer: String,
    member: String,
    kind: Kind,
}

fn places_of(request: Schema, body: &Value) -> Vec<MediaPlace> {
    let mut places = Vec::new();
    visit(request, body, String::new(), "", &mut places);
    places
}

fn visit(schema: Schema, value: &Value, pointer: String, member: &str, places: &mut Vec<MediaPlace>) {
    match (schema.kind(), value) {
        (kind @ (Kind::Picture | Kind::Sound), Value::String(_)) => {
            places.push(MediaPlace { pointer, member: member.to_owned(), kind });
        }
        (Kind::List, Value::Array(items)) => {
            let Some(schema) = schema.items() else { return };
            for (index, item) in items.iter().enumerate() {
                visit(schema, item, format!("{pointer}/{index}"), member, places);
            }
        }
        (Kind::Object, Value::Object(members)) => {
            for (name, schema) in schema.members() {
                if let Some(value) = members.get(name) {
                    visit(schema, value, format!("{pointer}/{name}"), name, places);
                }
            }
        }
        _ => {}
    }
}

impl MediaPlace {
    fn text<'b>(&self, body: &'b Value) -> Option<&'b str> {
        body.pointer(&self.pointer).and_then(Value::as_str)
    }

    async fn read(&self, name: &str, downloader: &Downloader) -> Result<MediaInput, Error> {
        if self.kind == Kind::Sound {
            return if name == "-" { Sound::from_bytes(read_stdin()?) } else { Sound::from(name) }.to_input().await;
        }
        let picture = if name == "-" { Picture::from_bytes(read_stdin()?) } else { Picture::from(name) };
        let largest =
            if self.pointer.starts_with("/contents/") { LARGEST_PICTURE_OF_CONTENTS } else { MAX_IMAGE_BYTES };
        picture.to_input(downloader, largest, |header| self.check(header)).await
    }

    fn check(&self, header: &PictureHeader) -> Result<(), Error> {
        if SHAPELESS.contains(&self.member.as_str()) {
            return Ok(());
        }
        let size = Size::new(header.width, header.height).map_err(refused)?;
        limits::check_input_size(size).map_err(refused)
    }

    fn describe(&self, bytes: &[u8]) -> String {
        match PictureHeader::read(bytes) {
            _ if self.kind == Kind::Sound => "sound".to_owned(),
            Ok(header) => header.format.to_string(),
            Err(_) => "file".to_owned(),
        }
    }
}

fn is_address(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn refused(error: impl Display) -> Error {
    Error::invalid_input(error.to_string())
}

fn read_stdin() -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(LARGEST_STDIN)
        .read_to_end(&mut bytes)
        .map_err(|source| Error::new(ErrorKind::File, "stdin could not be read").with_source(source))?;
    Ok(bytes)
}
