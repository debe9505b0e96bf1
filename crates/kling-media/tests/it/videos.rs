use std::io::{self, Write};
use std::time::Duration;

use image::{Rgb, RgbImage};
use kling_media::{Video, VideoError, compose, paint, probe};
use proptest::prelude::{ProptestConfig, proptest};
use proptest::{prop_assert, prop_assert_eq};

use crate::decoders::{Frame, see};

fn mp4(video: &Video<'_>) -> Vec<u8> {
    let mut file = Vec::new();
    video.write_mp4(&mut file).expect("a fine video");
    file
}

/// Luma and chroma of BT.709 in limited range by the standard's formulas, in floating point.
fn yuv([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    [
        16.0 + 219.0 / 255.0 * luma,
        128.0 + 224.0 / 255.0 * (blue - luma) / 1.8556,
        128.0 + 224.0 / 255.0 * (red - luma) / 1.5748,
    ]
}

fn assert_shows(frame: &Frame, still: &RgbImage) {
    let (width, height) = still.dimensions();
    assert_eq!((frame.width, frame.height), (width as usize, height as usize));
    let near = |sample: u8, expected: f64| (f64::from(sample) - expected).abs() <= 1.0;
    for (index, pixel) in still.pixels().enumerate() {
        assert!(near(frame.luma[index], yuv(pixel.0.map(f64::from))[0]), "luma of pixel {index}");
    }
    for index in 0..frame.cb.len() {
        let (x, y) = (index as u32 % (width / 2) * 2, index as u32 / (width / 2) * 2);
        let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| still.get_pixel(x + dx, y + dy).0.map(f64::from));
        let mean: [f64; 3] = std::array::from_fn(|channel| four.iter().map(|pixel| pixel[channel]).sum::<f64>() / 4.0);
        let [_, cb, cr] = yuv(mean);
        assert!(near(frame.cb[index], cb) && near(frame.cr[index], cr), "chroma {index}");
    }
}

/// How many pixels of a row are white from the left.
fn filled(frame: &Frame, row: usize) -> usize {
    frame.luma[row * frame.width..][..frame.width].iter().take_while(|&&luma| luma == 235).count()
}

#[test]
fn a_video_shows_the_picture_and_a_bar_that_fills() {
    // The second is cropped on both sides.
    for (width, height) in [(320, 192), (330, 182)] {
        let still = paint("rain on a window", width, height);
        let frames = see(&mp4(&Video::new(&still, Duration::from_secs(2))));
        assert_eq!(frames.len(), 48);
        assert_shows(&frames[0], &still);
        // A thirty-second of the height, as high above the lower edge, even.
        let thickness = height as usize / 64 * 2;
        let top = height as usize - 2 * thickness;
        for (number, frame) in frames.iter().enumerate() {
            let expected = width as usize / 2 * number / 47 * 2;
            assert_eq!(filled(frame, top), expected, "frame {number}");
            for row in 0..height as usize {
                let at = row * width as usize;
                let (bar, rest) = frame.luma[at..at + width as usize].split_at(match row.checked_sub(top) {
                    Some(below) if below < thickness => expected,
                    _ => 0,
                });
                let shade = if row < top + thickness / 2 { 235 } else { 16 };
                assert!(bar.iter().all(|&luma| luma == shade), "frame {number}, row {row}");
                assert_eq!(rest, &frames[0].luma[at + bar.len()..at + width as usize], "frame {number}, row {row}");
            }
        }
        assert_eq!(filled(&frames[47], top), width as usize);
    }
}

/// More frames than `frame_num` counts to, of every colour there is at the edge of the range.
#[test]
fn the_corners_of_the_colour_cube_survive() {
    let still = RgbImage::from_fn(64, 64, |x, y| Rgb([x / 32, y / 32, (x / 16) % 2].map(|bit| 255 * bit as u8)));
    let frames = see(&mp4(&Video::new(&still, Duration::from_millis(1_700))));
    assert_eq!(frames.len(), 41);
    assert_shows(&frames[0], &still);
}

#[test]
fn the_description_comes_before_the_samples() {
    let still = paint("a clock", 64, 64);
    let tune = compose("a clock", Duration::from_secs(3));
    let file = mp4(&Video::new(&still, Duration::from_secs(3)).with_sound(&tune));
    let mut rest = file.as_slice();
    let mut names = Vec::new();
    while !rest.is_empty() {
        let length = u32::from_be_bytes([rest[0], rest[1], rest[2], rest[3]]) as usize;
        names.push(rest[4..8].to_vec());
        rest = &rest[length..];
    }
    assert_eq!(names, [b"ftyp", b"moov", b"mdat"]);
    // One frame to seek to: the first.
    let at = file.windows(4).position(|name| name == b"stss").expect("a list of key frames");
    assert_eq!(file[at + 4..at + 16], [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
}

#[test]
fn a_long_sound_is_cut_and_a_short_one_is_not_stretched() {
    let still = paint("a clock", 64, 64);
    let video = Video::new(&still, Duration::from_secs(2));
    for (seconds, whole) in [(1, 2), (9, 2)] {
        let tune = compose("a clock", Duration::from_secs(seconds));
        let found = probe(&mp4(&video.with_sound(&tune))).expect("known");
        assert_eq!((found.duration, found.has_sound), (Some(Duration::from_secs(whole)), true));
    }
    let silence = compose("", Duration::ZERO);
    assert!(!probe(&mp4(&video.with_sound(&silence))).expect("known").has_sound);
}

#[test]
fn what_cannot_be_is_refused_before_work() {
    let write = |width, height, frames_per_second| {
        let still = RgbImage::new(width, height);
        let video = Video::new(&still, Duration::from_secs(1)).with_frames_per_second(frames_per_second);
        let mut file = Vec::new();
        let answer = video.write_mp4(&mut file);
        assert_eq!(answer.is_err(), file.is_empty());
        answer
    };
    assert!(write(16, 2, 24).is_ok());
    for (width, height) in [(0, 0), (0, 16), (16, 0), (15, 16), (16, 15)] {
        assert!(matches!(write(width, height, 24), Err(VideoError::Sides { .. })), "{width}x{height}");
    }
    let still = RgbImage::new(16, 16);
    for duration in [Duration::from_millis(3_600_001), Duration::MAX] {
        let answer = Video::new(&still, duration).write_mp4(io::sink());
        assert!(matches!(answer, Err(VideoError::Duration(refused)) if refused == duration));
    }
    assert!(matches!(write(20_000, 16, 24), Err(VideoError::Level { width: 20_000, .. })));
    assert!(matches!(write(3840, 2160, 1000), Err(VideoError::Level { frames_per_second: 1000, .. })));
}

#[test]
fn a_writer_that_fails_is_heard() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let still = paint("", 16, 16);
    let answer = Video::new(&still, Duration::from_secs(1)).write_mp4(Full);
    assert!(matches!(answer, Err(VideoError::Write(error)) if error.kind() == io::ErrorKind::StorageFull));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_video_decodes_to_what_was_asked(
        half_width in 1_u32..90,
        half_height in 1_u32..90,
        milliseconds in 0_u64..2_500,
        frames_per_second in 1_u32..61,
    ) {
        let still = paint("any", 2 * half_width, 2 * half_height);
        let video = Video::new(&still, Duration::from_millis(milliseconds)).with_frames_per_second(frames_per_second);
        let file = mp4(&video);
        let frames = see(&file);
        let asked = milliseconds as f64 / 1000.0 * f64::from(frames_per_second);
        prop_assert!(frames.len() == 1 || (frames.len() as f64 - asked).abs() <= 0.5);
        prop_assert_eq!(frames.len() as u64, video.frame_count());
        assert_shows(&frames[0], &still);
        let found = probe(&file).expect("known");
        prop_assert_eq!(found.size, Some((2 * half_width, 2 * half_height)));
        prop_assert_eq!(found.frames_per_second, Some(f64::from(frames_per_second)));
        let exact = frames.len() as f64 / f64::from(frames_per_second);
        prop_assert!((found.duration.expect("told").as_secs_f64() - exact).abs() < 2e-5);
    }
}
