//! Starting and stopping an emulator.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use standardwebhooks::WebhookError;
use tokio::net::TcpListener;
use tokio::sync::{OnceCell, Semaphore, watch};
use tokio::task::{AbortHandle, JoinHandle};
use url::Url;

use crate::account::{Ledger, Pack, Packs};
use crate::app::{App, AppState, Shape};
use crate::auth::Keys;
use crate::callbacks::Callbacks;
use crate::clock::Clock;
use crate::control::{self, Control, UnusableSpeed};
use crate::faults::Faults;
use crate::holdings::Holdings;
use crate::ids::Ids;
use crate::journal::Journal;
use crate::result_urls::ResultUrls;
use crate::results::ResultFiles;
use crate::results_folder::ResultsFolder;
use crate::router::router;
use crate::server::serve;
use crate::tasks::Tasks;

/// The API key of an emulator that was given no credentials.
pub const DEFAULT_API_KEY: &str = "api-key-kling-emulator";
/// The access key of an emulator that was given no credentials.
pub const DEFAULT_ACCESS_KEY: &str = "kling-emulator-access-key";
/// The secret key that belongs to [`DEFAULT_ACCESS_KEY`].
pub const DEFAULT_SECRET_KEY: &str = "kling-emulator-secret-key-that-guards-nothing";

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// What an emulator is to be like. Every setting has a default.
#[derive(Clone)]
#[must_use = "a builder does nothing until `start`"]
pub struct Builder {
    listen: SocketAddr,
    public_url: Option<Url>,
    api_keys: Vec<String>,
    pairs: Vec<(String, String)>,
    speed: f64,
    packs: Vec<Pack>,
    webhook_secret: Option<String>,
    shape: Shape,
}

impl Builder {
    fn new() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: None,
            api_keys: Vec::new(),
            pairs: Vec::new(),
            speed: 1.0,
            packs: Vec::new(),
            webhook_secret: None,
            shape: Shape::Object,
        }
    }

    /// Accepts this API key; several may be given. Without any key and pair, [`DEFAULT_API_KEY`] and the pair of
    /// [`DEFAULT_ACCESS_KEY`] and [`DEFAULT_SECRET_KEY`] are accepted.
    pub fn api_key(mut self, api_key: impl Into<String>) -> Self {
        self.api_keys.push(api_key.into());
        self
    }

    /// Accepts tokens signed with this pair; several may be given.
    pub fn access_key(mut self, access_key: impl Into<String>, secret_key: impl Into<String>) -> Self {
        self.pairs.push((access_key.into(), secret_key.into()));
        self
    }

    /// The address to listen on; by default a free port of 127.0.0.1.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// The URL under which clients elsewhere reach the emulator, for example behind a proxy: what the URLs of results begin with, in
    /// answers and in callbacks. `http` or `https`, without query and fragment; a path is kept.
    ///
    /// Without it these URLs name the address listened on. Where that is every address of the machine (`0.0.0.0`, `[::]`), an answer
    /// names the host that its request named in `Host`, and a callback names this machine, as [`Emulator::base_url`] does.
    pub fn public_url(mut self, url: Url) -> Self {
        self.public_url = Some(url);
        self
    }

    /// Emulated seconds in one real second; 1 by default, [`MAX_SPEED`](crate::MAX_SPEED) at most. At 0 time stands still and only [`Control::advance`] moves it.
    pub fn speed(mut self, emulated_seconds_per_second: f64) -> Self {
        self.speed = emulated_seconds_per_second;
        self
    }

    /// Adds a resource pack; without any, there is one of every kind: 1000 units for pictures,
    /// 1000 for videos, 100 for try-ons.
    pub fn pack(mut self, pack: Pack) -> Self {
        self.packs.push(pack);
        self
    }

    /// Signs callbacks as Standard Webhooks with this secret (`whsec_` and Base64). Without it they are not signed.
    pub fn webhook_secret(mut self, secret: impl Into<String>) -> Self {
        self.webhook_secret = Some(secret.into());
        self
    }

    /// The form of `data` in single queries.
    pub fn single_query_shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }

    /// Binds the port and serves, on the current tokio runtime.
    ///
    /// # Errors
    ///
    /// When the address cannot be bound, a setting makes no sense, or the folder for results cannot be made.
    pub async fn start(mut self) -> Result<Emulator, StartError> {
        self.check()?;
        if self.api_keys.is_empty() && self.pairs.is_empty() {
            self = self.api_key(DEFAULT_API_KEY).access_key(DEFAULT_ACCESS_KEY, DEFAULT_SECRET_KEY);
        }
        if self.packs.is_empty() {
            self.packs = Pack::one_of_each();
        }
        let mut keys = Keys::default();
        self.api_keys.iter().for_each(|api_key| keys.add_api_key(api_key));
        self.pairs.iter().for_each(|(access_key, secret_key)| keys.add_pair(access_key, secret_key));

        // The system's proxy, if there is one, leads away from this machine, where receivers and pictures mostly are.
        let http = reqwest::Client::builder().no_proxy().connect_timeout(CONNECT_TIMEOUT).build();
        let http = http.map_err(StartError::Client)?;
        let callbacks =
            Callbacks::new(http.clone(), self.webhook_secret.as_deref()).map_err(StartError::WebhookSecret)?;
        let folder = ResultsFolder::make().await.map_err(StartError::Folder)?;
        let bind_error = |source| StartError::Bind { address: self.listen, source };
        let listener = TcpListener::bind(self.listen).await.map_err(bind_error)?;
        let address = listener.local_addr().map_err(bind_error)?;
        let base_url = format!("http://{}", reachable(address));

        let result_urls = ResultUrls::new(self.public_url.as_ref(), address, &base_url);

        let clock = Clock::start(self.speed);
        let state = AppState {
            ids: Ids::default(),
            tasks: Tasks::new(result_urls.unasked().to_owned()),
            holdings: Holdings::default(),
            ledger: Ledger::default(),
            packs: Packs::bought(self.packs, clock.now()),
            faults: Faults::default(),
            journal: Journal::default(),
        };
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let app = Arc::new(App {
            base_url,
            keys,
            clock,
            shape: self.shape,
            results: ResultFiles::new(folder.path().to_owned()),
            result_urls,
            callbacks,
            http,
            easels: Semaphore::new(processors),
            presets: OnceCell::new(),
            wake: watch::Sender::new(()),
            state: Mutex::new(state),
        });
        let (stop, stopped) = watch::channel(());
        let server = tokio::spawn(serve(listener, router(&app), stopped));
        let time_keeper = Arc::clone(&app);
        let time_keeper = tokio::spawn(async move { time_keeper.keep_time().await }).abort_handle();
        tracing::info!(base_url = app.base_url, "the emulator listens");
        Ok(Emulator {
            app,
            address,
            api_key: self.api_keys.into_iter().next(),
            pair: self.pairs.into_iter().next(),
            stop,
            server,
            time_keeper,
            _folder: folder,
        })
    }
}

impl Builder {
    /// Refuses settings with which nothing could work.
    fn check(&self) -> Result<(), StartError> {
        control::check_speed(self.speed)?;
        if let Some(url) = self.public_url.as_ref().filter(|url| !can_be_public(url)) {
            return Err(StartError::PublicUrl(url.clone()));
        }
        let unusable = |what, problem| Err(StartError::Credential { what, problem });
        let is_empty = |secret: &str| secret.trim_start_matches("whsec_").is_empty();
        for api_key in &self.api_keys {
            if api_key.is_empty() {
                return unusable("API key", "is empty");
            }
            if !api_key.bytes().all(|byte| byte.is_ascii_graphic()) {
                return unusable("API key", "has a character that no header can carry as a part of a token");
            }
        }
        for (access_key, secret_key) in &self.pairs {
            if access_key.is_empty() {
                return unusable("access key", "is empty");
            }
            if secret_key.is_empty() {
                return unusable("secret key", "is empty");
            }
        }
        if self.webhook_secret.as_deref().is_some_and(is_empty) {
            return unusable("webhook secret", "is empty");
        }
        match self.packs.iter().find(|pack| pack.is_over_at_once()) {
            Some(pack) => Err(StartError::Pack(pack.name().to_owned())),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("listen", &self.listen)
            .field("public_url", &self.public_url.as_ref().map(Url::as_str))
            .field("api_keys", &self.api_keys.len())
            .field("access_keys", &self.pairs.len())
            .field("speed", &self.speed)
            .field("packs", &self.packs)
            .field("signed_callbacks", &self.webhook_secret.is_some())
            .field("single_query_shape", &self.shape)
            .finish()
    }
}

/// Whether paths can be put behind it.
fn can_be_public(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none()
}

/// The address a client on this machine can reach: the unspecified address is no place to connect to.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Why an emulator did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address is taken or not this machine's.
    #[error("cannot listen on {address}; choose another address, or port 0 for any free port")]
    Bind {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The speed is negative, no number, or too high.
    #[error(transparent)]
    Speed(#[from] UnusableSpeed),
    /// An API key, a part of a pair, or the webhook secret could never be used. Its value is not told.
    #[error("the {what} {problem}")]
    Credential {
        /// Which of them.
        what: &'static str,
        /// Why not.
        problem: &'static str,
    },
    /// This pack expires the moment it is bought.
    #[error("the pack {0} is valid for no time; give it a longer validity")]
    Pack(String),
    /// The public URL cannot be the beginning of others.
    #[error("{0} cannot be the public URL: it must begin with http:// or https:// and have no query and no fragment")]
    PublicUrl(Url),
    /// The webhook secret is not Base64.
    #[error("the webhook secret must be `whsec_` and Base64")]
    WebhookSecret(#[source] WebhookError),
    /// No folder for results could be made.
    #[error("cannot make a temporary folder for results")]
    Folder(#[source] io::Error),
    /// No HTTP client for callbacks and pictures by URL could be made.
    #[error("cannot make an HTTP client for callbacks")]
    Client(#[source] reqwest::Error),
}

/// A running emulator. Dropping it stops it and deletes its results.
pub struct Emulator {
    app: Arc<App>,
    address: SocketAddr,
    api_key: Option<String>,
    pair: Option<(String, String)>,
    stop: watch::Sender<()>,
    server: JoinHandle<()>,
    time_keeper: AbortHandle,
    _folder: ResultsFolder,
}

impl Emulator {
    /// What an emulator is to be like.
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// The base URL for clients on this machine, for example `http://127.0.0.1:41234`, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.app.base_url
    }

    /// The address it listens on.
    #[must_use]
    pub const fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// What another process needs to use it.
    #[must_use]
    pub fn ready_record(&self) -> ReadyRecord {
        let (access_key, secret_key) = self.pair.clone().unzip();
        ReadyRecord {
            base_url: self.base_url().to_owned(),
            control_url: format!("{}{}/", self.base_url(), control::http::PATH),
            pid: std::process::id(),
            api_key: self.api_key.clone(),
            access_key,
            secret_key,
        }
    }

    /// The control plane, in-process.
    #[must_use]
    pub fn control(&self) -> Control {
        Control::new(Arc::clone(&self.app))
    }

    /// Stops accepting, lets open calls finish for up to two seconds, then stops.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(());
        if let Err(error) = (&mut self.server).await {
            tracing::warn!(%error, "the server ended badly");
        }
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.server.abort();
        self.time_keeper.abort();
        self.app.easels.close();
    }
}

/// What another process needs to use a running emulator, to be printed as one line of JSON.
///
/// The credentials are the first that were given, or the defaults. They are in the JSON, for that is its purpose, and not in `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReadyRecord {
    /// Base URL for clients on this machine.
    pub base_url: String,
    /// Base URL of the control plane.
    pub control_url: String,
    /// Process that serves it.
    pub pid: u32,
    /// An API key it accepts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_key: Option<String>,
    /// An access key it accepts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_key: Option<String>,
    /// The secret key of that access key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_key: Option<String>,
}

impl fmt::Debug for ReadyRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadyRecord")
            .field("base_url", &self.base_url)
            .field("control_url", &self.control_url)
            .field("pid", &self.pid)
            .field("credentials", &"(redacted)")
            .finish()
    }
}
