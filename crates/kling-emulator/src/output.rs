//! What a task made: the names of its files, and the ids by which later calls refer to it.

use std::time::Duration;

use kling_models::Product;

/// One result of a task.
#[derive(Clone, Debug)]
pub(crate) enum Output {
    Picture(Picture),
    /// A set of three views of what a frontal picture shows.
    Views([String; 3]),
    Video(Clip),
    Sound(Recording),
    /// A voice of the library.
    Voice(String),
    /// An element of the library.
    Element(u64),
    /// A text, by the word that names it in `outputs`.
    Document {
        kind: &'static str,
        file: String,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Picture {
    /// The word that names it in `outputs`.
    pub(crate) kind: &'static str,
    pub(crate) plain: String,
    pub(crate) marked: Option<String>,
    /// Whether it is one of a series that belongs together.
    pub(crate) is_in_series: bool,
}

/// A video that was made.
#[derive(Clone, Debug)]
pub(crate) struct Clip {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    pub(crate) file: String,
    pub(crate) marked: Option<String>,
    /// The picture it shows, for what is made from it later.
    pub(crate) still: String,
    pub(crate) duration: Duration,
    pub(crate) size: (u32, u32),
    pub(crate) has_sound: bool,
    pub(crate) made_by: Product,
    pub(crate) model: Option<String>,
    pub(crate) mode: Option<String>,
    /// The editing session it came from.
    pub(crate) session: Option<String>,
}

/// A sound that was made.
#[derive(Clone, Debug)]
pub(crate) struct Recording {
    pub(crate) id: String,
    pub(crate) mp3: String,
    /// Speech comes as MP3 alone.
    pub(crate) wav: Option<String>,
    pub(crate) duration: Duration,
}

impl Output {
    /// The files that go away when the result expires.
    pub(crate) fn files(&self) -> Vec<&str> {
        match self {
            Self::Picture(picture) => {
                [Some(&picture.plain), picture.marked.as_ref()].into_iter().flatten().map(String::as_str).collect()
            }
            Self::Views(views) => views.iter().map(String::as_str).collect(),
            Self::Video(clip) => [Some(&clip.file), clip.marked.as_ref(), Some(&clip.still)]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect(),
            Self::Sound(recording) => {
                [Some(&recording.mp3), recording.wav.as_ref()].into_iter().flatten().map(String::as_str).collect()
            }
            Self::Document { file, .. } => vec![file],
            Self::Voice(_) | Self::Element(_) => Vec::new(),
        }
    }
}

/// Seconds as the vendor writes them: with at least one decimal, and no more than three.
pub(crate) fn seconds(duration: Duration) -> String {
    let text = format!("{:.3}", duration.as_secs_f64());
    let short = text.trim_end_matches('0');
    if short.ends_with('.') { format!("{short}0") } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_one_to_three_decimals() {
        let texts = [5_000, 5_041, 12_270, 100].map(|millis| seconds(Duration::from_millis(millis)));
        assert_eq!(texts, ["5.0", "5.041", "12.27", "0.1"]);
    }
}
