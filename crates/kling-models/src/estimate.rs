//! What a request is expected to cost.

use core::{fmt, time::Duration};

use crate::rates::{Condition, Per, RATES, Rate};
use crate::{
    Capability, Confidence, Pack, Product, Request, Resolution, SeriesAmount, Standard, TierField, Units, Usd, Use,
    VideoInput, default_model, find_capability,
};

/// What a request is expected to cost. The units really taken stand in the finished task.
///
/// ```
/// use kling_models::{Product, Request, Standard, estimate};
///
/// let request = Request::new().with_count(3);
/// let estimate = estimate(Product::ImageExpansion, Standard::V1, None, &request).expect("a known price");
/// assert_eq!(estimate.to_string(), "24 image units, $0.084 at list price (2026-09-20)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Estimate {
    /// The units.
    pub units: Units,
    /// The pack they are taken from.
    pub pack: Pack,
    /// The date of the price list.
    pub edition: &'static str,
    /// How sure the price is: as sure as the rate, and where no model is named, not surer than the server's default is.
    pub confidence: Confidence,
}

impl Estimate {
    /// The list price. Packs are often cheaper.
    pub const fn list_price(&self) -> Usd {
        self.pack.list_price(self.units)
    }

    /// The cost of so many requests like this one; `None` when that is more than can be counted.
    pub const fn checked_mul(self, times: u64) -> Option<Self> {
        match self.units.checked_mul(times) {
            Some(units) => Some(Self { units, ..self }),
            None => None,
        }
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.units == Units::from_whole(1) { "unit" } else { "units" };
        write!(f, "{} {} {noun}, {} at list price ({})", self.units, self.pack, self.list_price(), self.edition)
    }
}

/// What a request is expected to cost, by the vendor's price list. `None` when that is not known, never a guess and never zero for
/// unknown: effects, most solutions, a model without a price, a size that the model does not make, or a length that nobody stated
/// and the server does not fill in.
///
/// Without a model the price is that of the default model. Without a mode or resolution, a length or a count it is that of the
/// server's default. Lengths are rounded to whole seconds, half a second up; the API was seen to charge 3 units of a second for
/// 3.041 s and 11 for 11.3 s. The rate is chosen by motion control first, then an input video, then sound and named voices.
///
/// ```
/// use core::time::Duration;
/// use kling_models::{Product, Request, Standard, estimate};
///
/// let request = Request::new().with_resolution("720p").with_duration(Duration::from_secs(3));
/// let price = estimate(Product::TextToVideo, Standard::Tasks, Some("kling-3.0-turbo"), &request).expect("a known price");
/// assert_eq!(price.to_string(), "2.4 video units, $0.336 at list price (2026-09-20)");
/// assert_eq!(estimate(Product::Effect, Standard::V1, None, &request), None);
/// ```
pub fn estimate(product: Product, standard: Standard, model: Option<&str>, request: &Request<'_>) -> Option<Estimate> {
    let default = default_model(product).filter(|_| standard == Standard::V1 && model.is_none());
    let row = find_capability(product, standard, model.or(default.map(|default| default.model)))
        .or_else(|| find_capability(product, standard, None))?;
    let resolution = resolution(row, request)?;
    let rate = RATES.iter().find(|rate| is_for(rate, row, resolution, request))?;
    let times = match rate.per {
        Per::Call => 1,
        Per::Picture => pictures(row, request)?,
        Per::Second => whole_seconds(row, request)?,
        Per::FiveSeconds => blocks_of_five_seconds(request.duration?)?,
    };
    let units = rate.units.checked_mul(times)?;
    let confidence = default.map_or(rate.confidence, |default| default.confidence.min(rate.confidence));
    Some(Estimate { units, pack: product.pack(), edition: rate.edition, confidence })
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

fn pictures(row: &Capability, request: &Request<'_>) -> Option<u64> {
    match request.series {
        Some(SeriesAmount::Pictures(amount)) => Some(amount.into()),
        Some(SeriesAmount::Auto) => None,
        None => Some(request.count.filter(|_| row.count.is_some()).unwrap_or(1).into()),
    }
    .filter(|pictures| *pictures > 0)
}

fn whole_seconds(row: &Capability, request: &Request<'_>) -> Option<u64> {
    // An edited video decides the length itself, and one of unknown use may.
    let is_open = matches!(request.video, Some(VideoInput::Base | VideoInput::Other));
    let default = row.default_seconds.filter(|_| !is_open);
    let duration = request.duration.or_else(|| default.map(|seconds| Duration::from_secs(seconds.into())))?;
    let rounded = duration.checked_add(Duration::from_millis(500))?.as_secs();
    (rounded > 0).then_some(rounded)
}

fn blocks_of_five_seconds(duration: Duration) -> Option<u64> {
    let whole = duration.as_secs().checked_add(u64::from(duration.subsec_nanos() > 0))?;
    (whole > 0).then(|| whole.div_ceil(5))
}
