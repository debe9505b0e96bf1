//! Shots that a prompt tells: `shot 1, 2, a boat leaves the pier; shot 2, 3, close view of the captain;`.

use std::fmt::Write as _;
use std::time::Duration;

use kling_models::{Request, ShotProblem, ToldShots, Use};
use kling_runtime::{Error, Shot};

use crate::models::Model;

/// The length that the server takes when none is given, and no video.
const DEFAULT_LENGTH: Duration = Duration::from_secs(5);

/// What a video shows, as the prompt tells it. Text is a prompt as it is; it may tell shots itself.
///
/// Several shots are made by Kling 3.0, 3.0 Turbo and 3.0 Omni.
///
/// ```
/// use kling_tasks::ShotScript;
///
/// let shots = ShotScript::customize([("a boat leaves the pier", 2), ("close view of the captain", 3)]);
/// assert_eq!(shots.to_string(), "shot 1, 2, a boat leaves the pier; shot 2, 3, close view of the captain;");
/// assert_eq!(shots.seconds(), Some(5));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShotScript {
    /// One prompt, as it is.
    Prompt(String),
    /// 1 to 6 shots, cut by the caller. The video is as long as they are together.
    Customize(Vec<Shot>),
}

impl ShotScript {
    /// Shots cut by the caller: what each shows, and how many seconds it lasts. Words with a semicolon, which ends a shot, are refused
    /// when the order is prepared.
    pub fn customize<P: Into<String>>(shots: impl IntoIterator<Item = (P, u32)>) -> Self {
        Self::Customize(shots.into_iter().map(|(prompt, seconds)| Shot::new(prompt, seconds)).collect())
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
impl std::fmt::Display for ShotScript {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Prompt(prompt) => f.write_str(prompt),
            Self::Customize(shots) => {
                for (number, Shot { prompt, seconds, .. }) in (1..).zip(shots) {
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

impl From<&str> for ShotScript {
    fn from(prompt: &str) -> Self {
        Self::Prompt(prompt.to_owned())
    }
}

impl From<String> for ShotScript {
    fn from(prompt: String) -> Self {
        Self::Prompt(prompt)
    }
}

/// Looks at a prompt that tells shots, and notes how many. What only looks like shots is warned of: how the server reads it is not
/// documented.
pub(crate) fn look<M: Model>(prompt: &str, uses: &mut Request<'_>) -> Result<Vec<String>, Error> {
    let Some(shots) = ToldShots::of(prompt) else { return Ok(Vec::new()) };
    if !M::HAS_SHOTS {
        return Ok(vec![format!("the prompt tells shots, which {} does not make", M::NAME)]);
    }
    if uses.multi_shot == Some(false) {
        return Ok(vec!["the prompt tells shots, and multi_shot is false: they do not become shots".to_owned()]);
    }
    // With a reference video and no length, the length of the result has no source.
    let video = uses.duration.or(uses.video.is_none().then_some(DEFAULT_LENGTH));
    match shots.check(video) {
        Err(problem) if !problem.is_confirmed() => Ok(vec![format!("the prompt begins like shots, but {problem}")]),
        _ if uses.uses(Use::BaseVideo) => {
            Err(Error::invalid_input("the prompt tells shots, and an edit of a base_video allows none"))
        }
        Err(problem @ ShotProblem::Together { .. }) => {
            Err(Error::invalid_input(problem.to_string())
                .with_advice("set the length of the video to that of the shots"))
        }
        Err(problem) => Err(Error::invalid_input(problem.to_string())),
        Ok(count) => {
            uses.shots = Some(count);
            Ok(Vec::new())
        }
    }
}
