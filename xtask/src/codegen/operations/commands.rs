//! Which commands of `klingctl` call an operation.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::document::{self, COMMON, Document};
use crate::project::Project;
use crate::walk;

/// What a test of the program saw arrive at the emulator, as the test wrote it down: on each line an operation and a command.
const SEEN: &str = "crates/kling-cli/tests/surface/operations.txt";

/// The commands by operation.
pub(super) struct Commands(BTreeMap<String, Vec<String>>);

impl Commands {
    pub(super) fn read(project: &Project) -> Result<Self> {
        let text = fs::read_to_string(project.root().join(SEEN)).context(SEEN)?;
        let mut commands: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in text.lines() {
            let (operation, command) =
                line.split_once(' ').with_context(|| format!("{SEEN}: {line:?} is no operation with a command"))?;
            commands.entry(operation.to_owned()).or_default().push(command.trim().to_owned());
        }
        Ok(Self(commands))
    }

    /// The commands made for an operation.
    pub(super) fn of(&self, operation: &str) -> impl Iterator<Item = &str> {
        self.0.get(operation).into_iter().flatten().map(String::as_str)
    }

    /// Fails when a command was seen to call what no document has.
    pub(super) fn refuse_unknown(&self, project: &Project) -> Result<()> {
        let mut left = self.0.clone();
        for stem in document::stems(project)?.iter().filter(|stem| *stem != COMMON) {
            let document = Document::read(project, stem)?;
            walk::operations(&document.value).iter().filter_map(|operation| operation.id()).for_each(|id| {
                left.remove(id);
            });
        }
        match left.keys().next() {
            Some(unknown) => bail!("{SEEN}: no document has the operation {unknown}"),
            None => Ok(()),
        }
    }
}
