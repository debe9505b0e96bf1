//! Messages about members of a request, in the words of the command line.

use serde_json::Value;

use crate::request_flags::{Flag, Place};

/// What the members of one request are called on a command line.
pub(crate) struct MemberNames<'a> {
    pub(crate) flags: &'a [Flag],
    pub(crate) body: &'a Value,
    /// What a member is called here; `None` when it is the caller's own JSON that has it.
    pub(crate) name: &'a dyn Fn(&Flag) -> Option<String>,
}

impl MemberNames<'_> {
    /// The message with options in the place of members.
    pub(crate) fn translate(&self, message: &str) -> String {
        let mut translated = String::with_capacity(message.len());
        let mut rest = message;
        while let Some(start) = rest.find(is_path_letter) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|letter| !is_path_letter(letter)).unwrap_or(from.len());
            // A full stop after it ends the sentence; dots alone are no path.
            let path = match from[..end].trim_end_matches('.') {
                "" => &from[..end],
                path => path,
            };
            let after = &from[path.len()..];
            let is_quoted = before.ends_with('`') && after.starts_with('`');
            let is_subject = translated.is_empty()
                && before.is_empty()
                && [" is ", " has "].iter().any(|verb| after.starts_with(verb));
            let is_meant = is_quoted || is_subject || path.contains(['_', '.', '[']);
            match self.find(path).filter(|_| is_meant) {
                Some(name) if is_quoted => {
                    translated.push_str(before.strip_suffix('`').unwrap_or(before));
                    translated.push_str(&name);
                    rest = after.strip_prefix('`').unwrap_or(after);
                }
                name => {
                    translated.push_str(before);
                    translated.push_str(name.as_deref().unwrap_or(path));
                    rest = after;
                }
            }
        }
        translated + rest
    }

    /// `face_choose[0].sound_volume` as `--face-choose: sound-volume`.
    fn find(&self, path: &str) -> Option<String> {
        let steps: Vec<Step<'_>> = path.split('.').map(Step::read).collect();
        self.flags.iter().find_map(|flag| {
            let (inner, number) = self.match_flag(flag, &steps)?;
            let name = (self.name)(flag)?;
            let number = number.map(|number| format!(", number {}", number + 1)).unwrap_or_default();
            match inner.iter().map(|step| step.name.replace('_', "-")).collect::<Vec<_>>().join(".") {
                inner if inner.is_empty() => Some(format!("{name}{number}")),
                inner => Some(format!("{name}{number}: {inner}")),
            }
        })
    }

    /// What of a path is left when it leads to this flag or into it, and which of several values it is about.
    fn match_flag<'s, 'p>(&self, flag: &Flag, steps: &'s [Step<'p>]) -> Option<(&'s [Step<'p>], Option<usize>)> {
        let starts_with =
            |path: &[&str]| steps.len() >= path.len() && steps.iter().zip(path).all(|(step, name)| step.name == *name);
        match &flag.place {
            Place::Member(path) => starts_with(path).then(|| (&steps[path.len()..], None)),
            Place::Item { list, member } if starts_with(list) => {
                let number = steps.get(list.len() - 1).and_then(|step| step.number);
                let inner = match &steps[list.len()..] {
                    [only] if Some(only.name) == *member => &[],
                    inner => inner,
                };
                let length = list.iter().fold(self.body, |value, name| &value[*name]).as_array().map_or(0, Vec::len);
                Some((inner, number.filter(|_| length > 1)))
            }
            Place::Item { .. } => None,
            Place::Content(content) => {
                let (contents, inner) = steps.split_first().filter(|(first, _)| first.name == "contents")?;
                match contents.number {
                    Some(number) => {
                        let is_meant = self.body["contents"][number]["type"] == content.kind;
                        let inner = if matches!(inner, [only] if only.name == content.member) { &[] } else { inner };
                        is_meant.then_some((inner, None))
                    }
                    None => matches!(inner, [only] if only.name == content.kind).then_some((&[], None)),
                }
            }
        }
    }
}

/// One step of a path: `contents[2]`. `contents[]` has no number.
struct Step<'p> {
    name: &'p str,
    number: Option<usize>,
}

impl<'p> Step<'p> {
    fn read(text: &'p str) -> Self {
        match text.split_once('[') {
            Some((name, rest)) => Self { name, number: rest.trim_end_matches(']').parse().ok() },
            None => Self { name: text, number: None },
        }
    }
}

fn is_path_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '[' | ']')
}
