//! What the geometry answers, as JSON text.
//!
//! An answer crosses from WebAssembly to JavaScript once, as text that `JSON.parse` reads. That is smaller than a call for each
//! member, and natively the same text comes out.

use core::fmt::{self, Write as _};

use kling_geometry::{
    Anchor, Area, Impossible, Margins, Origin, Plan, Prediction, Ratios, Reason, Size, Step, Steps, Unreachable, Wish,
    limits::{Bound, InputError},
};

/// Displays a value as JSON, in the shape that `types.d.ts` gives it.
///
/// ```
/// use kling_geometry::Size;
/// use kling_geometry_wasm::AsJson;
///
/// assert_eq!(AsJson(Size::new(1200, 800)?).to_string(), r#"{"width":1200,"height":800}"#);
/// # Ok::<(), kling_geometry::SizeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct AsJson<T>(pub T);

type Written = fmt::Result;

impl fmt::Display for AsJson<&str> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        quote(f, self.0)
    }
}

impl fmt::Display for AsJson<Option<&str>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        match self.0 {
            Some(text) => AsJson(text).fmt(f),
            None => f.write_str("null"),
        }
    }
}

impl fmt::Display for AsJson<Size> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        write!(f, r#"{{"width":{},"height":{}}}"#, self.0.width(), self.0.height())
    }
}

impl fmt::Display for AsJson<Origin> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        write!(f, r#"{{"x":{},"y":{}}}"#, self.0.x, self.0.y)
    }
}

impl fmt::Display for AsJson<Margins> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        let Margins { up, down, left, right } = self.0;
        write!(f, r#"{{"up":{up},"down":{down},"left":{left},"right":{right}}}"#)
    }
}

impl fmt::Display for AsJson<Ratios> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        let Ratios { up, down, left, right } = self.0;
        write!(f, r#"{{"up":"{up}","down":"{down}","left":"{left}","right":"{right}"}}"#)
    }
}

impl fmt::Display for AsJson<Anchor> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        match self.0 {
            Anchor::At { x, y } => write!(f, r#"{{"x":"{x}","y":"{y}"}}"#),
            named => write!(f, r#""{named}""#),
        }
    }
}

impl fmt::Display for AsJson<&Wish> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        match *self.0 {
            Wish::Ratios(ratios) => write!(f, r#"{{"ratios":{}}}"#, AsJson(ratios)),
            Wish::Margins(margins) => write!(f, r#"{{"margins":{}}}"#, AsJson(margins)),
            Wish::Canvas { size, origin: None } => write!(f, r#"{{"canvas":{}}}"#, AsJson(size)),
            Wish::Canvas { size, origin: Some(origin) } => {
                write!(f, r#"{{"canvas":{},"origin":{}}}"#, AsJson(size), AsJson(origin))
            }
            Wish::Aspect { aspect, area } => {
                write!(f, r#"{{"aspect":"{aspect}","area":{}}}"#, AsJson(area))
            }
            Wish::Area(multiple) => write!(f, r#"{{"area":"{multiple}"}}"#),
            // Every other wish, of this version and of later ones, has no number to tell.
            _ => f.write_str(r#"{"area":"largest"}"#),
        }
    }
}

impl fmt::Display for AsJson<Area> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        match self.0 {
            Area::Least => f.write_str(r#""least""#),
            Area::Multiple(multiple) => write!(f, r#""{multiple}""#),
            _ => f.write_str(r#""largest""#),
        }
    }
}

impl fmt::Display for AsJson<&Plan> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        let plan = self.0;
        let ratios = plan.expansion().ratios();
        let Ratios { up, down, left, right } = ratios;
        write!(f, r#"{{"possible":true,"source":{},"ratios":{},"#, AsJson(plan.source()), AsJson(ratios))?;
        write!(f, r#""request":{{"up_expansion_ratio":{up},"down_expansion_ratio":{down},"#)?;
        write!(f, r#""left_expansion_ratio":{left},"right_expansion_ratio":{right}}},"#)?;
        write!(f, r#""areaMultiple":"{}","#, plan.area_multiple())?;
        write_prediction(f, plan.prediction())?;
        f.write_char('}')
    }
}

impl fmt::Display for AsJson<Prediction> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        f.write_char('{')?;
        write_prediction(f, self.0)?;
        f.write_char('}')
    }
}

impl fmt::Display for AsJson<&Impossible> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        let impossible = self.0;
        let (reason, nearest) = (AsJson(impossible.reason()), AsJson(impossible.nearest()));
        write!(f, r#"{{"possible":false,"reason":{reason},"message":"#)?;
        quote(f, impossible)?;
        write!(f, r#","nearest":{nearest}}}"#)
    }
}

/// Steps, and how many images the last of them makes.
#[derive(Clone, Copy, Debug)]
pub struct StepsFor<'a> {
    /// The steps.
    pub steps: &'a Steps,
    /// The images that the last step makes.
    pub count: u32,
}

impl fmt::Display for AsJson<StepsFor<'_>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        let StepsFor { steps, count } = self.0;
        write!(f, r#"{{"possible":true,"source":{},"#, AsJson(steps.source()))?;
        write!(f, r#""steps":{},"images":{},"#, AsJson(steps.as_slice()), steps.images(count))?;
        write!(f, r#""canvas":{},"origin":{}}}"#, AsJson(steps.canvas()), AsJson(steps.origin()))
    }
}

impl fmt::Display for AsJson<&Step> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        write!(f, r#"{{"plan":{},"origin":{}}}"#, AsJson(self.0.plan()), AsJson(self.0.origin()))
    }
}

impl fmt::Display for AsJson<&Unreachable> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        let kind = match self.0 {
            Unreachable::Impossible(impossible) => return AsJson(impossible).fmt(f),
            Unreachable::Input(_) => "input-refused",
            Unreachable::Shape { .. } => "shape-out-of-reach",
            Unreachable::Side { .. } => "side-too-long",
            _ => "other",
        };
        write!(f, r#"{{"possible":false,"reason":{{"kind":"{kind}"}},"message":"#)?;
        quote(f, self.0)?;
        match self.0.nearest() {
            Some(nearest) => write!(f, r#","nearest":{}}}"#, AsJson(nearest)),
            None => f.write_str(r#","nearest":null}"#),
        }
    }
}

impl fmt::Display for AsJson<Reason> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        match self.0 {
            Reason::AreaExceeded { needed_millionths } => write_area_reason(f, "area-exceeded", needed_millionths),
            Reason::AspectOutOfReach { needed_millionths } => {
                write_area_reason(f, "aspect-out-of-reach", needed_millionths)
            }
            Reason::AspectNeedsMoreArea { needed_millionths, .. } => {
                write_area_reason(f, "aspect-needs-more-area", needed_millionths)
            }
            Reason::MarginTooLarge { side, margin, limit } => {
                write!(f, r#"{{"kind":"margin-too-large","side":"{side}","margin":{margin},"limit":{limit}}}"#)
            }
            Reason::WouldCrop => f.write_str(r#"{"kind":"would-crop"}"#),
            Reason::OriginOutside => f.write_str(r#"{"kind":"origin-outside"}"#),
            _ => f.write_str(r#"{"kind":"other"}"#),
        }
    }
}

impl fmt::Display for AsJson<&InputError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        write!(f, r#"{{"bound":{},"message":"#, AsJson(self.0.bound().name))?;
        quote(f, self.0)?;
        f.write_char('}')
    }
}

impl fmt::Display for AsJson<&Bound> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        let Bound { name, field, unit, min, max, source } = *self.0;
        write!(f, r#"{{"name":{},"field":{},"unit":{},"#, AsJson(name), AsJson(field), AsJson(unit))?;
        write!(f, r#""min":{},"max":{},"source":{}}}"#, AsJson(min), AsJson(max), AsJson(source))
    }
}

impl<T> fmt::Display for AsJson<&[T]>
where
    for<'item> AsJson<&'item T>: fmt::Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> Written {
        f.write_char('[')?;
        for (index, item) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_char(',')?;
            }
            AsJson(item).fmt(f)?;
        }
        f.write_char(']')
    }
}

fn write_prediction(f: &mut fmt::Formatter<'_>, prediction: Prediction) -> Written {
    let (canvas, origin) = (AsJson(prediction.canvas()), AsJson(prediction.origin()));
    write!(f, r#""canvas":{canvas},"canvasIsExact":{},"origin":{origin}"#, prediction.is_exact())
}

fn write_area_reason(f: &mut fmt::Formatter<'_>, kind: &str, needed_millionths: u64) -> Written {
    const ONE: u64 = 1_000_000;
    let (whole, millionths) = (needed_millionths / ONE, needed_millionths % ONE);
    write!(f, r#"{{"kind":"{kind}","neededArea":{whole}.{millionths:06}}}"#)
}

fn quote(f: &mut fmt::Formatter<'_>, text: impl fmt::Display) -> Written {
    f.write_char('"')?;
    write!(Escaped(f), "{text}")?;
    f.write_char('"')
}

/// Passes text on with the characters escaped that a JSON string cannot hold.
struct Escaped<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl fmt::Write for Escaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> Written {
        for character in text.chars() {
            match character {
                '"' | '\\' => write!(self.0, "\\{character}")?,
                '\0'..' ' => write!(self.0, "\\u{:04x}", u32::from(character))?,
                other => self.0.write_char(other)?,
            }
        }
        Ok(())
    }
}
