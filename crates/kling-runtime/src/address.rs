//! What can only be named by its address.

use crate::Error;

/// Refuses what is no address that the API can fetch: a path, Base64. The text is not repeated, because addresses may be signed.
pub fn check_address(member: &str, address: &str) -> Result<(), Error> {
    let starts_with =
        |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if starts_with("https://") || starts_with("http://") {
        return Ok(());
    }
    Err(Error::invalid_input(format!("{member} is no address that begins with http:// or https://"))
        .with_advice("the API fetches it itself and has no upload: put the file where it can be reached"))
}
