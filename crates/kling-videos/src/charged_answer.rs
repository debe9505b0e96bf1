//! Answers of calls that cost units and make no task: what goes wrong after them may have been paid for.

use kling_runtime::wire::UnitAmount;
use kling_runtime::{Error, ErrorKind, TaskTrace};

/// A member without which the answer is of no use.
pub(crate) fn required<T>(member: Option<T>, name: &str) -> Result<T, Error> {
    member.ok_or_else(|| Error::unusable_success(format!("the answer says success but holds no {name}")))
}

/// Tells a failed recognition, which comes as a success with a status other than 0.
pub(crate) fn check_status(status: Option<i64>, units: Option<&UnitAmount>, advice: &str) -> Result<(), Error> {
    let Some(status) = status.filter(|status| *status != 0) else { return Ok(()) };
    let units = units.map_or("not told", UnitAmount::as_str);
    let problem = format!("the recognition failed: the status is {status}; units taken: {units}");
    Err(Error::new(ErrorKind::Refused, problem).with_task(TaskTrace::Untraceable).with_advice(advice))
}
