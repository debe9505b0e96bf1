//! Which API is talked to, and as whom.

use clap::{Args, ValueEnum};
use kling::runtime::{BASE_URL_VARIABLE, Session, WaitPolicy};
use kling::{BaseUrl, Credentials, Error, Kling};
use kling_emulator::Emulator;
use std::time::Duration;

use crate::progress::Progress;
use crate::report::Failure;

/// How much faster than the vendor the built-in emulator lives: a task takes between two and three seconds.
const EMULATOR_SPEED: f64 = 5.0;

/// Where to connect to.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Connection")]
pub(crate) struct ConnectionOptions {
    /// Run on a built-in emulator: no account, nothing is charged, the new border is only a local approximation
    #[arg(long, global = true)]
    emulator: bool,

    /// The address of the API [environment: KLINGAI_BASE_URL] [default: that of --region]
    #[arg(long, global = true, value_name = "URL", value_parser = parse_base_url, conflicts_with_all = ["region", "emulator"])]
    base_url: Option<BaseUrl>,

    /// The vendor's region; keys and tasks belong to one [default: singapore]
    #[arg(long, global = true, value_enum, conflicts_with = "emulator")]
    region: Option<Region>,
}

/// The vendor's regions.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Region {
    /// Outside mainland China
    Singapore,
    /// Mainland China
    Beijing,
}

fn parse_base_url(text: &str) -> Result<BaseUrl, String> {
    text.parse().map_err(|error: Error| error.message().to_owned())
}

/// Where the base URL was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BaseUrlSource {
    Option,
    Environment,
    Default,
}

impl ConnectionOptions {
    /// True when the command runs on the built-in emulator.
    pub(crate) fn is_emulated(&self) -> bool {
        self.emulator
    }

    /// The base URL of the options, else of the environment, else the vendor's default.
    pub(crate) fn base_url(&self) -> Result<(BaseUrl, BaseUrlSource), Failure> {
        if let Some(url) = &self.base_url {
            return Ok((url.clone(), BaseUrlSource::Option));
        }
        if let Some(region) = self.region {
            return Ok((region.base_url(), BaseUrlSource::Option));
        }
        match variable(BASE_URL_VARIABLE) {
            Some(url) => Ok((
                url.parse().map_err(|error| Failure::from(error).about(BASE_URL_VARIABLE))?,
                BaseUrlSource::Environment,
            )),
            None => Ok((BaseUrl::default(), BaseUrlSource::Default)),
        }
    }

    /// The credentials of the environment, and the variable they stand in.
    pub(crate) fn credentials(&self) -> Result<(Credentials, &'static str), Failure> {
        Credentials::from_variables(variable).map_err(|error| {
            let with_account = error.advice().unwrap_or_default().to_owned();
            let advice = format!(
                "with an account: {with_account}\nwithout one: add --emulator to run this command on a built-in emulator; nothing is charged"
            );
            error.with_advice(advice).into()
        })
    }

    /// Opens the connection, and starts the built-in emulator where that is asked for.
    pub(crate) async fn open(&self, progress: &Progress) -> Result<Connection, Failure> {
        if self.emulator {
            return Connection::to_new_emulator(progress).await;
        }
        let (base_url, _) = self.base_url()?;
        self.connect(self.credentials()?.0, base_url)
    }

    /// A connection for what sends nothing to the API. It needs no account, and an account's key never gets near it.
    pub(crate) fn open_without_account(&self) -> Result<Connection, Failure> {
        let (base_url, _) = self.base_url()?;
        self.connect(Credentials::api_key("none")?, base_url)
    }

    fn connect(&self, credentials: Credentials, base_url: BaseUrl) -> Result<Connection, Failure> {
        let kling = Kling::new(session(credentials, base_url)?);
        Ok(Connection { kling, arguments: self.arguments(), emulator: None })
    }

    /// The options again, for a command line that finds the same tasks.
    fn arguments(&self) -> Vec<String> {
        if let Some(url) = &self.base_url {
            return vec!["--base-url".to_owned(), url.to_string()];
        }
        let region = self.region.and_then(|region| region.to_possible_value());
        region.map_or_else(Vec::new, |region| vec!["--region".to_owned(), region.get_name().to_owned()])
    }
}

impl Region {
    fn base_url(self) -> BaseUrl {
        match self {
            Self::Singapore => BaseUrl::singapore(),
            Self::Beijing => BaseUrl::beijing(),
        }
    }
}

/// An environment variable that is set to something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn session(credentials: Credentials, base_url: BaseUrl) -> Result<Session, Error> {
    Session::builder(credentials)
        .with_base_url(base_url)
        .with_user_agent(concat!("klingctl/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// A client, and the emulator that lives as long as it, if there is one.
pub(crate) struct Connection {
    kling: Kling,
    arguments: Vec<String>,
    emulator: Option<Emulator>,
}

impl Connection {
    async fn to_new_emulator(progress: &Progress) -> Result<Self, Failure> {
        let emulator = Emulator::builder()
            .speed(EMULATOR_SPEED)
            .start()
            .await
            .map_err(|source| Error::invalid_input("the built-in emulator did not start").with_source(source))?;
        progress.say("built-in emulator: nothing is sent to Kling, nothing is charged, and the new border is a local approximation");
        let credentials = Credentials::api_key(kling_emulator::DEFAULT_API_KEY)?;
        let kling = Kling::new(session(credentials, emulator.base_url().parse()?)?);
        Ok(Self { kling, arguments: Vec::new(), emulator: Some(emulator) })
    }

    /// The client.
    pub(crate) fn kling(&self) -> &Kling {
        &self.kling
    }

    /// True when tasks end with this program.
    pub(crate) fn is_emulated(&self) -> bool {
        self.emulator.is_some()
    }

    /// The command line that finds this connection's tasks again; `None` when they end with this program.
    pub(crate) fn command(&self, arguments: &[String]) -> Option<String> {
        if self.is_emulated() {
            return None;
        }
        let words = ["klingctl".to_owned()];
        let words = words.iter().chain(&self.arguments).chain(arguments).map(String::as_str);
        Some(shlex::Quoter::new().allow_nul(true).join(words).unwrap_or_default())
    }

    /// This command line again, with these words behind it; `None` when it cannot be repeated, as what stdin held.
    pub(crate) fn same_command(&self, more: &[String]) -> Option<String> {
        let words: Option<Vec<String>> = std::env::args_os().skip(1).map(|word| word.into_string().ok()).collect();
        let takes_stdin =
            |word: &String| ["-", "@-"].contains(&word.rsplit_once('=').map_or(&**word, |(_, value)| value));
        let words = words.filter(|words| !self.is_emulated() && !words.iter().any(takes_stdin))?;
        let words = ["klingctl"].into_iter().chain(words.iter().chain(more).map(String::as_str));
        Some(shlex::Quoter::new().allow_nul(true).join(words).unwrap_or_default())
    }

    /// How to wait for tasks here. An emulator on this machine may be asked more often than a service.
    pub(crate) fn wait_policy(&self, timeout: Option<Duration>) -> WaitPolicy {
        let mut policy = WaitPolicy::default();
        if self.kling.session().base_url().is_loopback() {
            policy = policy.with_intervals(Duration::from_millis(200), Duration::from_secs(1));
        }
        match timeout {
            Some(timeout) => policy.with_timeout(timeout),
            None => policy,
        }
    }
}
