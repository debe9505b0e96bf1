//! Questions about several expansions, chosen by hand.

use kling_geometry::{Anchor, AreaMultiple, Origin, Size, Wish};

use crate::{
    Case,
    chosen::{TALL, WIDE, aspect, margins, multiple, ratios, size},
};

/// Every wish of every picture, from an anchor that shares growth unevenly on one axis.
pub(crate) fn steps() -> impl Iterator<Item = Case> {
    let anchor = Anchor::Right;
    SOURCES.into_iter().flat_map(move |source| {
        let wishes = WISHES.into_iter().chain(canvases_of_powers(source));
        wishes.map(move |wish| Case::Steps { source, wish, anchor })
    })
}

const SOURCES: [Size; 9] = [
    size(300, 300),
    size(300, 750),
    size(750, 300),
    // No canvas of whole pixels has exactly three times as many.
    size(307, 307),
    size(1200, 800),
    size(2423, 2351),
    // The longest sides, and one more.
    size(65_535, 65_535),
    size(65_536, 40_000),
    // Not an input.
    size(299, 300),
];

const WISHES: [Wish; 18] = [
    // One step.
    Wish::largest(),
    Wish::area(multiple("3.000000000001")),
    Wish::area(multiple("9")),
    Wish::area(multiple("1234.56789")),
    Wish::area(AreaMultiple::MAX),
    ratios(2_000_000, 2_000_000, 2_000_000, 2_000_000),
    margins(1500, 0, 0, 4000),
    Wish::canvas(size(3840, 2160)),
    Wish::canvas(size(65_535, 65_535)),
    Wish::canvas(size(65_535, 65_536)),
    Wish::canvas_at(size(7000, 7000), Origin::new(2000, 1000)),
    Wish::aspect(WIDE),
    Wish::aspect(TALL),
    Wish::largest_aspect(aspect(5, 1)),
    Wish::aspect_with_area(WIDE, multiple("20")),
    // The most extreme shapes, and one beyond.
    Wish::aspect(aspect(15, 2)),
    Wish::aspect(aspect(2, 15)),
    Wish::aspect(aspect(8, 1)),
];

/// Canvases of exactly three, nine and twenty-seven times the area, which is the edge of what one, two and three steps reach.
fn canvases_of_powers(source: Size) -> impl Iterator<Item = Wish> {
    [(3, 1), (3, 3), (9, 1), (9, 3)].into_iter().map(move |(wider, higher)| {
        let (width, height) = (source.width().saturating_mul(wider), source.height().saturating_mul(higher));
        Wish::canvas(size(width, height))
    })
}
