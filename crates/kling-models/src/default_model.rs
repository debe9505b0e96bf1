//! The model that the server takes when a request names none.

use crate::{Confidence, Product};

/// The model that the server takes for a product of `/v1` when a request names none, by one edition of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DefaultModel {
    /// The product.
    pub product: Product,
    /// The model.
    pub model: &'static str,
    /// The month of the documents that say so.
    pub edition: &'static str,
    /// How sure it is.
    pub confidence: Confidence,
}

const fn row(product: Product, model: &'static str, edition: &'static str, confidence: Confidence) -> DefaultModel {
    DefaultModel { product, model, edition, confidence }
}

/// The defaults, later editions of a product after earlier ones. The newer standard has none: its path names the model.
pub const DEFAULT_MODELS: &[DefaultModel] = &[
    row(Product::ImageGeneration, "kling-v1", "2026-04", Confidence::Confirmed),
    // The same pages still say in prose that an empty model calls V1.
    row(Product::ImageGeneration, "kling-v3", "2026-09", Confidence::Disputed),
    row(Product::OmniImage, "kling-image-o1", "2026-04", Confidence::Confirmed),
    row(Product::ReferenceImage, "kling-v2", "2026-02", Confidence::Confirmed),
    row(Product::ReferenceImage, "kling-v2-1", "2026-09", Confidence::Confirmed),
    row(Product::VirtualTryOn, "kolors-virtual-try-on-v1", "2026-04", Confidence::Confirmed),
    row(Product::TextToVideo, "kling-v1", "2026-04", Confidence::Confirmed),
    row(Product::ImageToVideo, "kling-v1", "2026-04", Confidence::Confirmed),
    row(Product::OmniVideo, "kling-video-o1", "2026-04", Confidence::Confirmed),
    row(Product::ReferenceVideo, "kling-v1-6", "2026-04", Confidence::Confirmed),
    row(Product::MotionControl, "kling-v2-6", "2026-04", Confidence::Confirmed),
    row(Product::MultiElements, "kling-v1-6", "2026-04", Confidence::Confirmed),
];

/// The default of the latest edition. `None` for products that take no model.
///
/// ```
/// use kling_models::{Product, default_model};
///
/// let default = default_model(Product::ImageGeneration).expect("the product takes a model");
/// assert_eq!((default.model, default.edition), ("kling-v3", "2026-09"));
/// ```
pub fn default_model(product: Product) -> Option<&'static DefaultModel> {
    DEFAULT_MODELS.iter().rfind(|default| default.product == product)
}
