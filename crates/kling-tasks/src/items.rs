//! The items of `contents`, and how the prompt refers to them: `@` and the `id` of an item.

use kling_runtime::Error;
use kling_runtime::wire::MediaInput;

use kling_runtime::check_address;

/// An item of the contents of any create.
pub(crate) trait Item: Sized + Send + 'static {
    /// An item of this kind that says nothing yet.
    fn of_kind(kind: &str) -> Self;
    /// What it is.
    fn kind(&self) -> &str;
    /// What the prompt calls it.
    fn name(&self) -> Option<&str>;
    /// Its words.
    fn text(&self) -> Option<&str>;
    /// Its picture or video.
    fn url(&self) -> Option<&MediaInput>;
    /// What it refers to, by the member `element_id` or `voice_id`.
    fn id_in(&self, member: &str) -> Option<&str>;
    /// Sets what the prompt calls it.
    fn set_name(&mut self, name: Option<String>);
    /// Sets its words.
    fn set_text(&mut self, text: String);
    /// Sets its picture or video.
    fn set_url(&mut self, url: MediaInput);
}

/// The wire has a type of its own for the items of each create.
macro_rules! item {
    ($item:ident refers by $($id:ident),+) => {
        impl $crate::items::Item for $item {
            fn of_kind(kind: &str) -> Self {
                Self::new(kind)
            }

            fn kind(&self) -> &str {
                self.type_.as_str()
            }

            fn name(&self) -> Option<&str> {
                self.id.as_deref()
            }

            fn text(&self) -> Option<&str> {
                self.text.as_deref()
            }

            fn url(&self) -> Option<&::kling_runtime::wire::MediaInput> {
                self.url.as_ref()
            }

            fn id_in(&self, member: &str) -> Option<&str> {
                $(if member == stringify!($id) {
                    return self.$id.as_deref();
                })+
                None
            }

            fn set_name(&mut self, name: Option<String>) {
                self.id = name;
            }

            fn set_text(&mut self, text: String) {
                self.text = Some(text);
            }

            fn set_url(&mut self, url: ::kling_runtime::wire::MediaInput) {
                self.url = Some(url);
            }
        }
    };
}
pub(crate) use item;

/// What an item of each kind cannot do without.
const NEEDED_MEMBERS: &[(&str, &[&str])] = &[
    ("text", &["prompt"]),
    ("url", &["first_frame", "last_frame", "refer_image", "feature_video", "base_video", "image", "video"]),
    ("element_id", &["element"]),
    ("voice_id", &["voice"]),
];

/// Refuses an item that lacks what its kind is about. A kind that is not known is not judged.
pub(crate) fn check_members<I: Item>(contents: &[I]) -> Result<(), Error> {
    for item in contents {
        let Some((member, _)) = NEEDED_MEMBERS.iter().find(|(_, kinds)| kinds.contains(&item.kind())) else { continue };
        let is_given = match *member {
            "text" => item.text().is_some_and(|text| !text.trim().is_empty()),
            "url" => item.url().is_some_and(|url| !matches!(url, MediaInput::Url(url) if url.is_empty())),
            id => item.id_in(id).is_some_and(|id| !id.is_empty()),
        };
        if !is_given {
            return Err(Error::invalid_input(format!("{} needs {member}, which is missing or empty", item.kind())));
        }
    }
    Ok(())
}

/// The items of a request, apart from the type they have there.
#[derive(Debug)]
pub(crate) struct Items<'a>(Vec<Seen<'a>>);

#[derive(Debug)]
struct Seen<'a> {
    kind: &'a str,
    name: Option<&'a str>,
    text: Option<&'a str>,
    url: Option<&'a MediaInput>,
}

impl<'a> Items<'a> {
    pub(crate) fn of<I: Item>(contents: &'a [I]) -> Self {
        let seen = |item: &'a I| Seen { kind: item.kind(), name: item.name(), text: item.text(), url: item.url() };
        Self(contents.iter().map(seen).collect())
    }

    fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Seen<'a>> {
        self.0.iter().filter(move |item| item.kind == kind)
    }

    pub(crate) fn count(&self, kind: &str) -> u32 {
        self.of_kind(kind).count() as u32
    }

    pub(crate) fn has(&self, kind: &str) -> bool {
        self.of_kind(kind).next().is_some()
    }

    /// Whether there is an item with an address or a file whose kind is not known.
    pub(crate) fn has_unknown_media(&self) -> bool {
        let is_known = |kind: &str| NEEDED_MEMBERS.iter().any(|(_, kinds)| kinds.contains(&kind));
        self.0.iter().any(|item| item.url.is_some() && !is_known(item.kind))
    }

    pub(crate) fn prompt(&self) -> Option<&'a str> {
        self.of_kind("prompt").find_map(|item| item.text)
    }

    /// There is exactly one item of this kind.
    pub(crate) fn require_one(&self, kind: &str) -> Result<(), Error> {
        match self.count(kind) {
            0 => Err(Error::invalid_input(format!("contents hold no {kind}; one is needed"))),
            _ => self.allow_one(&[kind]),
        }
    }

    /// There is at most one item of these kinds together.
    pub(crate) fn allow_one(&self, kinds: &[&str]) -> Result<(), Error> {
        let count: u32 = kinds.iter().map(|kind| self.count(kind)).sum();
        if count > 1 {
            let kinds = kinds.join(" and ");
            return Err(Error::invalid_input(format!(
                "contents hold {count} items of {kinds}; at most one is allowed"
            )));
        }
        Ok(())
    }

    /// Videos are fetched by the API itself.
    pub(crate) fn check_videos(&self, kinds: &[&str]) -> Result<(), Error> {
        for item in kinds.iter().flat_map(|kind| self.of_kind(kind)) {
            match item.url {
                Some(MediaInput::Url(url)) => check_address(item.kind, url)?,
                _ => return Err(Error::invalid_input(format!("{} takes an address, never a file", item.kind))),
            }
        }
        Ok(())
    }

    /// Names are unique and none is a part of another: the prompt could mean either. The warnings tell where the prompt refers to
    /// nothing, or may do so by accident.
    pub(crate) fn check_names(&self) -> Result<Vec<String>, Error> {
        for item in self.0.iter().filter(|item| matches!(item.kind, "element" | "voice")) {
            if item.name.is_none_or(str::is_empty) {
                return Err(Error::invalid_input(format!("{} needs a name for the prompt to refer to", item.kind)));
            }
        }
        let names: Vec<&str> = self.0.iter().filter_map(|item| item.name).collect();
        for (place, name) in names.iter().enumerate() {
            if let Some(other) = names[place + 1..].iter().find(|other| other.contains(name) || name.contains(*other)) {
                let problem = format!("the names {name:?} and {other:?} are the same or one is a part of the other");
                return Err(Error::invalid_input(problem).with_advice("give names of which none contains another"));
            }
        }
        Ok(self.prompt().map(|prompt| doubtful_references(prompt, &names)).unwrap_or_default())
    }
}

fn doubtful_references(prompt: &str, names: &[&str]) -> Vec<String> {
    let mut warnings = Vec::new();
    for (place, _) in prompt.match_indices('@') {
        let (before, after) = (&prompt[..place], &prompt[place + 1..]);
        let is_in_a_word = before.chars().next_back().is_some_and(char::is_alphanumeric);
        match names.iter().find(|name| after.starts_with(**name)) {
            Some(name) if is_in_a_word => {
                warnings.push(format!("the prompt has @{name} within a word, which may be taken for the item {name}"));
            }
            None if !is_in_a_word && after.starts_with(|c: char| c.is_alphanumeric() || c == '_') => {
                let word: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                warnings.push(format!("the prompt refers to @{word}, and no item is called so"));
            }
            _ => {}
        }
    }
    warnings
}
