use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use xtask::document;
use xtask::project::Project;

/// A folder laid out like the workspace, that a test may break.
pub(crate) struct Scratch {
    folder: TempDir,
    pub(crate) project: Project,
}

impl Scratch {
    /// With the documents and fixtures of the real workspace, and empty crates.
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let real = Project::of_this_build();
        copy(&real.openapi(), &folder.path().join("openapi"));
        fs::copy(real.root().join("rustfmt.toml"), folder.path().join("rustfmt.toml")).unwrap();
        let project = Project::at(folder.path());
        for stem in document::stems(&project).unwrap() {
            fs::create_dir_all(folder.path().join(format!("crates/kling-{stem}/src"))).unwrap();
        }
        for source in ["crates/kling-runtime/src/wire", "crates/kling-emulator/src", "docs", "tests/it"] {
            fs::create_dir_all(folder.path().join(source)).unwrap();
        }
        let seen = "crates/kling-cli/tests/surface/operations.txt";
        fs::create_dir_all(folder.path().join(seen).parent().unwrap()).unwrap();
        fs::copy(real.root().join(seen), folder.path().join(seen)).unwrap();
        Self { folder, project }
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    pub(crate) fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative)).unwrap()
    }

    pub(crate) fn write(&self, relative: &str, text: &str) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces a piece of a file that must be there, behind another one.
    pub(crate) fn replace_after(&self, relative: &str, anchor: &str, old: &str, new: &str) {
        let text = self.read(relative);
        let (before, behind) = text.split_once(anchor).unwrap_or_else(|| panic!("{relative} has no {anchor:?}"));
        assert!(behind.contains(old), "{relative} has no {old:?} behind {anchor:?}");
        self.write(relative, &format!("{before}{anchor}{}", behind.replacen(old, new, 1)));
    }

    /// Replaces a piece of a file that must be there.
    pub(crate) fn replace(&self, relative: &str, old: &str, new: &str) {
        let text = self.read(relative);
        assert!(text.contains(old), "{relative} has no {old:?}");
        self.write(relative, &text.replacen(old, new, 1));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
