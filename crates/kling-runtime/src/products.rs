//! The table of a client crate's asynchronous products.

/// Makes the products of a client crate from a table: for each a type that [`Task`](crate::Task) knows, and for the client the
/// methods that find tasks again. The crate has `generated::{Client, types}`.
///
/// A line reads: the type, its name in handles, the operations that get one task and list them, the type of a task on the wire,
/// what one item of the result is, and the function that reads the items; for products that this library orders also the operation
/// that creates, its request and the member of it that names the model, and the function that holds a request against what its bounds cannot say: rules over several members,
/// and what the model can do.
#[doc(hidden)]
#[macro_export]
macro_rules! products {
    (
        client $client:ident;
        $(#[$kind_doc:meta])*
        trait $kind:ident;
        $(
            $(#[$doc:meta])*
            $product:ident = $name:literal, $get:ident, $list:ident, $task:ident => $item:ty, $read:path
                $(, $create:ident($request:ident $(by $model:ident)?), $review:path)?;
        )*
    ) => {
        $(#[$kind_doc])*
        pub trait $kind: $crate::Listed {}

        impl $client {
            /// A task by its task id or external task id, perhaps made by another process. Nothing is sent.
            ///
            /// # Errors
            ///
            /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for an id that no query can carry.
            pub fn task<P: $kind>(&self, id: &str) -> Result<$crate::Task<P>, $crate::Error> {
                self.resume($crate::TaskHandle::new(P::NAME, id, self.session().base_url()))
            }

            /// Takes up a task that was created earlier, perhaps by another process. Nothing is sent.
            ///
            /// # Errors
            ///
            /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) when the handle is of another product or host.
            pub fn resume<P: $kind>(&self, handle: $crate::TaskHandle) -> Result<$crate::Task<P>, $crate::Error> {
                $crate::Task::resume(P::over(self.session()), handle)
            }

            /// All tasks of a product, in an order that is not documented. Pages are asked for as the stream is read.
            pub fn list<P: $kind>(
                &self,
            ) -> impl $crate::Stream<Item = Result<$crate::TaskRecord<P::Output>, $crate::Error>> + Send + use<P> {
                $crate::list(P::over(self.session()))
            }

            /// One page of a product's tasks: pages count from 1 to 1000 and hold 1 to 500 tasks.
            ///
            /// # Errors
            ///
            /// [`InvalidInput`](kling_runtime::ErrorKind::InvalidInput) for a page outside these ranges, and as for every call.
            pub async fn page<P: $kind>(
                &self,
                number: u32,
                size: u32,
            ) -> Result<Vec<$crate::TaskRecord<P::Output>>, $crate::Error> {
                $crate::check_page(number, size)?;
                P::over(self.session()).page(number, size).await
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Debug)]
            pub struct $product {
                session: $crate::Session,
                wire: generated::Client,
            }

            impl $product {
                /// The product's name in handles.
                pub const NAME: &'static str = $name;

                /// Reads a task of the wire.
                fn record(
                    session: &$crate::Session,
                    task: generated::types::$task,
                ) -> $crate::TaskRecord<$crate::Finished<$item>> {
                    let items = $read(task.task_result.unwrap_or_default());
                    let members = $crate::TaskMembers {
                        task_id: task.task_id,
                        status: task.task_status,
                        status_message: task.task_status_msg,
                        external_task_id: task.task_info.and_then(|info| info.external_task_id),
                        created_at: task.created_at,
                        updated_at: task.updated_at,
                        charges: $crate::Charge::of_deductions(
                            task.final_unit_deduction,
                            task.final_balance_deduction,
                        ),
                    };
                    members.into_record::<Self, _>(session, items)
                }
            }

            impl $kind for $product {}

            impl $crate::Product for $product {
                type Output = $crate::Finished<$item>;

                const NAME: &'static str = Self::NAME;

                fn over(session: &$crate::Session) -> Self {
                    Self { session: session.clone(), wire: generated::Client::new(session) }
                }

                fn session(&self) -> &$crate::Session {
                    &self.session
                }

                async fn query(&self, id: &str) -> Result<$crate::TaskRecord<Self::Output>, $crate::Error> {
                    Ok(Self::record(&self.session, self.wire.$get(id).await?.into_data()?))
                }
            }

            impl $crate::Listed for $product {
                async fn page(
                    &self,
                    number: u32,
                    size: u32,
                ) -> Result<Vec<$crate::TaskRecord<Self::Output>>, $crate::Error> {
                    let answer = self.wire.$list(Some(number), Some(size)).await?.into_inner();
                    Ok(answer.data.into_iter().map(|task| Self::record(&self.session, task)).collect())
                }
            }

            $(
                impl $crate::Create for $product {
                    type Request = generated::types::$request;

                    fn review(request: &Self::Request) -> Result<$crate::Review, $crate::Error> {
                        request.check()?;
                        $review(request)
                    }

                    fn model(_request: &Self::Request) -> Option<&str> {
                        None$(.or(_request.$model.as_deref()))?
                    }

                    fn set_external_task_id(request: &mut Self::Request, id: String) {
                        request.external_task_id = Some(id);
                    }

                    async fn create(
                        &self,
                        request: &Self::Request,
                    ) -> Result<$crate::wire::TaskCreated, $crate::Error> {
                        self.wire.$create(request).await?.into_data()
                    }
                }
            )?
        )*
    };
}
