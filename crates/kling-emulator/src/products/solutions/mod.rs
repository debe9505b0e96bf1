//! `/solutions`.

mod clothing_dupe;
mod contents;
mod drama_subtitle;
mod goods_studio;
mod talking_agent;
mod try_on;

use kling_models::Product;

use super::{Handler, Table};

pub(super) const TABLE: Table = &[
    ("create_virtual_try_on_3", Handler::Order(Product::VirtualTryOn3, try_on::plan)),
    ("create_talking_agent", Handler::Order(Product::VideoCommerce, talking_agent::plan)),
    ("create_clothing_dupe", Handler::Order(Product::ApparelReplicator, clothing_dupe::plan)),
    ("create_goods_studio", Handler::Order(Product::GoodsStudio, goods_studio::plan)),
    ("create_drama_subtitle", Handler::Order(Product::DramaSubtitle, drama_subtitle::plan)),
];
