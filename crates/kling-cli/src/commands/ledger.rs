//! `klingctl costs ledger`

use std::ops::Range;
use std::time::{Duration, SystemTime};

use clap::{Args, ValueEnum};
use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kling::account::{Account, PackFilter};
use kling::{Error, models};

use super::costs::{Format, to_csv};
use crate::async_runtime::block_on;
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::ledger_table::{self, LedgerRow};
use crate::openapi_document::component;
use crate::progress::Progress;
use crate::report::Failure;
use crate::request_schema::Schema;
use crate::stdout;

/// How far back the ledgers are read where the command line does not say.
const DEFAULT_WINDOW: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How far ahead they are read where the command line names no end, for the call needs one: the clock of an emulator can be ahead of ours.
/// Both windows together are shorter than the year that the vendor's own example asks for.
const OPEN_END: Duration = Duration::from_secs(300 * 24 * 60 * 60);

/// What `--filter` can begin with.
const FILTERS: [&str; 4] = ["api-key", "product", "pack", "pack-id"];

/// Show what was taken for each task, from packs and from the balance
///
/// Both ledgers, one deduction on a line: first the units, then the money. They exist since July 2026.
#[derive(Args, Debug)]
pub(crate) struct LedgerArgs {
    /// Tasks created at this time or later: 2026-11-01, or 2026-11-01T08:00:00Z [default: 30 days before --to, or before now]
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    from: Option<SystemTime>,

    /// Tasks created before this time [default: no end]
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    to: Option<SystemTime>,

    /// Only one of the ledgers
    #[arg(long, value_enum)]
    only: Option<Ledger>,

    /// Only what fits: api-key=NAME; of the units also product=image|video|try-on, pack=NAME, pack-id=ID
    ///
    /// Values of one kind are alternatives. With a filter that the balance does not have, only the units are shown.
    #[arg(long, value_name = "KIND=VALUE", value_parser = parse_filter)]
    filter: Vec<(&'static str, String)>,

    /// How to print it; --json is short for json
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Ledger {
    /// What was taken from resource packs
    Units,
    /// What was taken from the balance
    Balance,
}

/// A day begins at midnight in UTC.
fn parse_time(text: &str) -> Result<SystemTime, String> {
    let day =
        |text: &str| text.parse::<Date>().and_then(|day| day.to_zoned(TimeZone::UTC)).map(|zoned| zoned.timestamp());
    let time = text.parse::<Timestamp>().or_else(|_| day(text));
    time.map(SystemTime::from).map_err(|_| "a time is written like 2026-11-01 or 2026-11-01T08:00:00Z".to_owned())
}

fn parse_filter(text: &str) -> Result<(&'static str, String), String> {
    let (kind, value) = text.split_once('=').ok_or("a filter is written like api-key=NAME")?;
    let known = FILTERS.into_iter().find(|known| *known == kind);
    let known = known.ok_or_else(|| {
        let near = models::closest(kind, FILTERS).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        format!("no filter is called {kind}{near}")
    })?;
    if known == "product" {
        let products = component("#/components/schemas/ResourcePackProduct").map(Schema::new).map(Schema::words);
        let products = products.unwrap_or_default();
        let meant = models::closest(value, products.iter().copied()).filter(|_| !products.contains(&value));
        if let Some(meant) = meant {
            return Err(format!("the known products are {}; did you mean {meant}?", products.join(", ")));
        }
    }
    Ok((known, value.to_owned()))
}

impl LedgerArgs {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let window = self.window()?;
        let (packs, only_units) = (self.packs()?, self.has_filter_of_units());
        if only_units && self.only == Some(Ledger::Balance) {
            let error = Error::invalid_input("the ledger of the balance has the filter api-key only");
            return Err(error.with_advice("leave the other filters out").into());
        }
        let rows = block_on(async {
            let connection = options.connection.open(&Progress::on_stderr()).await?;
            let account = connection.kling().account();
            let mut rows = Vec::new();
            if self.only != Some(Ledger::Balance) {
                rows.extend(self.units(&account, window.clone(), packs).await?);
            }
            if self.only != Some(Ledger::Units) && !only_units {
                rows.extend(self.balance(&account, window).await?);
            }
            Ok(rows)
        })?;
        match if options.json { Format::Json } else { self.format } {
            Format::Json => stdout::print_json(&rows)?,
            Format::Csv => stdout::print(to_csv(&rows)?.trim_end())?,
            Format::Table if rows.is_empty() => stdout::print("nothing was taken in this time")?,
            Format::Table => stdout::print(ledger_table::to_table(&rows))?,
        }
        Ok(ExitCode::Done)
    }

    async fn units(
        &self,
        account: &Account,
        window: Range<SystemTime>,
        packs: Option<PackFilter>,
    ) -> Result<Vec<LedgerRow>, Error> {
        let products = self.values("product");
        let ledger = account.unit_ledger(window).with_api_keys(self.values("api-key"));
        let mut ledger = ledger.with_products(products.iter().map(String::as_str));
        if let Some(packs) = packs {
            ledger = ledger.with_packs(packs);
        }
        ledger.entries().map_ok(LedgerRow::from).try_collect().await
    }

    async fn balance(&self, account: &Account, window: Range<SystemTime>) -> Result<Vec<LedgerRow>, Error> {
        let ledger = account.balance_ledger(window).with_api_keys(self.values("api-key"));
        ledger.entries().map_ok(LedgerRow::from).try_collect().await
    }

    fn window(&self) -> Result<Range<SystemTime>, Error> {
        let now = SystemTime::now();
        let before = self.to.unwrap_or(now).checked_sub(DEFAULT_WINDOW);
        let start = self.from.or(before).unwrap_or(SystemTime::UNIX_EPOCH);
        let end = self.to.unwrap_or(start.max(now) + OPEN_END);
        if start >= end {
            return Err(Error::invalid_input("--from is not before --to"));
        }
        Ok(start..end)
    }

    fn values(&self, kind: &str) -> Vec<String> {
        self.filter.iter().filter(|(known, _)| *known == kind).map(|(_, value)| value.clone()).collect()
    }

    fn has_filter_of_units(&self) -> bool {
        self.filter.iter().any(|(kind, _)| *kind != "api-key")
    }

    fn packs(&self) -> Result<Option<PackFilter>, Error> {
        match (self.values("pack"), self.values("pack-id")) {
            (names, ids) if names.is_empty() && ids.is_empty() => Ok(None),
            (names, ids) if ids.is_empty() => Ok(Some(PackFilter::names(names))),
            (names, ids) if names.is_empty() => Ok(Some(PackFilter::ids(ids))),
            _ => Err(Error::invalid_input("packs are named either by pack or by pack-id: the API does not take both")),
        }
    }
}
