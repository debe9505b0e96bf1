//! What each model can do and costs, as tables and as JSON.

use kling::models::{
    CAPABILITIES, Capability, MODELS, Model, Product, RATES, Range, Rate, SoundSupport, Standard, Support, Tier, Use,
    default_model,
};
use serde_json::{Value, json};

use crate::{text_table, units};

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RowFilter {
    pub(crate) product: Option<Product>,
    pub(crate) standard: Option<Standard>,
    /// Models that retired too.
    pub(crate) with_retired: bool,
}

impl RowFilter {
    pub(crate) fn rows(self) -> Vec<&'static Capability> {
        let is_shown = |row: &&Capability| {
            self.product.is_none_or(|product| row.product == product)
                && self.standard.is_none_or(|standard| row.standard == standard)
                && (self.with_retired || model_of(row).is_none_or(|model| model.retirement.is_none()))
        };
        CAPABILITIES.iter().filter(is_shown).collect()
    }
}

/// The rows in which a model of this name is told, in either standard's spelling.
pub(crate) fn rows_of(name: &str) -> Vec<&'static Capability> {
    let is_it = |row: &&Capability| {
        row.model == Some(name)
            || model_of(row).is_some_and(|model| model.v1_name == Some(name) || model.tasks_name == Some(name))
    };
    CAPABILITIES.iter().filter(is_it).collect()
}

/// Every name that a model has in a request.
pub(crate) fn model_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = CAPABILITIES.iter().filter_map(|row| row.model).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The same without the models that retired.
pub(crate) fn current_model_names() -> Vec<&'static str> {
    let is_current = |row: &&Capability| model_of(row).is_none_or(|model| model.retirement.is_none());
    CAPABILITIES.iter().filter(is_current).filter_map(|row| row.model).collect()
}

fn model_of(row: &Capability) -> Option<&'static Model> {
    let is_it = |model: &&Model| {
        model.pack == row.product.pack() && row.model.is_some() && model.name(row.standard) == row.model
    };
    MODELS.iter().find(is_it)
}

/// The table for people: a line for each model of each product.
pub(crate) fn to_table(rows: &[&'static Capability]) -> String {
    let header = [
        "product", "model", "sizes", "seconds", "shapes", "sound", "shots", "images", "elements", "voices", "units",
        "retired",
    ];
    let lines = rows.iter().map(|row| {
        [
            row.product.name().to_owned(),
            row.model.unwrap_or(NOTHING).to_owned(),
            or_nothing(sizes(row).join(" ")),
            or_nothing(seconds(row).join("; ")),
            or_nothing(row.aspect_ratios.join(" ")),
            describe_sound(row).to_owned(),
            describe_support(row.best_support(Use::SeveralShots)).to_owned(),
            row.images.map_or_else(|| NOTHING.to_owned(), describe_range),
            count(row.max_elements),
            count(row.max_voices),
            or_nothing(describe_price(row)),
            model_of(row)
                .and_then(|model| model.retirement)
                .map_or_else(String::new, |retirement| retirement.date.to_owned()),
        ]
    });
    text_table::to_text(header, &[], lines)
}

/// One model in full: a paragraph about it, then one for each product.
pub(crate) fn describe(rows: &[&'static Capability]) -> String {
    let mut paragraphs = Vec::new();
    let mut told: Vec<&Model> = Vec::new();
    for row in rows {
        if let Some(model) = model_of(row).filter(|model| !told.contains(model)) {
            told.push(model);
            paragraphs.push(describe_model(model));
        }
        paragraphs.push(describe_row(row));
    }
    paragraphs.join("\n\n")
}

fn describe_model(model: &Model) -> String {
    let retirement = model.retirement.map(|retirement| {
        let successor = model.successor.map(|name| format!("; use {name}")).unwrap_or_default();
        format!("{retirement}{successor}")
    });
    lines_of([
        ("model", Some(model.title.to_owned())),
        ("/v1", model.v1_name.map(|name| format!("model_name {name}"))),
        ("newer", model.tasks_name.map(|name| format!("{name} in the path"))),
        ("pays from", Some(format!("the {} pack", model.pack))),
        ("since", model.since.map(str::to_owned)),
        ("retired", retirement),
    ])
}

fn describe_row(row: &Capability) -> String {
    let is_default = row.standard == Standard::V1
        && default_model(row.product).is_some_and(|default| Some(default.model) == row.model);
    let default = if is_default { ", the server's default model" } else { "" };
    let known = |text: String| Some(text).filter(|text| !text.is_empty());
    let mut text = lines_of([
        ("product", Some(format!("{} by {}{default}", row.product, row.standard))),
        ("shapes", known(row.aspect_ratios.join(" "))),
        ("length", row.default_seconds.map(|seconds| format!("{seconds} s when none is named"))),
        ("images", row.images.map(describe_range)),
        ("elements", known(most(row.max_elements))),
        ("voices", known(most(row.max_voices))),
        ("results", row.count.map(describe_range)),
        ("prompt", row.max_prompt_chars.map(|most| format!("at most {most} characters"))),
        ("camera", known(row.camera_controls.join(" "))),
        ("sound", Some(describe_sound(row).to_owned()).filter(|sound| sound != NOTHING)),
        ("sure", Some(format!("{}, documents of {}", row.confidence, row.edition))),
        ("note", row.note.map(str::to_owned)),
    ]);
    for (index, tier) in row.tiers.iter().enumerate() {
        text.push_str(&format!("\n{}", describe_tier(tier, row.default_tier == Some(index) && row.tiers.len() > 1)));
    }
    for rate in rates(row) {
        text.push_str(&format!("\n{:<10} {}", "price", describe_rate(rate)));
    }
    text
}

fn describe_tier(tier: &Tier, is_default: bool) -> String {
    let name = if tier.name.is_empty() { "always" } else { tier.name };
    let seconds = Some(tier.durations.to_string()).filter(|seconds| seconds != "none");
    let says =
        |support: Support| Use::ALL.iter().filter(move |one| tier.support(**one) == support).map(|one| one.name());
    let mut parts: Vec<String> = seconds.into_iter().collect();
    for (label, support) in
        [("", Support::Yes), ("5 s only: ", Support::InFiveSeconds), ("perhaps: ", Support::Doubtful)]
    {
        let names: Vec<&str> = says(support).collect();
        if !names.is_empty() {
            parts.push(format!("{label}{}", names.join(", ")));
        }
    }
    let default = if is_default { "  (the default)" } else { "" };
    format!("{name:<10} {}{default}", parts.join("; ")).trim_end().to_owned()
}

fn describe_rate(rate: &Rate) -> String {
    let sizes: Vec<&str> = rate.resolutions.iter().map(|size| size.name()).collect();
    let sizes = if sizes.is_empty() { String::new() } else { format!(" at {}", sizes.join(", ")) };
    let condition = condition_name(rate);
    let condition = if condition.is_empty() { String::new() } else { format!(", {condition}") };
    let pack = rate.products.first().map(|product| product.pack());
    let dollars = pack.map(|pack| format!(", {}", pack.list_price(rate.units))).unwrap_or_default();
    format!(
        "{} units{dollars} a {}{sizes}{condition} ({}, {})",
        rate.units,
        per_name(rate),
        rate.edition,
        rate.confidence
    )
}

/// Everything, for programs.
pub(crate) fn to_json(row: &Capability) -> Value {
    let model = model_of(row);
    let tiers = row.tiers.iter().map(|tier| {
        let says = |support: Support| -> Vec<&str> {
            Use::ALL.iter().filter(|one| tier.support(**one) == support).map(|one| one.name()).collect()
        };
        json!({
            "name": tier.name, "resolution": tier.resolution.map(|size| size.name()), "seconds": tier.durations.to_string(),
            "seconds_confidence": tier.durations_confidence.name(), "can": says(Support::Yes),
            "can_in_5_seconds": says(Support::InFiveSeconds), "doubtful": says(Support::Doubtful),
        })
    });
    let prices = rates(row).map(|rate| {
        json!({
            "units": units::of_units(rate.units), "dollars": row.product.pack().list_price(rate.units).nanodollars() as f64 / 1e9,
            "per": per_name(rate), "condition": condition_name(rate),
            "resolutions": rate.resolutions.iter().map(|size| size.name()).collect::<Vec<_>>(), "edition": rate.edition,
            "confidence": rate.confidence.name(),
        })
    });
    let range = |range: Option<Range>| range.map(|range| json!({ "min": range.min, "max": range.max }));
    json!({
        "product": row.product.name(), "standard": row.standard.name(), "model": row.model,
        "title": model.map(|model| model.title), "pack": row.product.pack().name(),
        "tier_field": row.tier_field.field().map(|field| field.name(row.product, row.standard)),
        "tiers": tiers.collect::<Vec<_>>(), "default_tier": row.default_tier.and_then(|tier| row.tiers.get(tier)).map(|tier| tier.name),
        "default_seconds": row.default_seconds, "aspect_ratios": row.aspect_ratios, "sound": describe_sound(row),
        "always_has_sound": row.always_has_sound, "images": range(row.images), "max_elements": row.max_elements,
        "max_voices": row.max_voices, "max_prompt_chars": row.max_prompt_chars, "advised_prompt_chars": row.advised_prompt_chars,
        "count": range(row.count), "camera_controls": row.camera_controls, "prices": prices.collect::<Vec<_>>(),
        "since": model.and_then(|model| model.since), "successor": model.and_then(|model| model.successor),
        "retired": model.and_then(|model| model.retirement).map(|retirement| retirement.date),
        "retired_because": model.and_then(|model| model.retirement).map(|retirement| retirement.to_string()),
        "confidence": row.confidence.name(), "edition": row.edition, "note": row.note,
    })
}

/// In tables: what a model does not have.
const NOTHING: &str = "-";

fn or_nothing(text: String) -> String {
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

fn sizes(row: &Capability) -> Vec<&'static str> {
    row.tiers.iter().map(|tier| tier.name).filter(|name| !name.is_empty()).collect()
}

/// The lengths of the grades, each told once.
fn seconds(row: &Capability) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for tier in row.tiers {
        let text = tier.durations.to_string().replace(" s in whole seconds", "").replace(" s", "");
        if text != "none" && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

fn describe_sound(row: &Capability) -> &'static str {
    match row.sound() {
        SoundSupport::Always => "always",
        SoundSupport::Optional => "yes",
        SoundSupport::Doubtful => "perhaps",
        _ => NOTHING,
    }
}

fn describe_support(support: Support) -> &'static str {
    match support {
        Support::Yes => "yes",
        Support::InFiveSeconds => "5 s only",
        Support::Doubtful => "perhaps",
        _ => NOTHING,
    }
}

fn describe_range(range: Range) -> String {
    if range.min == range.max { range.min.to_string() } else { format!("{} to {}", range.min, range.max) }
}

fn count(most: u32) -> String {
    if most == 0 { NOTHING.to_owned() } else { most.to_string() }
}

fn most(most: u32) -> String {
    if most == 0 { String::new() } else { format!("at most {most}") }
}

/// The prices of a row, each told once.
fn rates(row: &Capability) -> impl Iterator<Item = &'static Rate> + use<'_> {
    RATES.iter().filter(move |rate| {
        let is_model = match row.model {
            Some(model) => rate.models.contains(&model),
            None => rate.models.is_empty(),
        };
        rate.products.contains(&row.product) && is_model
    })
}

/// From the least to the most, and what for.
fn describe_price(row: &Capability) -> String {
    let (Some(least), Some(most)) =
        (rates(row).min_by_key(|rate| rate.units), rates(row).max_by_key(|rate| rate.units))
    else {
        return String::new();
    };
    let amounts =
        if least.units == most.units { least.units.to_string() } else { format!("{} to {}", least.units, most.units) };
    format!("{amounts} a {}", per_name(least))
}

fn per_name(rate: &Rate) -> &'static str {
    use kling::models::Per;
    match rate.per {
        Per::Second => "second",
        Per::FiveSeconds => "5 seconds",
        Per::Picture => "picture",
        Per::Call => "call",
        _ => "request",
    }
}

fn condition_name(rate: &Rate) -> &'static str {
    use kling::models::Condition;
    match rate.condition {
        Condition::Silent => "silent",
        Condition::NativeSound => "with native sound",
        Condition::NamedVoices => "with named voices",
        Condition::VideoInput => "with an input video",
        Condition::Text => "from words",
        Condition::Picture => "from a picture",
        _ => "",
    }
}

fn lines_of<const N: usize>(lines: [(&str, Option<String>); N]) -> String {
    let known = lines.into_iter().filter_map(|(label, value)| Some(format!("{label:<10} {}", value?)));
    known.collect::<Vec<_>>().join("\n")
}
