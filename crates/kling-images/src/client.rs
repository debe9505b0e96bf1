//! The client: where every call of this crate begins.

use kling_runtime::{Error, Picture, Session};

use crate::Expand;
use crate::generated::Client;

/// The `/v1/images` endpoints. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Images {
    session: Session,
    wire: Client,
}

impl Images {
    /// A client over this session.
    pub fn new(session: &Session) -> Self {
        Self { session: session.clone(), wire: Client::new(session) }
    }

    /// The calls as the OpenAPI document has them.
    pub fn wire(&self) -> &Client {
        &self.wire
    }

    /// The session that calls are sent over.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Grows a picture beyond its borders. Say how with one of the methods of [`Expand`], then [`send`](Expand::send).
    pub fn expand(&self, picture: impl Into<Picture>) -> Expand {
        Expand::new(self.clone(), picture.into())
    }
}

/// A broken bound, as an error that nothing was sent for.
pub(crate) fn refused_here(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::invalid_input(error.to_string()).with_source(error)
}
