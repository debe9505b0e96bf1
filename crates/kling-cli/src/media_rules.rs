//! What a request takes as pictures, and what as addresses only.

use kling::models::{PictureRule, Product, Standard, picture_rule, takes_address_only};

use crate::openapi_document::Operation;

/// The rules for the members of one request, and in `contents` for the kinds of items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MediaRules {
    product: Product,
    standard: Standard,
}

impl MediaRules {
    /// The rules for an operation. Of those that no table has, only the older call for elements takes pictures.
    pub(crate) fn new(product: Option<Product>, operation: Operation) -> Self {
        Self { product: product.unwrap_or(Product::Element), standard: operation.standard() }
    }

    /// What a picture must be here.
    pub(crate) fn of_picture(self, member: &str) -> PictureRule {
        picture_rule(self.product, self.standard, member)
    }

    /// Whether the API fetches what stands here, and takes no file.
    pub(crate) fn takes_address_only(self, member: &str) -> bool {
        takes_address_only(self.product, self.standard, member)
    }
}
