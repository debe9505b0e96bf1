//! Holding a request against the bounds of its document. Called by the `check` of generated requests.

use crate::Error;

/// A text has so many characters. One that is absent has no bounds.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput), as for everything here.
pub fn characters(member: &str, text: Option<&str>, least: usize, most: Option<usize>) -> Result<(), Error> {
    let Some(text) = text else { return Ok(()) };
    let count = text.chars().count();
    match most {
        Some(most) if count == 0 && least > 0 => {
            Err(Error::invalid_input(format!("{member} is empty; {least} to {most} characters are allowed")))
        }
        None if count == 0 && least > 0 => {
            Err(Error::invalid_input(format!("{member} is empty; at least {least} is needed")))
        }
        _ if count < least => {
            Err(Error::invalid_input(format!("{member} has {count} characters; at least {least} are needed")))
        }
        Some(most) if count > most => {
            Err(Error::invalid_input(format!("{member} has {count} characters; at most {most} are allowed")))
        }
        _ => Ok(()),
    }
}

/// A number lies in a range. What is no number does not.
///
/// # Errors
///
/// As for [`characters`].
pub fn number(member: &str, number: Option<f64>, least: Option<f64>, most: Option<f64>) -> Result<(), Error> {
    let Some(number) = number else { return Ok(()) };
    let fits = least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most) && !number.is_nan();
    if fits {
        return Ok(());
    }
    let allowed = match (least, most) {
        (Some(least), Some(most)) => format!("from {least} to {most}"),
        (Some(least), None) => format!("{least} or more"),
        (None, Some(most)) => format!("{most} or less"),
        (None, None) => "a number".to_owned(),
    };
    Err(Error::invalid_input(format!("{member} is {number}; allowed is {allowed}")))
}

/// A list has so many items.
///
/// # Errors
///
/// As for [`characters`].
pub fn items(member: &str, count: usize, least: usize, most: Option<usize>) -> Result<(), Error> {
    if count < least {
        let problem = match count {
            0 => format!("{member} is empty; at least {least} is needed"),
            _ => format!("{member} has {count} items; at least {least} are needed"),
        };
        return Err(Error::invalid_input(problem));
    }
    match most {
        Some(most) if count > most => {
            Err(Error::invalid_input(format!("{member} has {count} items; at most {most} are allowed")))
        }
        _ => Ok(()),
    }
}

/// A list that may be left out has so many items, unless it has none.
///
/// # Errors
///
/// As for [`characters`].
pub fn items_if_any(member: &str, count: usize, least: usize, most: Option<usize>) -> Result<(), Error> {
    if count == 0 { Ok(()) } else { items(member, count, least, most) }
}

/// Each item of a list passes its own check.
///
/// # Errors
///
/// As for [`characters`].
pub fn each<T>(member: &str, items: &[T], check: fn(&T) -> Result<(), Error>) -> Result<(), Error> {
    items.iter().enumerate().try_for_each(|(place, item)| {
        check(item).map_err(|error| Error::invalid_input(format!("{member}[{place}].{}", error.message())))
    })
}

/// An object passes its own check, where it is there.
///
/// # Errors
///
/// As for [`characters`].
pub fn within<T>(member: &str, object: Option<&T>, check: fn(&T) -> Result<(), Error>) -> Result<(), Error> {
    object.map_or(Ok(()), check).map_err(|error| Error::invalid_input(format!("{member}.{}", error.message())))
}
