//! `klingctl auth`

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::async_runtime::block_on;
use crate::connection::BaseUrlSource;
use crate::exit_code::ExitCode;
use crate::global_options::GlobalOptions;
use crate::progress::Progress;
use crate::report::Failure;
use crate::stdout;

/// Show which credentials are used
#[derive(Debug, Subcommand)]
pub(crate) enum AuthCommand {
    /// Show which variable gives the credentials, and which API they are sent to; never a secret
    Status(StatusArgs),
}

#[derive(Args, Debug)]
pub(crate) struct StatusArgs {
    /// Ask the API whether it accepts them: GET /account/costs, which is free
    #[arg(long)]
    check: bool,
}

#[derive(Serialize)]
struct Status {
    credentials: String,
    credentials_from: &'static str,
    base_url: String,
    base_url_from: &'static str,
    /// Whether the API accepted them; null when it was not asked.
    accepted: Option<bool>,
}

impl AuthCommand {
    pub(crate) fn run(self, options: &GlobalOptions) -> Result<ExitCode, Failure> {
        let Self::Status(args) = self;
        let mut status = if options.connection.is_emulated() { Status::of_emulator() } else { Status::find(options)? };
        if args.check {
            block_on(ask(options))?;
            status.accepted = Some(true);
        }
        if options.json { stdout::print_json(&status) } else { stdout::print(status.to_text()) }?;
        Ok(ExitCode::Done)
    }
}

async fn ask(options: &GlobalOptions) -> Result<(), Failure> {
    let connection = options.connection.open(&Progress::on_stderr()).await?;
    connection.kling().account().packs().await?;
    Ok(())
}

impl Status {
    fn find(options: &GlobalOptions) -> Result<Self, Failure> {
        let (credentials, variable) = options.connection.credentials()?;
        let (base_url, source) = options.connection.base_url()?;
        Ok(Self {
            credentials: credentials.describe(),
            credentials_from: variable,
            base_url: base_url.to_string(),
            base_url_from: match source {
                BaseUrlSource::Option => "the command line",
                BaseUrlSource::Environment => kling::runtime::BASE_URL_VARIABLE,
                BaseUrlSource::Default => "the default",
            },
            accepted: None,
        })
    }

    fn of_emulator() -> Self {
        Self {
            credentials: "API key".to_owned(),
            credentials_from: "the built-in emulator",
            base_url: "a free port of this machine".to_owned(),
            base_url_from: "the built-in emulator",
            accepted: None,
        }
    }

    fn to_text(&self) -> String {
        let accepted = if self.accepted == Some(true) { "\naccepted     yes" } else { "" };
        format!(
            "credentials  {} from {}\nbase URL     {} from {}{accepted}",
            self.credentials, self.credentials_from, self.base_url, self.base_url_from
        )
    }
}
