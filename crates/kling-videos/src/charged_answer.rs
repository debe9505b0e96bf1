//! Answers of calls that cost units and make no task: what goes wrong after them may have been paid for.

use kling_runtime::Error;
use kling_runtime::wire::UnitAmount;

use crate::generated::types::{
    IdentifiedFaces, ImageRecognition, SelectedFrame, SelectionCleared, SelectionPreview, SelectionSession,
};

/// A member without which the answer is of no use.
pub(crate) fn required<T>(member: Option<T>, name: &str) -> Result<T, Error> {
    member.ok_or_else(|| Error::unusable_success(format!("the answer says success but holds no {name}")))
}

/// Tells a failed recognition, which comes as a success with a status other than 0.
fn check_status(status: Option<i64>, units: Option<&UnitAmount>, advice: &str) -> Result<(), Error> {
    let Some(status) = status.filter(|status| *status != 0) else { return Ok(()) };
    Err(Error::failed_recognition(status, units.map(UnitAmount::as_str)).with_advice(advice))
}

/// Answers of the wire that say success, and may hold none. The methods of [`Videos`](crate::Videos) look at them; whoever calls the
/// wire calls this.
macro_rules! answers {
    ($($answer:ident: $($advice:literal)? $(holds $member:ident)?;)*) => {$(
        impl $answer {
            /// Tells a failure inside a success: a recognition that failed, an answer without what was asked for.
            ///
            /// # Errors
            ///
            /// [`Refused`](kling_runtime::ErrorKind::Refused) for the first, [`Unreadable`](kling_runtime::ErrorKind::Unreadable) for
            /// the other. [`Error::task`](kling_runtime::Error::task) tells that the call may have been charged.
            pub fn check_success(&self) -> Result<(), Error> {
                $(check_status(self.status, self.final_unit_deduction.as_ref(), $advice)?;)?
                $(required(self.$member.as_ref(), stringify!($member))?;)?
                Ok(())
            }
        }
    )*};
}

answers! {
    IdentifiedFaces: holds session_id;
    ImageRecognition: holds task_result;
    SelectionSession: "use another video: 2 to 5 or 7 to 10 seconds" holds session_id;
    SelectedFrame: "use other points";
    SelectionCleared: "open the session anew";
    SelectionPreview: "mark other points";
}
