//! Every command that the help shows.

use std::path::Path;

use crate::program::{Run, klingctl};

/// The help of a command: `-h` is the short one, `--help` the long one.
pub(crate) fn help(command: &str, flag: &str) -> String {
    Run::of(klingctl(Path::new("."), &format!("{command} {flag}"))).expect_exit(0).stdout
}

/// All commands, those in commands included; the program itself is the empty text.
pub(crate) fn command_tree() -> Vec<String> {
    let mut commands = vec![String::new()];
    let mut next = 0;
    while next < commands.len() {
        let command = commands[next].clone();
        for below in commands_in(&command) {
            commands.push(format!("{command} {below}").trim_start().to_owned());
        }
        next += 1;
    }
    commands
}

fn commands_in(command: &str) -> Vec<String> {
    let help = help(command, "-h");
    let Some(list) = help.split("Commands:\n").nth(1) else { return Vec::new() };
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}
