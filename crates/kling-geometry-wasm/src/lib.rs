//! [`kling_geometry`] for JavaScript and TypeScript.
//!
//! `cargo xtask wasm` makes an npm package of this crate. README.md, which is also the package's, tells how to use it, and
//! `src/types.d.ts` gives the types. What the functions answer is written by [`AsJson`], which runs natively too.

#![cfg_attr(target_arch = "wasm32", no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod argument;
mod javascript;
mod json;
#[cfg(target_arch = "wasm32")]
mod without_std;

use alloc::{string::ToString as _, vec::Vec};

use argument::{Object, Read};
use kling_geometry::{Expansion, limits};
use wasm_bindgen::prelude::*;

pub use json::{AsJson, StepsFor};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// Finds the ratios that make a wish of a picture in one expansion.
///
/// An impossible wish is an answer: `possible` is false, and `nearest` is a wish that can be planned.
///
/// @throws {TypeError | RangeError} An argument is no picture size, wish or anchor.
#[wasm_bindgen(unchecked_return_type = "Plan | Impossible")]
pub fn plan(
    #[wasm_bindgen(unchecked_param_type = "Size")] source: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Wish")] wish: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Anchor")] anchor: &JsValue,
) -> Read<JsValue> {
    let source = argument::read_size(source, "source")?;
    let (wish, anchor) = (argument::read_wish(wish)?, argument::read_anchor(anchor)?);
    match kling_geometry::plan(source, &wish, anchor) {
        Ok(plan) => answer(AsJson(&plan)),
        Err(impossible) => answer(AsJson(&impossible)),
    }
}

/// Finds the fewest expansions, one after the other, that make a wish of a picture.
///
/// `count` is how many pictures the last of them makes (`n`), from 1 to 9; 1 unless told otherwise.
///
/// @throws {TypeError | RangeError} An argument is no picture size, wish, anchor or count.
#[wasm_bindgen(js_name = planSteps, unchecked_return_type = "Steps | Unreachable")]
pub fn plan_steps(
    #[wasm_bindgen(unchecked_param_type = "Size")] source: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Wish")] wish: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Anchor")] anchor: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "number")] count: &JsValue,
) -> Read<JsValue> {
    let source = argument::read_size(source, "source")?;
    let (wish, anchor) = (argument::read_wish(wish)?, argument::read_anchor(anchor)?);
    let count = argument::read_count(count)?;
    match kling_geometry::plan_steps(source, &wish, anchor) {
        Ok(steps) => answer(AsJson(StepsFor { steps: &steps, count })),
        Err(unreachable) => answer(AsJson(&unreachable)),
    }
}

/// The canvas that four ratios make of a picture, and where the original lies in it.
///
/// @throws {TypeError | RangeError} An argument is of another type, or the ratios break the area rule.
#[wasm_bindgen(unchecked_return_type = "Prediction")]
pub fn predict(
    #[wasm_bindgen(unchecked_param_type = "Size")] source: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Partial<Sides<Decimal>>")] ratios: &JsValue,
) -> Read<JsValue> {
    let source = argument::read_size(source, "source")?;
    let expansion = Expansion::from_ratios(argument::read_ratios(ratios, "ratios")?).map_err(argument::range_error)?;
    answer(AsJson(expansion.predict(source)))
}

/// Everything the API would refuse about an input. An empty list means that it takes it.
///
/// @throws {TypeError | RangeError} An argument is of another type.
#[wasm_bindgen(js_name = checkInput, unchecked_return_type = "Refusal[]")]
pub fn check_input(#[wasm_bindgen(unchecked_param_type = "Input")] input: &JsValue) -> Read<JsValue> {
    let object = Object::of(input, "input", &["width", "height", "bytes", "count", "promptChars"])?;
    let size = object.size()?;
    let bytes = object.long("bytes")?.unwrap_or(0);
    let count = object.whole("count")?.unwrap_or(limits::MIN_COUNT);
    let prompt_chars = object.whole("promptChars")?.unwrap_or(0);
    let checks = [
        limits::check_input_size(size),
        limits::check_input_bytes(bytes),
        limits::check_count(count),
        limits::check_prompt_chars(prompt_chars as usize),
    ];
    let refusals: Vec<_> = checks.into_iter().filter_map(Result::err).collect();
    answer(AsJson(&*refusals))
}

/// Every bound of the API, with where it comes from.
#[wasm_bindgen(unchecked_return_type = "Bound[]")]
pub fn limits() -> Read<JsValue> {
    answer(AsJson(limits::BOUNDS))
}

fn answer(json: impl core::fmt::Display) -> Read<JsValue> {
    javascript::parse_json(&json.to_string())
}
