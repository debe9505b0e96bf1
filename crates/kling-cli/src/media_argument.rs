//! Pictures and sounds of a request: where they stand, reading them, and showing them short.

use std::fmt::Write as _;

use kling::runtime::wire::MediaInput;
use kling::runtime::{Downloader, PictureHeader, Sound};
use kling::{Error, Picture};
use serde_json::Value;

use crate::command_words::CommandWords;
use crate::media_rules::MediaRules;
use crate::report::Failure;
use crate::request_schema::{Kind, Schema};
use crate::stdin;

/// A value that is shorter than this is shown as it is.
const LONGEST_SHOWN: usize = 80;

/// The value of a media option, as it stands in a request before files are read: an address as it is, a file as `@FILE`.
pub(crate) fn placeholder(text: &str) -> String {
    if is_address(text) || text.starts_with('@') { text.to_owned() } else { format!("@{text}") }
}

/// Refuses files and what else is no address where the API fetches a picture, a video or a sound itself.
pub(crate) fn check_addresses(request: Schema, rules: MediaRules, body: &Value) -> Result<(), Error> {
    for place in texts_of(request, body) {
        let is_address = place.text(body).is_none_or(|text| text.is_empty() || is_address(text));
        if !is_address && rules.takes_address_only(&place.member) {
            let problem = format!("{} takes an address, never a file", place.path());
            let advice = "the API fetches it itself and has no upload: give what begins with http:// or https://";
            return Err(Error::invalid_input(problem).with_advice(advice));
        }
    }
    Ok(())
}

/// Puts the files that `@FILE` and `@-` name into the request, as the API takes them.
pub(crate) async fn read_files(
    request: Schema,
    rules: MediaRules,
    body: &mut Value,
    words: &CommandWords<'_>,
    downloader: &Downloader,
) -> Result<(), Failure> {
    let mut places = media_of(request, body);
    places.retain(|place| place.text(body).is_some_and(|text| text.starts_with('@')));
    if places.iter().filter(|place| place.text(body) == Some("@-")).count() > 1 {
        return Err(Error::invalid_input("stdin can be read once only").with_advice("name `-` once").into());
    }
    for place in places {
        let member = words.translate(&format!("`{}`", place.path()), body);
        let Some(value) = body.pointer_mut(&place.pointer) else { continue };
        let name = value.as_str().unwrap_or_default().trim_start_matches('@').to_owned();
        let input = place
            .read(&name, rules, downloader)
            .await
            .map_err(|error| Failure::from(error).about(member.trim_matches('`')).of_paid_work())?;
        *value = serde_json::to_value(&input).map_err(|source| {
            Error::invalid_input(format!("{name} does not fit into a request")).with_source(source)
        })?;
    }
    Ok(())
}

/// Names every picture and sound that is not an address, instead of showing it.
pub(crate) fn shorten(request: Schema, body: &mut Value) {
    for place in media_of(request, body) {
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

/// Where a text stands in a request.
struct TextPlace {
    pointer: String,
    /// The name of the member that it stands in; for the address of an item of `contents`, the kind of the item.
    member: String,
    kind: Kind,
}

fn texts_of(request: Schema, body: &Value) -> Vec<TextPlace> {
    let mut places = Vec::new();
    visit(request, body, String::new(), "", &mut places);
    places
}

fn media_of(request: Schema, body: &Value) -> Vec<TextPlace> {
    let mut places = texts_of(request, body);
    places.retain(|place| matches!(place.kind, Kind::Picture | Kind::Sound));
    places
}

fn visit(schema: Schema, value: &Value, pointer: String, member: &str, places: &mut Vec<TextPlace>) {
    match value {
        Value::String(_) => places.push(TextPlace { pointer, member: member.to_owned(), kind: schema.kind() }),
        Value::Array(items) => {
            let Some(schema) = schema.items() else { return };
            for (index, item) in items.iter().enumerate() {
                visit(schema, item, format!("{pointer}/{index}"), member, places);
            }
        }
        Value::Object(members) => {
            let kind = members.get("type").and_then(Value::as_str).filter(|_| member == "contents");
            for (name, schema) in schema.members() {
                if let Some(value) = members.get(name) {
                    let member = kind.filter(|_| name == "url").unwrap_or(name);
                    visit(schema, value, format!("{pointer}/{name}"), member, places);
                }
            }
        }
        _ => {}
    }
}

impl TextPlace {
    fn text<'b>(&self, body: &'b Value) -> Option<&'b str> {
        body.pointer(&self.pointer).and_then(Value::as_str)
    }

    /// As messages write it: `contents[1].url`.
    fn path(&self) -> String {
        let mut path = String::new();
        for step in self.pointer.split('/').skip(1) {
            let _ = match step.parse::<usize>() {
                Ok(number) => write!(path, "[{number}]"),
                Err(_) if path.is_empty() => write!(path, "{step}"),
                Err(_) => write!(path, ".{step}"),
            };
        }
        path
    }

    async fn read(&self, name: &str, rules: MediaRules, downloader: &Downloader) -> Result<MediaInput, Error> {
        if self.kind == Kind::Sound {
            let sound = if name == "-" { Sound::from_bytes(stdin::read(Sound::MAX_BYTES)?) } else { Sound::from(name) };
            return sound.to_input().await;
        }
        let rule = rules.of_picture(&self.member);
        let picture =
            if name == "-" { Picture::from_bytes(stdin::read(rule.largest_bytes)?) } else { Picture::from(name) };
        picture.to_input(&rule, downloader).await
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
