//! The front doors of the two ledgers.

use std::ops::Range;
use std::time::SystemTime;

use futures_util::Stream;
use kling_runtime::wire::Filter;
use kling_runtime::{Error, Page, entries, to_unix_millis};

use crate::client::Account;
use crate::deduction::{BalanceDeduction, UnitDeduction};
use crate::generated::Client;
use crate::generated::types::{ListDeductionsRequest, ResourcePackProduct};
use crate::resource_pack::PackKind;

/// What was taken from the resource packs. Nothing is sent before the entries are read.
///
/// By the vendor's notes the values of one filter are alternatives, and all filters must fit; its announcement of the ledgers says
/// the reverse.
#[derive(Clone, Debug)]
#[must_use = "nothing happens before `entries` is read"]
pub struct UnitLedger {
    wire: Client,
    query: LedgerQuery,
}

/// What was taken from the balance. Nothing is sent before the entries are read.
#[derive(Clone, Debug)]
#[must_use = "nothing happens before `entries` is read"]
pub struct BalanceLedger {
    wire: Client,
    query: LedgerQuery,
}

/// Resource packs, by their names or by their ids: the API does not take both at once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackFilter {
    /// Packs of these exact names.
    Names(Vec<String>),
    /// Packs of these ids.
    Ids(Vec<String>),
}

impl Account {
    /// What was taken from the resource packs for tasks created within this window, one entry per deduction. Free; since July 2026.
    ///
    /// The order of the entries is not documented. Nor is it known whether the ledgers take an access key and secret, or an API key
    /// only.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use futures_util::TryStreamExt;
    /// use kling_account::PackKind;
    ///
    /// # async fn example(account: kling_account::Account) -> Result<(), kling_runtime::Error> {
    /// let now = SystemTime::now();
    /// let window = now - Duration::from_secs(7 * 24 * 60 * 60)..now;
    /// let ledger = account.unit_ledger(window).with_api_keys(["ci"]).with_products([PackKind::Image]);
    /// let mut entries = std::pin::pin!(ledger.entries());
    /// while let Some(deduction) = entries.try_next().await? {
    ///     println!("{:?}: {:?} units", deduction.task.id, deduction.units);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn unit_ledger(&self, window: Range<SystemTime>) -> UnitLedger {
        UnitLedger { wire: self.wire().clone(), query: LedgerQuery::new(window) }
    }

    /// What was taken from the balance for tasks created within this window, one entry per deduction. Everything else is as for
    /// [`unit_ledger`](Self::unit_ledger).
    pub fn balance_ledger(&self, window: Range<SystemTime>) -> BalanceLedger {
        BalanceLedger { wire: self.wire().clone(), query: LedgerQuery::new(window) }
    }
}

impl UnitLedger {
    /// Only for tasks created with keys of these names. None leaves all.
    pub fn with_api_keys(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.query.set_filter("api_key_name", texts(names));
        self
    }

    /// Only from packs of these kinds: a [`PackKind`], or `video`, `image`, `try-on`. None leaves all.
    pub fn with_products(mut self, products: impl IntoIterator<Item = impl Into<ResourcePackProduct>>) -> Self {
        let words = products.into_iter().map(|product| product.into().as_str().to_owned());
        self.query.set_filter("product_type", words.collect());
        self
    }

    /// Only from these packs. None leaves all.
    pub fn with_packs(mut self, packs: PackFilter) -> Self {
        let (names, ids) = match packs {
            PackFilter::Names(names) => (names, Vec::new()),
            PackFilter::Ids(ids) => (Vec::new(), ids),
        };
        self.query.set_filter("package_name", names);
        self.query.set_filter("package_id", ids);
        self
    }

    /// How many entries are asked for at once, 1 to 500; the server sends 500 without this.
    pub fn with_page_size(mut self, entries: u32) -> Self {
        self.query.page_size = Some(entries);
        self
    }

    /// The entries. Pages are asked for as the stream is read.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) as the only item when the window does not begin before it ends, or
    /// for a page size out of range. [`Unreadable`](kling_runtime::ErrorKind::Unreadable) as the last item when the pages lead
    /// nowhere or in a circle. As for every call otherwise. After an error the stream ends.
    pub fn entries(self) -> impl Stream<Item = Result<UnitDeduction, Error>> + Send + use<> {
        let Self { wire, query } = self;
        entries(move |cursor| {
            let (wire, query) = (wire.clone(), query.clone());
            async move {
                let page = wire.list_unit_deductions(&query.into_request(cursor)?).await?.into_data()?;
                let found = page.result.unwrap_or_default().detail;
                let entries = found.into_iter().map(UnitDeduction::read).collect();
                Ok(Page { entries, next_cursor: page.next_cursor, has_more: page.has_more })
            }
        })
    }
}

impl BalanceLedger {
    /// Only for tasks created with keys of these names. None leaves all.
    pub fn with_api_keys(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.query.set_filter("api_key_name", texts(names));
        self
    }

    /// How many entries are asked for at once, 1 to 500; the server sends 500 without this.
    pub fn with_page_size(mut self, entries: u32) -> Self {
        self.query.page_size = Some(entries);
        self
    }

    /// The entries. Pages are asked for as the stream is read.
    ///
    /// # Errors
    ///
    /// As for [`UnitLedger::entries`].
    pub fn entries(self) -> impl Stream<Item = Result<BalanceDeduction, Error>> + Send + use<> {
        let Self { wire, query } = self;
        entries(move |cursor| {
            let (wire, query) = (wire.clone(), query.clone());
            async move {
                let page = wire.list_balance_deductions(&query.into_request(cursor)?).await?.into_data()?;
                let found = page.result.unwrap_or_default().detail;
                let entries = found.into_iter().map(BalanceDeduction::read).collect();
                Ok(Page { entries, next_cursor: page.next_cursor, has_more: page.has_more })
            }
        })
    }
}

impl PackFilter {
    /// Packs of these exact names.
    pub fn names(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::Names(texts(names))
    }

    /// Packs of these ids.
    pub fn ids(ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::Ids(texts(ids))
    }
}

impl From<PackKind> for ResourcePackProduct {
    fn from(kind: PackKind) -> Self {
        match kind {
            PackKind::Image => Self::Image,
            PackKind::Video => Self::Video,
            PackKind::TryOn => Self::TryOn,
        }
    }
}

/// What a ledger is asked for.
#[derive(Clone, Debug)]
struct LedgerQuery {
    window: Range<SystemTime>,
    page_size: Option<u32>,
    filters: Vec<Filter>,
}

impl LedgerQuery {
    fn new(window: Range<SystemTime>) -> Self {
        Self { window, page_size: None, filters: Vec::new() }
    }

    /// In place of what the filter was before.
    fn set_filter(&mut self, key: &str, values: Vec<String>) {
        self.filters.retain(|filter| filter.key != key);
        if !values.is_empty() {
            let mut filter = Filter::new(key);
            filter.values = values;
            self.filters.push(filter);
        }
    }

    /// The request for a page. Beside a cursor the API ignores everything else.
    fn into_request(self, cursor: Option<String>) -> Result<ListDeductionsRequest, Error> {
        if cursor.is_some() {
            return Ok(ListDeductionsRequest { cursor, ..ListDeductionsRequest::default() });
        }
        let (start, end) = (to_unix_millis(self.window.start), to_unix_millis(self.window.end));
        if start >= end {
            return Err(Error::invalid_input("the window of the ledger does not begin before it ends"));
        }
        let request = ListDeductionsRequest {
            start_time: Some(start),
            end_time: Some(end),
            limit: self.page_size,
            filters: self.filters,
            cursor: None,
        };
        request.check()?;
        Ok(request)
    }
}

fn texts(texts: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    texts.into_iter().map(Into::into).collect()
}
