//! The documented result codes of the API, as one table.

use std::fmt;

/// A result code of the API's envelope (`code`).
///
/// The vendor documents 21 codes besides success; the table is the same in every edition from 2025 to
/// September 2026. Any other number is still an `ApiCode`: it is shown, never guessed at.
///
/// Decide by this code and not by the HTTP status: four of the codes that come with 429 are permanent.
///
/// ```
/// use kling_runtime::{ApiCode, Repeat};
///
/// let code = ApiCode::RESOURCE_PACK_EXHAUSTED;
/// assert_eq!(code.number(), 1102);
/// assert_eq!(code.http_status(), Some(429));
/// assert_eq!(code.repeat(), Some(Repeat::Never));
/// assert_eq!(ApiCode::new(4242).meaning(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApiCode(i64);

/// Whether sending the same request again can help, and whether it is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Repeat {
    /// No: the answer will be the same until something else changes.
    Never,
    /// Yes, once, with a freshly signed token. Nothing was made.
    AfterSigning,
    /// Yes, after a pause. The API refused, so nothing was made.
    AfterPause,
    /// A read may be repeated. A create may have made its task: look it up first.
    ReadsOnly,
}

struct Row {
    code: ApiCode,
    http_status: u16,
    meaning: &'static str,
    advice: &'static str,
    repeat: Repeat,
}

macro_rules! table {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $http:literal, $meaning:literal, $advice:literal, $repeat:ident;)*) => {
        impl ApiCode {
            $($(#[$doc])* pub const $name: ApiCode = ApiCode($code);)*
        }
        const TABLE: &[Row] = &[$(Row {
            code: ApiCode::$name,
            http_status: $http,
            meaning: $meaning,
            advice: $advice,
            repeat: Repeat::$repeat,
        }),*];
    };
}

table! {
    /// 0, success.
    SUCCESS = 0, 200, "success", "nothing to do", Never;
    /// 1000: the signature of the token is wrong.
    AUTHENTICATION_FAILED = 1000, 401, "authentication failed: the signature of the token is wrong",
        "check that the secret key belongs to the access key and to this region", Never;
    /// 1001: no `Authorization` header.
    AUTHORIZATION_EMPTY = 1001, 401, "the Authorization header is empty", "configure an API key or an access key pair", Never;
    /// 1002: the token is malformed or its key is unknown.
    AUTHORIZATION_INVALID = 1002, 401, "the Authorization value is invalid or its key is unknown",
        "check the key; keys belong to one region, so check the base URL too", Never;
    /// 1003: the token is not valid yet (`nbf`).
    TOKEN_NOT_YET_VALID = 1003, 401, "the token is not valid yet", "check this machine's clock", AfterSigning;
    /// 1004: the token has expired (`exp`).
    TOKEN_EXPIRED = 1004, 401, "the token has expired", "check this machine's clock", AfterSigning;
    /// 1100: something is wrong with the account. Permanent, although it comes with 429.
    ACCOUNT_ABNORMAL = 1100, 429, "the account is in an abnormal state", "check the account in the vendor's console", Never;
    /// 1101: a post-paid account is in arrears. Permanent, although it comes with 429.
    ACCOUNT_IN_ARREARS = 1101, 429, "the account is in arrears", "top up the account", Never;
    /// 1102: the resource pack is used up or expired. Permanent, although it comes with 429.
    RESOURCE_PACK_EXHAUSTED = 1102, 429, "the resource pack for this product is used up or expired",
        "buy a pack of this product's type or enable post-payment", Never;
    /// 1103: the account may not use this API or model.
    PERMISSION_DENIED = 1103, 403, "no permission for this API or model", "check the permissions of the account", Never;
    /// 1200: some parameter is invalid.
    INVALID_PARAMETERS = 1200, 400, "invalid request parameters", "correct the request", Never;
    /// 1201: a wrong key or an illegal value; also an unknown task and a duplicate external id.
    ILLEGAL_VALUE = 1201, 400, "a key or value of the request is not allowed", "correct what the message names", Never;
    /// 1202: wrong HTTP method.
    WRONG_METHOD = 1202, 404, "the HTTP method is wrong for this path", "use the documented method", Never;
    /// 1203: the requested resource, for example a model, does not exist.
    RESOURCE_NOT_FOUND = 1203, 404, "the requested resource does not exist", "correct what the message names", Never;
    /// 1300: a platform policy was triggered.
    PLATFORM_POLICY = 1300, 400, "a platform policy was triggered", "change the input", Never;
    /// 1301: the content-safety policy was triggered.
    CONTENT_POLICY = 1301, 400, "the content-safety policy was triggered", "change the picture or the prompt", Never;
    /// 1302: requests come too fast.
    RATE_LIMITED = 1302, 429, "requests come too fast", "slow down and send again later", AfterPause;
    /// 1303: more tasks run at once than the pack allows.
    CONCURRENCY_EXCEEDED = 1303, 429, "more tasks run at once than the resource pack allows",
        "wait until running tasks end, or run fewer at once", AfterPause;
    /// 1304: the platform's IP whitelist refuses this address. Permanent, although it comes with 429.
    IP_NOT_WHITELISTED = 1304, 429, "this IP address is not on the account's whitelist", "ask the vendor's support to admit it", Never;
    /// 5000: internal error; a create may have succeeded.
    INTERNAL_ERROR = 5000, 500, "internal error of the service", "try again later", ReadsOnly;
    /// 5001: the service is unavailable for now, usually for maintenance.
    UNAVAILABLE = 5001, 503, "the service is temporarily unavailable", "try again later", AfterPause;
    /// 5002: internal timeout; a create may have succeeded.
    INTERNAL_TIMEOUT = 5002, 504, "the service timed out internally", "try again later", ReadsOnly;
}

impl ApiCode {
    /// The code with this number, documented or not.
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// The number on the wire.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// Every documented code, success included, in ascending order.
    pub fn documented() -> impl Iterator<Item = ApiCode> {
        TABLE.iter().map(|row| row.code)
    }

    /// The HTTP status that the vendor documents for this code; `None` for an undocumented code.
    pub fn http_status(self) -> Option<u16> {
        self.row().map(|row| row.http_status)
    }

    /// What the code means, in a few words; `None` for an undocumented code.
    pub fn meaning(self) -> Option<&'static str> {
        self.row().map(|row| row.meaning)
    }

    /// What a person can do about it; `None` for an undocumented code.
    pub fn advice(self) -> Option<&'static str> {
        self.row().map(|row| row.advice)
    }

    /// Whether the same request may be sent again; `None` for an undocumented code.
    pub fn repeat(self) -> Option<Repeat> {
        self.row().map(|row| row.repeat)
    }

    /// Whether the same request may be sent again after this code came with this HTTP status. Of an undocumented code nothing is
    /// known, so only a 4xx is taken for a refusal that made nothing.
    pub(crate) fn repeat_under(self, http_status: u16) -> Repeat {
        let unknown = if (400..500).contains(&http_status) { Repeat::Never } else { Repeat::ReadsOnly };
        self.repeat().unwrap_or(unknown)
    }

    /// 1000 to 1004 and 1103: the credentials are missing, wrong or not allowed to do this.
    pub fn is_about_credentials(self) -> bool {
        matches!(self.0, 1000..=1004 | 1103)
    }

    /// 1101 and 1102: the account cannot pay.
    pub fn is_about_payment(self) -> bool {
        self == Self::ACCOUNT_IN_ARREARS || self == Self::RESOURCE_PACK_EXHAUSTED
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.code == self)
    }
}

/// The number, and the meaning where it is known: `1303 (more tasks run at once than the resource pack allows)`.
impl fmt::Display for ApiCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meaning() {
            Some(meaning) => write!(f, "{} ({meaning})", self.0),
            None => write!(f, "{} (not a documented code)", self.0),
        }
    }
}
