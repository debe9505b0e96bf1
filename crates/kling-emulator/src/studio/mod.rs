//! Where the work of a task is done: pictures, videos and sounds become files with names and ids.

pub(crate) mod restyle;
pub(crate) mod sizes;
mod watermark;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::sync::Arc;
use std::time::Duration;

use image::{DynamicImage, ImageFormat, RgbImage};
use kling_media::{Sound, Video, compose};
use kling_models::Product;

use crate::account::Bill;
use crate::app::App;
use crate::inputs::{Footage, Still};
use crate::output::{Clip, Output, Picture, Recording};

pub(crate) use restyle::{imagine, restyle};

/// What every result of a task has in common.
pub(crate) struct Stamp {
    product: Product,
    model: Option<String>,
    mode: Option<String>,
    marks: bool,
}

/// The studio of one task, on a thread that may compute.
pub(crate) struct Studio {
    app: Arc<App>,
    /// What the names of files begin with.
    name: String,
    stamp: Stamp,
}

impl Studio {
    pub(crate) fn stamp(product: Product, bill: &Bill, marks: bool) -> Stamp {
        let mode = match bill.resolution {
            Some("1080p") => Some("pro".to_owned()),
            Some("4k") => Some("4k".to_owned()),
            Some(_) => Some("std".to_owned()),
            None => None,
        };
        Stamp { product, model: bill.model.clone(), mode, marks }
    }

    pub(crate) fn new(app: &Arc<App>, name: String, stamp: Stamp) -> Self {
        Self { app: Arc::clone(app), name, stamp }
    }

    /// The studio of a synchronous call: nothing is marked.
    pub(crate) fn of_call(app: &Arc<App>, name: String, product: Product) -> Self {
        Self::new(app, name, Stamp { product, model: None, mode: None, marks: false })
    }

    pub(crate) fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// An emulator that has stopped wants no more work.
    pub(crate) fn check_open(&self) -> Result<(), String> {
        if self.app.easels.is_closed() { Err("The emulator has stopped".to_owned()) } else { Ok(()) }
    }

    /// A picture among the results, and its marked copy where one is wanted.
    ///
    /// PNG: the vendor documents no format, its example addresses end in `.png`, and original pixels stay as they are.
    pub(crate) fn picture(&self, kind: &'static str, index: usize, picture: DynamicImage) -> Result<Output, String> {
        self.check_open()?;
        let plain = self.save_picture(&index.to_string(), &picture)?;
        let marked = match self.stamp.marks {
            true => Some(self.save_picture(&format!("{index}-watermarked"), &watermark::stamp(picture))?),
            false => None,
        };
        Ok(Output::Picture(Picture { kind, plain, marked, is_in_series: false }))
    }

    /// A picture of a series.
    pub(crate) fn picture_of_series(&self, index: usize, picture: RgbImage) -> Result<Output, String> {
        match self.picture("image", index, picture.into())? {
            Output::Picture(picture) => Ok(Output::Picture(Picture { is_in_series: true, ..picture })),
            other => Ok(other),
        }
    }

    /// A video that shows a picture, and its marked copy where one is wanted.
    pub(crate) fn video(
        &self,
        kind: &'static str,
        still: RgbImage,
        duration: Duration,
        sound: Option<&Sound>,
    ) -> Result<Output, String> {
        self.clip(kind, still, duration, sound).map(Output::Video)
    }

    pub(crate) fn clip(
        &self,
        kind: &'static str,
        still: RgbImage,
        duration: Duration,
        sound: Option<&Sound>,
    ) -> Result<Clip, String> {
        self.check_open()?;
        let file = self.write_video(kind, &still, duration, sound)?;
        let shown = self.save_picture(&format!("{kind}-still"), &DynamicImage::ImageRgb8(still.clone()))?;
        let size = still.dimensions();
        let video = Video::new(&still, duration);
        let duration = Duration::from_secs_f64(video.frame_count() as f64 / 24.0);
        let marked = match self.stamp.marks {
            true => {
                let marked = watermark::stamp(still.into()).into_rgb8();
                Some(self.write_video(&format!("{kind}-watermarked"), &marked, duration, sound)?)
            }
            false => None,
        };
        Ok(Clip {
            kind,
            id: self.app.next_id().to_string(),
            file,
            marked,
            still: shown,
            duration,
            size,
            has_sound: sound.is_some(),
            made_by: self.stamp.product,
            model: self.stamp.model.clone(),
            mode: self.stamp.mode.clone(),
            session: None,
        })
    }

    /// A sound as MP3, and as WAV where both are wanted.
    pub(crate) fn sound(&self, text: &str, duration: Duration, with_wav: bool) -> Result<Recording, String> {
        let sound = compose(text, duration);
        let mp3 = self.save("mp3", ".mp3", |writer| sound.write_mp3(writer))?;
        let wav = match with_wav {
            true => Some(self.save("wav", ".wav", |writer| sound.write_wav(writer))?),
            false => None,
        };
        Ok(Recording { id: self.app.next_id().to_string(), mp3, wav, duration: sound.duration() })
    }

    /// A short sound of a given name, as MP3.
    pub(crate) fn named_sound(&self, name: &str, text: &str, duration: Duration) -> Result<String, String> {
        let sound = compose(text, duration);
        self.save(name, ".mp3", |writer| sound.write_mp3(writer))
    }

    /// A text among the results.
    pub(crate) fn document(&self, kind: &'static str, text: &str) -> Result<Output, String> {
        let file = self.save(kind, &format!(".{kind}"), |writer| writer.write_all(text.as_bytes()))?;
        Ok(Output::Document { kind, file })
    }

    /// What a video of a request shows.
    pub(crate) fn still_of(&self, footage: &Footage) -> Result<RgbImage, String> {
        match &footage.still {
            Still::Imagined(bytes) => Ok(imagine(bytes, sizes::even(footage.size))),
            Still::File(name) => image::open(self.app.results.path(name))
                .map(DynamicImage::into_rgb8)
                .map_err(|error| self.not_saved(&error)),
        }
    }

    pub(crate) fn save_picture(&self, name: &str, picture: &DynamicImage) -> Result<String, String> {
        let file = format!("{}-{name}.png", self.name);
        match picture.save_with_format(self.app.results.path(&file), ImageFormat::Png) {
            Ok(()) => Ok(file),
            Err(error) => Err(self.not_saved(&error)),
        }
    }

    fn write_video(
        &self,
        name: &str,
        still: &RgbImage,
        duration: Duration,
        sound: Option<&Sound>,
    ) -> Result<String, String> {
        let mut video = Video::new(still, duration);
        if let Some(sound) = sound {
            video = video.with_sound(sound);
        }
        self.save(name, ".mp4", |writer| video.write_mp4(writer))
    }

    fn save<E: std::fmt::Display>(
        &self,
        name: &str,
        extension: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> Result<(), E>,
    ) -> Result<String, String> {
        let file = format!("{}-{name}{extension}", self.name);
        let opened = File::create(self.app.results.path(&file)).map_err(|error| self.not_saved(&error))?;
        let mut writer = BufWriter::new(opened);
        write(&mut writer).map_err(|error| self.not_saved(&error))?;
        writer.flush().map_err(|error| self.not_saved(&error))?;
        Ok(file)
    }

    fn not_saved(&self, error: &dyn std::fmt::Display) -> String {
        tracing::error!(%error, task = self.name, "a result could not be saved");
        "Internal error of the emulator: a result could not be saved".to_owned()
    }
}
