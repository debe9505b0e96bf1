use core::fmt;

use kling_geometry::{Anchor, AreaMultiple, Aspect, Fraction, Ratio, Size};

use crate::case::write_result;

/// What a text is read as.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// [`Anchor`].
    Anchor,
    /// [`AreaMultiple`].
    AreaMultiple,
    /// [`Aspect`].
    Aspect,
    /// [`Fraction`].
    Fraction,
    /// [`Ratio`].
    Ratio,
    /// [`Size`].
    Size,
}

/// A text to be read, which prints as the value it was read as.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// What it is read as.
    pub kind: Kind,
    /// The text.
    pub text: &'static str,
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, text } = self;
        write!(f, "read {kind:?} {text:?} -> ")?;
        match kind {
            Kind::Anchor => write_result(f, text.parse::<Anchor>()),
            Kind::AreaMultiple => write_result(f, text.parse::<AreaMultiple>()),
            Kind::Aspect => write_result(f, text.parse::<Aspect>()),
            Kind::Fraction => write_result(f, text.parse::<Fraction>()),
            Kind::Ratio => write_result(f, text.parse::<Ratio>()),
            Kind::Size => write_result(f, text.parse::<Size>()),
        }
    }
}

const fn read(kind: Kind, text: &'static str) -> Text {
    Text { kind, text }
}

pub(crate) const TEXTS: &[Text] = &[
    read(Kind::Size, "1x1"),
    read(Kind::Size, "1200x800"),
    read(Kind::Size, "1200X800"),
    read(Kind::Size, "0001200x0800"),
    read(Kind::Size, "4294967295x4294967295"),
    read(Kind::Size, "4294967296x1"),
    read(Kind::Size, "1x99999999999999999999"),
    read(Kind::Size, "0x800"),
    read(Kind::Size, "1200x0"),
    read(Kind::Size, ""),
    read(Kind::Size, "x"),
    read(Kind::Size, "1200x"),
    read(Kind::Size, "1200"),
    read(Kind::Size, "1200x800x3"),
    read(Kind::Size, "+1200x800"),
    read(Kind::Size, "-1200x800"),
    read(Kind::Size, " 1200x800"),
    read(Kind::Size, "１２００x800"),
    read(Kind::Aspect, "16:9"),
    read(Kind::Aspect, "1920:1080"),
    read(Kind::Aspect, "4294967295:4294967295"),
    read(Kind::Aspect, "4294967295:4294967294"),
    read(Kind::Aspect, "4294967291:4294967279"),
    read(Kind::Aspect, "0:9"),
    read(Kind::Aspect, "16:0"),
    read(Kind::Aspect, "0:0"),
    read(Kind::Aspect, "16"),
    read(Kind::Aspect, "16:9:1"),
    read(Kind::Aspect, "1.5:1"),
    read(Kind::Aspect, "4294967296:9"),
    read(Kind::Ratio, "0"),
    read(Kind::Ratio, "0.1495"),
    read(Kind::Ratio, "0.000001"),
    read(Kind::Ratio, "1.999999"),
    read(Kind::Ratio, "2"),
    read(Kind::Ratio, "2.000000000000000000000000000"),
    read(Kind::Ratio, "00000000000000000000000000002"),
    read(Kind::Ratio, "2.000001"),
    read(Kind::Ratio, "0.0000001"),
    read(Kind::Ratio, "3"),
    read(Kind::Ratio, "18446744073709"),
    read(Kind::Ratio, "18446744073709551616"),
    read(Kind::Ratio, "99999999999999999999999999"),
    read(Kind::Ratio, ""),
    read(Kind::Ratio, "."),
    read(Kind::Ratio, "1."),
    read(Kind::Ratio, ".5"),
    read(Kind::Ratio, "0..5"),
    read(Kind::Ratio, "0.5.5"),
    read(Kind::Ratio, "-0.5"),
    read(Kind::Ratio, "+0.5"),
    read(Kind::Ratio, "5e-1"),
    read(Kind::Ratio, "0,5"),
    read(Kind::Ratio, "NaN"),
    read(Kind::AreaMultiple, "1"),
    read(Kind::AreaMultiple, "2.50"),
    read(Kind::AreaMultiple, "2.999999999999"),
    read(Kind::AreaMultiple, "3"),
    read(Kind::AreaMultiple, "9.000000000001"),
    read(Kind::AreaMultiple, "1000000"),
    read(Kind::AreaMultiple, "1000000.000000000001"),
    read(Kind::AreaMultiple, "0.999999999999"),
    read(Kind::AreaMultiple, "1.0000000000001"),
    read(Kind::AreaMultiple, "18446744.073709551615"),
    read(Kind::AreaMultiple, "18446744.073709551616"),
    read(Kind::AreaMultiple, "18446745"),
    read(Kind::Fraction, "0"),
    read(Kind::Fraction, "0.25"),
    read(Kind::Fraction, "0.333333"),
    read(Kind::Fraction, "1"),
    read(Kind::Fraction, "1.000001"),
    read(Kind::Fraction, "0.3333333"),
    read(Kind::Fraction, "half"),
    read(Kind::Anchor, "top-left"),
    read(Kind::Anchor, "top"),
    read(Kind::Anchor, "top-right"),
    read(Kind::Anchor, "left"),
    read(Kind::Anchor, "center"),
    read(Kind::Anchor, "right"),
    read(Kind::Anchor, "bottom-left"),
    read(Kind::Anchor, "bottom"),
    read(Kind::Anchor, "bottom-right"),
    read(Kind::Anchor, "0,1"),
    read(Kind::Anchor, "0.25,0.75"),
    read(Kind::Anchor, "0.5,0.5"),
    read(Kind::Anchor, "0.5,1.5"),
    read(Kind::Anchor, "0.5"),
    read(Kind::Anchor, ","),
    read(Kind::Anchor, "0.5,0.5,0.5"),
    read(Kind::Anchor, "Top"),
    read(Kind::Anchor, "middle"),
    read(Kind::Anchor, ""),
];
