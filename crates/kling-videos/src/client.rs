//! The client: where every call of this crate begins.

use kling_runtime::Session;

use crate::generated::Client;

/// The `/v1/videos` endpoints. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Videos {
    session: Session,
    wire: Client,
}

impl Videos {
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
