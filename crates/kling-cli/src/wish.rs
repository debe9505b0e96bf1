//! What is wished for, as options of the command line.

use clap::Args;
use kling::geometry::{AreaMultiple, Aspect, Margins, Origin, Ratio, Ratios, Size, Wish};
use kling::{Anchor, Error};

/// A wish, and where the original shall sit.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Wish (one is needed)")]
pub(crate) struct WishOptions {
    #[command(flatten)]
    goal: Goal,

    /// Where the original sits in the new canvas: center, top, bottom-left, ..., or two fractions X,Y
    #[arg(long, value_name = "WHERE", value_parser = parse_anchor, conflicts_with_all = ["margins", "ratios"])]
    anchor: Option<Anchor>,
}

#[derive(Args, Clone, Debug)]
#[group(id = "goal", required = true, multiple = true)]
struct Goal {
    /// This shape, width to height, with the least new area; with --area or --largest at that area
    #[arg(long, value_name = "W:H", value_parser = parse_aspect, conflicts_with_all = ["canvas", "margins", "ratios"])]
    to: Option<Aspect>,

    /// A canvas in pixels; with +X+Y the original's upper left corner lies there
    #[arg(long, value_name = "WxH[+X+Y]", value_parser = parse_canvas, conflicts_with_all = ["margins", "ratios", "largest", "area"])]
    canvas: Option<Canvas>,

    /// This many more pixels above, below, left and right
    #[arg(long, value_name = "U,D,L,R", value_parser = parse_margins, allow_hyphen_values = true, conflicts_with_all = ["ratios", "largest", "area"])]
    margins: Option<Margins>,

    /// The API's own four ratios: up and down in heights, left and right in widths
    #[arg(long, value_name = "U,D,L,R", value_parser = parse_ratios, allow_hyphen_values = true, conflicts_with_all = ["largest", "area"])]
    ratios: Option<Ratios>,

    /// As large as the API allows: three times the area, or with --to as large as the fewest steps to the shape
    #[arg(long, conflicts_with = "area")]
    largest: bool,

    /// This many times the area; more than 3 takes several steps
    #[arg(long, value_name = "M", value_parser = parse_area)]
    area: Option<AreaMultiple>,
}

#[derive(Clone, Copy, Debug)]
struct Canvas {
    size: Size,
    origin: Option<Origin>,
}

impl WishOptions {
    /// The wish. The parser has seen to it that there is exactly one.
    pub(crate) fn wish(&self) -> Wish {
        match self.goal {
            Goal { canvas: Some(Canvas { size, origin: Some(origin) }), .. } => Wish::canvas_at(size, origin),
            Goal { canvas: Some(Canvas { size, origin: None }), .. } => Wish::canvas(size),
            Goal { margins: Some(margins), .. } => Wish::margins(margins),
            Goal { ratios: Some(ratios), .. } => Wish::Ratios(ratios),
            Goal { to: Some(aspect), area: Some(multiple), .. } => Wish::aspect_with_area(aspect, multiple),
            Goal { to: Some(aspect), largest: true, .. } => Wish::largest_aspect(aspect),
            Goal { to: Some(aspect), .. } => Wish::aspect(aspect),
            Goal { area: Some(multiple), .. } => Wish::area(multiple),
            Goal { .. } => Wish::largest(),
        }
    }

    /// Where the original shall sit; in the middle unless told otherwise.
    pub(crate) fn anchor(&self) -> Anchor {
        self.anchor.unwrap_or_default()
    }

    /// The options again, as words of a command line.
    pub(crate) fn words(&self) -> Vec<String> {
        let Goal { to, canvas, margins, ratios, largest, area } = &self.goal;
        let option = |name: &str, value: Option<String>| value.map(|value| vec![format!("--{name}"), value]);
        let canvas = canvas.as_ref().map(|Canvas { size, origin }| match origin {
            Some(origin) => format!("{size}{origin}"),
            None => size.to_string(),
        });
        [
            option("to", to.map(|aspect| aspect.to_string())),
            option("canvas", canvas),
            option("margins", margins.map(|margins| margins.to_string())),
            option("ratios", ratios.map(|ratios| ratios.to_string())),
            largest.then(|| vec!["--largest".to_owned()]),
            option("area", area.map(|multiple| multiple.to_string())),
            option("anchor", self.anchor.map(|anchor| anchor.to_string())),
        ]
        .into_iter()
        .flatten()
        .flatten()
        .collect()
    }

    /// Refuses a contradiction that the parser cannot see.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let has_origin = self.goal.canvas.is_some_and(|canvas| canvas.origin.is_some());
        if has_origin && self.anchor.is_some() {
            let error = Error::invalid_input("both +X+Y of --canvas and --anchor say where the original sits");
            return Err(error.with_advice("leave one of them out"));
        }
        Ok(())
    }
}

fn parse_anchor(text: &str) -> Result<Anchor, String> {
    text.parse().map_err(as_text)
}

fn parse_aspect(text: &str) -> Result<Aspect, String> {
    text.parse().map_err(as_text)
}

fn parse_area(text: &str) -> Result<AreaMultiple, String> {
    text.parse().map_err(as_text)
}

fn parse_canvas(text: &str) -> Result<Canvas, String> {
    let Some((size, origin)) = text.split_once('+') else {
        return Ok(Canvas { size: text.parse().map_err(as_text)?, origin: None });
    };
    let origin = origin.split_once('+').and_then(|(x, y)| Some(Origin::new(x.parse().ok()?, y.parse().ok()?)));
    let origin = origin.ok_or("an offset is written +X+Y in whole pixels, for example 1920x1080+360+0")?;
    Ok(Canvas { size: size.parse().map_err(as_text)?, origin: Some(origin) })
}

fn parse_margins(text: &str) -> Result<Margins, String> {
    let [up, down, left, right] = four(text)?;
    let pixels = |text: &str| {
        text.parse().map_err(|_| {
            format!("{text:?} is no margin: margins are whole pixels from 0, and an expansion never crops")
        })
    };
    Ok(Margins::new(pixels(up)?, pixels(down)?, pixels(left)?, pixels(right)?))
}

fn parse_ratios(text: &str) -> Result<Ratios, String> {
    let [up, down, left, right] = four(text)?;
    let ratio = |text: &str| text.parse::<Ratio>().map_err(as_text);
    Ok(Ratios { up: ratio(up)?, down: ratio(down)?, left: ratio(left)?, right: ratio(right)? })
}

fn four(text: &str) -> Result<[&str; 4], String> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    parts.try_into().map_err(|_| "four numbers are needed, with commas between: up, down, left, right".to_owned())
}

fn as_text(error: impl std::error::Error) -> String {
    error.to_string()
}
