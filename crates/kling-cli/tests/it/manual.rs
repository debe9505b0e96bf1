//! `klingctl man`

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::tempdir;

use crate::command_tree::{command_tree, help};
use crate::program::{Run, klingctl};

#[test]
fn every_command_has_a_page_with_all_its_options() {
    let folder = tempdir().expect("a folder");
    Run::of(klingctl(folder.path(), "man pages/man1")).expect_exit(0);
    let pages = folder.path().join("pages/man1");
    let mut expected = BTreeSet::new();
    for command in command_tree() {
        let name = format!("klingctl {command}").trim_end().replace(' ', "-");
        let page = std::fs::read_to_string(pages.join(format!("{name}.1"))).expect(&name);
        for section in ["TH", "SH NAME", "SH SYNOPSIS", "SH DESCRIPTION", "SH OPTIONS"] {
            assert!(page.lines().any(|line| line.starts_with(&format!(".{section}"))), "{name} has no {section}");
        }
        assert!(page.contains(if command.is_empty() { ".SH \"EXIT STATUS\"" } else { ".SH \"SEE ALSO\"" }), "{name}");
        let plain = page.replace('\\', "");
        for option in options_of(&command) {
            assert!(plain.contains(&format!("fB{option}fR")), "{name} has no {option}");
        }
        expected.insert(format!("{name}.1"));
    }
    let found = std::fs::read_dir(&pages).expect("pages");
    let found: BTreeSet<String> =
        found.map(|page| page.expect("a page").file_name().into_string().expect("a plain name")).collect();
    assert_eq!(found, expected);
    assert!(found.len() > 60, "{}", found.len());
}

/// The long options that `--help` shows.
fn options_of(command: &str) -> Vec<String> {
    let help = help(command, "--help");
    // Other lines are not indented at all, or further.
    let lines = help.lines().filter_map(|line| {
        let option = line.strip_prefix("      --").or_else(|| Some(line.strip_prefix("  -")?.split_once(", --")?.1))?;
        Some(format!("--{}", option.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next()?))
    });
    lines.collect()
}

/// Where groff is there, it finds nothing to complain about.
#[test]
fn pages_are_laid_out_without_a_warning() {
    if Command::new("groff").arg("--version").stdout(Stdio::null()).status().is_err() {
        return;
    }
    let folder = tempdir().expect("a folder");
    Run::of(klingctl(folder.path(), "man .")).expect_exit(0);
    let groff = |page: &str| {
        let mut groff = Command::new("groff");
        groff.current_dir(folder.path()).args(["-man", "-Tascii", "-rLL=100n", "-P-cbou", "-ww", page]);
        Run::of(groff).expect_exit(0)
    };
    let entries = std::fs::read_dir(folder.path()).expect("pages");
    for entry in entries {
        let name = entry.expect("a page").file_name().into_string().expect("a plain name");
        let page = groff(&name);
        assert_eq!(page.stderr, "", "{name}");
        assert!(page.stdout.contains("SYNOPSIS"), "{name}");
    }
    let page = groff("klingctl.1").stdout;
    let codes: Vec<&str> = page.lines().skip_while(|line| !line.starts_with("EXIT STATUS")).collect();
    assert!(codes.iter().any(|line| line.trim_start().starts_with("130 ")), "{codes:#?}");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let run = Run::of(klingctl(Path::new("."), "man Cargo.toml/man1")).expect_exit(2);
    assert!(run.stderr.contains("the man pages cannot be written into Cargo.toml/man1"), "{run:#?}");
}
