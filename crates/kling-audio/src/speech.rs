//! A text that was spoken.

use std::path::Path;
use std::time::{Duration, SystemTime};

use kling_runtime::wire::{TaskStatus, UnitAmount};
use kling_runtime::{
    AudioId, Content, Downloader, Error, ErrorKind, RETENTION, SaveOptions, Saved, Session, TaskTrace, from_unix_millis,
};

use crate::generated::types::SpeechTask;

/// A text that was spoken. The sound is on the vendor's servers for 30 days.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Speech {
    /// The id of the sound. Avatar and lip sync take it.
    pub id: AudioId,
    /// Where the sound can be fetched, without credentials. An MP3 by the vendor's example.
    pub url: String,
    /// How long it is, where the API tells it.
    pub duration: Option<Duration>,
    /// The id that the API gave the call. It cannot be asked after.
    pub task_id: String,
    /// The units taken for it, from a video pack, where the API tells it.
    pub units: Option<UnitAmount>,
    /// When the sound vanishes.
    pub expires_at: Option<SystemTime>,
    downloader: Downloader,
}

impl Speech {
    pub(crate) fn read(task: SpeechTask, session: &Session) -> Result<Self, Error> {
        if task.task_status == TaskStatus::Failed {
            let reason = task.task_status_msg.unwrap_or_else(|| "without a reason".to_owned());
            let error = Error::new(ErrorKind::TaskFailed, format!("the speech ended as failed: {reason}"));
            return Err(error.with_task(TaskTrace::Untraceable));
        }
        let task_id = task.task_id;
        let mut sounds = task.task_result.unwrap_or_default().audios.into_iter();
        let (id, url, duration) =
            sounds.find_map(|sound| Some((sound.id?, sound.url?, sound.duration))).ok_or_else(|| {
                let what =
                    format!("the speech {task_id} succeeded, but the answer does not hold its id and its address");
                Error::unusable_success(what)
            })?;
        Ok(Self {
            id: AudioId::new(id),
            url,
            duration: duration.and_then(|seconds| seconds.to_duration()),
            task_id,
            units: task.final_unit_deduction,
            expires_at: task.updated_at.and_then(from_unix_millis).and_then(|ended| ended.checked_add(RETENTION)),
            downloader: session.downloader().clone(),
        })
    }

    /// Saves the sound to this path, whole or not at all. A file that is there already is not replaced.
    ///
    /// # Errors
    ///
    /// As for [`Downloader::save`].
    pub async fn save(&self, path: impl AsRef<Path>) -> Result<Saved, Error> {
        self.save_with(path, &SaveOptions::default()).await
    }

    /// The same as [`save`](Self::save), with options. That it is a sound is known.
    ///
    /// # Errors
    ///
    /// As for [`Downloader::save`].
    pub async fn save_with(&self, path: impl AsRef<Path>, options: &SaveOptions) -> Result<Saved, Error> {
        self.downloader.save(&self.url, path.as_ref(), &options.clone().with_content(Content::Sound)).await
    }
}
