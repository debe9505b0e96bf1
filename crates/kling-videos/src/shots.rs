//! What a video shows: one shot, several that the caller cuts, or several that the model cuts.

use kling_models::Request;
use kling_runtime::{Error, Shot};

use crate::generated::types::{ShotPrompt, ShotType};
use crate::seconds::read_seconds;

/// The length that the server takes when none is given.
const DEFAULT_SECONDS: u64 = 5;

/// What a video shows. Text is the prompt of a video in one shot.
///
/// Several shots are made by `kling-v3` and, of omni videos, `kling-v3-omni`.
///
/// ```
/// use kling_videos::Shots;
///
/// assert_eq!(Shots::from("a fox runs over fresh snow"), Shots::One("a fox runs over fresh snow".to_owned()));
/// let shots = Shots::customize([("a fox wakes", 3), ("it runs", 4), ("it drinks", 2)]);
/// assert_eq!(shots.seconds(), Some(9));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shots {
    /// One shot of this prompt, in 1 to 2500 characters.
    One(String),
    /// 1 to 6 shots, cut by the caller. The video is as long as they are together.
    Customize(Vec<Shot>),
    /// Several shots, cut by the model from this prompt of 1 to 2500 characters.
    Intelligence(String),
}

impl Shots {
    /// Shots cut by the caller: what each shows, and how many seconds it lasts.
    pub fn customize<P: Into<String>>(shots: impl IntoIterator<Item = (P, u32)>) -> Self {
        Self::Customize(shots.into_iter().map(|(prompt, seconds)| Shot::new(prompt, seconds)).collect())
    }

    /// Shots cut by the model.
    pub fn intelligence(prompt: impl Into<String>) -> Self {
        Self::Intelligence(prompt.into())
    }

    /// How long the shots are together, where the caller cuts them.
    pub fn seconds(&self) -> Option<u64> {
        match self {
            Self::Customize(shots) => Some(shots.iter().map(|shot| u64::from(shot.seconds)).sum()),
            Self::One(_) | Self::Intelligence(_) => None,
        }
    }

    pub(crate) fn into_members(self) -> ShotMembers {
        let duration = self.seconds().map(|seconds| seconds.to_string());
        match self {
            Self::One(prompt) => ShotMembers { prompt: Some(prompt), ..ShotMembers::default() },
            Self::Intelligence(prompt) => ShotMembers {
                prompt: Some(prompt),
                multi_shot: Some(true),
                shot_type: Some(ShotType::Intelligence),
                ..ShotMembers::default()
            },
            Self::Customize(shots) => ShotMembers {
                multi_shot: Some(true),
                shot_type: Some(ShotType::Customize),
                multi_prompt: (1..)
                    .zip(shots)
                    .map(|(number, shot)| ShotPrompt::new(number, shot.prompt, shot.seconds.to_string()))
                    .collect(),
                duration,
                ..ShotMembers::default()
            },
        }
    }
}

impl From<&str> for Shots {
    fn from(prompt: &str) -> Self {
        Self::One(prompt.to_owned())
    }
}

impl From<String> for Shots {
    fn from(prompt: String) -> Self {
        Self::One(prompt)
    }
}

/// The members of a request that tell what the video shows.
#[derive(Default)]
pub(crate) struct ShotMembers {
    pub(crate) prompt: Option<String>,
    pub(crate) multi_shot: Option<bool>,
    pub(crate) shot_type: Option<ShotType>,
    pub(crate) multi_prompt: Vec<ShotPrompt>,
    pub(crate) duration: Option<String>,
}

/// The same members, of a request that is looked at.
pub(crate) struct Script<'r> {
    pub(crate) prompt: Option<&'r String>,
    pub(crate) multi_shot: Option<bool>,
    pub(crate) shot_type: Option<&'r ShotType>,
    pub(crate) multi_prompt: &'r [ShotPrompt],
    pub(crate) duration: Option<&'r String>,
}

impl Script<'_> {
    /// Refuses combinations that the documents rule out in words, and tells what the others use.
    pub(crate) fn review(&self, uses: &mut Request<'_>) -> Result<(), Error> {
        uses.multi_shot = self.multi_shot;
        let is_cut = self.multi_shot == Some(true);
        match self.shot_type {
            None if is_cut => Err(Error::invalid_input("shot_type is missing; multi_shot needs it")),
            Some(ShotType::Customize) if is_cut => {
                uses.shots = u32::try_from(self.multi_prompt.len()).ok();
                self.check_shots()
            }
            // What a word of next month needs is not known.
            Some(ShotType::Unknown(_)) if is_cut => Ok(()),
            _ => {
                let chars = self.prompt.map_or(0, |prompt| prompt.chars().count());
                uses.prompt_chars = Some(chars);
                if chars == 0 {
                    Err(Error::invalid_input("prompt is empty; at least 1 character is needed"))
                } else {
                    Ok(())
                }
            }
        }
    }

    /// There is at least one shot, none is empty, and together they are as long as the video.
    fn check_shots(&self) -> Result<(), Error> {
        if self.multi_prompt.is_empty() {
            return Err(Error::invalid_input("multi_prompt is empty; at least 1 is needed"));
        }
        let mut sum = 0_u64;
        for (place, shot) in self.multi_prompt.iter().enumerate() {
            let seconds = read_seconds(&format!("multi_prompt[{place}].duration"), &shot.duration)?;
            if seconds == 0 {
                return Err(Error::invalid_input(format!("multi_prompt[{place}].duration is 0; at least 1 is needed")));
            }
            sum = sum.saturating_add(seconds);
        }
        let duration = self.duration.map_or(Ok(DEFAULT_SECONDS), |text| read_seconds("duration", text))?;
        if sum != duration {
            let problem =
                format!("the shots last {sum} seconds together, and the video {duration}; both must be the same");
            return Err(Error::invalid_input(problem)
                .with_advice("leave the length of the video out: it follows from the shots"));
        }
        Ok(())
    }
}
