//! A task of any product, as a query or a list tells it.

use crate::wire::UnifiedTask;
use crate::{Finished, Session, TaskMembers, TaskRecord};

use super::Desk;
use super::{Charge, Output};

/// A task of any product, as a query or a list tells it. It does not tell the product.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TaskReport {
    /// How far it is and what it made.
    pub record: TaskRecord<Finished<Output>>,
    /// What was taken for it. Empty until it has ended.
    pub charges: Vec<Charge>,
}

impl TaskReport {
    /// Reads a task of the wire.
    #[doc(hidden)]
    pub fn read<D: Desk>(desk: &D, task: UnifiedTask) -> Self {
        let charges = task.billing.iter().cloned().map(Charge::read).collect();
        Self { record: read_record(D::NAME, desk.session(), task), charges }
    }
}

/// A record with the outputs of one kind; with all of them for [`Output`] itself.
pub(crate) fn read_record<T>(product: &str, session: &Session, task: UnifiedTask) -> TaskRecord<Finished<T>>
where
    T: crate::Output + TryFrom<Output>,
{
    let units = task.billing.into_iter().map(Charge::read).find_map(|charge| match charge {
        Charge::Units { amount, .. } => Some(amount),
        _ => None,
    });
    let outputs = task.outputs.into_iter().zip(0..).map(|(output, index)| Output::read(index, output));
    let items = outputs.filter_map(|output| T::try_from(output).ok()).collect();
    let members = TaskMembers {
        task_id: task.id,
        status: task.status,
        status_message: task.message,
        external_task_id: task.external_id,
        created_at: task.create_time,
        updated_at: task.update_time,
        units,
    };
    members.into_record(product, session, items)
}
