//! `/v1/general`: voices, elements and AI Multi-Shot.

mod deletion;
mod element;
mod legacy_element;
mod lists;
mod multi_shot;
mod presets;
mod voice;

use kling_models::Product;

use super::{Handler, Table};

pub(crate) use lists::preset_list;
pub(crate) use presets::fill_presets;

pub(super) const TABLE: Table = &[
    ("create_voice", Handler::Order(Product::Voice, voice::plan)),
    ("create_element", Handler::Order(Product::Element, element::plan)),
    ("create_multi_shot", Handler::Order(Product::MultiShot, multi_shot::plan)),
    ("create_legacy_element", Handler::Call(Product::Element, legacy_element::create)),
    ("delete_voice", Handler::Call(Product::Voice, deletion::delete_voice)),
    ("delete_element", Handler::Call(Product::Element, deletion::delete_element)),
    ("delete_advanced_element", Handler::Call(Product::Element, deletion::delete_element)),
];
