//! `klingctl costs`

use clap::{Args, Subcommand, ValueEnum};
use kling::account::{PackKind, ResourcePack};
use kling::{Error, ErrorKind};
use serde::Serialize;

use super::ledger::LedgerArgs;
use crate::async_runtime::block_on;
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::progress::Progress;
use crate::report::Failure;
use crate::{stdout, text_table, timestamp};

/// Show the account's resource packs, and what was taken for tasks
///
/// The packs bought in the last 400 days. The API tells what is left up to 12 hours late. Kind and slots are read from a pack's
/// name, because the API has no fields for them.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct CostsArgs {
    #[command(subcommand)]
    command: Option<CostsCommand>,

    /// How to print them; --json is short for json
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum CostsCommand {
    Ledger(LedgerArgs),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Aligned columns
    Table,
    /// A JSON array
    Json,
    /// Comma-separated values, with a header
    Csv,
}

/// One pack, as JSON and CSV have it. Times are UTC.
#[derive(Serialize)]
struct PackSummary {
    name: String,
    id: String,
    kind: Option<&'static str>,
    remaining_units: f64,
    total_units: f64,
    slots: Option<u32>,
    status: String,
    purchased_at: Option<String>,
    effective_at: Option<String>,
    expires_at: Option<String>,
}

impl CostsArgs {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        if let Some(CostsCommand::Ledger(args)) = self.command {
            return args.run(options);
        }
        let packs = block_on(async {
            let connection = options.connection.open(&Progress::on_stderr()).await?;
            Ok(connection.kling().account().packs().await?)
        })?;
        let packs: Vec<PackSummary> = packs.iter().map(PackSummary::from).collect();
        match if options.json { Format::Json } else { self.format } {
            Format::Json => stdout::print_json(&packs)?,
            Format::Csv => stdout::print(to_csv(&packs)?.trim_end())?,
            Format::Table if packs.is_empty() => stdout::print("no resource packs were bought in the last 400 days")?,
            Format::Table => stdout::print(to_table(&packs))?,
        }
        Ok(ExitCode::Done)
    }
}

impl From<&ResourcePack> for PackSummary {
    fn from(pack: &ResourcePack) -> Self {
        let kind = |kind| match kind {
            PackKind::Image => Some("image"),
            PackKind::Video => Some("video"),
            PackKind::TryOn => Some("try-on"),
            _ => None,
        };
        Self {
            name: pack.name.clone(),
            id: pack.id.clone(),
            kind: pack.kind().and_then(kind),
            remaining_units: pack.remaining,
            total_units: pack.total,
            slots: pack.slots(),
            status: pack.status.to_string(),
            purchased_at: pack.purchased_at.and_then(timestamp::to_iso_8601),
            effective_at: pack.effective_at.and_then(timestamp::to_iso_8601),
            expires_at: pack.expires_at.and_then(timestamp::to_iso_8601),
        }
    }
}

fn to_table(packs: &[PackSummary]) -> String {
    let rows = packs.iter().map(|pack| {
        [
            pack.name.clone(),
            pack.kind.unwrap_or("?").to_owned(),
            pack.remaining_units.to_string(),
            pack.total_units.to_string(),
            pack.slots.map_or_else(|| "?".to_owned(), |slots| slots.to_string()),
            pack.expires_at.clone().unwrap_or_default(),
            pack.status.clone(),
        ]
    });
    text_table::to_text(
        ["pack", "kind", "left", "total", "slots", "expires", "status"],
        &["left", "total", "slots"],
        rows,
    )
}

pub(super) fn to_csv(rows: &[impl Serialize]) -> Result<String, Error> {
    let unwritable =
        |source: csv::Error| Error::new(ErrorKind::Unreadable, "the answer does not fit into CSV").with_source(source);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(unwritable)?;
    }
    let bytes = writer.into_inner().map_err(|failure| unwritable(failure.into_error().into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
