//! What a request is expected to cost.

use core::{fmt, time::Duration};

use crate::applied_rate::{quote, write_price};
use crate::{Capability, Confidence, Pack, Per, Product, Request, SeriesAmount, Standard, Units, Usd, VideoInput};

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

    /// The cost of so many requests like this one. `None` when that is more than can be counted, and for no requests: an estimate
    /// is never zero.
    pub const fn checked_mul(self, times: u64) -> Option<Self> {
        match self.units.checked_mul(times) {
            Some(units) if times > 0 => Some(Self { units, ..self }),
            _ => None,
        }
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_price(f, self.units, self.pack, None, self.edition)
    }
}

/// What a request is expected to cost, by the vendor's price list. `None` when that is not known, never a guess and never zero for
/// unknown: effects, most solutions, a model without a price, a size that the model does not make, or a length that nobody stated
/// and the server does not fill in. Where only the length is not known, [`find_rate`](crate::find_rate) tells what each second costs.
///
/// It is the rate, so many times. Without a length or a count it is that of the server's default. Lengths are rounded to whole
/// seconds, half a second up; the API was seen to charge 3 units of a second for 3.041 s and 11 for 11.3 s.
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
    let (row, rate) = quote(product, standard, model, request)?;
    let times = match rate.per {
        Per::Call => 1,
        Per::Picture => pictures(row, request)?,
        Per::Second => whole_seconds(row, request)?,
        Per::FiveSeconds => blocks_of_five_seconds(request.duration?)?,
    };
    rate.checked_mul(times)
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
