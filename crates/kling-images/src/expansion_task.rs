//! Image expansion as a product: how its tasks are queried and read.

use std::collections::BTreeSet;

use kling_runtime::{Error, Product, Session, TaskRecord, from_unix_millis};

use crate::client::Images;
use crate::generated::types::ImageExpansionTask;
use crate::{Expanded, ExpandedImage};

/// Image expansion, as [`Task`](kling_runtime::Task) knows it.
#[derive(Clone, Debug)]
pub struct ImageExpansion {
    images: Images,
}

impl ImageExpansion {
    /// The product's name in handles.
    pub const NAME: &'static str = "image-expansion";

    pub(crate) fn new(images: &Images) -> Self {
        Self { images: images.clone() }
    }
}

impl Product for ImageExpansion {
    type Output = Expanded;

    const NAME: &'static str = Self::NAME;

    fn session(&self) -> &Session {
        self.images.session()
    }

    fn with_session(&self, session: Session) -> Self {
        Self::new(&Images::new(&session))
    }

    async fn query(&self, id: &str) -> Result<TaskRecord<Expanded>, Error> {
        let answer = self.images.wire().get_image_expansion(id).await?.into_inner();
        Ok(record(self.session(), answer.into_data()?))
    }
}

/// Reads a task of the wire. A result without pictures is no result.
pub(crate) fn record(session: &Session, task: ImageExpansionTask) -> TaskRecord<Expanded> {
    let images = task.task_result.unwrap_or_default().images.into_iter().enumerate();
    let images = images.filter_map(|(place, image)| ExpandedImage::read(place, image)).collect();
    let images = distinct(images);
    let mut record = TaskRecord::new(task.task_id, task.task_status);
    record.external_task_id = task.task_info.and_then(|info| info.external_task_id);
    record.status_message = task.task_status_msg;
    record.created_at = task.created_at.and_then(from_unix_millis);
    record.updated_at = task.updated_at.and_then(from_unix_millis);
    record.units = task.final_unit_deduction;
    if !images.is_empty() {
        record.output = Some(Expanded::new(session, &record, images));
    }
    record
}

/// Files are named after the number of a picture. Where two have the same one, all are counted anew.
fn distinct(mut images: Vec<ExpandedImage>) -> Vec<ExpandedImage> {
    let numbers: BTreeSet<u32> = images.iter().map(|image| image.index).collect();
    if numbers.len() < images.len() {
        images.iter_mut().zip(0..).for_each(|(image, place)| image.index = place);
    }
    images
}
