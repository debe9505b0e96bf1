//! The official library. Names and pictures are the emulator's own; the vendor's library has other ids.

use std::sync::Arc;
use std::time::Duration;

use image::DynamicImage;
use kling_models::{ELEMENT_TAGS, Product};
use kling_runtime::ApiCode;

use crate::app::App;
use crate::envelope::Refusal;
use crate::holdings::{Element, Voice};
use crate::studio::Studio;

const VOICES: &[(&str, &str)] = &[
    ("829824295735410756", "Harper"),
    ("829826792105586736", "Rowan"),
    ("829828311450120193", "Sage"),
    ("829830047618203664", "Quinn"),
];

/// Id, whether it belongs to the older family, name, description, and the place of its tag in the table.
const ELEMENTS: &[(u64, bool, &str, &str, usize)] = &[
    (101, true, "Otter", "an otter with a shell", 2),
    (102, true, "Umbrella", "a striped umbrella", 3),
    (160, false, "Lighthouse", "a white lighthouse on a cliff", 5),
    (161, false, "Baker", "a baker in a flour-dusted apron", 1),
    (162, false, "Heron", "a grey heron on one leg", 2),
    (163, false, "Teapot", "a round teapot of blue enamel", 3),
];

const SIDE: u32 = 512;
const TRIAL: Duration = Duration::from_secs(2);

/// Fills the official library, once: when somebody first looks for it.
pub(crate) async fn fill_presets(app: &Arc<App>) -> Result<(), Refusal> {
    let fill = || async {
        let studio = Studio::of_call(app, "preset".to_owned(), Product::Element);
        app.work(move || fill(&studio)).await
    };
    let filled = app.presets.get_or_try_init(fill).await.copied();
    filled.map_err(|reason| Refusal::new(ApiCode::INTERNAL_ERROR, reason))
}

fn fill(studio: &Studio) -> Result<(), String> {
    for (id, name) in VOICES {
        let trial = studio.named_sound(id, name, TRIAL)?;
        let now = studio.app().clock.now();
        let mut state = studio.app().settled();
        state.holdings.shelf.keep(&trial, now);
        let voice = Voice {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            trial,
            is_preset: true,
            is_deleted: false,
            created: now,
        };
        state.holdings.voices.insert(voice.id.clone(), voice);
    }
    for &(id, is_legacy, name, description, tag) in ELEMENTS {
        let draw = |view: &str| {
            let picture = kling_media::paint(&format!("{description}, {view}"), SIDE, SIDE);
            studio.save_picture(&format!("{id}-{view}"), &DynamicImage::ImageRgb8(picture))
        };
        let (frontal, side) = (draw("front")?, draw("side")?);
        let now = studio.app().clock.now();
        let mut state = studio.app().settled();
        [&frontal, &side].into_iter().for_each(|file| state.holdings.shelf.keep(file, now));
        let element = Element {
            id,
            name: name.to_owned(),
            description: description.to_owned(),
            frontal: Some(frontal),
            references: vec![side],
            video: None,
            voice: None,
            tags: ELEMENT_TAGS.get(tag).into_iter().collect(),
            is_preset: true,
            is_deleted: false,
            is_legacy,
            created: now,
        };
        state.holdings.elements.insert(id, element);
    }
    Ok(())
}
