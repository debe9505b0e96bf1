//! The `Authorization` header: a static key as it is, or a token that is signed, cached and renewed early.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::header::HeaderValue;
use serde::Serialize;

use crate::credentials::{Credentials, Kind};
use crate::{Error, ErrorKind};

/// How long a signed token is valid: the vendor's own example. No maximum is documented.
const TOKEN_LIFE: Duration = Duration::from_secs(1800);

/// A token is replaced when this much of its life is over, so that none expires on its way.
const RENEW_AFTER: Duration = Duration::from_secs(1800 * 8 / 10);

/// Tokens are valid from a little before now, because clocks differ: the vendor's own example.
const CLOCK_ALLOWANCE: Duration = Duration::from_secs(5);

/// Makes the `Authorization` value for each attempt.
#[derive(Debug)]
pub(crate) struct Bearer {
    credentials: Credentials,
    signed: Mutex<Signed>,
}

#[derive(Debug, Default)]
struct Signed {
    token: Option<(HeaderValue, SystemTime)>,
    /// How far the server's clock is ahead of ours, once it has told us.
    server_ahead: i64,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    exp: i64,
    nbf: i64,
}

impl Bearer {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self { credentials, signed: Mutex::default() }
    }

    /// True for a static key, which is sent as it is.
    pub(crate) fn is_api_key(&self) -> bool {
        matches!(self.credentials.0, Kind::ApiKey(_))
    }

    /// The header value to send at `now`.
    pub(crate) fn header(&self, now: SystemTime) -> Result<HeaderValue, Error> {
        let Kind::AccessKey { access_key, .. } = &self.credentials.0 else {
            return sensitive(self.credentials.0.secret());
        };
        let mut signed = self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((header, signed_at)) = &signed.token
            && now.duration_since(*signed_at).is_ok_and(|age| age < RENEW_AFTER)
        {
            return Ok(header.clone());
        }
        let header = self.sign(access_key, unix_seconds(now) + signed.server_ahead)?;
        signed.token = Some((header.clone(), now));
        Ok(header)
    }

    /// After 1003 or 1004: drops the token and, when the answer told the server's time, signs by that clock from now on.
    ///
    /// False when there is nothing to sign anew, as with a static key.
    pub(crate) fn renew(&self, now: SystemTime, server_time: Option<SystemTime>) -> bool {
        if self.is_api_key() {
            return false;
        }
        let mut signed = self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        signed.token = None;
        if let Some(server_time) = server_time {
            signed.server_ahead = unix_seconds(server_time) - unix_seconds(now);
        }
        true
    }

    fn sign(&self, access_key: &str, now: i64) -> Result<HeaderValue, Error> {
        let claims = Claims {
            iss: access_key,
            exp: now + TOKEN_LIFE.as_secs() as i64,
            nbf: now - CLOCK_ALLOWANCE.as_secs() as i64,
        };
        let key = EncodingKey::from_secret(self.credentials.0.secret().as_bytes());
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(|source| {
            Error::new(ErrorKind::Credentials, "the token could not be signed").with_source(source)
        })?;
        sensitive(&token)
    }
}

fn sensitive(token: &str) -> Result<HeaderValue, Error> {
    let mut header = HeaderValue::from_str(&format!("Bearer {token}"))
        .map_err(|_| Error::new(ErrorKind::Credentials, "the key cannot stand in a header"))?;
    header.set_sensitive(true);
    Ok(header)
}

/// Times before 1970 count as 1970: such a clock cannot sign anything valid anyway.
fn unix_seconds(time: SystemTime) -> i64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX / 2))
}
