//! Prepaid resource packs: units to spend and slots to run tasks in.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::UnixMillis;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// An image resource pack to start the emulator with. It is bought the moment the emulator starts.
///
/// The default is the vendor's trial pack: 1000 units, 9 slots, one month.
///
/// ```
/// use kling_emulator::Pack;
///
/// let small = Pack::new(16, 2);
/// assert_eq!(small.name(), "Trial-Image-16Units-2Con-1Months");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    name: String,
    units: u64,
    slots: u32,
    validity: Duration,
}

impl Pack {
    /// A pack of so many units (an expanded picture costs 8) and so many slots (it holds one while it is made), valid for 30 days.
    #[must_use]
    pub fn new(units: u64, slots: u32) -> Self {
        Self { name: format!("Trial-Image-{units}Units-{slots}Con-1Months"), units, slots, validity: 30 * DAY }
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining_units: Option<u64>,
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
    /// Units it was bought with.
    pub total_units: u64,
    /// Units left.
    pub remaining_units: u64,
    /// Slots it gives while it is online.
    pub slots: u32,
    /// Whether it is usable now.
    pub status: PackStatus,
}

#[derive(Debug)]
pub(crate) struct Subscription {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) total_units: u64,
    pub(crate) remaining_units: u64,
    pub(crate) purchased: UnixMillis,
    pub(crate) expires: UnixMillis,
    slots: u32,
}

impl Subscription {
    pub(crate) fn status(&self, now: UnixMillis) -> PackStatus {
        if now >= self.expires {
            PackStatus::Expired
        } else if self.remaining_units == 0 {
            PackStatus::RunOut
        } else {
            PackStatus::Online
        }
    }
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

    /// The highest number of slots among the packs online, not their sum.
    pub(crate) fn slots(&self, now: UnixMillis) -> u32 {
        self.online(now).map(|pack| pack.slots).max().unwrap_or(0)
    }

    pub(crate) fn payable_units(&self, now: UnixMillis) -> u64 {
        self.online(now).map(|pack| pack.remaining_units).fold(0, u64::saturating_add)
    }

    /// Takes `units` from the packs online, as far as they reach.
    pub(crate) fn deduct(&mut self, units: u64, now: UnixMillis) {
        let mut owed = units;
        for pack in self.0.iter_mut().filter(|pack| pack.status(now) == PackStatus::Online) {
            let paid = owed.min(pack.remaining_units);
            pack.remaining_units -= paid;
            owed -= paid;
        }
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
            total_units: pack.total_units,
            remaining_units: pack.remaining_units,
            slots: pack.slots,
            status: pack.status(now),
        };
        self.0.iter().map(summary).collect()
    }

    fn online(&self, now: UnixMillis) -> impl Iterator<Item = &Subscription> {
        self.0.iter().filter(move |pack| pack.status(now) == PackStatus::Online)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_the_highest_and_units_the_sum_of_what_is_online() {
        let start = UnixMillis(1_000);
        let short = Pack::new(10, 5).with_name("short").with_validity(DAY);
        let long = Pack::new(100, 3).with_name("long");
        let mut packs = Packs::bought(vec![long, short], start);
        assert_eq!((packs.slots(start), packs.payable_units(start)), (5, 110));

        packs.deduct(24, start);
        let left: Vec<_> =
            packs.summaries(start).into_iter().map(|pack| (pack.name, pack.remaining_units, pack.status)).collect();
        assert_eq!(left, [("short".to_owned(), 0, PackStatus::RunOut), ("long".to_owned(), 86, PackStatus::Online)]);
        assert_eq!(packs.slots(start), 3);

        let later = start.after(31 * DAY);
        assert_eq!((packs.slots(later), packs.payable_units(later)), (0, 0));
    }
}
