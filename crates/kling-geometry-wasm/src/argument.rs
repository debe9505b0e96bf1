//! JavaScript values read as the types of the geometry.

use alloc::string::{String, ToString as _};

use kling_geometry::{Anchor, Area, AreaMultiple, Aspect, Margins, Origin, Ratio, Ratios, Size, Wish, limits};
use wasm_bindgen::JsValue;

use crate::javascript::{self, RangeError, TypeError};

/// A value, or the exception that says what is wrong with what was given.
pub(crate) type Read<T> = Result<T, JsValue>;

pub(crate) fn read_size(value: &JsValue, name: &str) -> Read<Size> {
    let object = Object::of(value, name)?;
    let (width, height) = (object.needed_whole("width")?, object.needed_whole("height")?);
    Size::new(width, height).map_err(range_error)
}

pub(crate) fn read_ratios(value: &JsValue, name: &str) -> Read<Ratios> {
    let object = Object::of(value, name)?;
    let ratio = |name| match object.decimal(name)? {
        Some(text) => text.parse::<Ratio>().map_err(range_error),
        None => Ok(Ratio::ZERO),
    };
    Ok(Ratios { up: ratio("up")?, down: ratio("down")?, left: ratio("left")?, right: ratio("right")? })
}

pub(crate) fn read_anchor(value: &JsValue) -> Read<Anchor> {
    if value.is_undefined() {
        return Ok(Anchor::default());
    }
    if let Some(name) = value.as_string() {
        return name.parse().map_err(range_error);
    }
    let object = Object::of(value, "anchor")?;
    let fraction = |name| object.needed_decimal(name)?.parse().map_err(range_error);
    Ok(Anchor::At { x: fraction("x")?, y: fraction("y")? })
}

pub(crate) fn read_count(value: &JsValue) -> Read<u32> {
    if value.is_undefined() {
        Ok(limits::MIN_COUNT)
    } else {
        read_number(value, "count", u32::MAX.into()).map(|count| count as u32)
    }
}

pub(crate) fn read_wish(value: &JsValue) -> Read<Wish> {
    let object = Object::of(value, "wish")?;
    let member = |name| object.member(name);
    match [member("aspect")?, member("area")?, member("canvas")?, member("margins")?, member("ratios")?] {
        [Some(aspect), area, None, None, None] => {
            Ok(Wish::Aspect { aspect: read_aspect(&aspect)?, area: read_area(area)? })
        }
        [None, Some(area), None, None, None] => match read_area(Some(area))? {
            Area::Multiple(multiple) => Ok(Wish::Area(multiple)),
            Area::Largest => Ok(Wish::Largest),
            _ => Err(type_error("the least area has no meaning without an aspect")),
        },
        [None, None, Some(canvas), None, None] => {
            let size = read_size(&canvas, "canvas")?;
            Ok(Wish::Canvas { size, origin: read_origin(member("origin")?)? })
        }
        [None, None, None, Some(margins), None] => Ok(Wish::Margins(read_margins(&margins)?)),
        [None, None, None, None, Some(ratios)] => Ok(Wish::Ratios(read_ratios(&ratios, "ratios")?)),
        _ => Err(type_error(
            "a wish has one of the members aspect, area, canvas, margins and ratios, or aspect and area",
        )),
    }
}

fn read_aspect(value: &JsValue) -> Read<Aspect> {
    let text = value.as_string().ok_or_else(|| type_error("an aspect is a string such as \"16:9\""))?;
    text.parse().map_err(range_error)
}

fn read_area(value: Option<JsValue>) -> Read<Area> {
    let Some(value) = value else { return Ok(Area::Least) };
    match decimal_text(&value, "area")?.as_str() {
        "least" => Ok(Area::Least),
        "largest" => Ok(Area::Largest),
        text => text.parse::<AreaMultiple>().map(Area::Multiple).map_err(range_error),
    }
}

fn read_origin(value: Option<JsValue>) -> Read<Option<Origin>> {
    let Some(value) = value else { return Ok(None) };
    let object = Object::of(&value, "origin")?;
    Ok(Some(Origin::new(object.needed_whole("x")?, object.needed_whole("y")?)))
}

fn read_margins(value: &JsValue) -> Read<Margins> {
    let object = Object::of(value, "margins")?;
    let margin = |name| Ok::<_, JsValue>(object.whole(name)?.unwrap_or(0));
    Ok(Margins::new(margin("up")?, margin("down")?, margin("left")?, margin("right")?))
}

/// A JavaScript object whose members are read by name. A member that is `undefined` is missing.
pub(crate) struct Object<'a> {
    value: &'a JsValue,
    name: &'a str,
}

impl<'a> Object<'a> {
    pub(crate) fn of(value: &'a JsValue, name: &'a str) -> Read<Self> {
        if value.is_object() {
            return Ok(Self { value, name });
        }
        Err(type_error(&["the ", name, " is not an object"].concat()))
    }

    pub(crate) fn member(&self, member: &str) -> Read<Option<JsValue>> {
        let value = javascript::member(self.value, member)?;
        Ok((!value.is_undefined()).then_some(value))
    }

    pub(crate) fn whole(&self, member: &str) -> Read<Option<u32>> {
        self.number(member, u32::MAX.into()).map(|number| number.map(|whole| whole as u32))
    }

    /// A whole number that an `f64` holds exactly.
    pub(crate) fn long(&self, member: &str) -> Read<Option<u64>> {
        const MAX_SAFE_INTEGER: u64 = (1 << f64::MANTISSA_DIGITS) - 1;
        self.number(member, MAX_SAFE_INTEGER)
    }

    fn number(&self, member: &str, max: u64) -> Read<Option<u64>> {
        let Some(value) = self.member(member)? else { return Ok(None) };
        read_number(&value, &[self.name, ".", member].concat(), max).map(Some)
    }

    fn needed_whole(&self, member: &str) -> Read<u32> {
        self.whole(member)?.ok_or_else(|| self.missing(member))
    }

    fn decimal(&self, member: &str) -> Read<Option<String>> {
        let Some(value) = self.member(member)? else { return Ok(None) };
        decimal_text(&value, member).map(Some)
    }

    fn needed_decimal(&self, member: &str) -> Read<String> {
        self.decimal(member)?.ok_or_else(|| self.missing(member))
    }

    fn missing(&self, member: &str) -> JsValue {
        type_error(&[self.name, ".", member, " is missing"].concat())
    }
}

fn read_number(value: &JsValue, name: &str, max: u64) -> Read<u64> {
    let number = value.as_f64().ok_or_else(|| type_error(&[name, " is not a number"].concat()))?;
    let whole = number as u64;
    if whole as f64 == number && whole <= max {
        return Ok(whole);
    }
    let (given, max) = (javascript::number_text(number), max.to_string());
    Err(RangeError::new(&[name, " is ", &given, "; whole numbers from 0 to ", &max, " are allowed"].concat()).into())
}

/// A decimal as text: a string as it is, a number as JavaScript prints it.
fn decimal_text(value: &JsValue, name: &str) -> Read<String> {
    if let Some(text) = value.as_string() {
        return Ok(text);
    }
    match value.as_f64() {
        Some(number) => Ok(javascript::number_text(number)),
        None => Err(type_error(&[name, " is neither a string nor a number"].concat())),
    }
}

fn type_error(message: &str) -> JsValue {
    TypeError::new(message).into()
}

pub(crate) fn range_error(error: impl core::error::Error) -> JsValue {
    RangeError::new(&error.to_string()).into()
}
