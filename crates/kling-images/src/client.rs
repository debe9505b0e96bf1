//! The client: where every call of this crate begins.

use kling_geometry::limits;
use kling_runtime::{Error, Picture, Session, Task, TaskHandle, TaskRecord};

use crate::expansion_task::record;
use crate::generated::Client;
use crate::{Expand, Expanded, ImageExpansion};

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

    /// Takes up an expansion that was created earlier, perhaps by another process. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) when the handle is of another product or host.
    pub fn resume_expansion(&self, handle: TaskHandle) -> Result<Task<ImageExpansion>, Error> {
        Task::resume(ImageExpansion::new(self), handle)
    }

    /// An expansion by its task id or external task id. Nothing is sent.
    pub fn expansion(&self, id: &str) -> Result<Task<ImageExpansion>, Error> {
        self.resume_expansion(TaskHandle::new(ImageExpansion::NAME, id, self.session.base_url()))
    }

    /// One page of the account's expansions.
    ///
    /// Pages count from 1 to 1000 and hold 1 to 500 tasks. The API gives no total: a page that is not full is the last one. The
    /// order is not documented.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for a page outside these ranges, and as for every call.
    pub async fn list_expansions(&self, page: u32, page_size: u32) -> Result<Vec<TaskRecord<Expanded>>, Error> {
        limits::check_page_number(page).map_err(refused_here)?;
        limits::check_page_size(page_size).map_err(refused_here)?;
        let answer = self.wire.list_image_expansions(Some(page), Some(page_size)).await?;
        Ok(answer.into_inner().data.into_iter().map(|task| record(&self.session, task)).collect())
    }
}

/// A broken bound, as an error that nothing was sent for.
pub(crate) fn refused_here(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::invalid_input(error.to_string()).with_source(error)
}
