//! What is used of JavaScript's own library. `js-sys` has it too, but would make the module a third larger.

use alloc::{string::String, vec::Vec};

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An argument is of another type.
    pub(crate) type TypeError;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(message: &str) -> TypeError;

    /// An argument is of its type, but outside its range.
    pub(crate) type RangeError;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(message: &str) -> RangeError;

    /// A member of an object, or `undefined`; the exception that its getter throws.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    pub(crate) fn member(object: &JsValue, name: &str) -> Result<JsValue, JsValue>;

    /// The names of an object's own members.
    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    pub(crate) fn keys(object: &JsValue) -> Result<Vec<String>, JsValue>;

    /// The shortest decimal that is the number.
    #[wasm_bindgen(js_name = String)]
    pub(crate) fn number_text(number: f64) -> String;

    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    pub(crate) fn parse_json(text: &str) -> Result<JsValue, JsValue>;
}
