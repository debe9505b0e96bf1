use crate::{
    Anchor, Impossible, Margins, Origin, Plan, Reason, Size, Unreachable, Wish, limits, plan,
    route::{self, MAX_STEPS},
    target,
};

/// Expansions one after the other that make a wish of a picture: each takes the result of the one before.
///
/// Made by [`plan_steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Steps {
    /// The first `count` are meant; the others repeat the first.
    steps: [Step; MAX_STEPS],
    count: usize,
}

/// One expansion of [`Steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    plan: Plan,
    origin: Origin,
}

/// Finds the fewest expansions that make `wish` of a picture of size `source`.
///
/// Where [`plan`] reaches the wish there is one step, and it is that plan. Otherwise the wish becomes a canvas in pixels: a canvas or
/// margins as they are, a shape or an area to the nearest pixel, [`Area::Largest`](crate::Area::Largest) as large as the fewest steps to the shape allow.
/// Then:
///
/// - Every picture on the way is a legal input: sides of at least 300 pixels, width over height from 1:2.5 to 2.5:1. Only the last
///   may have any shape.
/// - Every step keeps the area rule exactly, in ratios and in pixels.
/// - No other canvases in whole pixels do with fewer steps.
/// - Among those that do with as few, growth is split evenly: each step multiplies the area by about the same factor, and the frame
///   grows along a straight line, so that no step invents more around what is there than it must. At the edge of what a
///   number of steps reaches there is no such choice, and the first canvases found are taken.
/// - The anchor holds at each step: the shares of growth on opposite sides are those of the whole, to the nearest pixel.
///
/// ```
/// use kling_geometry::{Anchor, Aspect, Size, Wish, plan_steps};
///
/// let tall = Size::new(300, 750)?;
/// let steps = plan_steps(tall, &Wish::aspect(Aspect::new(16, 9)?), Anchor::Left)?;
/// let canvases: Vec<String> = steps.as_slice().iter().map(|step| step.plan().canvas().to_string()).collect();
/// assert_eq!(canvases, ["632x750", "1333x750"]);
/// assert_eq!(steps.origin().to_string(), "+0+0");
/// // One picture on the way, and three at the end.
/// assert_eq!(steps.images(3), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The service may round a canvas another way than predicted. Then the rest is planned again from the picture that came, with
/// [`Wish::canvas_at`] of what is left.
///
/// # Errors
///
/// No number of steps reaches the wish; [`Unreachable::nearest`] is one that can be reached.
///
/// ```
/// use kling_geometry::{Anchor, Aspect, Size, Wish, plan_steps};
///
/// let error = plan_steps(Size::new(1200, 800)?, &Wish::aspect(Aspect::new(8, 1)?), Anchor::Center).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "8:1 with the least area, from 1200x800: no number of steps reaches that; \
///      shapes can be from 2:15 to 15:2; the nearest possible is 15:2 with the least area",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub const fn plan_steps(source: Size, wish: &Wish, anchor: Anchor) -> Result<Steps, Unreachable> {
    if let Err(error) = limits::check_input_size(source) {
        return Err(Unreachable::Input(error));
    }
    let impossible = match plan(source, wish, anchor) {
        Ok(plan) => return Ok(Steps::first(Step { plan, origin: plan.origin() })),
        Err(impossible) => impossible,
    };
    if route::has_long_side(source) {
        return Err(match impossible.reason() {
            Reason::WouldCrop | Reason::OriginOutside | Reason::AspectNeedsMoreArea { .. } => {
                Unreachable::Impossible(impossible)
            }
            _ => Unreachable::Side { source, wish: *wish, nearest: *impossible.nearest() },
        });
    }
    let margins = match target::margins_of_wish(source, wish, anchor) {
        Ok(margins) => margins,
        Err((reason, nearest)) => return Err(Unreachable::Impossible(Impossible::new(source, *wish, reason, nearest))),
    };
    let canvas = margins.around(source);
    if route::has_long_side(canvas) {
        return Err(Unreachable::Side { source, wish: *wish, nearest: target::nearest_wish(source, wish, margins) });
    }
    if !route::is_reachable(canvas) {
        return Err(Unreachable::Shape { source, wish: *wish, nearest: target::nearest_wish(source, wish, margins) });
    }
    match walk(source, margins) {
        Some(steps) => Ok(steps),
        None => Err(Unreachable::Impossible(impossible)),
    }
}

/// The steps to a reachable canvas. There always are some.
const fn walk(source: Size, margins: Margins) -> Option<Steps> {
    let last = margins.around(source);
    let mut left = route::fewest_steps(source, last);
    let mut picture = source;
    let mut place = Origin::new(0, 0);
    let mut found: Option<Steps> = None;
    while left > 0 {
        let canvas = match route::next_canvas(picture, last, left) {
            Some(canvas) if left > 1 => canvas,
            _ => last,
        };
        let origin = margins.within(source, canvas).origin();
        let wish = Wish::canvas_at(canvas, Origin::new(origin.x - place.x, origin.y - place.y));
        let Ok(plan) = plan(picture, &wish, Anchor::Center) else { return None };
        let step = Step { plan, origin };
        found = Some(match found {
            None => Steps::first(step),
            Some(steps) => steps.followed_by(step),
        });
        (picture, place) = (canvas, origin);
        left -= 1;
    }
    found
}

impl Steps {
    const fn first(step: Step) -> Self {
        Self { steps: [step; MAX_STEPS], count: 1 }
    }

    const fn followed_by(mut self, step: Step) -> Self {
        if let Some((_, [next, ..])) = self.steps.split_at_mut_checked(self.count) {
            *next = step;
            self.count += 1;
        }
        self
    }

    /// The steps in the order in which they are taken; one at least.
    #[must_use]
    pub const fn as_slice(&self) -> &[Step] {
        match self.steps.split_at_checked(self.count) {
            Some((steps, _)) => steps,
            None => &self.steps,
        }
    }

    /// How many steps there are, 1 to 11.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.count as u32
    }

    /// The size of the picture that the first step begins with.
    #[must_use]
    pub const fn source(&self) -> Size {
        let [first, ..] = &self.steps;
        first.plan.source()
    }

    /// The canvas after the last step.
    #[must_use]
    pub const fn canvas(&self) -> Size {
        self.last().plan.canvas()
    }

    /// Where the original lies in the last canvas.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.last().origin
    }

    /// How many pictures are made, and paid for, when the last step makes `n`: one for each step before it, and `n`.
    #[must_use]
    pub const fn images(&self, n: u32) -> u32 {
        n.saturating_add(self.count() - 1)
    }

    const fn last(&self) -> &Step {
        match self.as_slice() {
            [.., last] => last,
            [] => &self.steps[0],
        }
    }
}

impl Step {
    /// The expansion, of the picture that the step before made.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where the original, the picture that the first step began with, lies in this step's canvas.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.origin
    }
}
