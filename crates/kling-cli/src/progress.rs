//! What happens meanwhile, on stderr: bars on a terminal, one line for each change elsewhere.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// All that is shown while the program works.
pub(crate) struct Progress {
    bars: Option<MultiProgress>,
}

/// One thing that is followed.
pub(crate) struct Follower<'a> {
    progress: &'a Progress,
    name: String,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Chooses by what stderr is.
    pub(crate) fn on_stderr() -> Self {
        Self { bars: io::stderr().is_terminal().then(MultiProgress::new) }
    }

    /// A line that stays.
    pub(crate) fn say(&self, line: impl Display) {
        // There is nowhere left to complain to.
        let print = || drop(writeln!(anstream::stderr(), "{line}"));
        match &self.bars {
            Some(bars) => bars.suspend(print),
            None => print(),
        }
    }

    /// Runs something that prints by itself, with the bars out of its way.
    pub(crate) fn suspended<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bars {
            Some(bars) => bars.suspend(print),
            None => print(),
        }
    }

    /// Begins to follow something.
    pub(crate) fn follow(&self, name: impl Into<String>) -> Follower<'_> {
        let name = name.into();
        let bar = self.bars.as_ref().map(|bars| {
            let style = ProgressStyle::with_template("{spinner} {prefix}: {msg} {elapsed}");
            let bar = bars.add(ProgressBar::new_spinner().with_prefix(name.clone()));
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        });
        Follower { progress: self, name, bar }
    }
}

impl Follower<'_> {
    /// A passing step of the program's own: the bar's text, nothing elsewhere.
    pub(crate) fn hint(&self, step: &'static str) {
        if let Some(bar) = &self.bar {
            bar.set_message(step);
        }
    }

    /// A passing state of the task: the bar's text, or a line.
    pub(crate) fn show(&self, state: impl Display) {
        match &self.bar {
            Some(bar) => bar.set_message(state.to_string()),
            None => self.say(state),
        }
    }

    /// A line that stays.
    pub(crate) fn say(&self, line: impl Display) {
        self.progress.say(format_args!("{}: {line}", self.name));
    }
}

impl Drop for Follower<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
