//! Image expansion: a picture continued beyond its edges.

use futures_util::future::BoxFuture;
use kling_geometry::{AreaMultiple, Expansion, Prediction, Ratio, Rounding, Size};
use kling_models::Request;

use super::count;
use crate::envelope::Refusal;
use crate::inputs::{Picture, PictureRule};
use crate::lenient::{Node, illegal};
use crate::ordering::{Asking, Order};
use crate::outpaint::outpaint;
use crate::output::Output;
use crate::studio::Studio;

pub(super) fn plan<'a>(asking: &'a Asking<'a>) -> BoxFuture<'a, Result<Order, Refusal>> {
    Box::pin(async move {
        let [up, down, left, right] = ["up", "down", "left", "right"].map(|side| ratio(asking.body, side));
        let expansion = Expansion::new(up?, down?, left?, right?).map_err(|error| {
            let rule =
                "(1 + up_expansion_ratio + down_expansion_ratio) * (1 + left_expansion_ratio + right_expansion_ratio)";
            illegal(rule, &format!("must not exceed {}: {error}", AreaMultiple::LIMIT))
        })?;
        let pictures = count(asking.body);
        let original = asking.required_picture("image", PictureRule::V1).await?;
        let size = Size::new(original.width, original.height).map_err(|error| illegal("image", &error.to_string()))?;
        let layout = expansion.predict(size);
        let prompt_chars = asking.body.get("prompt").text().map_or(0, |prompt| prompt.chars().count());
        let request = Request::new().with_images(1).with_count(pictures).with_prompt_chars(prompt_chars);
        let bill = asking.judge(&request)?;
        Ok(Order::new(bill, move |studio| paint(studio, original, &layout, pictures)).with_slots(pictures))
    })
}

/// More than six decimals are rounded to the nearest millionth. The document has checked that it is a number within bounds.
fn ratio(body: &Node<'_>, side: &str) -> Result<Ratio, Refusal> {
    let name = format!("{side}_expansion_ratio");
    let node = body.get(&name);
    let exact = node.digits().and_then(|digits| Ratio::parse(digits).ok());
    let rounded = || node.number().and_then(|value| Ratio::from_f64(value, Rounding::Nearest).ok());
    exact
        .or_else(rounded)
        .ok_or_else(|| illegal(&name, &format!("must be a number between {} and {}", Ratio::ZERO, Ratio::MAX)))
}

fn paint(studio: &Studio, original: Picture, layout: &Prediction, pictures: u32) -> Result<Vec<Output>, String> {
    let (canvas, origin) = (layout.canvas(), layout.origin());
    let original = original.decode()?;
    let paint_one = |index: u32| {
        studio.check_open()?;
        let expanded = outpaint(&original, (canvas.width(), canvas.height()), (origin.x, origin.y), u64::from(index));
        studio.picture("image", index as usize, expanded)
    };
    (0..pictures).map(paint_one).collect()
}
