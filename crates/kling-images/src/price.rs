//! What an expansion costs, by the vendor's price list.

/// Units of the image pack for each expanded picture. From the vendor's list of 20 September 2026; the list of July 2026 has the
/// same.
pub(crate) const UNITS_PER_EXPANDED_PICTURE: u32 = 8;

/// List price of one image unit, in ten-thousandths of a US dollar.
const IMAGE_UNIT_PRICE: u32 = 35;

/// What a request is expected to cost. The units really taken stand in the finished task.
///
/// ```
/// use kling_images::Estimate;
///
/// let estimate = Estimate::for_expanded_pictures(3);
/// assert_eq!(estimate.units, 24);
/// assert_eq!(estimate.to_string(), "24 image units, $0.084 at list price (2026-09-20)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Estimate {
    /// Units of the image pack.
    pub units: u32,
    /// The list price of these units, in ten-thousandths of a US dollar. Packs are often cheaper.
    pub list_price_usd_ten_thousandths: u32,
    /// The date of the price list.
    pub edition: &'static str,
}

impl Estimate {
    /// The estimate for a task that makes `count` expanded pictures.
    pub fn for_expanded_pictures(count: u32) -> Self {
        let units = count.saturating_mul(UNITS_PER_EXPANDED_PICTURE);
        Self { units, list_price_usd_ten_thousandths: units.saturating_mul(IMAGE_UNIT_PRICE), edition: "2026-09-20" }
    }

    /// The list price in US dollars.
    pub fn list_price_usd(&self) -> f64 {
        f64::from(self.list_price_usd_ten_thousandths) / 10_000.0
    }
}

impl std::fmt::Display for Estimate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} image units, ${} at list price ({})", self.units, self.list_price_usd(), self.edition)
    }
}
