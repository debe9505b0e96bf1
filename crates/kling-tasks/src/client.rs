//! The client: where every call of this crate begins.

use kling_runtime::Session;

use crate::generated::Client;

/// The newer standard: one path for each model, and `/tasks`. Cloning is cheap.
///
/// It takes static API keys only. With a session that signs tokens, every call fails before anything is sent, with
/// [`ErrorKind::Credentials`](kling_runtime::ErrorKind::Credentials).
#[derive(Clone, Debug)]
pub struct Tasks {
    session: Session,
    wire: Client,
}

impl Tasks {
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
}
