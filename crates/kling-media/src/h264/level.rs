//! Levels: what a decoder must be able to do to play a stream.

use super::parameter_sets::Format;

/// A row of table A-1 of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    /// `level_idc`: ten times the level's number.
    pub(crate) idc: u8,
    macroblocks_per_second: u32,
    macroblocks_per_frame: u32,
    /// Of the coded picture buffer, in units of 1000 bits.
    buffer_kilobits: u32,
}

const fn row(idc: u8, macroblocks_per_second: u32, macroblocks_per_frame: u32, buffer_kilobits: u32) -> Level {
    Level { idc, macroblocks_per_second, macroblocks_per_frame, buffer_kilobits }
}

const LEVELS: [Level; 18] = [
    row(10, 1_485, 99, 175),
    row(11, 3_000, 396, 500),
    row(12, 6_000, 396, 1_000),
    row(13, 11_880, 396, 2_000),
    row(21, 19_800, 792, 4_000),
    row(22, 20_250, 1_620, 4_000),
    row(30, 40_500, 1_620, 10_000),
    row(31, 108_000, 3_600, 14_000),
    row(32, 216_000, 5_120, 20_000),
    row(40, 245_760, 8_192, 25_000),
    row(41, 245_760, 8_192, 62_500),
    row(42, 522_240, 8_704, 62_500),
    row(50, 589_824, 22_080, 135_000),
    row(51, 983_040, 36_864, 240_000),
    row(52, 2_073_600, 36_864, 240_000),
    row(60, 4_177_920, 139_264, 240_000),
    row(61, 8_355_840, 139_264, 480_000),
    row(62, 16_711_680, 139_264, 800_000),
];

/// Bits of an I_PCM macroblock: 384 samples of 8 bits, its type and the alignment.
const MACROBLOCK_BITS: u64 = 384 * 8 + 16;

impl Level {
    /// The lowest level whose limits on size, speed and buffer a stream of this format keeps. `None` beyond level 6.2.
    pub(crate) fn lowest_for(format: &Format) -> Option<Self> {
        let (columns, rows) = (u64::from(format.columns()), u64::from(format.rows()));
        let macroblocks = columns * rows;
        LEVELS.into_iter().find(|level| {
            let frame = u64::from(level.macroblocks_per_frame);
            macroblocks <= frame
                && macroblocks * u64::from(format.frames_per_second) <= u64::from(level.macroblocks_per_second)
                && columns.max(rows).pow(2) <= 8 * frame
                && macroblocks * MACROBLOCK_BITS <= u64::from(level.buffer_kilobits) * 1000
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::parameter_sets::Format, Level};

    #[test]
    fn levels_follow_size_speed_shape_and_weight() {
        let level = |width, height, frames_per_second| {
            Level::lowest_for(&Format { width, height, frames_per_second }).map(|level| level.idc)
        };
        assert_eq!(level(1280, 720, 24), Some(31));
        assert_eq!(level(1280, 720, 60), Some(32));
        // 8160 macroblocks of plain samples are more than the 25 Mbit that level 4.0 buffers.
        assert_eq!(level(1920, 1080, 24), Some(41));
        assert_eq!(level(3840, 2160, 24), Some(51));
        assert_eq!(level(3840, 2160, 60), Some(52));
        // Few macroblocks, but more in a row than level 1.1 allows.
        assert_eq!(level(1280, 16, 24), Some(22));
        assert_eq!(level(16384, 16384, 24), None);
    }
}
