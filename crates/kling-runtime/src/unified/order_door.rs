//! What the front doors of orders have in common.

use crate::{Draft, Error, Prepared};

use super::{Desk, Order, Ordered};

/// Checks everything that can be checked without sending anything.
pub async fn prepare<O: Order>(draft: Draft<Ordered<O>>) -> Result<Prepared<Ordered<O>>, Error> {
    O::Desk::check_session(draft.session())?;
    draft.prepare().await
}

/// The methods that every front door has: the caller's own id and address, looking before paying, paying.
///
/// The front door is a struct with one member, `draft`. `marks` names the member that asks for a watermarked copy.
#[doc(hidden)]
#[macro_export]
macro_rules! order_door {
    ($door:ident $(<$model:ident: $bound:path>)? orders $order:ty $(, marks $watermark:ident)?) => {
        impl $(<$model: $bound>)? $door $(<$model>)? {
            $(
                /// Whether a copy with the vendor's watermark is made too. Without this the request does not say, and the
                /// documents say none is.
                pub fn with_watermark(mut self, watermark: bool) -> Self {
                    let options = <$order as $crate::unified::Order>::options(self.draft.request());
                    options.$watermark = Some(watermark.into());
                    self
                }
            )?

            /// Where the API reports changes of the task.
            pub fn with_callback_url(mut self, url: impl Into<String>) -> Self {
                <$order as $crate::unified::Order>::options(self.draft.request()).callback_url = Some(url.into());
                self
            }

            /// Your own id for the task, unique in the account over all products, without commas. Without one, one is made.
            ///
            /// It is what makes a create safe: the API refuses a second task under the same id. When a task has it already,
            /// [`send`](Self::send) fails without sending, and
            /// [`is_duplicate_external_task_id`](kling_runtime::Error::is_duplicate_external_task_id) tells.
            pub fn with_external_task_id(mut self, id: impl Into<String>) -> Self {
                self.draft.set_external_task_id(id.into());
                self
            }

            /// Reads the files and checks everything. Nothing is sent to the API, and nothing is spent.
            ///
            /// # Errors
            ///
            /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for what the API would refuse; the message names the member,
            /// its value and what is allowed. [`File`](kling_runtime::ErrorKind::File) when a file cannot be read.
            /// [`Credentials`](kling_runtime::ErrorKind::Credentials) when the session has a kind that is not taken here.
            pub async fn prepare(
                self,
            ) -> Result<$crate::Prepared<$crate::unified::Ordered<$order>>, $crate::Error> {
                $crate::unified::prepare(self.draft).await
            }

            /// Checks everything and creates the task, exactly once.
            ///
            /// # Errors
            ///
            /// Those of [`prepare`](Self::prepare) and of [`Prepared::send`](kling_runtime::Prepared::send).
            pub async fn send(
                self,
            ) -> Result<$crate::Task<$crate::unified::Ordered<$order>>, $crate::Error> {
                self.prepare().await?.send().await
            }
        }
    };
}
