//! Questions about one expansion, chosen by hand: every kind of wish of awkward pictures, and every anchor.

use kling_geometry::{Anchor, AreaMultiple, Aspect, Fraction, Margins, Origin, Ratio, Size, Wish};

use crate::Case;

/// Every wish of every picture, and some from every anchor.
pub(crate) fn plans() -> impl Iterator<Item = Case> {
    let anchor = Anchor::Center;
    let centered = SOURCES.into_iter().flat_map(move |source| {
        let wishes = WISHES.into_iter().chain(canvases_around(source));
        wishes.map(move |wish| Case::Plan { source, wish, anchor })
    });
    let anchored = ODD_SOURCES.into_iter().flat_map(|source| {
        ANCHORS
            .into_iter()
            .flat_map(move |anchor| ANCHORED_WISHES.into_iter().map(move |wish| Case::Plan { source, wish, anchor }))
    });
    centered.chain(anchored)
}

pub(crate) const fn size(width: u32, height: u32) -> Size {
    match Size::new(width, height) {
        Ok(size) => size,
        Err(_) => panic!("a side is zero"),
    }
}

const SOURCES: [Size; 17] = [
    size(1, 1),
    size(3, 2),
    size(100, 100),
    size(300, 300),
    size(300, 750),
    size(750, 300),
    size(1200, 800),
    size(1000, 3000),
    // Primes.
    size(1021, 1019),
    size(2423, 2351),
    // The sides up to which pixels are met on the coarse grid, and the first beyond.
    size(5_000, 5_001),
    // The end of JPEG, and the greatest sides that are met to the pixel.
    size(65_535, 65_521),
    size(250_000, 250_001),
    // The greatest side that three times of stays a `u32`.
    size(1_431_655_765, 1_431_655_764),
    size(1, u32::MAX),
    size(u32::MAX, 1),
    size(u32::MAX, u32::MAX),
];

const WISHES: [Wish; 45] = [
    ratios(0, 0, 0, 0),
    ratios(500_000, 0, 500_000, 500_000),
    // Exactly three times the area, above it in doubles.
    ratios(100_000, 100_000, 750_000, 750_000),
    ratios(0, 2_000_000, 0, 0),
    ratios(1, 333_333, 999_999, 123_457),
    // What the vendor's helper makes of 100x100 at 3:2, above three times the area.
    ratios(207_100, 207_100, 560_700, 560_700),
    ratios(2_000_000, 2_000_000, 2_000_000, 2_000_000),
    margins(0, 0, 0, 0),
    margins(0, 0, 200, 0),
    margins(1, 1, 1, 1),
    margins(31, 17, 13, 7),
    margins(300, 300, 300, 300),
    margins(u32::MAX, 0, 0, 0),
    margins(u32::MAX, u32::MAX, u32::MAX, u32::MAX),
    Wish::canvas(size(1, 1)),
    Wish::canvas(size(1920, 1080)),
    Wish::canvas(size(1777, 1999)),
    Wish::canvas(size(u32::MAX, u32::MAX)),
    Wish::canvas_at(size(1920, 1080), Origin::new(700, 0)),
    Wish::canvas_at(size(1920, 1080), Origin::new(u32::MAX, u32::MAX)),
    Wish::aspect(WIDE),
    Wish::aspect(TALL),
    Wish::aspect(Aspect::SQUARE),
    Wish::aspect(aspect(5, 2)),
    Wish::aspect(aspect(2, 5)),
    Wish::aspect(aspect(u32::MAX, 1)),
    Wish::aspect(aspect(1, u32::MAX)),
    Wish::aspect(aspect(4_294_967_291, 4_294_967_279)),
    Wish::aspect_with_area(WIDE, multiple("1")),
    Wish::aspect_with_area(WIDE, multiple("2")),
    Wish::aspect_with_area(TALL, multiple("2.5")),
    Wish::aspect_with_area(WIDE, multiple("3")),
    Wish::aspect_with_area(TALL, multiple("2.999999999999")),
    Wish::largest_aspect(WIDE),
    Wish::largest_aspect(aspect(3, 2)),
    Wish::largest_aspect(aspect(4_294_967_291, 4_294_967_279)),
    Wish::largest(),
    Wish::area(AreaMultiple::ONE),
    Wish::area(multiple("1.000000000001")),
    Wish::area(multiple("1.5")),
    Wish::area(multiple("2.25")),
    Wish::area(multiple("2.999999999999")),
    Wish::area(multiple("3")),
    // One trillionth above what one expansion makes.
    Wish::area(multiple("3.000000000001")),
    Wish::area(AreaMultiple::MAX),
];

/// Canvases at the edge of what a picture allows: the picture, one pixel less, three times as wide or high, and one pixel more.
fn canvases_around(source: Size) -> impl Iterator<Item = Wish> {
    let (width, height) = (source.width(), source.height());
    let (three_wide, three_high) = (width.saturating_mul(3), height.saturating_mul(3));
    let sides = [
        (width, height),
        (width.saturating_sub(1), height),
        (three_wide, height),
        (three_wide.saturating_add(1), height),
        (width, three_high),
        (width, three_high.saturating_add(1)),
        (width.saturating_add(1), height.saturating_add(1)),
        (three_wide / 2, height.saturating_mul(2)),
    ];
    sides.into_iter().filter_map(|(width, height)| Size::new(width, height).ok()).map(Wish::canvas)
}

/// Pictures with odd sides, so that a growth cannot be halved.
const ODD_SOURCES: [Size; 2] = [size(1021, 767), size(65_535, 65_533)];

const ANCHORED_WISHES: [Wish; 5] = [
    margins(31, 17, 13, 7),
    Wish::aspect(WIDE),
    Wish::largest_aspect(TALL),
    Wish::area(multiple("2.25")),
    // Not a wish of the larger picture: refused with a nearest one, from each anchor.
    Wish::canvas(size(1620, 1234)),
];

pub(crate) const ANCHORS: [Anchor; 15] = [
    Anchor::TopLeft,
    Anchor::Top,
    Anchor::TopRight,
    Anchor::Left,
    Anchor::Center,
    Anchor::Right,
    Anchor::BottomLeft,
    Anchor::Bottom,
    Anchor::BottomRight,
    at(0, 0),
    at(1, 999_999),
    at(250_000, 750_000),
    at(333_333, 666_667),
    at(500_001, 499_999),
    at(1_000_000, 500_000),
];

pub(crate) const WIDE: Aspect = aspect(16, 9);
pub(crate) const TALL: Aspect = aspect(9, 16);

pub(crate) const fn ratios(up: u32, down: u32, left: u32, right: u32) -> Wish {
    Wish::ratios(ratio(up), ratio(down), ratio(left), ratio(right))
}

const fn ratio(millionths: u32) -> Ratio {
    match Ratio::from_millionths(millionths) {
        Ok(ratio) => ratio,
        Err(_) => panic!("a ratio is above 2"),
    }
}

pub(crate) const fn margins(up: u32, down: u32, left: u32, right: u32) -> Wish {
    Wish::margins(Margins::new(up, down, left, right))
}

pub(crate) const fn aspect(width: u32, height: u32) -> Aspect {
    match Aspect::new(width, height) {
        Ok(aspect) => aspect,
        Err(_) => panic!("a number of an aspect is zero"),
    }
}

pub(crate) const fn multiple(text: &str) -> AreaMultiple {
    match AreaMultiple::parse(text) {
        Ok(multiple) => multiple,
        Err(_) => panic!("an area multiple is out of range"),
    }
}

pub(crate) const fn at(x_millionths: u32, y_millionths: u32) -> Anchor {
    match (Fraction::from_millionths(x_millionths), Fraction::from_millionths(y_millionths)) {
        (Ok(x), Ok(y)) => Anchor::At { x, y },
        _ => panic!("a fraction is above 1"),
    }
}
