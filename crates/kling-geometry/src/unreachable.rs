use core::fmt;

use crate::{
    Impossible, Size, Wish,
    limits::InputError,
    route::{MAX_SIDE, WIDEST},
};

/// No number of expansions reaches a wish, as [`plan_steps`](crate::plan_steps) finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unreachable {
    /// The API does not take the picture as input.
    Input(InputError),
    /// More expansions would not help: the original would be cropped, or the area that was asked for is too small for the shape.
    Impossible(Impossible),
    /// The shape is too extreme.
    ///
    /// Every picture but the last is input of an expansion, with width over height from 1:2.5 to 2.5:1, and the last expansion makes
    /// at most three times its area. So no shape is beyond 1:7.5 or 7.5:1.
    Shape {
        /// The size of the picture.
        source: Size,
        /// What was asked.
        wish: Wish,
        /// The largest part of it that can be reached.
        nearest: Wish,
    },
    /// The canvas has a side of more than 65,535 pixels, the most a JPEG can have. Several steps are planned up to that.
    Side {
        /// The size of the picture.
        source: Size,
        /// What was asked.
        wish: Wish,
        /// The largest part of it that can be reached.
        nearest: Wish,
    },
}

impl Unreachable {
    /// A wish near to the one that was asked, which [`plan_steps`](crate::plan_steps) accepts for the same picture and anchor.
    ///
    /// `None` where the picture is no input: then nothing can be planned.
    #[must_use]
    pub const fn nearest(&self) -> Option<&Wish> {
        match self {
            Self::Input(_) => None,
            Self::Impossible(impossible) => Some(impossible.nearest()),
            Self::Shape { nearest, .. } | Self::Side { nearest, .. } => Some(nearest),
        }
    }
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => error.fmt(f),
            Self::Impossible(impossible) => impossible.fmt(f),
            Self::Shape { source, wish, nearest } => {
                let [widest, tallest] = [WIDEST, WIDEST.transposed()];
                write!(f, "{wish}, from {source}: no number of steps reaches that; ")?;
                write!(f, "shapes can be from {tallest} to {widest}; the nearest possible is {nearest}")
            }
            Self::Side { source, wish, nearest } => {
                write!(
                    f,
                    "{wish}, from {source}: a side would be longer than {MAX_SIDE} px, the most a JPEG can have; "
                )?;
                write!(f, "the nearest possible is {nearest}")
            }
        }
    }
}

impl core::error::Error for Unreachable {}
