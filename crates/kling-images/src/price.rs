//! What expansions cost, by the vendor's price list.

use kling_models::{Estimate, Product, Request, Standard};

/// What so many expanded pictures are expected to cost. The units really taken stand in the finished task.
///
/// ```
/// let estimate = kling_images::estimate_expansions(3);
/// assert_eq!(estimate.to_string(), "24 image units, $0.084 at list price (2026-09-20)");
/// ```
pub fn estimate_expansions(pictures: u32) -> Estimate {
    let request = Request::new().with_count(pictures);
    kling_models::estimate(Product::ImageExpansion, Standard::V1, None, &request)
        .expect("the price list has image expansion, whatever the model")
}
