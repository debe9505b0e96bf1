//! Pictures to expand, made here.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use image::{ImageReader, Rgb, RgbImage};

/// A PNG of the smallest size that the API takes.
pub(crate) fn write_small_png(folder: &Path, name: &str) -> PathBuf {
    write_png(folder, name, 300, 300)
}

/// A PNG with a gradient.
pub(crate) fn write_png(folder: &Path, name: &str, width: u32, height: u32) -> PathBuf {
    let path = folder.join(name);
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    picture.save(&path).expect("the folder of the test can be written");
    path
}

/// Width and height of a picture file.
pub(crate) fn size_of(path: &Path) -> (u32, u32) {
    let file = BufReader::new(File::open(path).expect("the file exists"));
    let reader = ImageReader::new(file).with_guessed_format().expect("the file can be read");
    reader.into_dimensions().expect("the file is a picture")
}
