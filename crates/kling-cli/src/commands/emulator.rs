//! `klingctl emulator`

use std::net::{Ipv4Addr, SocketAddr};

use clap::Args;
use kling::Error;
use kling_emulator::Emulator;
use reqwest::Url;

use crate::async_runtime::block_on;
use crate::exit_code::ExitCode;
use crate::interruption::Interruption;
use crate::report::Failure;
use crate::stdout;

/// Serve an emulated API on a local port
///
/// Prints one line of JSON on stdout once it listens: base_url, control_url, pid and the credentials it accepts.
/// Logs go to stderr. Ctrl-C or SIGTERM stops it. Its expanded borders are only a local approximation of the vendor's.
#[derive(Args, Debug)]
pub(crate) struct EmulatorArgs {
    /// The address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))]
    listen: SocketAddr,

    /// What URLs of results begin with, for clients on other machines [default: the address listened on; when that is
    /// every address (0.0.0.0), the host that the request names]
    #[arg(long, value_name = "URL")]
    public_url: Option<Url>,

    /// Accept tokens of this access key [default, without --api-key: one of its own]
    #[arg(long, value_name = "A", requires = "secret_key")]
    access_key: Option<String>,

    /// The secret key of the access key
    #[arg(long, value_name = "S", requires = "access_key")]
    secret_key: Option<String>,

    /// Accept this API key [default, without --access-key: one of its own]
    #[arg(long, value_name = "K")]
    api_key: Option<String>,

    /// Emulated seconds in one real second; at 0 only the control plane moves time
    #[arg(long, value_name = "X", default_value_t = 1.0, allow_negative_numbers = true)]
    speed: f64,
}

impl EmulatorArgs {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        block_on(self.serve())
    }

    async fn serve(self) -> Result<ExitCode, Failure> {
        let interruption = Interruption::listen()?;
        let mut builder = Emulator::builder().listen(self.listen).speed(self.speed);
        if let Some(url) = self.public_url {
            builder = builder.public_url(url);
        }
        if let (Some(access_key), Some(secret_key)) = (self.access_key, self.secret_key) {
            builder = builder.access_key(access_key, secret_key);
        }
        if let Some(api_key) = self.api_key {
            builder = builder.api_key(api_key);
        }
        let emulator = builder
            .start()
            .await
            .map_err(|source| Error::invalid_input("the emulator did not start").with_source(source))?;
        stdout::print_json_line(&emulator.ready_record())?;
        interruption.received().await;
        emulator.shutdown().await;
        Ok(ExitCode::Done)
    }
}
