//! Tasks that somebody else ordered, of whatever product.

use crate::{Error, Finished, Product, Session, TaskRecord};

use super::Output;
use super::desk::{Desk, find, find_external};
use super::task_report::read_record;

/// A task of any product, known by its id alone. What it made is told as [`Output`].
#[derive(Clone, Debug)]
pub struct AnyTask<D> {
    desk: D,
}

impl<D: Desk> Product for AnyTask<D> {
    type Output = Finished<Output>;

    const NAME: &'static str = D::NAME;

    fn over(session: &Session) -> Self {
        Self { desk: D::over(session) }
    }

    fn session(&self) -> &Session {
        self.desk.session()
    }

    async fn query(&self, id: &str) -> Result<TaskRecord<Self::Output>, Error> {
        Ok(read_record::<Self, _>(self.session(), find(&self.desk, id).await?))
    }

    async fn query_external(&self, id: &str) -> Result<TaskRecord<Self::Output>, Error> {
        Ok(read_record::<Self, _>(self.session(), find_external(&self.desk, id).await?))
    }
}
