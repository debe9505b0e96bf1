//! What the front doors of `/v1` have in common.

/// The methods that every front door of the usual form has: the caller's own id and address, looking before paying, paying.
///
/// The front door is a struct with one member, `draft`. With `watermark` it has that option too.
#[doc(hidden)]
#[macro_export]
macro_rules! front_door {
    ($door:ident orders $product:ident $(with $watermark:ident)?) => {
        impl $door {
            $($crate::front_door! { @$watermark })?

            /// Where the API reports every change of the task.
            pub fn with_callback_url(mut self, url: impl Into<String>) -> Self {
                self.draft.request().callback_url = Some(url.into());
                self
            }

            /// Your own id for the task, unique in the account over all products. Without one, one is made.
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
            pub async fn prepare(self) -> Result<$crate::Prepared<$product>, $crate::Error> {
                self.draft.prepare().await
            }

            /// Checks everything and creates the task, exactly once.
            ///
            /// # Errors
            ///
            /// Those of [`prepare`](Self::prepare) and of [`Prepared::send`](kling_runtime::Prepared::send).
            pub async fn send(self) -> Result<$crate::Task<$product>, $crate::Error> {
                self.prepare().await?.send().await
            }
        }
    };
    (@watermark) => {
        /// Whether a copy with the vendor's watermark is made too. Without this the request does not say, and the documents say none is.
        pub fn with_watermark(mut self, watermark: bool) -> Self {
            self.draft.request().watermark_info = Some(watermark.into());
            self
        }
    };
}
