//! The folder of results. It goes away with its emulator, or with the next one to start when its own was killed.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

const PREFIX: &str = "kling-emulator-";
/// In every folder, a file of this name that its emulator keeps locked.
const LOCK: &str = "in-use";

/// A temporary folder that is known to be in use.
#[derive(Debug)]
pub(crate) struct ResultsFolder {
    /// Released before the folder goes: some systems delete no locked file.
    _lock: File,
    folder: TempDir,
}

impl ResultsFolder {
    /// Makes a folder, and deletes those of emulators that live no more. Beside other work: the temporary folder may hold much.
    pub(crate) async fn make() -> io::Result<Self> {
        tokio::task::spawn_blocking(Self::make_here).await?
    }

    fn make_here() -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
        // Under its name only once it is locked: another emulator that starts would find it free.
        let unnamed = folder.path().join("locking");
        let lock = File::create(&unnamed)?;
        if let Err(error) = lock.try_lock() {
            tracing::debug!(%error, "the folder of results could not be locked");
        } else {
            fs::rename(&unnamed, folder.path().join(LOCK))?;
        }
        if let Err(error) = folder.path().parent().map_or(Ok(()), delete_abandoned) {
            tracing::debug!(%error, "the temporary folder could not be searched");
        }
        Ok(Self { _lock: lock, folder })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

fn delete_abandoned(temporary: &Path) -> io::Result<()> {
    for entry in fs::read_dir(temporary)? {
        let entry = entry?;
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX) && entry.file_type()?.is_dir();
        if is_ours
            && is_free(&entry.path().join(LOCK))
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            tracing::debug!(%error, "the results of a killed emulator could not be deleted");
        }
    }
    Ok(())
}

/// Whether nobody keeps this file locked. The temporary folder is everybody's, and opening what is no file could wait forever.
fn is_free(lock: &Path) -> bool {
    fs::symlink_metadata(lock).is_ok_and(|lock| lock.is_file())
        && File::open(lock).is_ok_and(|lock| lock.try_lock().is_ok())
}
