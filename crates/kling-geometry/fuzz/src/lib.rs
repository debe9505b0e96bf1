//! What the fuzzer's bytes become: pictures, wishes and anchors, with the extremes well represented.

use arbitrary::{Arbitrary, Result, Unstructured};
use kling_geometry::{Anchor, Area, AreaMultiple, Aspect, Fraction, Margins, Origin, Ratio, Ratios, Size, Wish};

/// A picture, a wish for it and an anchor.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub source: Size,
    pub wish: Wish,
    pub anchor: Anchor,
}

impl<'a> Arbitrary<'a> for Case {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Self> {
        let source = any_size(bytes)?;
        Ok(Self { source, wish: any_wish(bytes, source)?, anchor: any_anchor(bytes)? })
    }
}

/// A case that takes several expansions more often than one: a picture that the API takes, and a wish for far more.
#[derive(Clone, Copy, Debug)]
pub struct FarCase(pub Case);

impl<'a> Arbitrary<'a> for FarCase {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Self> {
        if bytes.ratio(1, 8)? {
            return Ok(Self(bytes.arbitrary()?));
        }
        let source = any_input(bytes)?;
        let canvas =
            Size::new(far(bytes, source.width())?, far(bytes, source.height())?).expect("sides are at least 300");
        let wish = match bytes.int_in_range(0..=3)? {
            0 => any_wish(bytes, source)?,
            1 => Wish::canvas(canvas),
            2 => {
                let (columns, rows) = (canvas.width() - source.width(), canvas.height() - source.height());
                Wish::canvas_at(canvas, Origin::new(bytes.int_in_range(0..=columns)?, bytes.int_in_range(0..=rows)?))
            }
            _ => Wish::Aspect { aspect: Aspect::of(canvas), area: any_area(bytes)? },
        };
        Ok(Self(Case { source, wish, anchor: any_anchor(bytes)? }))
    }
}

/// Four ratios and a picture to expand by them.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    pub source: Size,
    pub ratios: Ratios,
}

impl<'a> Arbitrary<'a> for Growth {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { source: any_size(bytes)?, ratios: any_ratios(bytes)? })
    }
}

fn any_side(bytes: &mut Unstructured<'_>) -> Result<u32> {
    match bytes.int_in_range(0..=3)? {
        0 => bytes.int_in_range(1..=20),
        1 => bytes.int_in_range(300..=6_000),
        2 => bytes.int_in_range(1..=u32::MAX),
        _ => bytes.int_in_range(u32::MAX - 3..=u32::MAX),
    }
}

fn any_size(bytes: &mut Unstructured<'_>) -> Result<Size> {
    Ok(Size::new(any_side(bytes)?, any_side(bytes)?).expect("sides are at least 1"))
}

/// A picture that the API takes.
fn any_input(bytes: &mut Unstructured<'_>) -> Result<Size> {
    let shorter: u32 =
        if bytes.ratio(9, 10)? { bytes.int_in_range(300..=6_000)? } else { bytes.int_in_range(300..=65_535)? };
    let longer = bytes.int_in_range(shorter..=(u64::from(shorter) * 5 / 2) as u32)?;
    let (width, height) = if bytes.arbitrary()? { (longer, shorter) } else { (shorter, longer) };
    Ok(Size::new(width, height).expect("sides are at least 300"))
}

/// From a side to the longest one that several steps lead to, or just beyond.
fn far(bytes: &mut Unstructured<'_>, side: u32) -> Result<u32> {
    let most = if bytes.arbitrary()? { side.saturating_mul(8) } else { 65_540 };
    bytes.int_in_range(side..=most.max(side))
}

fn any_ratio(bytes: &mut Unstructured<'_>) -> Result<Ratio> {
    let millionths = match bytes.int_in_range(0..=2)? {
        0 => bytes.int_in_range(0..=2_000_000)?,
        1 => bytes.int_in_range(0..=20_000)? * 100,
        _ => bytes.int_in_range(0..=40)? * 50_000,
    };
    Ok(Ratio::from_millionths(millionths).expect("at most 2"))
}

fn any_ratios(bytes: &mut Unstructured<'_>) -> Result<Ratios> {
    Ok(Ratios { up: any_ratio(bytes)?, down: any_ratio(bytes)?, left: any_ratio(bytes)?, right: any_ratio(bytes)? })
}

fn any_fraction(bytes: &mut Unstructured<'_>) -> Result<Fraction> {
    Ok(Fraction::from_millionths(bytes.int_in_range(0..=1_000_000)?).expect("at most 1"))
}

fn any_anchor(bytes: &mut Unstructured<'_>) -> Result<Anchor> {
    const NAMED: [Anchor; 9] = [
        Anchor::TopLeft,
        Anchor::Top,
        Anchor::TopRight,
        Anchor::Left,
        Anchor::Center,
        Anchor::Right,
        Anchor::BottomLeft,
        Anchor::Bottom,
        Anchor::BottomRight,
    ];
    if bytes.arbitrary()? {
        Ok(*bytes.choose(&NAMED)?)
    } else {
        Ok(Anchor::At { x: any_fraction(bytes)?, y: any_fraction(bytes)? })
    }
}

fn any_multiple(bytes: &mut Unstructured<'_>) -> Result<AreaMultiple> {
    let (one, limit) = (AreaMultiple::ONE.trillionths(), AreaMultiple::LIMIT.trillionths());
    let trillionths = match bytes.int_in_range(0..=3)? {
        0 => bytes.int_in_range(one..=limit)?,
        1 => bytes.int_in_range(limit - 1_000_000_000..=limit)?,
        2 => bytes.int_in_range(1..=200)? * one,
        _ => bytes.int_in_range(one..=AreaMultiple::MAX.trillionths())?,
    };
    Ok(AreaMultiple::from_trillionths(trillionths).expect("from 1 to the most that can be held"))
}

fn any_area(bytes: &mut Unstructured<'_>) -> Result<Area> {
    Ok(match bytes.int_in_range(0..=2)? {
        0 => Area::Least,
        1 => Area::Largest,
        _ => Area::Multiple(any_multiple(bytes)?),
    })
}

fn any_aspect(bytes: &mut Unstructured<'_>, source: Size) -> Result<Aspect> {
    let (width, height) = match bytes.int_in_range(0..=2)? {
        0 => (bytes.int_in_range(1..=21)?, bytes.int_in_range(1..=21)?),
        1 => (any_side(bytes)?, any_side(bytes)?),
        _ => (near(bytes, source.width())?, near(bytes, source.height())?),
    };
    Ok(Aspect::new(width, height).expect("numbers are at least 1"))
}

/// From a third of a side to a little more than three times it.
fn near(bytes: &mut Unstructured<'_>, side: u32) -> Result<u32> {
    bytes.int_in_range(side.div_ceil(3)..=side.saturating_mul(3).saturating_add(3))
}

fn any_margin(bytes: &mut Unstructured<'_>, side: u32) -> Result<u32> {
    match bytes.int_in_range(0..=2)? {
        0 => Ok(0),
        1 => bytes.int_in_range(0..=side.saturating_mul(2).saturating_add(1)),
        _ => bytes.arbitrary(),
    }
}

fn any_margins(bytes: &mut Unstructured<'_>, source: Size) -> Result<Margins> {
    let (width, height) = (source.width(), source.height());
    Ok(Margins {
        up: any_margin(bytes, height)?,
        down: any_margin(bytes, height)?,
        left: any_margin(bytes, width)?,
        right: any_margin(bytes, width)?,
    })
}

fn any_canvas(bytes: &mut Unstructured<'_>, source: Size) -> Result<Size> {
    if bytes.arbitrary()? {
        return any_size(bytes);
    }
    Ok(Size::new(near(bytes, source.width())?, near(bytes, source.height())?).expect("sides are at least 1"))
}

fn any_wish(bytes: &mut Unstructured<'_>, source: Size) -> Result<Wish> {
    Ok(match bytes.int_in_range(0..=6)? {
        0 => Wish::Ratios(any_ratios(bytes)?),
        1 => Wish::Margins(any_margins(bytes, source)?),
        2 => Wish::canvas(any_canvas(bytes, source)?),
        3 => {
            let size = any_canvas(bytes, source)?;
            let (columns, rows) = (size.width() - 1, size.height() - 1);
            Wish::canvas_at(size, Origin::new(bytes.int_in_range(0..=columns)?, bytes.int_in_range(0..=rows)?))
        }
        4 => Wish::Aspect { aspect: any_aspect(bytes, source)?, area: any_area(bytes)? },
        5 => Wish::Area(any_multiple(bytes)?),
        _ => Wish::Largest,
    })
}
