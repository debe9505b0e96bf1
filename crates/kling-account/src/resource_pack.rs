//! A pack of units that the account has bought.

use std::fmt;
use std::time::SystemTime;

use kling_runtime::from_unix_millis;

use crate::generated::types;

/// A resource pack. Units expire with it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ResourcePack {
    /// The pack's name, for example `Trial-Image-1000Units-9Con-1Months`.
    pub name: String,
    /// The pack's id.
    pub id: String,
    /// How it is used up: once, or anew in each period.
    pub pack_type: Option<types::ResourcePackType>,
    /// Units in the pack when it was bought.
    pub total: f64,
    /// Units left. May be fractional, and up to 12 hours behind.
    pub remaining: f64,
    /// Whether it can be used.
    pub status: PackStatus,
    /// When it was bought.
    pub purchased_at: Option<SystemTime>,
    /// From when it can be used.
    pub effective_at: Option<SystemTime>,
    /// When it expires.
    pub expires_at: Option<SystemTime>,
}

/// Whether a pack can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackStatus {
    /// `toBeOnline`: not yet.
    NotYet,
    /// `online`: now.
    Online,
    /// `expired`: no longer. Units may be left in it.
    Expired,
    /// `runOut`: no units are left.
    UsedUp,
    /// A word that is not documented.
    Other(String),
}

/// What a pack pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackKind {
    /// Pictures.
    Image,
    /// Videos, and everything with sound.
    Video,
    /// Virtual try-on.
    TryOn,
}

impl ResourcePack {
    pub(crate) fn read(pack: types::ResourcePack) -> Self {
        Self {
            name: pack.resource_pack_name.unwrap_or_default(),
            id: pack.resource_pack_id.unwrap_or_default(),
            pack_type: pack.resource_pack_type,
            total: pack.total_quantity.unwrap_or_default(),
            remaining: pack.remaining_quantity.unwrap_or_default(),
            status: PackStatus::read(pack.status),
            purchased_at: pack.purchase_time.and_then(from_unix_millis),
            effective_at: pack.effective_time.and_then(from_unix_millis),
            expires_at: pack.invalid_time.and_then(from_unix_millis),
        }
    }

    /// What the pack pays for, read from its name; the API has no field for it.
    pub fn kind(&self) -> Option<PackKind> {
        self.name.split('-').find_map(|part| match part.to_ascii_lowercase().as_str() {
            "image" => Some(PackKind::Image),
            "video" => Some(PackKind::Video),
            "tryon" | "try" => Some(PackKind::TryOn),
            _ => None,
        })
    }

    /// How many slots run at once, read from its name (`9Con`); the API has no field for it.
    ///
    /// The account's limit for a kind is the highest among its usable packs, not the sum.
    pub fn slots(&self) -> Option<u32> {
        self.name.split('-').find_map(|part| part.strip_suffix("Con")?.parse().ok())
    }
}

impl PackStatus {
    fn read(status: Option<types::ResourcePackStatus>) -> Self {
        let word = status.map(|status| status.to_string()).unwrap_or_default();
        match word.as_str() {
            "toBeOnline" => Self::NotYet,
            "online" => Self::Online,
            "expired" => Self::Expired,
            "runOut" => Self::UsedUp,
            _ => Self::Other(word),
        }
    }
}

/// In plain words: `not yet`, `online`, `expired`, `used up`.
impl fmt::Display for PackStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotYet => "not yet",
            Self::Online => "online",
            Self::Expired => "expired",
            Self::UsedUp => "used up",
            Self::Other(word) => word,
        })
    }
}
