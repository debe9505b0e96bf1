//! What of a sound a face speaks, and when.

use std::ops::Range;
use std::time::Duration;

use kling_runtime::Error;

use crate::generated::types::SpeakingFace;
use crate::{Face, FaceSessionId};

/// The shortest part of a sound, and the shortest time that it shares with the face.
const SHORTEST_MILLIS: i64 = 2000;

/// A face, the part of a sound that it speaks, and when. [`Face::cue`] makes one.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    pub(crate) session_id: FaceSessionId,
    pub(crate) face: SpeakingFace,
}

impl Face {
    /// Says which part of a sound the face speaks, and when it begins to, from the start of the video. All is in whole milliseconds.
    ///
    /// The part is at least 2 seconds long, ends within the sound, and is heard within the video. At least 2 seconds of it fall into
    /// the time in which the face can speak.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use kling_videos::{Face, FaceId, FaceSessionId};
    ///
    /// let face = Face::new(FaceSessionId::new("850508686686064678"), FaceId::new("0"));
    /// let seconds = Duration::from_secs;
    /// assert!(face.cue(seconds(0)..seconds(3), seconds(1)).is_ok());
    /// assert!(face.cue(seconds(0)..seconds(1), seconds(1)).is_err(), "too short");
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for a part that is too short, or that the face can speak too little of.
    pub fn cue(&self, part: Range<Duration>, at: Duration) -> Result<Cue, Error> {
        let (start, end) = (whole_millis("the start of the part", part.start)?, whole_millis("its end", part.end)?);
        let insert = whole_millis("the moment it begins", at)?;
        let face = SpeakingFace::new(self.id.clone(), start, end, insert);
        check_part(&face)?;
        self.check_shared_time(at, part.end.saturating_sub(part.start))?;
        Ok(Cue { session_id: self.session_id.clone(), face })
    }

    fn check_shared_time(&self, at: Duration, length: Duration) -> Result<(), Error> {
        let first = at.max(self.start.unwrap_or(Duration::ZERO));
        let last = at.saturating_add(length).min(self.end.unwrap_or(Duration::MAX));
        let shared = last.saturating_sub(first).as_millis();
        if shared >= SHORTEST_MILLIS.unsigned_abs().into() {
            return Ok(());
        }
        let problem = format!("the face {} can speak for {shared} ms of the part; at least 2000 are needed", self.id);
        Err(Error::invalid_input(problem).with_advice("choose a moment between the start and the end of the face"))
    }
}

fn whole_millis(what: &str, time: Duration) -> Result<i64, Error> {
    let is_whole = time.subsec_nanos().is_multiple_of(1_000_000);
    let millis = i64::try_from(time.as_millis()).ok().filter(|_| is_whole);
    millis.ok_or_else(|| Error::invalid_input(format!("{what} is {time:?}; allowed are whole milliseconds")))
}

/// The part lies within the sound and the video as far as their ends are not needed to tell, and is long enough.
pub(crate) fn check_part(face: &SpeakingFace) -> Result<(), Error> {
    let SpeakingFace { sound_start_time: start, sound_end_time: end, sound_insert_time: insert, .. } = *face;
    for (member, time) in [("sound_start_time", start), ("sound_insert_time", insert)] {
        if time < 0 {
            return Err(Error::invalid_input(format!("{member} is {time}; allowed is 0 or more")));
        }
    }
    let length = end.saturating_sub(start);
    if length < SHORTEST_MILLIS {
        let problem =
            format!("sound_end_time is {length} ms after sound_start_time; at least {SHORTEST_MILLIS} are needed");
        return Err(Error::invalid_input(problem));
    }
    Ok(())
}
