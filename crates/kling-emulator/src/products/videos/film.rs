//! A video to be made: what it shows, how long, how large, with what sound.

use std::time::Duration;

use image::RgbImage;

use crate::account::Bill;
use crate::inputs::{Footage, Picture, Spoken};
use crate::ordering::{Order, decode_all};
use crate::output::{Clip, Output};
use crate::studio::restyle::cover;
use crate::studio::{Studio, restyle};

/// What a video shows.
enum Shown {
    /// This picture, as it is.
    Frame(Picture),
    /// A picture made from a prompt and others.
    Pictures(Vec<Picture>),
    /// What another video shows, with pictures laid on top.
    Footage(Box<Footage>, Vec<Picture>),
}

/// A video to be made.
pub(in crate::products) struct Film {
    prompt: String,
    shown: Shown,
    size: (u32, u32),
    duration: Duration,
    /// What its sound is made from.
    sound: Option<String>,
    session: Option<String>,
}

impl Film {
    fn new(prompt: &str, shown: Shown, size: (u32, u32), duration: Duration) -> Self {
        Self { prompt: prompt.to_owned(), shown, size, duration, sound: None, session: None }
    }

    /// A video that begins with a picture.
    pub(in crate::products) fn of_frame(prompt: &str, frame: Picture, size: (u32, u32), duration: Duration) -> Self {
        Self::new(prompt, Shown::Frame(frame), size, duration)
    }

    /// A video from a prompt and pictures; without pictures, from the prompt alone.
    pub(in crate::products) fn of_pictures(
        prompt: &str,
        pictures: Vec<Picture>,
        size: (u32, u32),
        duration: Duration,
    ) -> Self {
        Self::new(prompt, Shown::Pictures(pictures), size, duration)
    }

    /// A video after another one.
    pub(in crate::products) fn of_footage(
        prompt: &str,
        footage: Footage,
        pictures: Vec<Picture>,
        size: (u32, u32),
        duration: Duration,
    ) -> Self {
        let sound = footage.has_sound.then(|| prompt.to_owned());
        Self { sound, ..Self::new(prompt, Shown::Footage(Box::new(footage), pictures), size, duration) }
    }

    /// With sound, or without.
    pub(in crate::products) fn with_sound(mut self, has_sound: bool) -> Self {
        self.sound = has_sound.then(|| self.prompt.clone());
        self
    }

    /// With somebody speaking.
    pub(in crate::products) fn with_speech(mut self, spoken: &Spoken) -> Self {
        self.sound = Some(spoken.text.clone());
        self
    }

    pub(in crate::products) fn with_session(mut self, session: &str) -> Self {
        self.session = Some(session.to_owned());
        self
    }

    /// The order for it, with this bill.
    pub(in crate::products) fn order(self, bill: Bill) -> Order {
        Order::new(bill, move |studio| self.make(studio, "video").map(|clip| vec![Output::Video(clip)]))
    }

    pub(in crate::products) fn make(self, studio: &Studio, kind: &'static str) -> Result<Clip, String> {
        let still = show(studio, self.shown, &self.prompt, self.size)?;
        let sound = self.sound.map(|text| kling_media::compose(&text, self.duration));
        let clip = studio.clip(kind, still, self.duration, sound.as_ref())?;
        Ok(Clip { session: self.session, ..clip })
    }
}

fn show(studio: &Studio, shown: Shown, prompt: &str, size: (u32, u32)) -> Result<RgbImage, String> {
    match shown {
        Shown::Frame(frame) => Ok(cover(&frame.decode()?.into_rgb8(), size.0, size.1)),
        Shown::Pictures(pictures) => Ok(restyle(prompt, &decode_all(pictures)?, size, 0)),
        Shown::Footage(footage, pictures) => {
            let mut inputs = vec![studio.still_of(&footage)?];
            inputs.extend(decode_all(pictures)?);
            Ok(restyle(prompt, &inputs, size, 0))
        }
    }
}
