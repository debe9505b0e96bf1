//! Writes a picture, a tune and a video drawn from a text, and says how long each took:
//!
//! ```console
//! $ cargo run -p kling-media --release --example film -- "a lighthouse in a storm" 1280 720 5 /tmp/film
//! ```

use std::error::Error;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;
use std::time::{Duration, Instant};

use kling_media::{Video, compose, paint, probe};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [text, width, height, seconds, folder] = arguments.as_slice() else {
        return Err("give a text, width, height, seconds and a folder".into());
    };
    let (width, height) = (width.parse()?, height.parse()?);
    let duration = Duration::try_from_secs_f64(seconds.parse()?)?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;

    let mut clock = Instant::now();
    let mut say = |what: &str| {
        println!("{what}: {:?}", clock.elapsed());
        clock = Instant::now();
    };
    let picture = paint(text, width, height);
    say("painted");
    picture.save(folder.join("picture.png"))?;
    say("picture.png");
    let tune = compose(text, duration);
    say("composed");
    tune.write_wav(BufWriter::new(File::create(folder.join("tune.wav"))?))?;
    say("tune.wav");
    tune.write_mp3(BufWriter::new(File::create(folder.join("tune.mp3"))?))?;
    say("tune.mp3");
    Video::new(&picture, duration).write_mp4(BufWriter::new(File::create(folder.join("silent.mp4"))?))?;
    say("silent.mp4");
    Video::new(&picture, duration)
        .with_sound(&tune)
        .write_mp4(BufWriter::new(File::create(folder.join("film.mp4"))?))?;
    say("film.mp4");
    for name in ["picture.png", "tune.wav", "tune.mp3", "silent.mp4", "film.mp4"] {
        let bytes = fs::read(folder.join(name))?;
        println!("{name}: {} bytes, {:?}", bytes.len(), probe(&bytes)?);
    }
    Ok(())
}
