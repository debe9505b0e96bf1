//! Where things lie in the workspace.

use std::path::{Path, PathBuf};

/// The workspace, or a folder that is laid out like it.
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The workspace this program was built in.
    pub fn of_this_build() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::at(xtask.parent().unwrap_or(xtask))
    }

    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn openapi(&self) -> PathBuf {
        self.root.join("openapi")
    }

    pub fn document(&self, stem: &str) -> PathBuf {
        self.openapi().join(format!("{stem}.yaml"))
    }

    /// The wire fixtures of one document.
    pub fn examples(&self, stem: &str) -> PathBuf {
        self.openapi().join("examples").join(stem)
    }

    pub fn crates(&self) -> PathBuf {
        self.root.join("crates")
    }

    /// The path as a reader of a message wants it: from the root of the workspace.
    pub fn relative<'p>(&self, path: &'p Path) -> std::path::Display<'p> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
