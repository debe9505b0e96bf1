//! What every create takes besides what it is about.

use kling_models::{Product, Request, Standard};
use kling_runtime::unified::OrderOptions;
use kling_runtime::{Error, Review, Usage};

use crate::generated::types::{DramaSubtitleOptions, SolutionOptions};

impl OrderOptions for SolutionOptions {
    fn external_task_id(&mut self) -> &mut Option<String> {
        &mut self.external_task_id
    }
}

impl OrderOptions for DramaSubtitleOptions {
    fn external_task_id(&mut self) -> &mut Option<String> {
        &mut self.external_task_id
    }
}

/// Holds what a request asks for against the capability table. No solution names a model.
pub(crate) fn review(product: Product, request: Request<'_>) -> Result<Review, Error> {
    Review::of(&Usage::new(product, Standard::Solutions, None, request))
}
