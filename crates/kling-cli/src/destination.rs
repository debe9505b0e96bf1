//! Where results are saved, known and tried before anything is paid.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use clap::Args;
use kling::geometry::Size;
use kling::runtime::{Downloader, PictureFormat, PictureHeader, SaveOptions};
use kling::{Error, ErrorKind};

use crate::made::RemoteFile;
use crate::report::Failure;
use crate::stdout;

/// The formats that pictures can have; which one comes is not documented.
const PICTURE_EXTENSIONS: [&str; 2] = ["png", "jpg"];

/// The formats in which a file can come whose name leaves the format open.
const EXTENSIONS: [&str; 3] = ["png", "jpg", "mp4"];

/// The size of a picture stands within this many bytes of its beginning, whatever metadata comes first.
const HEADER_BYTES: u64 = 1 << 20;

/// Where results shall be saved, as options of the command line.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputOptions {
    /// Save to this file; `-` writes it to stdout
    #[arg(short, long, value_name = "FILE", conflicts_with = "output_dir")]
    pub(crate) output: Option<PathBuf>,

    /// Save in this folder, which is made if needed [default: the current one]
    #[arg(long, value_name = "DIR")]
    output_dir: Option<PathBuf>,

    /// Replace existing files
    #[arg(long)]
    force: bool,
}

/// Where the files of one task are saved.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    place: Place,
    overwrite: bool,
}

/// What was saved.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    /// Where the files are; nowhere when they went to stdout.
    pub(crate) paths: Vec<PathBuf>,
    /// The header of the first file, where it is a picture.
    first_header: Option<PictureHeader>,
    /// The format of the first file as the product makes it.
    first_extension: &'static str,
}

#[derive(Clone, Debug)]
enum Place {
    Stdout,
    /// This file; several pictures get their index before the extension.
    File(PathBuf),
    /// A file of this name in this folder, with the extension of what comes.
    Stem {
        folder: PathBuf,
        stem: String,
    },
}

impl Saved {
    /// The size of the first file, where it is a picture.
    pub(crate) fn first_size(&self) -> Option<Size> {
        let header = self.first_header.as_ref()?;
        Size::new(header.width, header.height).ok()
    }

    /// What is to be told of a file whose name says another format. Which one a picture has is not documented.
    pub(crate) fn misnamed(&self) -> Option<String> {
        let path = self.paths.first()?;
        let (format, extensions) = match self.first_header.as_ref().map(|header| header.format) {
            Some(PictureFormat::Png) => ("PNG", ["png"].as_slice()),
            Some(PictureFormat::Jpeg) => ("JPEG", ["jpg", "jpeg"].as_slice()),
            _ => (self.first_extension, std::slice::from_ref(&self.first_extension)),
        };
        let named = path.extension()?;
        let is_named_so = extensions.iter().any(|extension| named.eq_ignore_ascii_case(extension));
        (!is_named_so).then(|| format!("{} holds {format}, as the API made it", path.display()))
    }
}

impl OutputOptions {
    /// True when the command line names a place.
    pub(crate) fn is_given(&self) -> bool {
        self.output.is_some() || self.output_dir.is_some()
    }

    /// True for `-o -`.
    pub(crate) fn is_stdout(&self) -> bool {
        self.output.as_deref() == Some(Path::new("-"))
    }

    /// The options again, as words of a command line.
    pub(crate) fn words(&self) -> Vec<String> {
        let option = |name: &str, path: &Option<PathBuf>| {
            path.as_deref().map(|path| vec![name.to_owned(), without_leading_dash(path)])
        };
        let force = self.force.then(|| vec!["--force".to_owned()]);
        let words = [option("-o", &self.output), option("--output-dir", &self.output_dir), force];
        words.into_iter().flatten().flatten().collect()
    }

    /// The place; `stem` names the file where the command line does not.
    pub(crate) fn destination(&self, stem: String) -> Destination {
        let place = match &self.output {
            Some(_) if self.is_stdout() => Place::Stdout,
            Some(path) => Place::File(path.clone()),
            None => Place::Stem { folder: self.output_dir.clone().unwrap_or_default(), stem },
        };
        Destination { place, overwrite: self.force }
    }

    /// The place of a task's pictures where only its id is known. The id is somebody's word, and becomes a plain file name.
    pub(crate) fn destination_of_task(&self, id: &str) -> Destination {
        let plain = |letter: char| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '_' };
        self.destination(id.chars().map(plain).collect())
    }
}

impl Destination {
    /// Refuses a place that cannot be written, or holds files that may not be replaced. The folder is made here.
    ///
    /// `count` is the number of files to come.
    pub(crate) fn prepare(&self, count: usize) -> Result<(), Error> {
        let names: Vec<String> = (0..count).map(|index| index.to_string()).collect();
        let names: Vec<Option<&str>> =
            if count > 1 { names.iter().map(|name| Some(name.as_str())).collect() } else { vec![None] };
        self.prepare_paths(&names)
    }

    /// The same for files of these names, of which any number comes.
    pub(crate) fn prepare_named(&self, names: &[&str]) -> Result<(), Error> {
        self.prepare_paths(&names.iter().copied().map(Some).collect::<Vec<_>>())
    }

    fn prepare_paths(&self, names: &[Option<&str>]) -> Result<(), Error> {
        let folder = match &self.place {
            Place::Stdout if io::stdout().is_terminal() => {
                let error = Error::invalid_input("a file of this kind is not written to a terminal");
                return Err(error.with_advice("redirect stdout, or give -o a file name"));
            }
            Place::Stdout if names.len() > 1 => return Err(too_many_for_stdout()),
            Place::Stdout => return Ok(()),
            Place::File(path) if names_folder(path) => {
                let error = Error::invalid_input(format!("{} is a folder", path.display()));
                return Err(error.with_advice("use --output-dir for a folder"));
            }
            Place::File(path) => here_if_empty(path.parent().unwrap_or(Path::new(""))),
            Place::Stem { folder, .. } => {
                let folder = here_if_empty(folder);
                std::fs::create_dir_all(folder).map_err(|source| cannot_write(folder, source))?;
                folder
            }
        };
        for path in self.possible_paths(names) {
            match path.symlink_metadata() {
                Err(missing) if missing.kind() == io::ErrorKind::NotFound => {}
                Err(source) => return Err(cannot_write(&path, source)),
                Ok(_) if self.overwrite => {}
                Ok(_) => {
                    return Err(Error::new(ErrorKind::File, format!("{} exists already", path.display()))
                        .with_advice("choose another name with -o or --output-dir, or replace it with --force"));
                }
            }
        }
        tempfile::tempfile_in(folder).map(drop).map_err(|source| cannot_write(folder, source))
    }

    /// The same place, in which existing files are replaced.
    pub(crate) fn replacing(self) -> Self {
        Self { overwrite: true, ..self }
    }

    /// The path that stands for all: equal for two destinations that would get into each other's way.
    pub(crate) fn representative(&self) -> Option<PathBuf> {
        self.path(None, PICTURE_EXTENSIONS[0])
    }

    /// The options that lead another command to the same place.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let path = self.representative().map_or_else(|| "-".to_owned(), |path| without_leading_dash(&path));
        let mut arguments = vec!["-o".to_owned(), path];
        if self.overwrite {
            arguments.push("--force".to_owned());
        }
        arguments
    }

    /// Fetches all files. Where there are several, their names tell them apart.
    pub(crate) async fn save(&self, files: &[RemoteFile], downloader: &Downloader) -> Result<Saved, Failure> {
        self.save_files(files, files.len() > 1, downloader).await
    }

    /// Fetches all files, however few have come, under their names.
    pub(crate) async fn save_named(&self, files: &[RemoteFile], downloader: &Downloader) -> Result<Saved, Failure> {
        self.save_files(files, true, downloader).await
    }

    async fn save_files(
        &self,
        files: &[RemoteFile],
        are_named: bool,
        downloader: &Downloader,
    ) -> Result<Saved, Failure> {
        let mut saved = Saved::default();
        for file in files {
            let options = SaveOptions::default().with_overwrite(self.overwrite).with_content(file.content);
            let name = are_named.then_some(file.name.as_str());
            match self.path(name, file.extension) {
                Some(path) => saved.paths.push(downloader.save(&file.url, &path, &options).await?.path),
                None if are_named => return Err(too_many_for_stdout().into()),
                None => saved.first_header = to_stdout(&file.url, &options, downloader).await?,
            }
        }
        if let (Some(first), Some(file)) = (saved.paths.first(), files.first()) {
            saved.first_extension = file.extension;
            saved.first_header = File::open(first).ok().and_then(|mut file| read_header(&mut file));
        }
        Ok(saved)
    }

    fn possible_paths(&self, names: &[Option<&str>]) -> Vec<PathBuf> {
        let paths = |name: &Option<&str>| EXTENSIONS.map(|extension| self.path(*name, extension));
        names.iter().flat_map(paths).flatten().collect()
    }

    /// Where a file goes; `name` tells it from the others, where there are several.
    fn path(&self, name: Option<&str>, extension: &str) -> Option<PathBuf> {
        let with_name = |stem: &str| name.map_or_else(|| stem.to_owned(), |name| format!("{stem}-{name}"));
        match &self.place {
            Place::Stdout => None,
            Place::Stem { folder, stem } => Some(folder.join(format!("{}.{extension}", with_name(stem)))),
            Place::File(path) if name.is_none() => Some(path.clone()),
            Place::File(path) => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let own = path.extension().filter(|own| are_alike(own, extension));
                let extension = own.unwrap_or(extension.as_ref()).to_string_lossy();
                Some(path.with_file_name(format!("{}.{extension}", with_name(&stem))))
            }
        }
    }
}

/// Whether a file of several may have the extension that the command line names: a sound comes as MP3 and as WAV.
fn are_alike(named: &OsStr, expected: &str) -> bool {
    PICTURE_EXTENSIONS.contains(&expected) || named.eq_ignore_ascii_case(expected)
}

async fn to_stdout(
    url: &str,
    options: &SaveOptions,
    downloader: &Downloader,
) -> Result<Option<PictureHeader>, Failure> {
    let folder = tempfile::tempdir().map_err(|source| cannot_write(&std::env::temp_dir(), source))?;
    let saved = downloader.save(url, &folder.path().join("result"), options).await?;
    let mut file = File::open(&saved.path).map_err(|source| cannot_write(&saved.path, source))?;
    let header = read_header(&mut file);
    file.rewind().map_err(|source| cannot_write(&saved.path, source))?;
    stdout::copy(file)?;
    Ok(header)
}

fn read_header(picture: &mut File) -> Option<PictureHeader> {
    let mut beginning = Vec::new();
    picture.take(HEADER_BYTES).read_to_end(&mut beginning).ok()?;
    PictureHeader::read(&beginning).ok()
}

/// Whether a path can only be that of a folder: one that exists, or one that is spelt so.
fn names_folder(path: &Path) -> bool {
    let is_spelt_so = path.to_string_lossy().ends_with(std::path::is_separator);
    is_spelt_so || path.file_name().is_none() || path.is_dir()
}

fn too_many_for_stdout() -> Error {
    Error::invalid_input("several files come, and stdout takes one")
        .with_advice("save them with -o FILE or --output-dir DIR")
}

/// The path as an argument that is not taken for an option. `-` itself stands for stdout.
fn without_leading_dash(path: &Path) -> String {
    let text = path.to_string_lossy();
    if text.starts_with('-') && text != "-" { format!("./{text}") } else { text.into_owned() }
}

fn here_if_empty(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

fn cannot_write(path: &Path, source: io::Error) -> Error {
    Error::new(ErrorKind::File, format!("{} cannot be written", path.display())).with_source(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(output: Option<&str>) -> OutputOptions {
        OutputOptions { output: output.map(PathBuf::from), output_dir: None, force: false }
    }

    #[test]
    fn an_offered_output_is_never_taken_for_an_option() {
        assert_eq!(options(None).destination("-dog-520x520".to_owned()).arguments(), ["-o", "./-dog-520x520.png"]);
        assert_eq!(options(Some("-dog.png")).destination(String::new()).arguments(), ["-o", "./-dog.png"]);
        assert_eq!(options(Some("-")).destination(String::new()).arguments(), ["-o", "-"]);
        assert_eq!(options(Some("dog.png")).destination(String::new()).arguments(), ["-o", "dog.png"]);
    }

    #[test]
    fn a_task_id_never_leads_out_of_the_folder() {
        let destination = options(None).destination_of_task("../job 1");
        assert_eq!(destination.representative(), Some(PathBuf::from(".._job_1.png")));
    }
}
