//! Questions drawn from a fixed seed.

use kling_geometry::{Anchor, AreaMultiple, Origin, Rounding, Size, Wish};

use crate::{
    Case,
    chosen::{ANCHORS, aspect, at, margins, ratios, size},
    floats::ROUNDINGS,
};

const SEED: u64 = 0x006b_6c69_6e67; // "kling"
const COUNT: usize = 400;
const MILLION: u64 = 1_000_000;

pub(crate) fn cases() -> impl Iterator<Item = Case> {
    let mut random = Random(SEED);
    (0..COUNT).map(move |_| random.case())
}

/// The generator `splitmix64`: a counter, well stirred.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// From 0 to `most`.
    fn up_to(&mut self, most: u64) -> u64 {
        self.next() % (most + 1)
    }

    /// From 0 to `most`, with small numbers as likely as large ones.
    fn of_any_magnitude(&mut self, most: u32) -> u32 {
        let bits = self.up_to(u32::BITS.into()) as u32;
        let below = most.checked_shr(bits).unwrap_or(0);
        self.up_to(below.into()) as u32
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.up_to(all.len() as u64 - 1) as usize]
    }

    fn case(&mut self) -> Case {
        match self.up_to(9) {
            0 => Case::Float { value: self.float(), rounding: self.one_of::<Rounding>(&ROUNDINGS) },
            1 | 2 => {
                let source = self.input();
                Case::Steps { source, wish: self.far_wish(source), anchor: self.anchor() }
            }
            _ => {
                let source = self.source();
                Case::Plan { source, wish: self.wish(source), anchor: self.anchor() }
            }
        }
    }

    /// From 0 to a little more than 2, with every bit of the mantissa drawn.
    fn float(&mut self) -> f64 {
        self.next() as f64 / u64::MAX as f64 * 2.01
    }

    /// A picture with sides that the API takes, nearly always of a shape that it takes too.
    fn input(&mut self) -> Size {
        let width = 300 + self.up_to(6_000) as u32;
        let height = (width * 2 / 5).max(300) + self.up_to(u64::from(width) * 2) as u32;
        size(width, height)
    }

    /// Mostly a picture that the API takes, sometimes of any size.
    fn source(&mut self) -> Size {
        if self.up_to(4) > 0 {
            return self.input();
        }
        size(1 + self.of_any_magnitude(u32::MAX - 1), 1 + self.of_any_magnitude(u32::MAX - 1))
    }

    fn wish(&mut self, source: Size) -> Wish {
        match self.up_to(8) {
            0 => {
                let [up, down, left, right] = core::array::from_fn(|_| self.up_to(MILLION) as u32);
                ratios(up, down, left, right)
            }
            1 | 2 => {
                let [up, down] = core::array::from_fn(|_| self.growth(source.height()));
                let [left, right] = core::array::from_fn(|_| self.growth(source.width()));
                margins(up, down, left, right)
            }
            3 => Wish::canvas(self.canvas(source)),
            4 => {
                let origin = Origin::new(self.growth(source.width()), self.growth(source.height()));
                Wish::canvas_at(self.canvas(source), origin)
            }
            5 => Wish::aspect(aspect(self.part(), self.part())),
            6 => Wish::largest_aspect(aspect(self.part(), self.part())),
            7 => Wish::aspect_with_area(aspect(self.part(), self.part()), self.multiple()),
            _ => Wish::area(self.multiple()),
        }
    }

    /// A wish that mostly takes several steps.
    fn far_wish(&mut self, source: Size) -> Wish {
        let far = |side: u32| side.saturating_mul(4);
        match self.up_to(4) {
            0 => {
                let [up, down] = core::array::from_fn(|_| self.growth(far(source.height())));
                let [left, right] = core::array::from_fn(|_| self.growth(far(source.width())));
                margins(up, down, left, right)
            }
            1 => Wish::canvas(self.canvas(size(far(source.width()), far(source.height())))),
            2 => Wish::aspect(aspect(self.part(), self.part())),
            3 => Wish::largest_aspect(aspect(self.part(), self.part())),
            _ => Wish::area(self.multiple_up_to(100)),
        }
    }

    fn canvas(&mut self, source: Size) -> Size {
        let (width, height) = (source.width(), source.height());
        size(width.saturating_add(self.growth(width)), height.saturating_add(self.growth(height)))
    }

    /// Up to the length of a side.
    fn growth(&mut self, side: u32) -> u32 {
        self.up_to(side.into()) as u32
    }

    /// A number of an aspect.
    fn part(&mut self) -> u32 {
        1 + self.up_to(20) as u32
    }

    fn multiple(&mut self) -> AreaMultiple {
        self.multiple_up_to(3)
    }

    fn multiple_up_to(&mut self, most: u64) -> AreaMultiple {
        let one = AreaMultiple::ONE.trillionths();
        AreaMultiple::from_trillionths(one + self.up_to(one * (most - 1))).unwrap_or(AreaMultiple::ONE)
    }

    fn anchor(&mut self) -> Anchor {
        if self.up_to(1) == 0 {
            return self.one_of(&ANCHORS);
        }
        at(self.up_to(MILLION) as u32, self.up_to(MILLION) as u32)
    }
}
