use std::io::Cursor;
use std::time::Duration;

use image::ImageFormat;
use kling_media::probe::{Kind, Media, ProbeError};
use kling_media::{Video, compose, paint, probe};
use proptest::prelude::{ProptestConfig, any, prop, proptest};

/// Files of ffmpeg's, made by `make` beside them.
const CLIP_MOV: &[u8] = include_bytes!("../fixtures/clip.mov");
const PLAIN_MP4: &[u8] = include_bytes!("../fixtures/plain.mp4");
const TURNED_MP4: &[u8] = include_bytes!("../fixtures/turned.mp4");
const FRAGMENTED_MP4: &[u8] = include_bytes!("../fixtures/fragmented.mp4");
const TONE_M4A: &[u8] = include_bytes!("../fixtures/tone.m4a");
const TONE_AAC: &[u8] = include_bytes!("../fixtures/tone.aac");
const TONE_MP3: &[u8] = include_bytes!("../fixtures/tone.mp3");
const PLAIN_MP3: &[u8] = include_bytes!("../fixtures/plain.mp3");
const TONE_WAV: &[u8] = include_bytes!("../fixtures/tone.wav");
const STREAMED_WAV: &[u8] = include_bytes!("../fixtures/streamed.wav");

const SOUNDS: [&[u8]; 6] = [TONE_M4A, TONE_AAC, TONE_MP3, PLAIN_MP3, TONE_WAV, STREAMED_WAV];
const VIDEOS: [&[u8]; 4] = [CLIP_MOV, PLAIN_MP4, TURNED_MP4, FRAGMENTED_MP4];

fn found(file: &[u8]) -> Media {
    probe(file).expect("a known file")
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    paint("a picture", 33, 21).write_to(&mut file, format).expect("memory takes all");
    file.into_inner()
}

#[test]
fn videos_of_others_are_understood() {
    let clip = found(CLIP_MOV);
    assert_eq!((clip.kind, clip.size, clip.has_sound), (Kind::Mov, Some((96, 54)), true));
    assert_eq!((clip.duration, clip.frames_per_second), (Some(Duration::from_millis(1500)), Some(30.0)));
    let plain = found(PLAIN_MP4);
    assert_eq!((plain.kind, plain.size, plain.has_sound), (Kind::Mp4, Some((96, 54)), false));
    assert_eq!((plain.duration, plain.frames_per_second), (Some(Duration::from_secs(2)), Some(30.0)));
    assert_eq!(found(TURNED_MP4).size, Some((54, 96)));
    let fragmented = found(FRAGMENTED_MP4);
    assert_eq!((fragmented.kind, fragmented.size), (Kind::Mp4, Some((96, 54))));
    assert_eq!((fragmented.duration, fragmented.frames_per_second), (None, None));
}

/// The tone has 1.5 s; AAC and MP3 without a tag come in whole frames of 1024 and 576 samples at 22.05 kHz.
#[test]
fn sounds_of_others_are_understood() {
    let frames = |count: u64, samples: u64| Duration::from_nanos(count * samples * 1_000_000_000 / 22_050);
    for (file, kind, duration) in [
        (TONE_M4A, Kind::M4a, Duration::from_millis(1500)),
        (TONE_AAC, Kind::Aac, frames(34, 1024)),
        (TONE_MP3, Kind::Mp3, Duration::from_millis(1500)),
        (PLAIN_MP3, Kind::Mp3, frames(60, 576)),
        (TONE_WAV, Kind::Wav, Duration::from_millis(200)),
        (STREAMED_WAV, Kind::Wav, Duration::from_millis(200)),
    ] {
        let media = found(file);
        assert_eq!((media.kind, media.duration), (kind, Some(duration)));
        assert_eq!((media.size, media.frames_per_second, media.has_sound), (None, None, true));
    }
}

/// An ADTS frame may hold up to four blocks of 1024 samples; the last two bits of its header count them, less one.
#[test]
fn blocks_within_a_frame_count() {
    let mut file = TONE_AAC.to_vec();
    let mut start = 0;
    while start < file.len() {
        file[start + 6] |= 3;
        let length = u32::from_be_bytes([0, file[start + 3], file[start + 4], file[start + 5]]);
        start += (length >> 5 & 0x1fff) as usize;
    }
    let seconds = |file| found(file).duration.expect("told").as_secs_f64();
    assert!((seconds(&file) - 4.0 * seconds(TONE_AAC)).abs() < 1e-6);
}

#[test]
fn pictures_are_understood() {
    for (format, kind) in [(ImageFormat::Png, Kind::Png), (ImageFormat::Jpeg, Kind::Jpeg)] {
        let media = found(&picture(format));
        assert_eq!((media.kind, media.size, media.duration), (kind, Some((33, 21)), None));
    }
}

#[test]
fn own_sounds_have_their_length_to_the_sample() {
    for milliseconds in [100, 1_000, 2_750] {
        let duration = Duration::from_millis(milliseconds);
        let tune = compose("a tune", duration);
        assert_eq!(tune.duration(), duration);
        let (mut wav, mut mp3) = (Vec::new(), Vec::new());
        tune.write_wav(&mut wav).expect("memory takes all");
        tune.write_mp3(&mut mp3).expect("memory takes all");
        assert_eq!(found(&wav).duration, Some(duration));
        assert_eq!(found(&mp3).duration, Some(duration));
    }
}

#[test]
fn what_is_unknown_or_damaged_is_told_apart() {
    for unknown in [&b""[..], b"hello", b"GIF89a", b"a freedom of speech", b"RIFF\0\0\0\0AVI ", &[0xff; 64], &[0; 64]] {
        assert_eq!(probe(unknown), Err(ProbeError::Unknown), "{unknown:?}");
    }
    for (file, kind) in [
        (&b"\x89PNG\r\n\x1a\n"[..], Kind::Png),
        (&[0xff, 0xd8, 0xff, 0xe0], Kind::Jpeg),
        (&PLAIN_MP4[..40], Kind::Mp4),
        (&CLIP_MOV[..40], Kind::Mov),
        (&TONE_WAV[..30], Kind::Wav),
        (&PLAIN_MP3[..30], Kind::Mp3),
    ] {
        assert_eq!(probe(file), Err(ProbeError::Damaged(kind)));
    }
}

/// A file that was cut short says less, never more.
#[test]
fn any_start_of_a_file_is_looked_at() {
    for file in SOUNDS.iter().chain(&VIDEOS) {
        let whole = found(file);
        for length in 0..file.len() {
            if let Ok(part) = probe(&file[..length]) {
                assert!(part.duration.unwrap_or_default() <= whole.duration.unwrap_or(Duration::MAX));
            }
        }
    }
}

/// Boxes within boxes that claim to be larger than the file, or to have no end.
#[test]
fn lengths_that_lie_are_harmless() {
    let still = paint("", 16, 16);
    let mut file = Vec::new();
    Video::new(&still, Duration::from_secs(1)).write_mp4(&mut file).expect("a fine video");
    let description = file.windows(4).position(|name| name == b"mdat").expect("there is mdat");
    for at in 0..description {
        for lie in [[0; 4], [0, 0, 0, 1], [0xff; 4], [0x7f, 0xff, 0xff, 0xff]] {
            let mut damaged = file.clone();
            damaged[at..at + 4].copy_from_slice(&lie);
            let _ = probe(&damaged);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_may_be_given(bytes in prop::collection::vec(any::<u8>(), 0..2048)) {
        let _ = probe(&bytes);
    }

    #[test]
    fn any_bytes_may_follow_a_beginning(
        opening in prop::sample::select(vec![
            &b"RIFF\0\0\0\0WAVEfmt "[..], b"\0\0\0\x08ftyp", b"\0\0\0\0moov\0\0\0\0trak", b"ID3\x04\0\0\0\0\0\0",
            &[0xff, 0xfb, 0x90, 0], &[0xff, 0xf1, 0x50, 0x80], b"\x89PNG\r\n\x1a\n", &[0xff, 0xd8, 0xff],
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..512),
    ) {
        let _ = probe(&[opening, &bytes].concat());
    }

    #[test]
    fn any_damage_is_survived(
        which in 0..SOUNDS.len() + VIDEOS.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..24),
    ) {
        let mut file = SOUNDS.iter().chain(&VIDEOS).nth(which).expect("one of them").to_vec();
        for (place, byte) in damage {
            let at = place.index(file.len());
            file[at] = byte;
        }
        let _ = probe(&file);
    }
}
