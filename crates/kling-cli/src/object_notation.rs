//! Objects as the command line writes them: `KEY=VALUE,KEY=VALUE`, and shorter where the schema leaves no doubt.

use kling::Error;
use kling::models::closest;
use serde_json::{Map, Value};

use crate::request_schema::{Kind, Schema};
use crate::typed_value::{ValueType, is_time};

/// The number of an item in its list. It need not be written.
pub(crate) const NUMBER: &str = "index";

/// How objects of one schema are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ObjectNotation(Schema);

/// What needs no key.
#[derive(Clone, Debug)]
enum Unnamed {
    /// One value.
    Value(ValueType),
    /// The numbers that are needed, in the order of the document.
    Numbers(Vec<ValueType>),
    /// `TIME: TEXT`
    Timed {
        time: ValueType,
        text: ValueType,
    },
    Nothing,
}

/// A member of the object, or of an object in it.
#[derive(Clone, Debug)]
struct Member {
    key: String,
    path: Vec<&'static str>,
    value: ValueType,
}

impl ObjectNotation {
    /// `None` for what is no object.
    pub(crate) fn of(schema: Schema) -> Option<Self> {
        (schema.kind() == Kind::Object && schema.members().next().is_some()).then_some(Self(schema))
    }

    /// Reads an object. `label` names it in messages.
    pub(crate) fn read(self, text: &str, label: &str) -> Result<Value, Error> {
        let mut object = Value::Object(Map::new());
        for (member, value) in self.split(text, label)? {
            self.put(&mut object, &member, &value, label)?;
        }
        let missing: Vec<String> = self.needed().filter(|name| object.get(name).is_none()).map(key_of).collect();
        match missing.is_empty() {
            true => Ok(object),
            false => Err(self.refuse(format!("{label}: {} missing in `{text}`", join_missing(&missing)))),
        }
    }

    /// False when one value says it all.
    pub(crate) fn has_keys(self) -> bool {
        self.members().len() > 1
    }

    /// What stands for the object in help.
    pub(crate) fn placeholder(self) -> String {
        match self.unnamed() {
            Unnamed::Value(value) if !self.has_keys() => value.placeholder().to_owned(),
            Unnamed::Value(value) => format!("{},...", value.placeholder()),
            Unnamed::Numbers(numbers) => join_names(&numbers, ","),
            Unnamed::Timed { .. } => "TIME: TEXT".to_owned(),
            Unnamed::Nothing => "KEY=VALUE,...".to_owned(),
        }
    }

    /// All ways to write it.
    fn forms(self) -> String {
        let short = match self.unnamed() {
            Unnamed::Value(value) => format!("{}[,KEY=VALUE...], ", value.placeholder()),
            Unnamed::Nothing => String::new(),
            Unnamed::Numbers(_) | Unnamed::Timed { .. } => format!("{}, ", self.placeholder()),
        };
        format!("{short}KEY=VALUE,KEY=VALUE")
    }

    /// The keys and their values, one a line.
    pub(crate) fn describe(self) -> String {
        let mut lines =
            vec![format!("Written {}, or as JSON, @FILE with JSON, or - for JSON on stdin. Keys:", self.forms())];
        lines.extend(self.members().iter().map(|member| format!("  {}", self.describe_member(member))));
        lines.join("\n")
    }

    fn describe_member(self, member: &Member) -> String {
        let value = member.value;
        let mut line = format!("{}={}", member.key, self.member_placeholder(member));
        let words = value.schema.words();
        if !words.is_empty() {
            line.push_str(&format!(" ({})", words.join(", ")));
        }
        if let Some(hint) = value.hint() {
            line.push_str(&format!(" ({hint})"));
        }
        if let (Some(least), Some(most)) = value.schema.bounds() {
            line.push_str(&format!(" ({least} to {most})"));
        }
        if self.needed().any(|name| member.path == [name]) {
            line.push_str(", needed");
        }
        let summary = value.schema.summary();
        if summary.is_empty() { line } else { format!("{line}: {summary}") }
    }

    fn member_placeholder(self, member: &Member) -> String {
        match member.value.schema.items() {
            Some(items) => match Self::of(items).map(Self::unnamed) {
                Some(Unnamed::Numbers(numbers)) => {
                    let one = join_names(&numbers, ":");
                    format!("{one}/{one}...")
                }
                _ => "JSON".to_owned(),
            },
            None => member.value.placeholder().to_owned(),
        }
    }

    /// The members that must be written.
    fn needed(self) -> impl Iterator<Item = &'static str> {
        self.0.required().into_iter().filter(|name| *name != NUMBER)
    }

    /// Every member that has a key, those of inner objects by their own names.
    fn members(self) -> Vec<Member> {
        let member = |key: String, path, name, schema| Member { key, path, value: ValueType::new(name, schema) };
        let mut members = Vec::new();
        for (name, schema) in self.0.members() {
            if schema.kind() != Kind::Object {
                members.push(member(key_of(name), vec![name], name, schema));
                continue;
            }
            for (inner, schema) in schema.members() {
                let is_alone = self.0.member(inner).is_none();
                let key = if is_alone { key_of(inner) } else { format!("{}.{}", key_of(name), key_of(inner)) };
                members.push(member(key, vec![name, inner], inner, schema));
            }
        }
        members
    }

    /// The member of this key, which can be written as in the document, too.
    fn find(self, key: &str) -> Option<Member> {
        let key = key.trim().replace('_', "-");
        self.members().into_iter().find(|member| member.key == key || key_of(&member.path.join(".")) == key)
    }

    fn unnamed(self) -> Unnamed {
        let value = |name| self.0.member(name).map(|schema| ValueType::new(name, schema));
        let needed: Vec<ValueType> = self.needed().filter_map(value).collect();
        match &needed[..] {
            [text, time] | [time, text] if time.member == "duration" && text.is_open() => {
                Unnamed::Timed { time: *time, text: *text }
            }
            [only] if only.is_scalar() => Unnamed::Value(*only),
            [_, ..] if needed.iter().all(|value| value.is_number()) => Unnamed::Numbers(needed),
            [] => {
                let values = self.0.members().map(|(name, schema)| ValueType::new(name, schema));
                let mut with_words = values.filter(|value| !value.schema.words().is_empty());
                with_words.next().map_or(Unnamed::Nothing, Unnamed::Value)
            }
            _ => Unnamed::Nothing,
        }
    }

    /// The members that a text names, with their texts.
    fn split(self, text: &str, label: &str) -> Result<Vec<(Member, String)>, Error> {
        let mut unnamed = match self.unnamed() {
            Unnamed::Value(value) => vec![value],
            Unnamed::Numbers(numbers) => numbers,
            Unnamed::Timed { time, text: words } => {
                if let Some((before, after)) = text.split_once(':').filter(|(before, _)| is_time(before.trim())) {
                    return Ok(vec![
                        (self.member_of(time), before.trim().to_owned()),
                        (self.member_of(words), after.trim().to_owned()),
                    ]);
                }
                Vec::new()
            }
            Unnamed::Nothing => Vec::new(),
        }
        .into_iter();
        let takes_any_text = unnamed.len() == 1;
        let mut pieces: Vec<(Member, String)> = Vec::new();
        for part in text.split(',') {
            let pair = part.split_once('=').filter(|(key, _)| is_key(key));
            if let Some(piece) = pair.and_then(|(key, value)| Some((self.find(key)?, value.to_owned()))) {
                pieces.push(piece);
                continue;
            }
            let mistyped =
                pair.filter(|(key, _)| self.closest_key(key).is_some() || pieces.is_empty() && !takes_any_text);
            if let Some((_, value)) = pieces.last_mut().filter(|(member, value)| is_unfinished(member, value)) {
                value.push(',');
                value.push_str(part);
            } else if let Some((key, _)) = mistyped {
                return Err(self.refuse_key(key, label));
            } else if let Some((_, value)) = pieces.last_mut().filter(|(member, _)| member.value.is_open()) {
                value.push(',');
                value.push_str(part);
            } else if let Some(value) = unnamed.next() {
                pieces.push((self.member_of(value), part.trim().to_owned()));
            } else if let Some((key, _)) = pair {
                return Err(self.refuse_key(key, label));
            } else {
                return Err(self.refuse(format!("{label}: `{part}` is not KEY=VALUE")));
            }
        }
        Ok(pieces)
    }

    fn member_of(self, value: ValueType) -> Member {
        Member { key: key_of(value.member), path: vec![value.member], value }
    }

    fn put(self, object: &mut Value, member: &Member, text: &str, label: &str) -> Result<(), Error> {
        let label = format!("{label}: {}", member.key);
        let mut place = object;
        for name in &member.path {
            if place.is_null() {
                *place = Value::Object(Map::new());
            }
            place = &mut place[*name];
        }
        match member.value.schema.items() {
            Some(items) => {
                let new = read_items(items, member.value.member, text, &label)?;
                match place {
                    Value::Array(list) => list.extend(new),
                    place => *place = new.into(),
                }
            }
            None if place.is_null() => *place = member.value.read(text, &label)?,
            None => return Err(self.refuse(format!("{label} is given twice"))),
        }
        Ok(())
    }

    fn closest_key(self, key: &str) -> Option<String> {
        let members = self.members();
        closest(key, members.iter().map(|member| member.key.as_str())).map(str::to_owned)
    }

    fn refuse_key(self, key: &str, label: &str) -> Error {
        let near = self.closest_key(key).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        self.refuse(format!("{label}: there is no key {key}{near}"))
    }

    fn refuse(self, problem: String) -> Error {
        let keys: Vec<String> = self.members().into_iter().map(|member| member.key).collect();
        Error::invalid_input(problem).with_advice(format!(
            "write {}, or JSON; the keys are {}",
            self.forms(),
            keys.join(", ")
        ))
    }
}

/// The items of an inner list: JSON, or with slashes between; the members of an item have colons between.
fn read_items(items: Schema, member: &'static str, text: &str, label: &str) -> Result<Vec<Value>, Error> {
    if text.starts_with('[') {
        let list = serde_json::from_str::<Vec<Value>>(text);
        return list.map_err(|source| Error::invalid_input(format!("{label} is not a JSON list")).with_source(source));
    }
    let numbers = match ObjectNotation::of(items).map(ObjectNotation::unnamed) {
        None => return text.split('/').map(|item| ValueType::new(member, items).read(item, label)).collect(),
        Some(Unnamed::Numbers(numbers)) => numbers,
        Some(_) => return Err(Error::invalid_input(format!("{label}: `{text}` is not a JSON list"))),
    };
    let item = |text: &str| {
        let texts: Vec<&str> = text.split(':').collect();
        if texts.len() != numbers.len() {
            return Err(Error::invalid_input(format!("{label}: `{text}` is not {}", join_names(&numbers, ":"))));
        }
        let read = |(number, text): (&ValueType, &str)| Ok((number.member.to_owned(), number.read(text, label)?));
        numbers.iter().zip(texts).map(read).collect::<Result<Map<_, _>, Error>>().map(Value::from)
    };
    text.split('/').map(item).collect()
}

fn join_names(numbers: &[ValueType], joint: &str) -> String {
    numbers.iter().map(|number| number.member.to_uppercase()).collect::<Vec<_>>().join(joint)
}

/// A key as the command line writes it.
fn key_of(member: &str) -> String {
    member.replace('_', "-")
}

fn is_key(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'))
}

/// True for a JSON list that a comma has cut.
fn is_unfinished(member: &Member, value: &str) -> bool {
    member.value.kind == Kind::List && value.starts_with('[') && serde_json::from_str::<Value>(value).is_err()
}

fn join_missing(keys: &[String]) -> String {
    match keys {
        [only] => format!("{only} is"),
        _ => format!("{} are", keys.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::ObjectNotation;
    use crate::openapi_document::component;
    use crate::request_schema::Schema;

    fn read(name: &str, text: &str) -> Result<Value, String> {
        let schema = component(&format!("#/components/schemas/{name}")).map(Schema::new).expect("a schema");
        let notation = ObjectNotation::of(schema).expect("an object");
        notation.read(text, "--it").map_err(|error| error.message().to_owned())
    }

    #[test]
    fn objects_are_read_as_their_schema_says() {
        for (name, text, expected) in [
            ("SelectionPoint", "0.25,0.5", json!({ "x": 0.25, "y": 0.5 })),
            ("SelectionPoint", "y=0.5,x=0", json!({ "y": 0.5, "x": 0 })),
            ("ShotPrompt", "5s: a dog, that runs", json!({ "duration": "5", "prompt": "a dog, that runs" })),
            ("ShotPrompt", "5: so: it rests", json!({ "duration": "5", "prompt": "so: it rests" })),
            (
                "ShotPrompt",
                "prompt=a dog, x=1,duration=1m,index=2",
                json!({ "prompt": "a dog, x=1", "duration": "60", "index": 2 }),
            ),
            ("CameraControl", "type=simple,pan=-5", json!({ "type": "simple", "config": { "pan": -5 } })),
            ("CameraControl", "down_back", json!({ "type": "down_back" })),
            ("CameraControl", "simple,config.zoom=2.5", json!({ "type": "simple", "config": { "zoom": 2.5 } })),
            (
                "DynamicMask",
                "mask=area.png,trajectories=1:2/3:-4,trajectories=5:6",
                json!({ "mask": "@area.png", "trajectories": [{ "x": 1, "y": 2 }, { "x": 3, "y": -4 }, { "x": 5, "y": 6 }] }),
            ),
            (
                "DynamicMask",
                r#"trajectories=[{"x":1,"y":2},{"x":3,"y":4}],mask=@a,b.png"#,
                json!({ "trajectories": [{ "x": 1, "y": 2 }, { "x": 3, "y": 4 }], "mask": "@a,b.png" }),
            ),
            (
                "SpeakingFace",
                "face-id=0,audio_id=7,sound-start-time=0,sound-end-time=3.5s,sound-insert-time=1000",
                json!({
                    "face_id": "0", "audio_id": "7", "sound_start_time": 0, "sound_end_time": 3500, "sound_insert_time": 1000,
                }),
            ),
            (
                "OmniReferenceVideo",
                "https://example.com/a.mp4?x=1,2,refer-type=base",
                json!({ "video_url": "https://example.com/a.mp4?x=1,2", "refer_type": "base" }),
            ),
        ] {
            assert_eq!(read(name, text), Ok(expected), "{name}: {text}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (name, text, problem) in [
            ("SelectionPoint", "0.25", "--it: y is missing in `0.25`"),
            ("SelectionPoint", "0.25,half", "--it: y: `half` is not a number"),
            ("SelectionPoint", "1,2,3", "--it: `3` is not KEY=VALUE"),
            ("SelectionPoint", "x=1,x=2", "--it: x is given twice"),
            ("ShotPrompt", "a dog", "--it: `a dog` is not KEY=VALUE"),
            ("ShotPrompt", "prompt=a dog,durtion=5", "--it: there is no key durtion; did you mean duration?"),
            ("ShotPrompt", "prompt=a dog", "--it: duration is missing in `prompt=a dog`"),
            ("CameraControl", "simple,pam=5", "--it: there is no key pam; did you mean pan?"),
            ("SpeakingFace", "face=0", "--it: there is no key face; did you mean face-id?"),
            ("SpeakingFace", "colour=red", "--it: there is no key colour"),
            (
                "SpeakingFace",
                "face-id=0,sound-end-time=soon",
                "--it: sound-end-time: `soon` is not a time such as 1.5s, nor whole milliseconds",
            ),
            ("DynamicMask", "mask=a.png,trajectories=1:2/3", "--it: trajectories: `3` is not X:Y"),
            ("DynamicMask", "mask=a.png,trajectories=[1", "--it: trajectories is not a JSON list"),
        ] {
            assert_eq!(read(name, text), Err(problem.to_owned()), "{name}: {text}");
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        for text in ["", ",", "=", ",,=,", ":", "x=", "=x", "5:", "trajectories=", "trajectories=/", "mask=,mask="] {
            for name in ["SelectionPoint", "ShotPrompt", "CameraControl", "DynamicMask", "SpeakingFace"] {
                let _ = read(name, text);
            }
        }
    }
}
