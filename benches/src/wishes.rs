use kling_geometry::{AreaMultiple, Aspect, Margins, Origin, Ratio, Size, Wish};

/// The picture that [`kinds_of_wish`] are for.
#[must_use]
pub fn photo() -> Size {
    size(4_032, 3_024)
}

/// One wish of each kind, and the refusals that search for a nearest wish.
#[must_use]
pub fn kinds_of_wish() -> Vec<(&'static str, Wish)> {
    let double = AreaMultiple::parse("2").expect("a multiple from 1 to 3");
    vec![
        ("ratios", Wish::ratios(ratio("0.1"), ratio("0.1"), ratio("0.5"), ratio("0.5"))),
        ("margins", Wish::margins(Margins { left: 700, ..Margins::default() })),
        ("canvas", Wish::canvas(size(5_760, 3_240))),
        ("canvas_at_origin", Wish::canvas_at(size(5_760, 3_240), Origin { x: 0, y: 216 })),
        ("canvas_of_three_times_the_area", Wish::canvas(size(4_032, 9_072))),
        ("aspect_with_least_area", Wish::aspect(aspect(16, 9))),
        ("aspect_with_area", Wish::aspect_with_area(aspect(16, 9), double)),
        ("largest_aspect", Wish::largest_aspect(aspect(21, 9))),
        ("largest_aspect_of_exactly_three", Wish::largest_aspect(aspect(16, 9))),
        ("area", Wish::area(double)),
        ("largest", Wish::largest()),
        ("impossible_aspect", Wish::aspect(aspect(1, 9))),
        ("impossible_canvas", Wish::canvas(size(16_000, 9_000))),
    ]
}

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).expect("sides are not zero")
}

fn aspect(width: u32, height: u32) -> Aspect {
    Aspect::new(width, height).expect("numbers are not zero")
}

fn ratio(text: &str) -> Ratio {
    text.parse().expect("a ratio from 0 to 2")
}
