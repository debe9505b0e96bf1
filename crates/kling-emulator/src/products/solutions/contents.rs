//! The items of `contents`, by type.

use crate::envelope::Refusal;
use crate::inputs::{Picture, PictureRule};
use crate::lenient::Node;
use crate::ordering::Asking;

/// The items of one type, each with its place.
pub(super) fn items<'n>(body: &'n Node<'n>, kind: &str) -> Vec<(usize, &'n Node<'n>)> {
    let all = body.get("contents").items().iter().enumerate();
    all.filter(|(_, item)| item.get("type").text() == Some(kind)).collect()
}

/// The only item of a type: `missing` and `many` are the vendor's words for the other cases.
pub(super) fn only<'n>(
    body: &'n Node<'n>,
    kind: &str,
    missing: &str,
    many: &str,
) -> Result<(usize, &'n Node<'n>), Refusal> {
    match items(body, kind)[..] {
        [one] => Ok(one),
        [] => Err(Refusal::illegal_value(missing)),
        _ => Err(Refusal::illegal_value(many)),
    }
}

/// The pictures of one type.
pub(super) async fn pictures(asking: &Asking<'_>, kind: &str, rule: PictureRule) -> Result<Vec<Picture>, Refusal> {
    let mut pictures = Vec::new();
    for (index, item) in items(asking.body, kind) {
        pictures.extend(asking.picture(item.get("url"), &format!("contents[{index}].url"), rule).await?);
    }
    Ok(pictures)
}

/// A setting that must be one of these; `message` is the vendor's.
pub(super) fn check_word(value: Option<&str>, words: &[&str], message: &str) -> Result<(), Refusal> {
    match value {
        Some(value) if !words.contains(&value) => Err(Refusal::illegal_value(message)),
        _ => Ok(()),
    }
}
