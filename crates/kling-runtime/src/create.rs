//! Products that can be ordered: a request that is checked, priced and sent exactly once.

use std::fmt;
use std::future::Future;

use kling_models::{AppliedRate, Estimate, Severity};

use crate::wire::TaskCreated;
use crate::{Error, ExternalTaskId, Product, Task, submit};

/// A product whose tasks this library creates. Like [`Product`], it may get further members at any time.
pub trait Create: Product {
    /// The body of the create.
    type Request: Clone + fmt::Debug + Send + Sync + 'static;

    /// Looks at a request before anything is sent: the bounds of its document, and what its model can do.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) for what the API would refuse.
    fn review(request: &Self::Request) -> Result<Review, Error>;

    /// The model that a request names. Orders of the newer standard have it in their name instead.
    fn model(_request: &Self::Request) -> Option<&str> {
        None
    }

    /// Refuses an id of the caller's that no query of this product can carry, although [`ExternalTaskId`] takes it.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) for such an id.
    fn check_external_task_id(_id: &str) -> Result<(), Error> {
        Ok(())
    }

    /// Puts the caller's own id into the request.
    fn set_external_task_id(request: &mut Self::Request, id: String);

    /// Sends the create once.
    fn create(&self, request: &Self::Request) -> impl Future<Output = Result<TaskCreated, Error>> + Send;
}

/// What is known of a request before it is sent.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Review {
    /// What it will cost by the price list; `None` where no list tells, and where that depends on a length that is not known yet.
    pub estimate: Option<Estimate>,
    /// What each second, picture or call of it costs by the price list, also where there is no estimate.
    pub rate: Option<AppliedRate>,
    /// What may be wrong with it: facts of which the vendor's documents say two things, models that retired or are not known.
    pub warnings: Vec<String>,
}

/// What a request uses, in the words of the capability table.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Usage<'r> {
    /// What is ordered.
    pub product: kling_models::Product,
    /// Which of the two standards it is ordered by.
    pub standard: kling_models::Standard,
    /// The model; the server's default without one.
    pub model: Option<&'r str>,
    /// What is asked of it.
    pub request: kling_models::Request<'r>,
}

impl<'r> Usage<'r> {
    /// What a request of a product uses. `model` is `None` for the server's default.
    pub fn new(
        product: kling_models::Product,
        standard: kling_models::Standard,
        model: Option<&'r str>,
        request: kling_models::Request<'r>,
    ) -> Self {
        Self { product, standard, model, request }
    }
}

impl Review {
    /// Holds a request against what its model can do, and looks up its price.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) for what the model surely cannot do.
    pub fn of(usage: &Usage<'_>) -> Result<Self, Error> {
        let Usage { product, standard, model, request } = usage;
        let mut warnings = Vec::new();
        for finding in kling_models::check(*product, *standard, *model, request) {
            match finding.severity {
                Severity::Refuse => return Err(Error::refused_by_model(&finding)),
                _ => warnings.push(finding.to_string()),
            }
        }
        let estimate = kling_models::estimate(*product, *standard, *model, request);
        let rate = kling_models::find_rate(*product, *standard, *model, request);
        Ok(Self { estimate, rate, warnings })
    }
}

/// What is ordered, of which model: `text-to-video with kling-v3`.
pub(crate) fn describe_order<P: Create>(request: &P::Request) -> String {
    match (P::order(), P::model(request)) {
        (Some(order), _) => order.replacen(' ', " with ", 1),
        (None, Some(model)) => format!("{} with {model}", P::NAME),
        (None, None) => P::NAME.to_owned(),
    }
}

/// A request that was checked, and is ready to be paid for.
#[derive(Clone, Debug)]
#[must_use = "nothing happens before `send`"]
pub struct Prepared<P: Create> {
    product: P,
    request: P::Request,
    external_task_id: ExternalTaskId,
    review: Review,
}

impl<P: Create> Prepared<P> {
    /// Checks a request. `external_task_id` is the caller's own; without one, one is made.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) for what the API would refuse, and for an id that no query can carry.
    pub fn new(product: P, mut request: P::Request, external_task_id: Option<&str>) -> Result<Self, Error> {
        let external_task_id = match external_task_id {
            Some(id) => {
                let id = ExternalTaskId::given(id)?;
                P::check_external_task_id(id.as_str())?;
                id
            }
            None => ExternalTaskId::fresh(product.session().system().as_ref()),
        };
        let review = P::review(&request).map_err(|error| error.about(&describe_order::<P>(&request)))?;
        for warning in &review.warnings {
            tracing::warn!(product = P::NAME, "{warning}");
        }
        P::set_external_task_id(&mut request, external_task_id.to_string());
        Ok(Self { product, request, external_task_id, review })
    }

    /// The request as it will be sent.
    pub fn request(&self) -> &P::Request {
        &self.request
    }

    /// The external id that the task will carry.
    pub fn external_task_id(&self) -> &str {
        self.external_task_id.as_str()
    }

    /// What it will cost by the price list; `None` where no list tells, and where that depends on a length that is not known yet.
    pub fn estimate(&self) -> Option<Estimate> {
        self.review.estimate
    }

    /// What each second, picture or call of it costs by the price list, also where there is no estimate.
    pub fn rate(&self) -> Option<AppliedRate> {
        self.review.rate
    }

    /// What may be wrong with the request, although it can be sent.
    pub fn warnings(&self) -> &[String] {
        &self.review.warnings
    }

    /// Creates the task, exactly once, whatever the network does: see [`submit`].
    ///
    /// Whoever drops this future while it runs should keep [`external_task_id`](Self::external_task_id) first: the task may exist,
    /// and a query by that id finds it.
    ///
    /// # Errors
    ///
    /// A refusal of the API, or a failure of the network. [`Error::task`] tells whether a task may exist.
    pub async fn send(self) -> Result<Task<P>, Error> {
        submit(&self.product, &self.external_task_id, || self.product.create(&self.request)).await
    }
}
