//! The client: where every call of this crate begins.

use kling_runtime::Session;

use crate::generated::Client;

/// The solutions: videos that sell things, try-on, subtitles for dramas. Cloning is cheap.
///
/// Whether they take credentials of the other kind than an API key has not been tried by anybody.
#[derive(Clone, Debug)]
pub struct Solutions {
    session: Session,
    wire: Client,
}

impl Solutions {
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
