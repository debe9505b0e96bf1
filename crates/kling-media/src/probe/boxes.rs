//! MP4, MOV and M4A (ISO/IEC 14496-12): boxes within boxes, of which a few tell what is to be known.
//!
//! Boxes are read as they are met, without a model of the whole: files of cameras hold boxes that no standard lists.

use std::time::Duration;

use super::{Kind, Media, ProbeError, be_u32, be_u64, time};

/// Types that open a file of this family.
const OPENING: [&[u8; 4]; 7] = [b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"];

/// More tracks than any file of a person has.
const MAX_TRACKS: usize = 64;

/// The boxes that bytes are made of: type and content. Ends at the first that does not fit.
struct Boxes<'a>(&'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = (&'a [u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let name = self.0.get(4..)?.first_chunk()?;
        let (header, length) = match be_u32(self.0, 0)? {
            // To the end of the file.
            0 => (8, self.0.len()),
            1 => (16, usize::try_from(be_u64(self.0, 8)?).ok()?),
            length => (8, length as usize),
        };
        let content = self.0.get(header..length)?;
        self.0 = &self.0[length..];
        Some((name, content))
    }
}

/// The content of the first box of a type.
fn find<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    Boxes(bytes).find(|(found, _)| *found == name).map(|(_, content)| content)
}

/// Follows types from the outermost in.
fn find_path<'a>(bytes: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |content, name| find(content, name))
}

/// What a file of this family holds; `None` if it is none.
pub(super) fn probe(bytes: &[u8]) -> Option<Result<Media, ProbeError>> {
    let opening = bytes.get(4..)?.first_chunk::<4>()?;
    if !OPENING.contains(&opening) {
        return None;
    }
    let brand = find(bytes, b"ftyp").and_then(<[u8]>::first_chunk::<4>);
    // QuickTime was there before brands.
    let kind = if brand.is_none_or(|brand| brand == b"qt  ") { Kind::Mov } else { Kind::Mp4 };
    let Some(movie) = find(bytes, b"moov") else {
        // Any text may have such letters in its fifth place; a file without brand or tracks is nothing known.
        return brand.map(|_| Err(ProbeError::Damaged(kind)));
    };
    Some(describe(movie, kind).ok_or(ProbeError::Damaged(kind)))
}

fn describe(movie: &[u8], kind: Kind) -> Option<Media> {
    let tracks: Vec<Track<'_>> = Boxes(movie)
        .filter(|(name, _)| *name == b"trak")
        .take(MAX_TRACKS)
        .filter_map(|(_, content)| Track::read(content))
        .collect();
    let has_sound = tracks.iter().any(|track| track.handler == b"soun");
    let video = tracks.iter().find(|track| track.handler == b"vide");
    if video.is_none() && !has_sound {
        return None;
    }
    let longest = tracks.iter().filter_map(Track::duration).max();
    let duration = movie_duration(movie).or(longest).filter(|duration| !duration.is_zero());
    Some(Media {
        kind: if video.is_some() { kind } else { Kind::M4a },
        duration,
        size: match video {
            Some(video) => Some(video.size()?),
            None => None,
        },
        frames_per_second: video.and_then(Track::frames_per_second),
        has_sound,
    })
}

/// From the movie's header, or from what a fragmented file says of all its fragments.
fn movie_duration(movie: &[u8]) -> Option<Duration> {
    let header = Times::read(find(movie, b"mvhd")?)?;
    let fragmented = || {
        let extent = find_path(movie, &[b"mvex", b"mehd"])?;
        match extent.first()? {
            1 => be_u64(extent, 4),
            _ => be_u32(extent, 4).map(u64::from),
        }
    };
    let units = if header.duration == 0 { fragmented()? } else { header.duration };
    time(units, header.timescale)
}

/// Time scale and duration of `mvhd` and `mdhd`, which have them in the same places.
struct Times {
    timescale: u64,
    duration: u64,
}

impl Times {
    fn read(header: &[u8]) -> Option<Self> {
        let (timescale, duration) = match header.first()? {
            1 => (be_u32(header, 20)?, be_u64(header, 24).filter(|&units| units != u64::MAX)),
            _ => (be_u32(header, 12)?, be_u32(header, 16).filter(|&units| units != u32::MAX).map(u64::from)),
        };
        Some(Self { timescale: u64::from(timescale), duration: duration.unwrap_or(0) })
    }
}

struct Track<'a> {
    handler: &'a [u8; 4],
    times: Times,
    /// `tkhd`, which tells how the picture is turned.
    header: Option<&'a [u8]>,
    /// `stbl`.
    samples: &'a [u8],
}

impl<'a> Track<'a> {
    fn read(track: &'a [u8]) -> Option<Self> {
        let media = find(track, b"mdia")?;
        Some(Self {
            handler: find(media, b"hdlr")?.get(8..)?.first_chunk()?,
            times: Times::read(find(media, b"mdhd")?)?,
            header: find(track, b"tkhd"),
            samples: find_path(media, &[b"minf", b"stbl"])?,
        })
    }

    fn duration(&self) -> Option<Duration> {
        time(self.times.duration, self.times.timescale)
    }

    /// Of the pixels, from the sample entry; exchanged if the track is shown turned by a quarter.
    fn size(&self) -> Option<(u32, u32)> {
        let entry = find(self.samples, b"stsd")?.get(8..)?;
        let sides = be_u32(entry, 32)?;
        let (width, height) = (sides >> 16, sides & 0xffff);
        if width == 0 || height == 0 {
            return None;
        }
        Some(if self.is_turned() { (height, width) } else { (width, height) })
    }

    /// Whether the matrix takes across to down: its first factor is 0 and its second is not.
    fn is_turned(&self) -> bool {
        let matrix = |header: &[u8]| {
            let start = if *header.first()? == 1 { 52 } else { 40 };
            Some((be_u32(header, start)?, be_u32(header, start + 4)?))
        };
        matches!(self.header.and_then(matrix), Some((0, down)) if down != 0)
    }

    /// All samples over all their durations.
    fn frames_per_second(&self) -> Option<f64> {
        let table = find(self.samples, b"stts")?;
        let (mut frames, mut units) = (0_u64, 0_u64);
        for entry in table.get(8..)?.chunks_exact(8) {
            let (count, duration) = (u64::from(be_u32(entry, 0)?), u64::from(be_u32(entry, 4)?));
            frames = frames.saturating_add(count);
            units = units.saturating_add(count.saturating_mul(duration));
        }
        (frames > 0 && units > 0).then(|| frames as f64 * self.times.timescale as f64 / units as f64)
    }
}
