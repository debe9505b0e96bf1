//! Where the API lives.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

use crate::{Error, ErrorKind};

/// The environment variable that replaces the base URL.
///
/// `KLING_BASE_URL` is deliberately not read: to the vendor's consumer program it is another host, and our key would go there.
pub const BASE_URL_VARIABLE: &str = "KLINGAI_BASE_URL";

/// The address under which the API answers. Tasks and keys belong to one of them.
///
/// ```
/// use kling_runtime::BaseUrl;
///
/// assert_eq!(BaseUrl::default().as_str(), "https://api-singapore.klingai.com");
/// assert!("http://api-singapore.klingai.com".parse::<BaseUrl>().is_err(), "a key is never sent in the clear");
/// assert!("http://127.0.0.1:8080".parse::<BaseUrl>().is_ok(), "except to this machine");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// Servers outside mainland China: `https://api-singapore.klingai.com`, the default.
    pub fn singapore() -> Self {
        Self::literal("https://api-singapore.klingai.com")
    }

    /// Mainland China: `https://api-beijing.klingai.com`.
    pub fn beijing() -> Self {
        Self::literal("https://api-beijing.klingai.com")
    }

    fn literal(url: &str) -> Self {
        Self(Url::parse(url).expect("a literal URL parses"))
    }

    /// The address without a slash at its end.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// True for an address below this one: same scheme, host and port, and a path that begins with this path.
    pub(crate) fn covers(&self, url: &Url) -> bool {
        let folder = self.0.path().trim_end_matches('/');
        let rest = url.path().strip_prefix(folder);
        url.origin() == self.0.origin() && rest.is_some_and(|rest| rest.starts_with('/'))
    }

    /// True for an address of this machine, such as an emulator's.
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }
}

impl Default for BaseUrl {
    fn default() -> Self {
        Self::singapore()
    }
}

/// Accepts `https://host[:port][/prefix]`, and `http://` for this machine only.
impl FromStr for BaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refuse = |why: &str| {
            Error::new(ErrorKind::InvalidInput, format!("the base URL {why}"))
                .with_advice("give something like https://api-singapore.klingai.com")
        };
        let url = Url::parse(text.trim()).map_err(|source| refuse("is not a URL").with_source(source))?;
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("may hold only scheme, host, port and path"));
        }
        let base = Self(url);
        match base.0.scheme() {
            "https" => Ok(base),
            "http" if base.is_loopback() => Ok(base),
            "http" => Err(refuse("must be https, because the key is sent there")),
            _ => Err(refuse("must be https")),
        }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
