//! The rate that a request is charged by.

use core::fmt;

use crate::rates::{Condition, RATES, Rate};
use crate::{
    Capability, Confidence, Estimate, Pack, Per, Product, Request, Resolution, Standard, TierField, Units, Usd, Use,
    default_model, find_capability,
};

/// The rate that a request is charged by: so many units for each second, picture, call or block of 5 seconds.
///
/// It is known for requests whose result is as long as something that was not measured yet, and which therefore have no
/// [`Estimate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppliedRate {
    /// The units.
    pub units: Units,
    /// What they are for.
    pub per: Per,
    /// The pack they are taken from.
    pub pack: Pack,
    /// The date of the price list.
    pub edition: &'static str,
    /// How sure the rate is: as sure as its row, and where no model is named, not surer than the server's default is.
    pub confidence: Confidence,
}

impl AppliedRate {
    /// The list price of the units. Packs are often cheaper.
    pub const fn list_price(&self) -> Usd {
        self.pack.list_price(self.units)
    }

    /// What so many seconds, pictures, calls or blocks cost. `None` when that is more than can be counted, and for none of them: an
    /// estimate is never zero.
    pub const fn checked_mul(self, times: u64) -> Option<Estimate> {
        let Self { units, pack, edition, confidence, .. } = self;
        Estimate { units, pack, edition, confidence }.checked_mul(times)
    }
}

impl fmt::Display for AppliedRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_price(f, self.units, self.pack, Some(self.per), self.edition)
    }
}

/// Writes `0.5 video units for every 5 s begun, $0.07 at list price (2026-09-20)`.
pub(crate) fn write_price(
    f: &mut fmt::Formatter<'_>,
    units: Units,
    pack: Pack,
    per: Option<Per>,
    edition: &str,
) -> fmt::Result {
    let noun = if units == Units::from_whole(1) { "unit" } else { "units" };
    write!(f, "{units} {pack} {noun}")?;
    if let Some(per) = per {
        write!(f, " for every {per}")?;
    }
    write!(f, ", {} at list price ({edition})", pack.list_price(units))
}

/// The rate that a request is charged by, by the vendor's price list. `None` when that is not known, never a guess and never zero for
/// unknown: effects, most solutions, a model without a price, a size that the model does not make, and the extension of a video
/// whose mode is not told.
///
/// Without a model it is that of the default model, and without a mode or resolution that of the server's default. It is chosen by
/// motion control first, then an input video, then sound and named voices.
///
/// ```
/// use kling_models::{Product, Request, Standard, estimate, find_rate};
///
/// let request = Request::new();
/// assert_eq!(estimate(Product::LipSync, Standard::V1, None, &request), None, "the length of the video is not known");
/// let rate = find_rate(Product::LipSync, Standard::V1, None, &request).expect("a known rate");
/// assert_eq!(rate.to_string(), "0.5 video units for every 5 s begun, $0.07 at list price (2026-09-20)");
/// ```
pub fn find_rate(
    product: Product,
    standard: Standard,
    model: Option<&str>,
    request: &Request<'_>,
) -> Option<AppliedRate> {
    quote(product, standard, model, request).map(|(_, rate)| rate)
}

/// The rate, and the row of the model that it is for.
pub(crate) fn quote(
    product: Product,
    standard: Standard,
    model: Option<&str>,
    request: &Request<'_>,
) -> Option<(&'static Capability, AppliedRate)> {
    let default = default_model(product).filter(|_| standard == Standard::V1 && model.is_none());
    let row = find_capability(product, standard, model.or(default.map(|default| default.model)))
        .or_else(|| find_capability(product, standard, None))?;
    let resolution = resolution(row, request)?;
    let rate = RATES.iter().find(|rate| is_for(rate, row, resolution, request))?;
    let confidence = default.map_or(rate.confidence, |default| default.confidence.min(rate.confidence));
    let Rate { units, per, edition, .. } = *rate;
    Some((row, AppliedRate { units, per, pack: product.pack(), edition, confidence }))
}

/// The size that is paid for: `Some(None)` where the model makes one size only.
fn resolution(row: &Capability, request: &Request<'_>) -> Option<Option<Resolution>> {
    let name = match row.tier_field {
        TierField::Mode => request.mode,
        TierField::Resolution => request.resolution,
        // The mode of an extension is that of the video it extends.
        TierField::None if row.product == Product::VideoExtension => {
            let tier = row.tiers.iter().find(|tier| Some(tier.name) == request.mode)?;
            return Some(tier.resolution);
        }
        TierField::None => None,
    };
    row.tier(name).map(|tier| tier.resolution)
}

fn is_for(rate: &Rate, row: &Capability, resolution: Option<Resolution>, request: &Request<'_>) -> bool {
    let is_size = rate.resolutions.is_empty() || resolution.is_some_and(|size| rate.resolutions.contains(&size));
    let is_model = match row.model {
        Some(model) => rate.models.contains(&model),
        None => rate.models.is_empty(),
    };
    let is_condition = rate.condition == Condition::Always || rate.condition == condition(row, request);
    rate.products.contains(&row.product) && is_model && is_size && is_condition
}

/// What a request is paid as.
fn condition(row: &Capability, request: &Request<'_>) -> Condition {
    let has_picture = request.uses(Use::Images) || request.uses(Use::Elements);
    match row.product.pack() {
        _ if row.product == Product::VideoCommerce && has_picture => Condition::Picture,
        Pack::Image | Pack::TryOn if has_picture => Condition::Picture,
        Pack::Image | Pack::TryOn => Condition::Text,
        Pack::Video if request.video.is_some() => Condition::VideoInput,
        Pack::Video if request.uses(Use::Voices) => Condition::NamedVoices,
        Pack::Video if request.uses(Use::Sound) || row.always_has_sound => Condition::NativeSound,
        Pack::Video => Condition::Silent,
    }
}
