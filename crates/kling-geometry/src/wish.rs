use core::fmt;

use crate::{AreaMultiple, Aspect, Margins, Origin, Ratio, Ratios, Size};

/// What a person wants of a bigger picture. [`plan`](crate::plan()) turns it into four ratios, or says why it cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Wish {
    /// These ratios; they are only checked. The anchor plays no part.
    Ratios(Ratios),
    /// These many pixels more on each side. The anchor plays no part.
    Margins(Margins),
    /// A canvas of exactly this size.
    Canvas {
        /// The whole canvas, original included. At least as large as the original in each direction.
        size: Size,
        /// Where the original lies; `None` leaves it to the anchor.
        origin: Option<Origin>,
    },
    /// A canvas of this shape.
    Aspect {
        /// Width over height of the canvas.
        aspect: Aspect,
        /// How large it shall be.
        area: Area,
    },
    /// As much as the area rule allows, in the shape of the original: the same as [`Wish::Area`] of 3.
    Largest,
    /// This many times the area, in the shape of the original.
    Area(AreaMultiple),
}

/// How large a canvas of a wished shape shall be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Area {
    /// The least that reaches the shape: only one axis grows.
    #[default]
    Least,
    /// This many times the area of the original.
    Multiple(AreaMultiple),
    /// As much as the area rule allows: the same as a multiple of 3.
    Largest,
}

impl Wish {
    /// These ratios, checked against the area rule.
    ///
    /// ```
    /// use kling_geometry::{Anchor, Ratio, Size, Wish, plan};
    ///
    /// let half: Ratio = "0.5".parse()?;
    /// let plan = plan(Size::new(1200, 800)?, &Wish::ratios(half, Ratio::ZERO, half, half), Anchor::Center)?;
    /// assert_eq!(plan.canvas().to_string(), "2400x1200");
    /// assert_eq!(plan.area_multiple().to_string(), "3");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn ratios(up: Ratio, down: Ratio, left: Ratio, right: Ratio) -> Self {
        Self::Ratios(Ratios { up, down, left, right })
    }

    /// These many pixels more on each side.
    ///
    /// ```
    /// use kling_geometry::{Anchor, Margins, Size, Wish, plan};
    ///
    /// let wish = Wish::margins(Margins { left: 200, ..Margins::default() });
    /// let plan = plan(Size::new(1200, 800)?, &wish, Anchor::Center)?;
    /// assert_eq!(plan.expansion().left().to_string(), "0.1667");
    /// assert_eq!(plan.canvas().to_string(), "1400x800");
    /// assert!(plan.canvas_is_exact());
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn margins(margins: Margins) -> Self {
        Self::Margins(margins)
    }

    /// A canvas of exactly this size; the anchor says where the original lies in it.
    ///
    /// It has at most three times as many pixels as the original. The canvas of another plan can have a few more, because
    /// its pixels are rounded: it is no possible wish then. See [`Plan::canvas`](crate::Plan::canvas).
    ///
    /// ```
    /// use kling_geometry::{Anchor, Origin, Size, Wish, plan};
    ///
    /// let wish = Wish::canvas(Size::new(1920, 1080)?);
    /// let plan = plan(Size::new(1200, 800)?, &wish, Anchor::Bottom)?;
    /// assert_eq!(plan.canvas().to_string(), "1920x1080");
    /// assert_eq!(plan.origin(), Origin { x: 360, y: 280 });
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn canvas(size: Size) -> Self {
        Self::Canvas { size, origin: None }
    }

    /// A canvas of exactly this size with the original at `origin`. The anchor plays no part.
    ///
    /// ```
    /// use kling_geometry::{Anchor, Origin, Size, Wish, plan};
    ///
    /// let wish = Wish::canvas_at(Size::new(1920, 1080)?, Origin { x: 700, y: 0 });
    /// let plan = plan(Size::new(1200, 800)?, &wish, Anchor::Center)?;
    /// assert_eq!(plan.origin(), Origin { x: 700, y: 0 });
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn canvas_at(size: Size, origin: Origin) -> Self {
        Self::Canvas { size, origin: Some(origin) }
    }

    /// A canvas of this shape with the least area: only one axis grows.
    ///
    /// ```
    /// use kling_geometry::{Anchor, Aspect, Size, Wish, plan};
    ///
    /// let plan = plan(Size::new(1000, 1000)?, &Wish::aspect(Aspect::new(16, 9)?), Anchor::Center)?;
    /// assert_eq!(plan.expansion().left().to_string(), "0.3889");
    /// assert_eq!(plan.canvas().to_string(), "1778x1000");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn aspect(aspect: Aspect) -> Self {
        Self::Aspect { aspect, area: Area::Least }
    }

    /// A canvas of this shape with this many times the area of the original.
    ///
    /// ```
    /// use kling_geometry::{Anchor, Aspect, Size, Wish, plan};
    ///
    /// let wish = Wish::aspect_with_area(Aspect::new(16, 9)?, "2".parse()?);
    /// let plan = plan(Size::new(1000, 1000)?, &wish, Anchor::Center)?;
    /// assert_eq!(plan.canvas().to_string(), "1886x1060");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn aspect_with_area(aspect: Aspect, multiple: AreaMultiple) -> Self {
        Self::Aspect { aspect, area: Area::Multiple(multiple) }
    }

    /// A canvas of this shape, as large as the area rule allows.
    ///
    /// ```
    /// use kling_geometry::{Anchor, Aspect, Size, Wish, plan};
    ///
    /// let wish = Wish::largest_aspect(Aspect::new(16, 9)?);
    /// let plan = plan(Size::new(100, 100)?, &wish, Anchor::Center)?;
    /// assert_eq!(plan.expansion().ratios().to_string(), "0.1495,0.1495,0.6547,0.6547");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn largest_aspect(aspect: Aspect) -> Self {
        Self::Aspect { aspect, area: Area::Largest }
    }

    /// As much as the area rule allows, in the shape of the original.
    ///
    /// ```
    /// use kling_geometry::{Anchor, Size, Wish, plan};
    ///
    /// let plan = plan(Size::new(1000, 500)?, &Wish::largest(), Anchor::Center)?;
    /// assert_eq!(plan.expansion().ratios().to_string(), "0.366,0.366,0.366,0.366");
    /// assert_eq!(plan.canvas().to_string(), "1732x866");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn largest() -> Self {
        Self::Largest
    }

    /// This many times the area, in the shape of the original.
    ///
    /// ```
    /// use kling_geometry::{Anchor, Size, Wish, plan};
    ///
    /// let plan = plan(Size::new(1000, 500)?, &Wish::area("2.25".parse()?), Anchor::TopLeft)?;
    /// assert_eq!(plan.expansion().ratios().to_string(), "0,0.5,0,0.5");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn area(multiple: AreaMultiple) -> Self {
        Self::Area(multiple)
    }
}

impl fmt::Display for Wish {
    /// The wish in a few words, as messages use it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ratios(ratios) => write!(f, "the ratios {ratios} (up, down, left, right)"),
            Self::Margins(margins) => write!(f, "margins of {margins} px (up, down, left, right)"),
            Self::Canvas { size, origin: None } => write!(f, "a canvas of {size}"),
            Self::Canvas { size, origin: Some(origin) } => write!(f, "a canvas of {size}{origin}"),
            Self::Aspect { aspect, area: Area::Least } => write!(f, "{aspect} with the least area"),
            Self::Aspect { aspect, area: Area::Multiple(multiple) } => write!(f, "{aspect} with {multiple}x the area"),
            Self::Aspect { aspect, area: Area::Largest } => write!(f, "{aspect} as large as possible"),
            Self::Largest => f.write_str("the largest canvas"),
            Self::Area(multiple) => write!(f, "{multiple}x the area"),
        }
    }
}
