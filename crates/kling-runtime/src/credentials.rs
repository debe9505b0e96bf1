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

/// The environment variables of one kind of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialVariables {
    /// The variable that holds a static key, or a ready bearer token.
    Key(&'static str),
    /// The variables that hold an access key and its secret key. Only both together count.
    Pair(&'static str, &'static str),
}

/// The environment variables that credentials are looked for in, in this order: the toolkit's own names, then names that other
/// clients use.
pub const CREDENTIAL_VARIABLES: [CredentialVariables; 7] = [
    CredentialVariables::Key("KLINGAI_API_KEY"),
    CredentialVariables::Pair("KLINGAI_ACCESS_KEY", "KLINGAI_SECRET_KEY"),
    CredentialVariables::Key("KLING_API_KEY"),
    CredentialVariables::Pair("KLING_ACCESS_KEY", "KLING_SECRET_KEY"),
    CredentialVariables::Pair("KLING_ACCESS_KEY_ID", "KLING_SECRET_ACCESS_KEY"),
    CredentialVariables::Pair("KLINGAI_API_ACCESS_KEY", "KLINGAI_API_SECRET_KEY"),
    CredentialVariables::Key("KLING_TOKEN"),
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

    /// The credentials in the process's environment: the first that are complete, in the order of
    /// [`CREDENTIAL_VARIABLES`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] when there are none, when a pair is half set and nothing else is complete, or when a value is
    /// malformed.
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
        let lookup = |name: &str| lookup(name).filter(|value| !value.trim().is_empty());
        let mut half_set = None;
        for row in CREDENTIAL_VARIABLES {
            match row {
                CredentialVariables::Key(name) => {
                    if let Some(key) = lookup(name) {
                        return Ok((Self::api_key(key)?, name));
                    }
                }
                CredentialVariables::Pair(access, secret) => match (lookup(access), lookup(secret)) {
                    (Some(access_key), Some(secret_key)) => {
                        return Ok((Self::access_key(access_key, secret_key)?, access));
                    }
                    (Some(_), None) => half_set = half_set.or(Some((access, secret))),
                    (None, Some(_)) => half_set = half_set.or(Some((secret, access))),
                    (None, None) => {}
                },
            }
        }
        Err(match half_set {
            Some((set, missing)) => Error::new(ErrorKind::Credentials, format!("{set} is set but {missing} is not"))
                .with_advice(format!("set {missing} too, or unset {set}")),
            None => Error::new(ErrorKind::Credentials, "no credentials were found in the environment")
                .with_advice("set KLINGAI_API_KEY, or KLINGAI_ACCESS_KEY and KLINGAI_SECRET_KEY"),
        })
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
