//! The two kinds of credentials, and where they are looked for.

use secrecy::{ExposeSecret, SecretString};

use crate::{Error, ErrorKind};

/// What proves to the API who is calling.
///
/// Two kinds exist: a static API key, sent as it is, and a pair of access key and secret key, from which a short-lived token is
/// signed for every request. Both work on every `/v1` and `/account` endpoint. Keys belong to one region.
///
/// `Debug` shows the kind and the public access key, never a secret.
///
/// ```
/// use kling_runtime::Credentials;
///
/// let credentials = Credentials::access_key("my-access-key", "my-secret-key")?;
/// assert!(!format!("{credentials:?}").contains("my-secret-key"));
/// # Ok::<(), kling_runtime::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Credentials(pub(crate) Kind);

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    ApiKey(SecretString),
    AccessKey { access_key: String, secret_key: SecretString },
}

/// The environment variables that hold an API key, in the order they are looked for.
///
/// The first is this toolkit's own name; `KLING_TOKEN` is a ready bearer token, whatever its kind.
pub const API_KEY_VARIABLES: [&str; 3] = ["KLINGAI_API_KEY", "KLING_API_KEY", "KLING_TOKEN"];

/// The environment variables that hold an access key and a secret key, in the order they are looked for.
///
/// Only a complete pair of one row counts. The rows after the first are names that other clients use.
pub const ACCESS_KEY_VARIABLES: [(&str, &str); 4] = [
    ("KLINGAI_ACCESS_KEY", "KLINGAI_SECRET_KEY"),
    ("KLING_ACCESS_KEY", "KLING_SECRET_KEY"),
    ("KLING_ACCESS_KEY_ID", "KLING_SECRET_ACCESS_KEY"),
    ("KLINGAI_API_ACCESS_KEY", "KLINGAI_API_SECRET_KEY"),
];

impl Credentials {
    /// A static API key, sent as it is.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] when the key is empty or cannot stand in a header.
    pub fn api_key(key: impl Into<String>) -> Result<Self, Error> {
        let key = checked(key.into(), "the API key")?;
        Ok(Self(Kind::ApiKey(key.into())))
    }

    /// An access key and its secret key; tokens are signed with them (JWT, HS256).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] when one of them is empty or holds white space or control characters.
    pub fn access_key(access_key: impl Into<String>, secret_key: impl Into<String>) -> Result<Self, Error> {
        Ok(Self(Kind::AccessKey {
            access_key: checked(access_key.into(), "the access key")?,
            secret_key: checked(secret_key.into(), "the secret key")?.into(),
        }))
    }

    /// The credentials in the process's environment: first an API key ([`API_KEY_VARIABLES`]), then a complete pair
    /// ([`ACCESS_KEY_VARIABLES`]).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] when there are none, when a pair is half set, or when a value is malformed.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(|name| std::env::var(name).ok()).map(|(credentials, _)| credentials)
    }

    /// The same as [`from_env`](Self::from_env), with any source of variables; the second value is the name of the variable that
    /// was used.
    ///
    /// An empty variable counts as not set.
    ///
    /// ```
    /// use kling_runtime::Credentials;
    ///
    /// let lookup = |name: &str| (name == "KLINGAI_API_KEY").then(|| "k-123".to_owned());
    /// let (_, source) = Credentials::from_variables(lookup)?;
    /// assert_eq!(source, "KLINGAI_API_KEY");
    /// # Ok::<(), kling_runtime::Error>(())
    /// ```
    pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<(Self, &'static str), Error> {
        let lookup = |name| lookup(name).filter(|value: &String| !value.trim().is_empty());
        for name in API_KEY_VARIABLES {
            if let Some(key) = lookup(name) {
                return Ok((Self::api_key(key)?, name));
            }
        }
        for (access_name, secret_name) in ACCESS_KEY_VARIABLES {
            match (lookup(access_name), lookup(secret_name)) {
                (Some(access), Some(secret)) => return Ok((Self::access_key(access, secret)?, access_name)),
                (None, None) => {}
                (found, _) => {
                    let (set, missing) =
                        if found.is_some() { (access_name, secret_name) } else { (secret_name, access_name) };
                    return Err(Error::new(ErrorKind::Credentials, format!("{set} is set but {missing} is not"))
                        .with_advice(format!("set {missing} too, or unset {set}")));
                }
            }
        }
        Err(Error::new(ErrorKind::Credentials, "no credentials were found in the environment")
            .with_advice("set KLINGAI_API_KEY, or KLINGAI_ACCESS_KEY and KLINGAI_SECRET_KEY"))
    }

    /// A word for people: `API key` or `access key AK…`, without any secret.
    pub fn describe(&self) -> String {
        match &self.0 {
            Kind::ApiKey(_) => "API key".to_owned(),
            Kind::AccessKey { access_key, .. } => format!("access key {access_key}"),
        }
    }
}

/// Surrounding white space is a copying slip and is dropped; anything else that HTTP cannot carry is refused.
fn checked(value: String, what: &str) -> Result<String, Error> {
    let value = value.trim();
    let problem = if value.is_empty() {
        "is empty"
    } else if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        "holds white space, control characters or letters outside ASCII"
    } else {
        return Ok(value.to_owned());
    };
    Err(Error::new(ErrorKind::Credentials, format!("{what} {problem}"))
        .with_advice("copy it again from the vendor's console"))
}

impl Kind {
    pub(crate) fn secret(&self) -> &str {
        match self {
            Kind::ApiKey(key) => key.expose_secret(),
            Kind::AccessKey { secret_key, .. } => secret_key.expose_secret(),
        }
    }
}
