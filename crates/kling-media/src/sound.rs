//! A tune from a text.

use std::f32::consts::TAU;
use std::time::Duration;

use crate::splitmix::SplitMix64;

/// Samples per second, per channel.
pub(crate) const SAMPLE_RATE: u32 = 44_100;

pub(crate) const CHANNELS: u8 = 2;

/// How loud the loudest sample is, of 1.
const PEAK: f32 = 0.7;

/// Over how many seconds the end fades out.
const FADE_SECONDS: f32 = 0.25;

/// Semitones above the root: the major and the minor pentatonic, in which any two notes go together.
const SCALES: [[i32; 5]; 2] = [[0, 2, 4, 7, 9], [0, 3, 5, 7, 10]];

/// A sound in memory: stereo, 44.1 kHz, 353 kB for each second.
#[derive(Clone, Debug, PartialEq)]
pub struct Sound {
    interleaved: Vec<f32>,
}

impl Sound {
    /// Samples per channel.
    #[must_use]
    pub fn len(&self) -> usize {
        self.interleaved.len() / usize::from(CHANNELS)
    }

    /// Whether there is no sample at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.interleaved.is_empty()
    }

    /// How long it plays: the number of samples at 44.1 kHz, to the nanosecond.
    #[must_use]
    pub fn duration(&self) -> Duration {
        let nanoseconds = self.len() as u128 * 1_000_000_000 / u128::from(SAMPLE_RATE);
        Duration::from_nanos(nanoseconds as u64)
    }

    /// Left and right by turns, each within -1..=1.
    pub(crate) fn interleaved(&self) -> &[f32] {
        &self.interleaved
    }
}

/// How many samples per channel come closest to a duration.
pub(crate) fn samples_in(duration: Duration) -> u64 {
    ((duration.as_nanos() * u128::from(SAMPLE_RATE) + 500_000_000) / 1_000_000_000) as u64
}

/// Plays a plucked tune over a low drone: the same for the same text, another for any other.
///
/// The sound has as many samples as come closest to `duration`. It is held in memory: ask for minutes, not for days.
///
/// ```
/// use std::time::Duration;
///
/// let tune = kling_media::compose("a train at night", Duration::from_millis(2500));
/// assert_eq!(tune.len(), 110_250);
/// assert_ne!(tune, kling_media::compose("a train by day", Duration::from_millis(2500)));
/// ```
#[must_use]
pub fn compose(text: &str, duration: Duration) -> Sound {
    let mut random = SplitMix64::from_text(text);
    let length = samples_in(duration) as usize;
    let mut sound = Sound { interleaved: vec![0.0; length * usize::from(CHANNELS)] };
    let root = random.between(196.0, 330.0);
    let scale = SCALES[random.below(SCALES.len())];
    let beat = (random.between(0.18, 0.34) * SAMPLE_RATE as f32) as usize;
    drone(&mut sound.interleaved, root / 2.0);
    let mut step: i32 = 0;
    let mut start = 0;
    while start < length {
        step = (step + random.below(5) as i32 - 2).clamp(-3, 9);
        let semitones = scale[step.rem_euclid(5) as usize] + 12 * step.div_euclid(5);
        let note = Note {
            pitch: root * (semitones as f32 / 12.0).exp2(),
            loudness: random.between(0.5, 1.0),
            left: random.between(0.3, 0.7),
        };
        note.pluck(&mut sound.interleaved[start * usize::from(CHANNELS)..]);
        start += beat * [1, 1, 1, 2, 2, 3][random.below(6)];
    }
    finish(&mut sound.interleaved);
    sound
}

struct Note {
    /// In hertz.
    pitch: f32,
    loudness: f32,
    /// The left channel's share; the right one has the rest.
    left: f32,
}

impl Note {
    /// Adds the note to the start of `rest`: three partials, the higher the sooner gone.
    fn pluck(&self, rest: &mut [f32]) {
        const SECONDS: f32 = 1.6;
        let count = (SECONDS * SAMPLE_RATE as f32) as usize;
        for (index, frame) in rest.chunks_exact_mut(usize::from(CHANNELS)).take(count).enumerate() {
            let time = index as f32 / SAMPLE_RATE as f32;
            let attack = (time / 0.006).min(1.0);
            let release = ((SECONDS - time) / 0.1).min(1.0);
            let phase = TAU * (self.pitch * time).fract();
            let decay = (-3.0 * time).exp();
            let tone = phase.sin() + 0.4 * decay * (2.0 * phase).sin() + 0.2 * decay * decay * (3.0 * phase).sin();
            let value = self.loudness * attack * release * decay * tone;
            frame[0] += value * self.left;
            frame[1] += value * (1.0 - self.left);
        }
    }
}

/// Adds a quiet tone that swells twice in three seconds.
fn drone(interleaved: &mut [f32], pitch: f32) {
    for (index, frame) in interleaved.chunks_exact_mut(usize::from(CHANNELS)).enumerate() {
        let time = index as f64 / f64::from(SAMPLE_RATE);
        let phase = TAU * (f64::from(pitch) * time).fract() as f32;
        let swell = 0.75 + 0.25 * (TAU * (time / 1.5).fract() as f32).sin();
        let value = 0.08 * swell * (phase.sin() + 0.3 * (2.0 * phase).sin());
        frame[0] += value;
        frame[1] += value;
    }
}

/// Brings the loudest sample to the peak and fades the end out.
fn finish(interleaved: &mut [f32]) {
    let loudest = interleaved.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
    let gain = if loudest > 0.0 { PEAK / loudest } else { 0.0 };
    let frames = interleaved.len() / usize::from(CHANNELS);
    let fade = (FADE_SECONDS * SAMPLE_RATE as f32).min(frames as f32 / 2.0);
    for (index, frame) in interleaved.chunks_exact_mut(usize::from(CHANNELS)).enumerate() {
        let volume = gain * ((frames - index) as f32 / fade).min(1.0);
        frame.iter_mut().for_each(|sample| *sample *= volume);
    }
}
