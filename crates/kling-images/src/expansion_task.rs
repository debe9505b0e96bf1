//! Image expansion as a product: how its tasks are queried and read.

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

    async fn query(&self, id: &str) -> Result<TaskRecord<Expanded>, Error> {
        let answer = self.images.wire().get_image_expansion(id).await?.into_inner();
        Ok(record(self.session(), answer.into_data()?))
    }
}

/// Reads a task of the wire. A result without pictures is no result.
pub(crate) fn record(session: &Session, task: ImageExpansionTask) -> TaskRecord<Expanded> {
    let images = task.task_result.unwrap_or_default().images.into_iter().filter(|image| !image.url.is_empty());
    let images: Vec<ExpandedImage> =
        images.enumerate().map(|(place, image)| ExpandedImage::read(place, image)).collect();
    let mut record = TaskRecord {
        task_id: task.task_id,
        external_task_id: task.task_info.and_then(|info| info.external_task_id),
        status: task.task_status,
        status_message: task.task_status_msg,
        created_at: task.created_at.and_then(from_unix_millis),
        updated_at: task.updated_at.and_then(from_unix_millis),
        units: task.final_unit_deduction,
        output: None,
    };
    if !images.is_empty() {
        record.output = Some(Expanded::new(session, &record, images));
    }
    record
}
