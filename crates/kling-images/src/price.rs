//! What expansions cost, by the vendor's price list.

use kling_models::{Estimate, Product, Request, Standard};

/// What so many expanded pictures are expected to cost; `None` for none. The units really taken stand in the finished task.
///
/// ```
/// let estimate = kling_images::estimate_expansions(3).expect("a known price");
/// assert_eq!(estimate.to_string(), "24 image units, $0.084 at list price (2026-09-20)");
/// assert_eq!(kling_images::estimate_expansions(0), None);
/// ```
pub fn estimate_expansions(pictures: u32) -> Option<Estimate> {
    let request = Request::new().with_count(pictures);
    kling_models::estimate(Product::ImageExpansion, Standard::V1, None, &request)
}

/// The same for an expansion that was planned.
pub(crate) fn estimate_planned(pictures: u32) -> Estimate {
    estimate_expansions(pictures)
        .expect("a plan was checked to make at least one picture, and the price list has expansion")
}
