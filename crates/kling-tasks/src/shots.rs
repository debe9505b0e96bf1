//! Shots that a prompt tells: `shot 1, 2, a boat leaves the pier; shot 2, 3, close view of the captain;`.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use kling_models::{Request, Use};
use kling_runtime::Error;

use crate::models::Model;

/// The length that the server takes when none is given.
const DEFAULT_SECONDS: u64 = 5;
/// The most characters of the words of one shot.
const MOST_SHOT_CHARS: usize = 512;
const SHOT_COUNT: RangeInclusive<usize> = 1..=6;

/// What a video shows, as the prompt tells it. Text is a prompt as it is; it may tell shots itself.
///
/// Several shots are made by Kling 3.0, 3.0 Turbo and 3.0 Omni.
///
/// ```
/// use kling_tasks::Shots;
///
/// let shots = Shots::customize([("a boat leaves the pier", 2), ("close view of the captain", 3)]);
/// assert_eq!(shots.to_string(), "shot 1, 2, a boat leaves the pier; shot 2, 3, close view of the captain;");
/// assert_eq!(shots.seconds(), Some(5));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shots {
    /// One prompt, as it is.
    Prompt(String),
    /// 1 to 6 shots, cut by the caller. The video is as long as they are together.
    Customize(Vec<Shot>),
}

/// One shot of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// What it shows, in 1 to 512 characters without a semicolon.
    pub prompt: String,
    /// How long it lasts, in whole seconds: at least 1.
    pub seconds: u32,
}

impl Shots {
    /// Shots cut by the caller: what each shows, and how many seconds it lasts. Words with a semicolon, which ends a shot, are refused
    /// when the order is prepared.
    pub fn customize<P: Into<String>>(shots: impl IntoIterator<Item = (P, u32)>) -> Self {
        Self::Customize(shots.into_iter().map(|(prompt, seconds)| Shot { prompt: prompt.into(), seconds }).collect())
    }

    /// How long the shots are together, where the caller cuts them.
    pub fn seconds(&self) -> Option<u32> {
        match self {
            Self::Prompt(_) => None,
            Self::Customize(shots) => Some(shots.iter().fold(0, |sum, shot| sum.saturating_add(shot.seconds))),
        }
    }

    /// Refuses shots that would be read as other ones.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let Self::Customize(shots) = self else { return Ok(()) };
        if shots.is_empty() {
            return Err(Error::invalid_input("there are no shots; 1 to 6 are needed"));
        }
        for (number, Shot { prompt, .. }) in (1..).zip(shots) {
            if prompt.contains(';') {
                let problem = format!("the words of shot {number} have a semicolon, which would end the shot there");
                return Err(Error::invalid_input(problem).with_advice("use a comma or another mark"));
            }
            if prompt.trim().is_empty() {
                return Err(Error::invalid_input(format!("shot {number} has no words")));
            }
        }
        Ok(())
    }

    pub(crate) fn into_text(self) -> String {
        match self {
            Self::Prompt(prompt) => prompt,
            shots => shots.to_string(),
        }
    }
}

/// The prompt as it is sent.
impl std::fmt::Display for Shots {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Prompt(prompt) => f.write_str(prompt),
            Self::Customize(shots) => {
                for (number, Shot { prompt, seconds }) in (1..).zip(shots) {
                    if number > 1 {
                        f.write_char(' ')?;
                    }
                    write!(f, "shot {number}, {seconds}, {prompt};")?;
                }
                Ok(())
            }
        }
    }
}

impl From<&str> for Shots {
    fn from(prompt: &str) -> Self {
        Self::Prompt(prompt.to_owned())
    }
}

impl From<String> for Shots {
    fn from(prompt: String) -> Self {
        Self::Prompt(prompt)
    }
}

/// Looks at a prompt that tells shots, and notes how many. What only looks like shots is warned of: how the server reads it is not
/// documented.
pub(crate) fn look<M: Model>(prompt: &str, uses: &mut Request<'_>) -> Result<Vec<String>, Error> {
    let shots = match read(prompt) {
        None => return Ok(Vec::new()),
        Some(_) if !M::HAS_SHOTS => {
            return Ok(vec![format!("the prompt tells shots, which {} does not make", M::NAME)]);
        }
        Some(_) if uses.multi_shot == Some(false) => {
            return Ok(vec!["the prompt tells shots, and multi_shot is false: they do not become shots".to_owned()]);
        }
        Some(Err(problem)) => return Ok(vec![format!("the prompt begins like shots, but {problem}")]),
        Some(Ok(shots)) => shots,
    };
    if uses.uses(Use::BaseVideo) {
        return Err(Error::invalid_input("the prompt tells shots, and an edit of a base_video allows none"));
    }
    if !SHOT_COUNT.contains(&shots.len()) {
        return Err(Error::invalid_input(format!("the prompt tells {} shots; at most 6 are allowed", shots.len())));
    }
    for (number, (seconds, words)) in (1..).zip(&shots) {
        let chars = words.chars().count();
        if chars > MOST_SHOT_CHARS {
            let problem = format!("the words of shot {number} have {chars} characters; at most 512 are allowed");
            return Err(Error::invalid_input(problem));
        }
        if *seconds == 0 {
            return Err(Error::invalid_input(format!("shot {number} lasts 0 s; at least 1 is needed")));
        }
    }
    uses.shots = Some(shots.len() as u32);
    let together = shots.iter().fold(0_u64, |sum, (seconds, _)| sum.saturating_add(*seconds));
    let video = uses.duration.map_or(DEFAULT_SECONDS, |duration| duration.as_secs());
    if together != video {
        let problem = format!("the shots are {together} s together, and the video is to have {video} s");
        return Err(Error::invalid_input(problem).with_advice("set the length of the video to that of the shots"));
    }
    Ok(Vec::new())
}

/// Seconds and words of each shot; `None` for a prompt that does not begin with one.
fn read(prompt: &str) -> Option<Result<Vec<(u64, &str)>, String>> {
    strip_shot(prompt)?;
    let mut shots = Vec::new();
    let mut rest = prompt.trim();
    while !rest.is_empty() {
        let number = shots.len() + 1;
        let (shot, after) = rest.split_once(';').unwrap_or((rest, ""));
        let Some(shot) = read_shot(shot, number) else {
            return Some(Err(format!("no shot {number} of the form `shot {number}, seconds, words;` is in its place")));
        };
        shots.push(shot);
        rest = after.trim_start();
    }
    Some(Ok(shots))
}

fn read_shot(shot: &str, number: usize) -> Option<(u64, &str)> {
    let mut parts = strip_shot(shot)?.splitn(3, ',');
    let told: usize = parts.next()?.trim().parse().ok()?;
    let seconds = parts.next()?.trim().parse().ok()?;
    let words = parts.next()?.trim();
    (told == number && !words.is_empty()).then_some((seconds, words))
}

/// What follows the word that begins a shot, in English or Chinese, when a number does.
fn strip_shot(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let begins = |word: &str| text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word));
    let word = begins("shot").or_else(|| begins("镜头"))?;
    let rest = text[word.len()..].trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest)
}
