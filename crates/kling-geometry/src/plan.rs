use crate::{
    Anchor, Area, AreaMultiple, Aspect, Expansion, Impossible, Margins, Origin, Prediction, Ratio, Ratios, Reason,
    Size, Wish, growth::Stretch, pixels, ratio,
};

/// A wish made into four legal ratios, and the canvas they make of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Plan {
    source: Size,
    expansion: Expansion,
}

/// Finds the ratios that make `wish` of a picture of size `source`.
///
/// `source` is the picture as people see it: turned the way its EXIF orientation says. Whether the API takes a picture
/// of that size is another question, answered by [`limits::check_input_size`](crate::limits::check_input_size).
///
/// How near a plan comes to its wish:
///
/// - Ratios are taken as they are, or refused.
/// - Margins and canvases are met to the pixel; [`Plan::canvas_is_exact`] says whether that depends on how the service
///   rounds. It does not for sides up to 250,000 pixels (a JPEG ends at 65,535), unless the canvas is so close to three
///   times the area that the ratios had to be rounded down.
/// - Shapes and areas are met to the nearest ten-thousandth in each ratio, as the vendor's helper prints them. Where these
///   would break the area rule, the area is lowered until they do not: by a few ten-thousandths at most.
///
/// The area rule is kept exactly, in decimals. A service could check it in `f64`, where 1.2 times 2.5 can come to
/// 3.0000000000000004 because `1 + 0.1 + 0.1` is a little more than 1.2. Shapes and areas are lowered until that cannot
/// happen either, in whatever order the service adds. Ratios, margins and canvases are kept, because they say exactly what
/// is wanted; only with [no slack](Expansion::slack_trillionths) can the `f64` product be above 3.
///
/// It runs in constants too:
///
/// ```
/// use kling_geometry::{Anchor, AreaMultiple, Aspect, Plan, Size, Wish, plan};
///
/// const PLAN: Plan = {
///     let (Ok(source), Ok(wide)) = (Size::new(100, 100), Aspect::new(16, 9)) else { panic!() };
///     let wish = Wish::aspect_with_area(wide, AreaMultiple::LIMIT);
///     let Ok(plan) = plan(source, &wish, Anchor::Center) else { panic!() };
///     plan
/// };
/// assert_eq!(PLAN.expansion().ratios().to_string(), "0.1495,0.1495,0.6547,0.6547");
/// ```
///
/// # Errors
///
/// No legal expansion reaches the wish. [`Impossible::nearest`] is a wish that can be planned.
///
/// ```
/// use kling_geometry::{Anchor, Aspect, Size, Wish, plan};
///
/// let source = Size::new(300, 750)?;
/// let error = plan(source, &Wish::aspect(Aspect::new(16, 9)?), Anchor::Center).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "16:9 from 300x750 needs 4.4x the area; the limit is 3x; the widest legal aspect is 6:5; it can be done in 2 steps",
/// );
/// assert_eq!(plan(source, error.nearest(), Anchor::Center)?.canvas().to_string(), "900x750");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub const fn plan(source: Size, wish: &Wish, anchor: Anchor) -> Result<Plan, Impossible> {
    match expand(source, wish, anchor) {
        Some(expansion) => Ok(Plan { source, expansion }),
        None => Err(refuse(source, wish, anchor)),
    }
}

impl Plan {
    /// The size of the picture the plan is for.
    #[must_use]
    pub const fn source(&self) -> Size {
        self.source
    }

    /// The four ratios.
    #[must_use]
    pub const fn expansion(&self) -> Expansion {
        self.expansion
    }

    /// The canvas and origin the ratios make of the picture.
    #[must_use]
    pub const fn prediction(&self) -> Prediction {
        self.expansion.predict(self.source)
    }

    /// The size of the new canvas; see [`Expansion::predict`].
    ///
    /// The area rule is one of ratios. In pixels, once they are rounded, the canvas can be a little more than three times the
    /// original; with one row and one column less it never is. [`Wish::canvas`] of such a canvas is refused:
    ///
    /// ```
    /// use kling_geometry::{Anchor, Aspect, Size, Wish, plan};
    ///
    /// let photo = Size::new(2423, 2351)?;
    /// let largest = plan(photo, &Wish::largest_aspect(Aspect::new(16, 9)?), Anchor::Center)?;
    /// assert_eq!(largest.canvas(), Size::new(5511, 3101)?);
    /// assert!(plan(photo, &Wish::canvas(largest.canvas()), Anchor::Center).is_err());
    /// assert!(plan(photo, &Wish::canvas(Size::new(5510, 3100)?), Anchor::Center).is_ok());
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn canvas(&self) -> Size {
        self.prediction().canvas()
    }

    /// Whether the canvas is the same whichever way the service rounds; see [`Prediction::is_exact`].
    #[must_use]
    pub const fn canvas_is_exact(&self) -> bool {
        self.prediction().is_exact()
    }

    /// Where the original lies in the new canvas.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.prediction().origin()
    }

    /// The area of the new canvas over the area of the original, by the ratios: exact, before pixels are rounded.
    #[must_use]
    pub const fn area_multiple(&self) -> AreaMultiple {
        self.expansion.area_multiple()
    }
}

#[inline]
const fn expand(source: Size, wish: &Wish, anchor: Anchor) -> Option<Expansion> {
    let (stretch, area) = match *wish {
        Wish::Ratios(ratios) => return expand_by_ratios(ratios),
        Wish::Margins(margins) => return expand_by_margins(source, margins),
        Wish::Canvas { size, origin } => {
            return match pixels::margins_of_canvas(source, size, origin, anchor) {
                Ok(margins) => expand_by_margins(source, margins),
                Err(_) => None,
            };
        }
        Wish::Aspect { aspect, area } => (Stretch::to_aspect(source, aspect), area),
        Wish::Largest => (Stretch::NONE, Area::Largest),
        Wish::Area(multiple) => (Stretch::NONE, Area::Multiple(multiple)),
    };
    let multiple = match area {
        Area::Least => None,
        Area::Multiple(multiple) => Some(multiple),
        Area::Largest => Some(AreaMultiple::LIMIT),
    };
    let growth = match multiple {
        Some(multiple) => stretch.at(multiple),
        None => stretch.least(),
    };
    match growth {
        Some(growth) => Some(growth.legal_expansion(stretch, anchor)),
        None => None,
    }
}

#[inline]
const fn expand_by_ratios(ratios: Ratios) -> Option<Expansion> {
    match Expansion::from_ratios(ratios) {
        Ok(expansion) => Some(expansion),
        Err(_) => None,
    }
}

#[inline]
const fn expand_by_margins(source: Size, margins: Margins) -> Option<Expansion> {
    match pixels::ratios_of_margins(source, margins) {
        Some(ratios) => expand_by_ratios(ratios),
        None => None,
    }
}

/// Why there is no expansion, and the nearest wish that has one.
///
/// It reckons some things again, so that a plan that is possible carries nothing for the case that it is not.
#[cold]
const fn refuse(source: Size, wish: &Wish, anchor: Anchor) -> Impossible {
    let (reason, nearest) = match *wish {
        Wish::Ratios(ratios) => {
            let reason = excess_of_area(ratios.area_trillionths());
            (reason, Wish::Ratios(shrink_ratios(ratios).ratios()))
        }
        Wish::Margins(margins) => {
            (pixels::reject_margins(source, margins), Wish::Margins(pixels::shrink_margins(source, margins)))
        }
        Wish::Canvas { size, origin } => {
            let reason = match pixels::margins_of_canvas(source, size, origin, anchor) {
                Ok(margins) => pixels::reject_margins(source, margins),
                Err(reason) => reason,
            };
            let (size, origin) = pixels::nearest_canvas(source, size, origin, anchor);
            (reason, Wish::Canvas { size, origin })
        }
        Wish::Aspect { aspect, area: Area::Multiple(multiple) } => reject_aspect(source, aspect, multiple),
        Wish::Aspect { aspect, .. } => reject_aspect(source, aspect, AreaMultiple::LIMIT),
        Wish::Area(multiple) => (excess_of_area(multiple.trillionths()), Wish::Largest),
        Wish::Largest => (excess_of_area(AreaMultiple::LIMIT.trillionths()), Wish::Largest),
    };
    Impossible::new(source, *wish, reason, nearest)
}

const fn excess_of_area(trillionths: u64) -> Reason {
    Reason::AreaExceeded { needed_millionths: trillionths.div_ceil(ratio::ONE as u64) }
}

/// All four ratios times the greatest factor below one that satisfies the area rule, in ten-thousandths.
const fn shrink_ratios(ratios: Ratios) -> Expansion {
    const FACTOR_BITS: u32 = 32;
    const STEP: u64 = 100;

    const fn scale(ratio: Ratio, factor: u64) -> Ratio {
        let steps = ((ratio.millionths() as u64 * factor) >> FACTOR_BITS) / STEP;
        Ratio::saturating_from_millionths(steps * STEP)
    }

    let mut shrunk = Expansion::NONE;
    let mut factor = 0;
    let mut bit = 1 << FACTOR_BITS;
    while bit > 1 {
        bit >>= 1;
        let candidate = factor | bit;
        if let Ok(expansion) = Expansion::new(
            scale(ratios.up, candidate),
            scale(ratios.down, candidate),
            scale(ratios.left, candidate),
            scale(ratios.right, candidate),
        ) && !expansion.exceeds_limit_in_doubles()
        {
            shrunk = expansion;
            factor = candidate;
        }
    }
    shrunk
}

const fn reject_aspect(source: Size, aspect: Aspect, multiple: AreaMultiple) -> (Reason, Wish) {
    let stretch = Stretch::to_aspect(source, aspect);
    let needed_millionths = stretch.least_area_millionths();
    if !stretch.fits_in(AreaMultiple::LIMIT) {
        let nearest = Wish::aspect(extreme_aspect(source, stretch.is_wider()));
        return (Reason::AspectOutOfReach { needed_millionths }, nearest);
    }
    if multiple.trillionths() > AreaMultiple::LIMIT.trillionths() {
        return (excess_of_area(multiple.trillionths()), Wish::largest_aspect(aspect));
    }
    (Reason::AspectNeedsMoreArea { needed_millionths, asked: multiple }, Wish::aspect(aspect))
}

/// The widest or the tallest shape that three times the area of `source` can have.
///
/// A number stops at `u32::MAX`, so for sides beyond 1,431,655,765 pixels the shape is less extreme than it could be.
const fn extreme_aspect(source: Size, widest: bool) -> Aspect {
    let (width, height) = (source.width(), source.height());
    let extreme = match (widest, width.is_multiple_of(3), height.is_multiple_of(3)) {
        (true, _, true) => Aspect::new(width, height / 3),
        (true, _, false) => Aspect::new(width.saturating_mul(3), height),
        (false, true, _) => Aspect::new(width / 3, height),
        (false, false, _) => Aspect::new(width, height.saturating_mul(3)),
    };
    match extreme {
        Ok(aspect) => aspect,
        Err(_) => Aspect::of(source),
    }
}
