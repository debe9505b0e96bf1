use core::fmt;

use kling_geometry::{Anchor, Ratio, Rounding, Size, Wish, plan, plan_steps};

use crate::{Bounded, Text};

/// One question. Its `Display` is the question and, after an arrow, the answer, on one line.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// One expansion that makes a wish.
    Plan {
        /// The picture.
        source: Size,
        /// What is wished of it.
        wish: Wish,
        /// Where the original lies.
        anchor: Anchor,
    },
    /// The fewest expansions that make a wish.
    Steps {
        /// The picture.
        source: Size,
        /// What is wished of it.
        wish: Wish,
        /// Where the original lies.
        anchor: Anchor,
    },
    /// A value read from text.
    Text(Text),
    /// A ratio from a float.
    Float {
        /// The float, written as its bits.
        value: f64,
        /// How it is rounded.
        rounding: Rounding,
    },
    /// A number against its bound.
    Bounded(Bounded),
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan { source, wish, anchor } => {
                write!(f, "plan {source}, {wish}, {anchor} -> ")?;
                write_plan(f, *source, wish, *anchor)
            }
            Self::Steps { source, wish, anchor } => {
                write!(f, "steps {source}, {wish}, {anchor} -> ")?;
                write_steps(f, *source, wish, *anchor)
            }
            Self::Text(text) => write!(f, "{text}"),
            Self::Float { value, rounding } => {
                write!(f, "float {:#018x} {rounding:?} -> ", value.to_bits())?;
                write_result(f, Ratio::from_f64(*value, *rounding))
            }
            Self::Bounded(bounded) => write!(f, "{bounded}"),
        }
    }
}

/// `ratios canvas+origin, exact or predicted, area in trillionths`.
fn write_plan(f: &mut fmt::Formatter<'_>, source: Size, wish: &Wish, anchor: Anchor) -> fmt::Result {
    let plan = match plan(source, wish, anchor) {
        Ok(plan) => plan,
        Err(impossible) => return write!(f, "refused: {impossible}"),
    };
    let exactness = if plan.canvas_is_exact() { "exact" } else { "predicted" };
    write!(f, "{} {}{} {exactness} ", plan.expansion().ratios(), plan.canvas(), plan.origin())?;
    write!(f, "{}", plan.area_multiple().trillionths())
}

/// `images, ratios canvas+origin > ratios canvas+origin > ...`, the origin being that of the first picture.
fn write_steps(f: &mut fmt::Formatter<'_>, source: Size, wish: &Wish, anchor: Anchor) -> fmt::Result {
    let steps = match plan_steps(source, wish, anchor) {
        Ok(steps) => steps,
        Err(unreachable) => return write!(f, "refused: {unreachable}"),
    };
    write!(f, "{} images", steps.images(1))?;
    let mut separator = ",";
    for step in steps.as_slice() {
        write!(f, "{separator} {} {}{}", step.plan().expansion().ratios(), step.plan().canvas(), step.origin())?;
        separator = " >";
    }
    Ok(())
}

/// The value, or the text of the error.
pub(crate) fn write_result<T: fmt::Display, E: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    result: Result<T, E>,
) -> fmt::Result {
    match result {
        Ok(value) => write!(f, "{value}"),
        Err(error) => write!(f, "refused: {error}"),
    }
}
