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
        None if count == 0 && least > 0 => Err(Error::invalid_input(format!(
            "{member} is empty; at least {} {} needed",
            counted(least, "character"),
            is_or_are(least)
        ))),
        _ if count < least => {
            let has = counted(count, "character");
            Err(Error::invalid_input(format!("{member} has {has}; at least {least} {} needed", is_or_are(least))))
        }
        Some(most) if count > most => {
            let has = counted(count, "character");
            Err(Error::invalid_input(format!("{member} has {has}; at most {most} {} allowed", is_or_are(most))))
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
        let has = if count == 0 { "is empty".to_owned() } else { format!("has {}", counted(count, "item")) };
        return Err(Error::invalid_input(format!("{member} {has}; at least {least} {} needed", is_or_are(least))));
    }
    match most {
        Some(most) if count > most => {
            let has = counted(count, "item");
            Err(Error::invalid_input(format!("{member} has {has}; at most {most} {} allowed", is_or_are(most))))
        }
        _ => Ok(()),
    }
}

/// `1 item`, `3 items`.
fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

fn is_or_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
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
