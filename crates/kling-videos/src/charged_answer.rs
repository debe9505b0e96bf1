//! Answers of calls that cost units and make no task: what goes wrong after them may have been paid for.

use kling_runtime::Error;
use kling_runtime::wire::UnitAmount;

/// A member without which the answer is of no use.
pub(crate) fn required<T>(member: Option<T>, name: &str) -> Result<T, Error> {
    member.ok_or_else(|| Error::unusable_success(format!("the answer says success but holds no {name}")))
}

/// Tells a failed recognition, which comes as a success with a status other than 0.
pub(crate) fn check_status(status: Option<i64>, units: Option<&UnitAmount>, advice: &str) -> Result<(), Error> {
    let Some(status) = status.filter(|status| *status != 0) else { return Ok(()) };
    Err(Error::failed_recognition(status, units.map(UnitAmount::as_str)).with_advice(advice))
}
