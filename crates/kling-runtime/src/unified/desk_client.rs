//! How the client of a desk finds tasks again.

/// The methods by which a client that is a [`Desk`](super::Desk) finds tasks again by their ids. What is given before the client is
/// an example of the first.
#[doc(hidden)]
#[macro_export]
macro_rules! desk_client {
    ($(#[$example:meta])* $client:ident) => {
        impl $client {
            /// The tasks with these ids, of either kind, in the order of the ids; unknown ids are missing.
            ///
            /// 20 ids go into one query, and queries are sent as the stream is read. Ids that are no task ids are asked for once more,
            /// as external ids. Free.
            ///
            /// Ids without an answer come as an error that [names them](kling_runtime::unified::Unanswered), in the place of their
            /// tasks. The stream goes on behind it with the next 20: what is known of the others is not lost, and whoever would rather
            /// stop, stops reading.
            ///
            $(#[$example])*
            ///
            /// # Errors
            ///
            /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for an id that is empty or holds a comma, as the only item and
            /// before anything is sent; for 20 ids at a time as for every call.
            pub fn get<I>(
                &self,
                ids: I,
            ) -> impl $crate::Stream<Item = Result<$crate::unified::TaskReport, $crate::unified::Unanswered>> + Send + use<I>
            where
                I: IntoIterator,
                I::Item: Into<String>,
            {
                $crate::unified::find_reports(self.clone(), ids.into_iter().map(Into::into).collect())
            }

            /// A task by its task id or external task id, whatever was ordered, perhaps by another process. Nothing is sent.
            ///
            /// # Errors
            ///
            /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for an id that no query can carry.
            pub fn task(&self, id: &str) -> Result<$crate::Task<$crate::unified::AnyTask<Self>>, $crate::Error> {
                let name = <Self as $crate::unified::Desk>::NAME;
                self.resume($crate::TaskHandle::new(name, id, self.session().base_url()))
            }

            /// Takes up a task that was created earlier, whatever was ordered, perhaps by another process. Nothing is sent.
            ///
            /// # Errors
            ///
            /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) when the handle is of another product or host.
            pub fn resume(
                &self,
                handle: $crate::TaskHandle,
            ) -> Result<$crate::Task<$crate::unified::AnyTask<Self>>, $crate::Error> {
                $crate::Task::resume($crate::Product::over(self.session()), handle)
            }

            /// The same as [`resume`](Self::resume), for a task of which it is known what was ordered, `O`.
            ///
            /// # Errors
            ///
            /// As for [`resume`](Self::resume), and when the handle names another order. A handle from a task id alone names none.
            pub fn resume_as<O: $crate::unified::Order<Desk = Self>>(
                &self,
                handle: $crate::TaskHandle,
            ) -> Result<$crate::Task<$crate::unified::Ordered<O>>, $crate::Error> {
                $crate::Task::resume($crate::Product::over(self.session()), handle)
            }
        }
    };
}
