//! The operations the emulator knows, by the names the control plane uses.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing a client can ask of the service, or the service of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Operation {
    /// `POST /v1/images/editing/expand`
    CreateImageExpansion,
    /// `GET /v1/images/editing/expand/{id}`
    GetImageExpansion,
    /// `GET /v1/images/editing/expand`
    ListImageExpansions,
    /// `GET /account/costs`
    GetAccountCosts,
    /// `GET` or `HEAD` of a result.
    DownloadResult,
    /// A `POST` from the emulator to a `callback_url`.
    DeliverCallback,
}

impl Operation {
    /// Every operation.
    pub const ALL: [Self; 6] = [
        Self::CreateImageExpansion,
        Self::GetImageExpansion,
        Self::ListImageExpansions,
        Self::GetAccountCosts,
        Self::DownloadResult,
        Self::DeliverCallback,
    ];

    /// The name in JSON, for example `create_image_expansion`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreateImageExpansion => "create_image_expansion",
            Self::GetImageExpansion => "get_image_expansion",
            Self::ListImageExpansions => "list_image_expansions",
            Self::GetAccountCosts => "get_account_costs",
            Self::DownloadResult => "download_result",
            Self::DeliverCallback => "deliver_callback",
        }
    }

    /// Results are on plain GET; everything else that a client calls wants a bearer token.
    pub(crate) const fn needs_token(self) -> bool {
        !matches!(self, Self::DownloadResult | Self::DeliverCallback)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
