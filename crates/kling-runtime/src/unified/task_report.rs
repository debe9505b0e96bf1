//! A task of any product, as a query or a list tells it.

use crate::wire::UnifiedTask;
use crate::{Charge, Finished, Product, Session, TaskMembers, TaskRecord};

use super::{AnyTask, Desk, Output};

/// A task of any product, as a query or a list tells it. It does not tell the product.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TaskReport {
    /// How far it is, what it made, and what was taken for it.
    pub record: TaskRecord<Finished<Output>>,
}

impl TaskReport {
    /// Reads a task of the wire.
    #[doc(hidden)]
    pub fn read<D: Desk>(desk: &D, task: UnifiedTask) -> Self {
        Self { record: read_record::<AnyTask<D>, _>(desk.session(), task) }
    }
}

/// A record with the outputs of one kind; with all of them for [`Output`] itself.
pub(crate) fn read_record<P, T>(session: &Session, task: UnifiedTask) -> TaskRecord<Finished<T>>
where
    P: Product,
    T: crate::Output + TryFrom<Output>,
{
    let outputs = task.outputs.into_iter().zip(0..).map(|(output, index)| Output::read(index, output));
    let items = outputs.filter_map(|output| T::try_from(output).ok()).collect();
    let members = TaskMembers {
        task_id: task.id,
        status: task.status,
        status_message: task.message,
        external_task_id: task.external_id,
        created_at: task.create_time,
        updated_at: task.update_time,
        charges: task.billing.into_iter().map(Charge::read).collect(),
    };
    members.into_record::<P, _>(session, items)
}
