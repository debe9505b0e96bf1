use std::time::Duration;

use kling_media::{Sound, Video, compose, paint};

use crate::decoders::hear;

const TEXT: &str = "a choir of frogs";

fn wav(sound: &Sound) -> Vec<u8> {
    let mut file = Vec::new();
    sound.write_wav(&mut file).expect("memory takes all");
    file
}

fn mp3(sound: &Sound) -> Vec<u8> {
    let mut file = Vec::new();
    sound.write_mp3(&mut file).expect("memory takes all");
    file
}

fn energy(samples: &[f32]) -> f64 {
    samples.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>() / samples.len() as f64
}

/// How much of `original` is lost in `copy`, which starts `delay` stereo samples late: a share of the energy.
fn loss(original: &[f32], copy: &[f32], delay: usize) -> f64 {
    let difference: Vec<f32> = original.iter().zip(&copy[2 * delay..]).map(|(a, b)| a - b).collect();
    energy(&difference) / energy(original)
}

#[test]
fn a_wav_holds_every_sample() {
    for milliseconds in [1, 20, 333, 2_500] {
        let sound = compose(TEXT, Duration::from_millis(milliseconds));
        let heard = hear(&wav(&sound));
        assert_eq!((heard.sample_rate, heard.channels), (44_100, 2));
        assert_eq!(heard.interleaved.len() / 2, sound.len());
        assert_eq!(sound.len() as u64, (milliseconds * 44_100 + 500) / 1000);
    }
}

/// Loud all along but at the very end, never clipped, and both channels of it.
#[test]
fn a_tune_is_heard() {
    let heard = hear(&wav(&compose(TEXT, Duration::from_secs(6))));
    for channel in 0..2 {
        let samples: Vec<f32> = heard.interleaved.iter().skip(channel).step_by(2).copied().collect();
        for second in samples.chunks(44_100) {
            assert!(energy(second).sqrt() > 0.02, "a silent second");
        }
        let peak = samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
        assert!((0.3..=0.701).contains(&peak), "{peak}");
        assert!(samples.iter().rev().take(50).all(|sample| sample.abs() < 0.01), "the end fades out");
    }
    assert_ne!(heard.interleaved, hear(&wav(&compose("another", Duration::from_secs(6)))).interleaved);
}

/// Layer III gives whole frames; what the first one says of delay and padding cuts them to the sound, to the sample.
#[test]
fn an_mp3_sounds_like_its_wav() {
    for milliseconds in [50, 1_000, 3_217] {
        let sound = compose(TEXT, Duration::from_millis(milliseconds));
        let file = mp3(&sound);
        let (original, heard) = (hear(&wav(&sound)), hear(&file));
        assert_eq!((heard.sample_rate, heard.channels), (44_100, 2));
        assert_eq!(heard.interleaved.len() / 2, sound.len());
        assert!(loss(&original.interleaved, &heard.interleaved, 0) < 1e-4);
        // At 128 kbit/s, 16 bytes to the millisecond: the sound, and three frames of 26.1 ms at most.
        assert!((16 * milliseconds as usize..16 * (milliseconds as usize + 79)).contains(&file.len()));
    }
}

/// The edit list cuts 1024 samples at the start; symphonia leaves them in.
#[test]
fn the_sound_of_a_video_is_the_tune() {
    let duration = Duration::from_millis(2_000);
    let sound = compose(TEXT, duration);
    let mut file = Vec::new();
    Video::new(&paint(TEXT, 64, 48), duration).with_sound(&sound).write_mp4(&mut file).expect("a fine video");
    let (original, heard) = (hear(&wav(&sound)), hear(&file));
    assert_eq!((heard.sample_rate, heard.channels), (44_100, 2));
    assert!(heard.interleaved.len() / 2 >= 1024 + sound.len(), "nothing is cut at the end");
    assert!(heard.interleaved.len() / 2 < 1024 + sound.len() + 2 * 1024);
    let lost = |delay| loss(&original.interleaved, &heard.interleaved, delay);
    assert!(lost(1024) < 0.03, "{}", lost(1024));
    // One edit: as long as the tune, from the 1024th sample on.
    let edits = file.windows(4).position(|name| name == b"elst").map(|at| &file[at + 4..at + 24]);
    let words: Vec<u32> =
        edits.expect("an edit list").as_chunks().0.iter().map(|&word| u32::from_be_bytes(word)).collect();
    assert_eq!(words, [0, 1, 2 * 88_200, 1024, 1 << 16]);
    assert!((1000..1050).all(|delay| lost(1024) <= lost(delay)), "the tune starts elsewhere");
}

#[test]
fn no_time_is_no_sound() {
    let nothing = compose(TEXT, Duration::ZERO);
    assert!(nothing.is_empty());
    assert_eq!(wav(&nothing).len(), 44);
    assert!(hear(&mp3(&nothing)).interleaved.iter().all(|sample| sample.abs() < 1e-3));
}
