//! What later calls can refer to by id: videos, sounds, voices, elements, sessions; and the files that can be downloaded.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use kling_models::ElementTag;

use crate::clock::UnixMillis;
use crate::inputs::Footage;
use crate::output::{Clip, Output, Recording};

/// How long the results of a task can be downloaded and referred to after it ended, in emulated time.
pub const RESULTS_LAST_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How long an editing session lasts, in emulated time. Face sessions are given the same time; the vendor states none.
pub(crate) const SESSIONS_LAST_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// The owner of everything that was made here, as the creator's id.
pub(crate) const CREATOR: &str = "40018731";

/// A voice: one of one's own, or one of the official library.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) trial: String,
    pub(crate) is_preset: bool,
    pub(crate) is_deleted: bool,
    pub(crate) created: UnixMillis,
}

/// An element: one of one's own, or one of the official library.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) frontal: Option<String>,
    pub(crate) references: Vec<String>,
    pub(crate) video: Option<String>,
    pub(crate) voice: Option<String>,
    pub(crate) tags: Vec<&'static ElementTag>,
    pub(crate) is_preset: bool,
    pub(crate) is_deleted: bool,
    /// It belongs to the older family, which is a library of its own.
    pub(crate) is_legacy: bool,
    pub(crate) created: UnixMillis,
}

/// A session about a video, and what belongs to it.
#[derive(Clone, Debug)]
struct Session<T> {
    begun: UnixMillis,
    held: T,
}

/// The faces found in a video: id, begin and end of its appearance in milliseconds.
#[derive(Clone, Debug)]
pub(crate) struct Faces {
    pub(crate) footage: Footage,
    pub(crate) found: Vec<(String, u64, u64)>,
}

/// The areas marked in a video: points by frame, in the order they came.
#[derive(Clone, Debug)]
pub(crate) struct Selections {
    pub(crate) footage: Footage,
    pub(crate) points: BTreeMap<u64, Vec<(f64, f64)>>,
}

#[derive(Debug, Default)]
pub(crate) struct Holdings {
    videos: HashMap<String, Session<Clip>>,
    sounds: HashMap<String, Session<Recording>>,
    pub(crate) voices: BTreeMap<String, Voice>,
    pub(crate) elements: BTreeMap<u64, Element>,
    faces: HashMap<String, Session<Faces>>,
    selections: HashMap<String, Session<Selections>>,
    pub(crate) shelf: Shelf,
}

impl Holdings {
    /// Takes in the results of a task that ended.
    pub(crate) fn take_in(&mut self, outputs: &[Output], at: UnixMillis) {
        for output in outputs {
            match output {
                Output::Video(clip) => {
                    self.videos.insert(clip.id.clone(), Session { begun: at, held: clip.clone() });
                }
                Output::Sound(recording) => {
                    self.sounds.insert(recording.id.clone(), Session { begun: at, held: recording.clone() });
                }
                _ => {}
            }
            output.files().into_iter().for_each(|file| self.shelf.publish(file, at));
        }
    }

    pub(crate) fn video(&self, id: &str, now: UnixMillis) -> Option<&Clip> {
        living(self.videos.get(id), RESULTS_LAST_FOR, now)
    }

    /// The video that is served under this file name.
    pub(crate) fn video_in(&self, file: &str, now: UnixMillis) -> Option<&Clip> {
        let mut clips = self.videos.values().filter(|session| now < session.begun.after(RESULTS_LAST_FOR));
        clips.find(|session| session.held.file == file).map(|session| &session.held)
    }

    pub(crate) fn sound(&self, id: &str, now: UnixMillis) -> Option<&Recording> {
        living(self.sounds.get(id), RESULTS_LAST_FOR, now)
    }

    pub(crate) fn voice(&self, id: &str) -> Option<&Voice> {
        self.voices.get(id).filter(|voice| !voice.is_deleted)
    }

    /// An element of the newer family.
    pub(crate) fn element(&self, id: u64) -> Option<&Element> {
        self.elements.get(&id).filter(|element| !element.is_deleted && !element.is_legacy)
    }

    pub(crate) fn faces(&self, session: &str, now: UnixMillis) -> Option<&Faces> {
        living(self.faces.get(session), SESSIONS_LAST_FOR, now)
    }

    pub(crate) fn begin_faces(&mut self, session: String, faces: Faces, now: UnixMillis) {
        self.faces.insert(session, Session { begun: now, held: faces });
    }

    pub(crate) fn begin_selections(&mut self, session: String, footage: Footage, now: UnixMillis) {
        let selections = Selections { footage, points: BTreeMap::new() };
        self.selections.insert(session, Session { begun: now, held: selections });
    }

    pub(crate) fn selections(&mut self, session: &str, now: UnixMillis) -> Option<&mut Selections> {
        let session = self.selections.get_mut(session)?;
        (now < session.begun.after(SESSIONS_LAST_FOR)).then_some(&mut session.held)
    }
}

fn living<T>(session: Option<&Session<T>>, lasts: Duration, now: UnixMillis) -> Option<&T> {
    session.filter(|session| now < session.begun.after(lasts)).map(|session| &session.held)
}

/// The files that can be downloaded, since when, and until when.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    published: HashMap<String, (UnixMillis, Option<UnixMillis>)>,
    leaving: BTreeSet<(UnixMillis, String)>,
}

impl Shelf {
    /// Offers a file until its time is over.
    pub(crate) fn publish(&mut self, file: &str, at: UnixMillis) {
        let end = at.after(RESULTS_LAST_FOR);
        self.published.insert(file.to_owned(), (at, Some(end)));
        self.leaving.insert((end, file.to_owned()));
    }

    /// Offers a file for good.
    pub(crate) fn keep(&mut self, file: &str, at: UnixMillis) {
        self.published.insert(file.to_owned(), (at, None));
    }

    /// When a file was published; `None` for one that never was or is no more.
    pub(crate) fn published_at(&self, file: &str, now: UnixMillis) -> Option<UnixMillis> {
        let (at, end) = self.published.get(file)?;
        end.is_none_or(|end| now < end).then_some(*at)
    }

    /// Takes down the files whose time is over and returns their names.
    pub(crate) fn expire(&mut self, now: UnixMillis) -> Vec<String> {
        let mut gone = Vec::new();
        while self.leaving.first().is_some_and(|(expires, _)| *expires <= now) {
            if let Some((_, file)) = self.leaving.pop_first() {
                self.published.remove(&file);
                gone.push(file);
            }
        }
        gone
    }

    /// The next moment at which a file goes away.
    pub(crate) fn next_expiry(&self) -> Option<UnixMillis> {
        self.leaving.first().map(|(at, _)| *at)
    }
}
