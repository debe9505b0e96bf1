//! JavaScript values read as the types of the geometry.

use alloc::string::{String, ToString as _};
use core::ops::RangeInclusive;

use kling_geometry::{Anchor, Area, AreaMultiple, Aspect, Margins, Origin, Ratio, Ratios, Size, Wish, limits};
use wasm_bindgen::JsValue;

use crate::javascript::{self, RangeError, TypeError};

/// A value, or the exception that says what is wrong with what was given.
pub(crate) type Read<T> = Result<T, JsValue>;

pub(crate) fn read_size(value: &JsValue, name: &str) -> Read<Size> {
    Object::of(value, name, SIZE)?.size()
}

pub(crate) fn read_ratios(value: &JsValue, name: &str) -> Read<Ratios> {
    let object = Object::of(value, name, SIDES)?;
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
    let object = Object::of(value, "anchor", PLACE)?;
    let fraction = |name| object.needed_decimal(name)?.parse().map_err(range_error);
    Ok(Anchor::At { x: fraction("x")?, y: fraction("y")? })
}

pub(crate) fn read_count(value: &JsValue) -> Read<u32> {
    if value.is_undefined() {
        return Ok(limits::MIN_COUNT);
    }
    let count = read_number(value, "count", WHOLE)? as u32;
    limits::check_count(count).map_err(range_error)?;
    Ok(count)
}

pub(crate) fn read_wish(value: &JsValue) -> Read<Wish> {
    let object = Object::of(value, "wish", WISH)?;
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
    let object = Object::of(&value, "origin", PLACE)?;
    let coordinate = |name| object.whole(name)?.ok_or_else(|| object.missing(name));
    Ok(Some(Origin::new(coordinate("x")?, coordinate("y")?)))
}

fn read_margins(value: &JsValue) -> Read<Margins> {
    let object = Object::of(value, "margins", SIDES)?;
    let margin = |name| Ok::<_, JsValue>(object.whole(name)?.unwrap_or(0));
    Ok(Margins::new(margin("up")?, margin("down")?, margin("left")?, margin("right")?))
}

/// The members of each kind of object.
const SIZE: &[&str] = &["width", "height"];
const SIDES: &[&str] = &["up", "down", "left", "right"];
const PLACE: &[&str] = &["x", "y"];
const WISH: &[&str] = &["aspect", "area", "canvas", "origin", "margins", "ratios"];

/// Whole numbers.
const WHOLE: RangeInclusive<u64> = 0..=u32::MAX as u64;

/// A JavaScript object whose members are read by name. A member that is `undefined` is missing.
pub(crate) struct Object<'a> {
    value: &'a JsValue,
    name: &'a str,
}

impl<'a> Object<'a> {
    /// An object that has no other members of its own than these: a misspelt one would be ignored.
    pub(crate) fn of(value: &'a JsValue, name: &'a str, members: &[&str]) -> Read<Self> {
        if !value.is_object() {
            return Err(type_error(&["the ", name, " is not an object"].concat()));
        }
        match javascript::keys(value)?.iter().find(|key| !members.contains(&key.as_str())) {
            Some(key) => {
                let members = members.join(", ");
                Err(type_error(&[name, ".", key, " is not known; the members are ", &members].concat()))
            }
            None => Ok(Self { value, name }),
        }
    }

    pub(crate) fn member(&self, member: &str) -> Read<Option<JsValue>> {
        let value = javascript::member(self.value, member)?;
        Ok((!value.is_undefined()).then_some(value))
    }

    pub(crate) fn whole(&self, member: &str) -> Read<Option<u32>> {
        self.number(member, WHOLE).map(|number| number.map(|whole| whole as u32))
    }

    /// A whole number that an `f64` holds exactly.
    pub(crate) fn long(&self, member: &str) -> Read<Option<u64>> {
        const MAX_SAFE_INTEGER: u64 = (1 << f64::MANTISSA_DIGITS) - 1;
        self.number(member, 0..=MAX_SAFE_INTEGER)
    }

    /// The members `width` and `height`.
    pub(crate) fn size(&self) -> Read<Size> {
        let side = |name| self.number(name, 1..=u32::MAX.into())?.ok_or_else(|| self.missing(name));
        Size::new(side("width")? as u32, side("height")? as u32).map_err(range_error)
    }

    fn number(&self, member: &str, allowed: RangeInclusive<u64>) -> Read<Option<u64>> {
        let Some(value) = self.member(member)? else { return Ok(None) };
        read_number(&value, &[self.name, ".", member].concat(), allowed).map(Some)
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

fn read_number(value: &JsValue, name: &str, allowed: RangeInclusive<u64>) -> Read<u64> {
    let number = value.as_f64().ok_or_else(|| type_error(&[name, " is not a number"].concat()))?;
    let whole = number as u64;
    if whole as f64 == number && allowed.contains(&whole) {
        return Ok(whole);
    }
    let (given, min, max) = (javascript::number_text(number), allowed.start().to_string(), allowed.end().to_string());
    let message = [name, " is ", &given, "; whole numbers from ", &min, " to ", &max, " are allowed"].concat();
    Err(RangeError::new(&message).into())
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
