//! Shots that a prompt of the newer standard tells: `shot 1, 2, a boat leaves the pier; shot 2, 3, close view of the captain;`.

use core::fmt;
use core::time::Duration;

/// How many shots a prompt can tell.
const MOST_SHOTS: u32 = 6;
/// The most characters of the words of one shot.
const MOST_CHARS: usize = 512;

/// A prompt that begins with a shot, in English or in Chinese (`镜头` for `shot`).
///
/// ```
/// use core::time::Duration;
/// use kling_models::{ShotProblem, ToldShots};
///
/// let told = ToldShots::of("shot 1, 2, a boat leaves the pier; shot 2, 3, close view of the captain;").unwrap();
/// assert_eq!(told.check(Some(Duration::from_secs(5))), Ok(2));
/// assert_eq!(
///     told.check(Some(Duration::from_secs(7))),
///     Err(ShotProblem::Together { seconds: 5, video: Duration::from_secs(7) }),
/// );
/// assert_eq!(ToldShots::of("a shot of a boat"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldShots<'a> {
    prompt: &'a str,
}

/// One shot as it is told.
struct Told<'a> {
    number: u64,
    seconds: u64,
    words: &'a str,
}

/// Why a prompt does not tell shots that the API takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShotProblem {
    /// What stands in the place of this shot is not of the form `shot n, seconds, words;`. What the server makes of such a prompt is
    /// not documented.
    Unclear {
        /// The place, counted from 1.
        place: u32,
    },
    /// A shot has the number of another place. That numbers are 1 to 6 is documented, that they are in order is not.
    Misplaced {
        /// The place, counted from 1.
        place: u32,
        /// The number that is told there.
        number: u64,
    },
    /// There are more than six.
    TooMany {
        /// How many.
        shots: u32,
    },
    /// The words of a shot are longer than 512 characters.
    TooLong {
        /// The place, counted from 1.
        place: u32,
        /// Characters of the words, as `str::chars` counts them.
        chars: usize,
    },
    /// A shot lasts less than a second.
    TooShort {
        /// The place, counted from 1.
        place: u32,
    },
    /// The shots are not as long together as the video.
    Together {
        /// The length of the shots together.
        seconds: u64,
        /// The length of the video.
        video: Duration,
    },
}

impl<'a> ToldShots<'a> {
    /// The shots of a prompt; `None` for a prompt that does not begin with one, which is cut by the model.
    pub fn of(prompt: &'a str) -> Option<Self> {
        strip_shot(prompt).map(|_| Self { prompt: prompt.trim() })
    }

    /// Holds the shots to the rules, and returns how many there are. Together they have to be as long as the video, where its length
    /// is known.
    ///
    /// # Errors
    ///
    /// The first rule that is broken; [`ShotProblem::Unclear`] before all others, then a number that no shot has.
    pub fn check(self, video: Option<Duration>) -> Result<u32, ShotProblem> {
        let places = || (1_u32..).zip(self.parts());
        let told = || places().filter_map(|(place, part)| Some((place, read_shot(part)?)));
        if let Some((place, _)) = places().find(|(_, part)| read_shot(part).is_none()) {
            return Err(ShotProblem::Unclear { place });
        }
        let misplaced = || {
            told()
                .filter(|(place, shot)| shot.number != u64::from(*place))
                .map(|(place, shot)| ShotProblem::Misplaced { place, number: shot.number })
        };
        if let Some(problem) = misplaced().find(|problem| problem.is_confirmed()).or_else(|| misplaced().next()) {
            return Err(problem);
        }
        let shots = told().map(|(place, _)| place).last().unwrap_or_default();
        if shots > MOST_SHOTS {
            return Err(ShotProblem::TooMany { shots });
        }
        for (place, shot) in told() {
            let chars = shot.words.chars().count();
            if chars > MOST_CHARS {
                return Err(ShotProblem::TooLong { place, chars });
            }
            if shot.seconds == 0 {
                return Err(ShotProblem::TooShort { place });
            }
        }
        let seconds = told().fold(0_u64, |sum, (_, shot)| sum.saturating_add(shot.seconds));
        match video {
            Some(video) if video != Duration::from_secs(seconds) => Err(ShotProblem::Together { seconds, video }),
            _ => Ok(shots),
        }
    }

    /// What stands between semicolons; the last may lack its own.
    fn parts(self) -> impl Iterator<Item = &'a str> {
        self.prompt.strip_suffix(';').unwrap_or(self.prompt).split(';')
    }
}

fn read_shot(part: &str) -> Option<Told<'_>> {
    let mut members = strip_shot(part)?.splitn(3, ',');
    let number = members.next()?.trim().parse().ok()?;
    let seconds = members.next()?.trim().parse().ok()?;
    let words = members.next()?.trim();
    (!words.is_empty()).then_some(Told { number, seconds, words })
}

/// What follows the word that begins a shot, in English or Chinese, when a number does.
fn strip_shot(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let begins = |word: &str| text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word));
    let word = begins("shot").or_else(|| begins("镜头"))?;
    let rest = text[word.len()..].trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest)
}

impl ShotProblem {
    /// Whether the documents say that the API takes no such prompt. What it makes of the others has no source: they are worth a
    /// warning, and no more.
    ///
    /// ```
    /// use kling_models::ToldShots;
    ///
    /// let problem = |prompt| ToldShots::of(prompt).and_then(|told| told.check(None).err());
    /// assert_eq!(problem("shot 2, 2, a pier; shot 1, 3, a boat;").map(|problem| problem.is_confirmed()), Some(false));
    /// assert_eq!(problem("shot 1, 2, a pier; shot 7, 3, a boat;").map(|problem| problem.is_confirmed()), Some(true));
    /// ```
    pub fn is_confirmed(self) -> bool {
        match self {
            Self::Unclear { .. } => false,
            Self::Misplaced { number, .. } => !(1..=u64::from(MOST_SHOTS)).contains(&number),
            Self::TooMany { .. } | Self::TooLong { .. } | Self::TooShort { .. } | Self::Together { .. } => true,
        }
    }
}

impl fmt::Display for ShotProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unclear { place } => {
                write!(f, "no shot {place} of the form `shot {place}, seconds, words;` is in its place")
            }
            Self::Misplaced { place, number } => {
                write!(
                    f,
                    "shot {number} is in the place of shot {place}; shots are numbered 1 to {MOST_SHOTS} in order"
                )
            }
            Self::TooMany { shots } => {
                write!(f, "the prompt tells {shots} shots; at most {MOST_SHOTS} are allowed")
            }
            Self::TooLong { place, chars } => {
                write!(f, "the words of shot {place} have {chars} characters; at most {MOST_CHARS} are allowed")
            }
            Self::TooShort { place } => write!(f, "shot {place} lasts 0 s; at least 1 is needed"),
            Self::Together { seconds, video } => {
                let video = video.as_secs_f64();
                write!(f, "the shots are {seconds} s together, and the video is to have {video} s")
            }
        }
    }
}

impl core::error::Error for ShotProblem {}
