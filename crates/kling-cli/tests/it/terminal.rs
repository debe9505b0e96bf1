//! What people see who have a terminal: there, messages are in color and work is shown as it goes.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use tempfile::tempdir;

use crate::picture::write_small_png;
use crate::program::{Run, klingctl};

/// Runs a command whose stdin and stderr are a terminal.
fn on_terminal(mut command: Command) -> Run {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&ours).and_then(|()| unlockpt(&ours)).expect("a terminal");
    let name = ptsname(&ours, Vec::new()).expect("its name").into_string().expect("text");
    let theirs = File::options().read(true).write(true).open(name).expect("its other end");
    command.stdin(theirs.try_clone().expect("a handle")).stderr(theirs).stdout(Stdio::piped());
    let child = command.spawn().expect("the program starts");
    // The program has the last handles of the other end, and reading ends with an error when they are closed.
    drop(command);
    let mut shown = Vec::new();
    let _ = File::from(ours).read_to_end(&mut shown);
    let output = child.wait_with_output().expect("the program ends");
    Run { stderr: String::from_utf8_lossy(&shown).into_owned(), ..output.into() }
}

#[test]
fn commands_run_on_a_terminal() {
    let folder = tempdir().expect("a folder");
    write_small_png(folder.path(), "dog.png");
    for command in [
        "expand dog.png --largest --emulator -o big.png",
        "plan 300x300 --largest",
        "models --product lip-sync",
        "image generate boat --model kling-v3 --emulator -o boat.png -v",
        "audio speak Hello --voice-id oversea_male1 --voice-language en --emulator -o hello.mp3 --json",
    ] {
        let run = on_terminal(klingctl(folder.path(), command)).expect_exit(0);
        assert!(!run.stdout.is_empty() && !run.stderr.contains("panicked"), "{command}: {run:#?}");
    }
}

#[test]
fn colors_are_for_terminals_that_want_them() {
    let here = Path::new(".");
    let has_color = |run: &Run| run.stderr.contains('\u{1b}');
    let refused = |choice: &str| {
        let mut command = klingctl(here, &format!("expand nowhere.png --largest --dry-run --color {choice}"));
        command.env("TERM", "xterm");
        command
    };
    assert!(has_color(&on_terminal(refused("auto")).expect_exit(2)));
    assert!(!has_color(&on_terminal(refused("never")).expect_exit(2)));
    assert!(!has_color(&Run::of(refused("auto")).expect_exit(2)));
    assert!(has_color(&Run::of(refused("always")).expect_exit(2)));
}
