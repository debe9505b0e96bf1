//! Lengths that are narrower than those of the grade, depending on what else a request uses.

use crate::{Confidence, Durations, Product, Request, Standard, Use, Uses};

/// A rule about the length of a clip that uses some things and not others. The table is [`LENGTH_RULES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LengthRule {
    /// The product.
    pub product: Product,
    /// The standard.
    pub standard: Standard,
    /// The model.
    pub model: &'static str,
    /// It holds when all of these are used.
    pub when: Uses,
    /// It does not hold when any of these is used.
    pub unless: Uses,
    /// The lengths that remain.
    pub durations: Durations,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The month of the documents it was taken from.
    pub edition: &'static str,
}

impl LengthRule {
    pub(crate) fn holds_for(&self, request: &Request<'_>) -> bool {
        let uses = request.all_uses();
        uses.contains_all(self.when) && !uses.contains_any(self.unless)
    }
}

const REFERENCES: Uses = Uses::of(&[Use::Images, Use::Elements, Use::InputVideo]);
const FIRST_FRAME: Uses = Uses::of(&[Use::FirstFrame]);
const END_FRAME: Uses = Uses::of(&[Use::EndFrame]);

const fn five_or_ten(model: &'static str, standard: Standard, when: Uses, unless: Uses) -> LengthRule {
    LengthRule {
        product: Product::OmniVideo,
        standard,
        model,
        when,
        unless,
        durations: Durations::Of(&[5, 10]),
        confidence: Confidence::Disputed,
        edition: "2026-09",
    }
}

/// The rules. All are about Kling O1 without references, about which the vendor's pages contradict each other, except that of the
/// newer standard for a first frame alone.
pub const LENGTH_RULES: &[LengthRule] = &[
    LengthRule { edition: "2026-04", ..five_or_ten("kling-video-o1", Standard::V1, Uses::NONE, REFERENCES) },
    five_or_ten("kling-o1", Standard::Tasks, Uses::NONE, REFERENCES.and(FIRST_FRAME)),
    LengthRule {
        confidence: Confidence::Confirmed,
        ..five_or_ten("kling-o1", Standard::Tasks, FIRST_FRAME, REFERENCES.and(END_FRAME))
    },
];
