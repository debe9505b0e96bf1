//! The man pages: one for each command, from the same definition as `--help`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli;
use crate::exit_code::ExitCode;

const SECTION: &str = "1";

/// Writes every page into a folder, and tells how many.
pub(crate) fn write(folder: &Path) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let mut program = cli::definition().disable_help_subcommand(true);
    program.build();
    write_pages(&program, None, folder)
}

/// The page of a command, and those of the commands in it.
fn write_pages(command: &Command, above: Option<&Command>, folder: &Path) -> io::Result<usize> {
    let page = folder.join(format!("{}.{SECTION}", page_name(command)));
    let mut page = BufWriter::new(File::create(page)?);
    render(command, above, &mut page)?;
    page.flush()?;
    let mut pages = 1;
    for below in visible_commands(command) {
        pages += write_pages(below, Some(command), folder)?;
    }
    Ok(pages)
}

fn render(command: &Command, above: Option<&Command>, page: &mut dyn Write) -> io::Result<()> {
    // What follows the help of the program are its exit codes, which have a section of their own here.
    let man = Man::new(command.clone()).section(SECTION);
    // A page without a date needs it empty; the title of `Man` leaves it out, and its other members take the wrong places.
    let version = env!("CARGO_PKG_VERSION");
    writeln!(page, ".TH {} {SECTION} \"\" \"klingctl {version}\" \"klingctl manual\"", page_name(command))?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    if visible_commands(command).next().is_some() {
        man.render_subcommands_section(page)?;
    }
    let mut end = Roff::new();
    match above {
        None => add_exit_codes(&mut end),
        Some(above) => add_reference(above, &mut end),
    }
    end.to_writer(page)
}

fn add_exit_codes(page: &mut Roff) {
    page.control("SH", ["EXIT STATUS"]);
    for (number, meaning) in ExitCode::meanings() {
        page.control("TP", []);
        page.text([bold(number.to_string())]);
        page.text([roman(meaning)]);
    }
}

/// Names the page of the command that this one is part of.
fn add_reference(above: &Command, page: &mut Roff) {
    page.control("SH", ["SEE ALSO"]);
    page.text([bold(page_name(above)), roman(format!("({SECTION})"))]);
}

fn visible_commands(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|below| !below.is_hide_set())
}

/// `klingctl-task-list`
fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}
