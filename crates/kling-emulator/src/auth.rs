//! Who may call: opaque API keys, and tokens signed with an AccessKey's secret.

use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use kling_runtime::ApiCode;
use serde::Deserialize;

use crate::envelope::Refusal;

/// The message of the newer standard to everything that is no API key of its own, seen on the wire.
const NO_TOKENS_HERE: &str = "Authentication error. The current API does not support AK/SK; please go to the console (https://kling.ai/dev/api-key) to create API key.";

/// Which credentials a path takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Accepts {
    ApiKeysAndTokens,
    /// The newer standard, and solutions.
    ApiKeys,
}

/// The keys that open this emulator.
#[derive(Clone, Default)]
pub(crate) struct Keys {
    /// Each with the name that the ledgers know it by.
    api_keys: HashMap<String, String>,
    pairs: HashMap<String, DecodingKey>,
}

#[derive(Deserialize)]
struct Issuer {
    iss: Option<String>,
}

#[derive(Deserialize)]
struct Lifetime {
    exp: f64,
    nbf: Option<f64>,
}

impl Keys {
    pub(crate) fn add_api_key(&mut self, api_key: &str) {
        let name = format!("key-{}", self.api_keys.len() + 1);
        self.api_keys.entry(api_key.to_owned()).or_insert(name);
    }

    pub(crate) fn add_pair(&mut self, access_key: &str, secret_key: &str) {
        self.pairs.insert(access_key.to_owned(), DecodingKey::from_secret(secret_key.as_bytes()));
    }

    /// The name of the key that calls. Codes 1000 to 1004, in the order the vendor's table gives them meaning: something there, a known key, a true signature,
    /// then the times. A token's age is no criterion: clients reuse tokens until `exp`.
    pub(crate) fn check(&self, headers: &HeaderMap, wall: Duration, accepts: Accepts) -> Result<String, Refusal> {
        let value = headers.get(AUTHORIZATION).map(|value| value.as_bytes().trim_ascii()).unwrap_or_default();
        if value.is_empty() {
            return Err(Refusal::new(ApiCode::AUTHORIZATION_EMPTY, "Authorization is empty"));
        }
        let token = std::str::from_utf8(value).ok().and_then(bearer_token).ok_or_else(|| {
            Refusal::new(
                ApiCode::AUTHORIZATION_INVALID,
                "Authorization must be `Bearer <token>` with exactly one space",
            )
        })?;
        match (self.api_keys.get(token), accepts) {
            (Some(name), _) => Ok(name.clone()),
            (None, Accepts::ApiKeysAndTokens) => self.check_signed(token, wall),
            (None, Accepts::ApiKeys) => Err(Refusal::new(ApiCode::AUTHORIZATION_INVALID, NO_TOKENS_HERE)),
        }
    }

    fn check_signed(&self, token: &str, wall: Duration) -> Result<String, Refusal> {
        let invalid = |message: &str| Refusal::new(ApiCode::AUTHORIZATION_INVALID, message);
        // The observed message counts 0 parts for a text without dots; the other counts follow the library that words it so.
        let parts = match token.matches('.').count() {
            0 => "0",
            1 => "2",
            2 => "",
            _ => "> 3",
        };
        if !parts.is_empty() {
            return Err(invalid(&format!("The token was expected to have 3 parts, but got {parts}")));
        }
        let issuer = jsonwebtoken::dangerous::insecure_decode::<Issuer>(token)
            .ok()
            .filter(|decoded| decoded.header.alg == Algorithm::HS256)
            .ok_or_else(|| invalid("The token is not a JWT signed with HS256"))?
            .claims
            .iss;
        let (access_key, secret) = issuer
            .and_then(|access_key| self.pairs.get_key_value(&access_key))
            .ok_or_else(|| invalid("The access key in the token's `iss` does not exist"))?;

        let mut validation = Validation::new(Algorithm::HS256);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        validation.validate_aud = false;
        let lifetime = jsonwebtoken::decode::<Lifetime>(token, secret, &validation)
            .map_err(|error| match error.kind() {
                ErrorKind::InvalidSignature => {
                    Refusal::new(ApiCode::AUTHENTICATION_FAILED, "The token's signature is wrong")
                }
                _ => invalid("The token has no usable `exp`"),
            })?
            .claims;

        let now = wall.as_secs_f64();
        if lifetime.nbf.is_some_and(|not_before| not_before > now) {
            return Err(Refusal::new(
                ApiCode::TOKEN_NOT_YET_VALID,
                "The token is not valid yet: `nbf` is in the future",
            ));
        }
        if lifetime.exp <= now {
            return Err(Refusal::new(ApiCode::TOKEN_EXPIRED, "The token has expired: `exp` has passed"));
        }
        Ok(access_key.clone())
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("api_keys", &self.api_keys.len()).field("pairs", &self.pairs.len()).finish()
    }
}

/// The scheme's letter case is free (RFC 9110); what follows it is not.
fn bearer_token(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && !token.starts_with(' ')).then_some(token)
}
