//! Prepaid resource packs: units to spend and slots to run tasks in.

use std::time::Duration;

use kling_models::Units;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::amounts;
use crate::clock::UnixMillis;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What a pack pays for. Units of one kind are worth something else than units of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PackKind {
    /// Pictures.
    Image,
    /// Videos; sound, voices and elements too.
    Video,
    /// Virtual try-on.
    TryOn,
}

impl PackKind {
    /// The word in the ledgers: `image`, `video`, `try-on`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::TryOn => "try-on",
        }
    }
}

impl From<kling_models::Pack> for PackKind {
    fn from(pack: kling_models::Pack) -> Self {
        match pack {
            kling_models::Pack::Image => Self::Image,
            kling_models::Pack::TryOn => Self::TryOn,
            _ => Self::Video,
        }
    }
}

/// A resource pack to start the emulator with. It is bought the moment the emulator starts.
///
/// The default is the vendor's trial pack for pictures: 1000 units, 9 slots, one month.
///
/// ```
/// use kling_emulator::Pack;
///
/// assert_eq!(Pack::new(16, 2).name(), "Trial-Image-16Units-2Con-1Months");
/// assert_eq!(Pack::video(100, 5).name(), "Trial-Video-100Units-5Con-1Months");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    kind: PackKind,
    name: String,
    units: Units,
    slots: u32,
    validity: Duration,
}

impl Pack {
    /// A pack for pictures, of so many units (an expanded picture costs 8) and so many slots (it holds one while it is made), valid
    /// for 30 days.
    #[must_use]
    pub fn new(units: u32, slots: u32) -> Self {
        Self::of(PackKind::Image, "Image", units, slots)
    }

    /// A pack for videos and sounds, of so many units and slots, valid for 30 days.
    #[must_use]
    pub fn video(units: u32, slots: u32) -> Self {
        Self::of(PackKind::Video, "Video", units, slots)
    }

    /// A pack for the try-on of `/v1`, of so many units and slots, valid for 30 days.
    #[must_use]
    pub fn try_on(units: u32, slots: u32) -> Self {
        Self::of(PackKind::TryOn, "TryOn", units, slots)
    }

    fn of(kind: PackKind, word: &str, units: u32, slots: u32) -> Self {
        let name = format!("Trial-{word}-{units}Units-{slots}Con-1Months");
        Self { kind, name, units: Units::from_whole(units), slots, validity: 30 * DAY }
    }

    /// One pack of every kind.
    pub(crate) fn one_of_each() -> Vec<Self> {
        vec![Self::default(), Self::video(1000, 5), Self::try_on(100, 5)]
    }

    /// Another name; it is what `resource_pack_name` filters by.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Another time until it expires, in emulated time.
    #[must_use]
    pub const fn with_validity(mut self, validity: Duration) -> Self {
        self.validity = validity;
        self
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) const fn is_over_at_once(&self) -> bool {
        self.validity.is_zero()
    }
}

impl Default for Pack {
    fn default() -> Self {
        Self::new(1000, 9)
    }
}

/// A change to a running emulator's pack. What is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackChange {
    /// Units left from now on.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "amounts::optional")]
    pub remaining_units: Option<Units>,
    /// Slots from now on; tasks under way keep theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slots: Option<u32>,
}

/// `status` of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum PackStatus {
    /// Usable: the only status that pays and that gives slots.
    Online,
    /// Its time is over, with or without units left.
    Expired,
    /// No units are left.
    RunOut,
}

/// A pack as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PackSummary {
    /// Its name.
    pub name: String,
    /// What it pays for.
    pub kind: PackKind,
    /// Units it was bought with.
    #[serde(with = "amounts")]
    pub total_units: Units,
    /// Units left.
    #[serde(with = "amounts")]
    pub remaining_units: Units,
    /// Slots it gives while it is online.
    pub slots: u32,
    /// Whether it is usable now.
    pub status: PackStatus,
}

#[derive(Debug)]
pub(crate) struct Subscription {
    pub(crate) id: String,
    pub(crate) kind: PackKind,
    pub(crate) name: String,
    pub(crate) total_units: Units,
    pub(crate) remaining_units: Units,
    pub(crate) purchased: UnixMillis,
    pub(crate) expires: UnixMillis,
    slots: u32,
}

impl Subscription {
    pub(crate) fn status(&self, now: UnixMillis) -> PackStatus {
        if now >= self.expires {
            PackStatus::Expired
        } else if self.remaining_units == Units::ZERO {
            PackStatus::RunOut
        } else {
            PackStatus::Online
        }
    }
}

/// What one pack paid of one task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payment {
    pub(crate) pack_id: String,
    pub(crate) pack_name: String,
    pub(crate) before: Units,
    pub(crate) after: Units,
    pub(crate) amount: Units,
}

/// The packs of the account, the soonest to expire first: that is the order in which they pay. (The vendor's order has no source.)
#[derive(Debug)]
pub(crate) struct Packs(Vec<Subscription>);

impl Packs {
    pub(crate) fn bought(packs: Vec<Pack>, now: UnixMillis) -> Self {
        let mut subscriptions: Vec<Subscription> = packs
            .into_iter()
            .map(|pack| Subscription {
                id: Uuid::now_v7().simple().to_string(),
                kind: pack.kind,
                name: pack.name,
                total_units: pack.units,
                remaining_units: pack.units,
                purchased: now,
                expires: now.after(pack.validity),
                slots: pack.slots,
            })
            .collect();
        subscriptions.sort_by_key(|pack| pack.expires);
        Self(subscriptions)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Subscription> {
        self.0.iter()
    }

    /// The highest number of slots among the packs of a kind that are online, not their sum.
    pub(crate) fn slots(&self, kind: PackKind, now: UnixMillis) -> u32 {
        self.online(kind, now).map(|pack| pack.slots).max().unwrap_or(0)
    }

    pub(crate) fn payable_units(&self, kind: PackKind, now: UnixMillis) -> Units {
        let thousandths = self.online(kind, now).map(|pack| pack.remaining_units.thousandths());
        Units::from_thousandths(thousandths.fold(0, u64::saturating_add))
    }

    /// Takes `units` from the packs of a kind that are online, as far as they reach.
    pub(crate) fn deduct(&mut self, kind: PackKind, units: Units, now: UnixMillis) -> Vec<Payment> {
        let mut owed = units.thousandths();
        let mut payments = Vec::new();
        for pack in self.0.iter_mut().filter(|pack| pack.kind == kind && pack.status(now) == PackStatus::Online) {
            let before = pack.remaining_units;
            let paid = owed.min(before.thousandths());
            if paid == 0 {
                continue;
            }
            pack.remaining_units = Units::from_thousandths(before.thousandths() - paid);
            owed -= paid;
            payments.push(Payment {
                pack_id: pack.id.clone(),
                pack_name: pack.name.clone(),
                before,
                after: pack.remaining_units,
                amount: Units::from_thousandths(paid),
            });
        }
        payments
    }

    /// Changes the pack of this name; `false` when there is none.
    pub(crate) fn change(&mut self, name: &str, change: &PackChange) -> bool {
        let Some(pack) = self.0.iter_mut().find(|pack| pack.name == name) else { return false };
        if let Some(units) = change.remaining_units {
            pack.remaining_units = units;
            pack.total_units = pack.total_units.max(units);
        }
        if let Some(slots) = change.slots {
            pack.slots = slots;
        }
        true
    }

    pub(crate) fn summaries(&self, now: UnixMillis) -> Vec<PackSummary> {
        let summary = |pack: &Subscription| PackSummary {
            name: pack.name.clone(),
            kind: pack.kind,
            total_units: pack.total_units,
            remaining_units: pack.remaining_units,
            slots: pack.slots,
            status: pack.status(now),
        };
        self.0.iter().map(summary).collect()
    }

    fn online(&self, kind: PackKind, now: UnixMillis) -> impl Iterator<Item = &Subscription> {
        self.0.iter().filter(move |pack| pack.kind == kind && pack.status(now) == PackStatus::Online)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_the_highest_and_units_the_sum_of_what_is_online() {
        use PackKind::{Image, Video};
        let start = UnixMillis(1_000);
        let short = Pack::new(10, 5).with_name("short").with_validity(DAY);
        let long = Pack::new(100, 3).with_name("long");
        let mut packs = Packs::bought(vec![long, short, Pack::video(7, 8)], start);
        assert_eq!((packs.slots(Image, start), packs.payable_units(Image, start)), (5, Units::from_whole(110)));
        assert_eq!((packs.slots(Video, start), packs.payable_units(Video, start)), (8, Units::from_whole(7)));

        let payments = packs.deduct(Image, Units::from_thousandths(24_400), start);
        let paid: Vec<_> = payments.iter().map(|paid| (paid.pack_name.as_str(), paid.amount.to_string())).collect();
        assert_eq!(paid, [("short", "10".to_owned()), ("long", "14.4".to_owned())]);
        let left: Vec<_> = packs
            .summaries(start)
            .into_iter()
            .map(|pack| (pack.name, pack.remaining_units.to_string(), pack.status))
            .collect();
        assert_eq!(left[0], ("short".to_owned(), "0".to_owned(), PackStatus::RunOut));
        assert_eq!(left[1], ("long".to_owned(), "85.6".to_owned(), PackStatus::Online));
        assert_eq!((packs.slots(Image, start), packs.payable_units(Video, start)), (3, Units::from_whole(7)));

        let later = start.after(31 * DAY);
        assert_eq!((packs.slots(Image, later), packs.payable_units(Image, later)), (0, Units::ZERO));
    }
}
