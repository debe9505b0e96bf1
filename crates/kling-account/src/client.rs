//! The client: where every call of this crate begins.

use std::ops::Range;
use std::time::{Duration, SystemTime};

use kling_runtime::{ApiCode, Error, Session, to_unix_millis};

use crate::ResourcePack;
use crate::generated::Client;

/// Packs last 180 days at most as far as is known, but the window filters by purchase: this one misses none that can be alive.
const PURCHASE_WINDOW: Duration = Duration::from_secs(400 * 24 * 60 * 60);

/// The `/account` endpoints. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Account {
    session: Session,
    wire: Client,
}

impl Account {
    /// A client over this session.
    pub fn new(session: &Session) -> Self {
        Self { session: session.clone(), wire: Client::new(session) }
    }

    /// The calls as the OpenAPI document has them.
    pub fn wire(&self) -> &Client {
        &self.wire
    }

    /// The resource packs bought in the last 400 days. Free; the vendor asks for at most one call per second.
    ///
    /// # Errors
    ///
    /// As for every call.
    pub async fn packs(&self) -> Result<Vec<ResourcePack>, Error> {
        self.costs(self.recent_purchases(), None).await
    }

    /// The resource packs of exactly this name that were bought in the last 400 days.
    ///
    /// # Errors
    ///
    /// As for every call.
    pub async fn packs_named(&self, name: &str) -> Result<Vec<ResourcePack>, Error> {
        self.costs(self.recent_purchases(), Some(name)).await
    }

    /// The resource packs bought within this window. A pack bought before it is left out even when it is still valid.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) when the window ends before it begins, and as for every call.
    pub async fn packs_bought(&self, window: Range<SystemTime>) -> Result<Vec<ResourcePack>, Error> {
        if window.end < window.start {
            return Err(Error::invalid_input("the window of purchase ends before it begins"));
        }
        self.costs(window, None).await
    }

    fn recent_purchases(&self) -> Range<SystemTime> {
        let now = self.session.system().now();
        now.checked_sub(PURCHASE_WINDOW).unwrap_or(SystemTime::UNIX_EPOCH)..now
    }

    async fn costs(&self, bought: Range<SystemTime>, name: Option<&str>) -> Result<Vec<ResourcePack>, Error> {
        let (start, end) = (to_unix_millis(bought.start), to_unix_millis(bought.end));
        let costs = self.wire.get_account_costs(start, end, name).await?.into_data()?;
        // The data is a second envelope, with a code of its own.
        match costs.code {
            None | Some(0) => Ok(costs.resource_pack_subscribe_infos.into_iter().map(ResourcePack::read).collect()),
            Some(code) => Err(Error::refused(ApiCode::new(code), 200, costs.msg.as_deref().unwrap_or_default())),
        }
    }
}
