//! The tables agree with themselves and with each other.

use std::collections::HashSet;

use kling_models::{
    CAPABILITIES, CEILINGS, Condition, DEFAULT_MODELS, DISCONTINUED_SCENES, DUAL_SCENES, ELEMENT_TAGS, LENGTH_RULES,
    MODELS, Product, RATES, RELATIONS, SINGLE_SCENES, SPEECH_VOICES, Standard, TierField, capabilities,
    find_capability, find_discontinued_scene, find_model, find_speech_voice, scene_pictures,
};

fn assert_no_duplicates<T: Eq + std::hash::Hash + std::fmt::Debug>(items: impl Iterator<Item = T>) {
    let mut seen = HashSet::new();
    for item in items {
        let text = format!("{item:?}");
        assert!(seen.insert(item), "{text} is there twice");
    }
}

#[test]
fn no_table_has_a_row_twice() {
    assert_no_duplicates(CAPABILITIES.iter().map(|row| (row.product, row.standard, row.model)));
    assert_no_duplicates(
        MODELS
            .iter()
            .flat_map(|model| [(model.pack, model.v1_name), (model.pack, model.tasks_name)])
            .filter(|(_, name)| name.is_some()),
    );
    assert_no_duplicates(DEFAULT_MODELS.iter().map(|row| (row.product, row.edition)));
    assert_no_duplicates(RELATIONS.iter().map(|row| (row.product, row.standard, row.models, row.one, row.kind)));
    assert_no_duplicates(CEILINGS.iter().map(|row| (row.product, row.standard, row.models, row.when, row.counted)));
    assert_no_duplicates(DUAL_SCENES.iter().chain(SINGLE_SCENES));
    assert_no_duplicates(DISCONTINUED_SCENES.iter().map(|scene| scene.name));
    assert_no_duplicates(SPEECH_VOICES.iter().map(|voice| voice.id));
    assert_no_duplicates(ELEMENT_TAGS.iter().map(|tag| tag.id));
    assert_no_duplicates(Product::ALL.iter().map(|product| product.name()));
}

#[test]
fn no_request_has_two_prices() {
    for (at, rate) in RATES.iter().enumerate() {
        for other in &RATES[at + 1..] {
            let shares = |these: &[&str], those: &[&str]| {
                (these.is_empty() && those.is_empty()) || these.iter().any(|model| those.contains(model))
            };
            let is_same = rate.products.iter().any(|product| other.products.contains(product))
                && shares(rate.models, other.models)
                && (rate.resolutions.is_empty()
                    || other.resolutions.is_empty()
                    || rate.resolutions.iter().any(|size| other.resolutions.contains(size)))
                && (rate.condition == other.condition
                    || rate.condition == Condition::Always
                    || other.condition == Condition::Always);
            assert!(!is_same, "{rate:?} and {other:?}");
        }
    }
}

#[test]
fn every_product_has_a_row_exactly_where_it_is_ordered() {
    for &product in Product::ALL {
        for standard in [Standard::V1, Standard::Tasks, Standard::Solutions] {
            assert_eq!(
                capabilities(product, standard).next().is_some(),
                product.is_in(standard),
                "{product} {standard}"
            );
        }
        assert_eq!(Product::from_name(product.name()), Some(product));
    }
}

#[test]
fn every_default_model_has_a_row() {
    for default in DEFAULT_MODELS {
        assert!(find_capability(default.product, Standard::V1, Some(default.model)).is_some(), "{default:?}");
    }
    for row in CAPABILITIES.iter().filter(|row| row.standard == Standard::V1 && row.model.is_some()) {
        assert!(DEFAULT_MODELS.iter().any(|default| default.product == row.product), "{} has no default", row.product);
    }
}

#[test]
fn every_model_of_a_row_is_known_and_every_model_has_a_row() {
    for row in CAPABILITIES {
        let Some(name) = row.model else { continue };
        let model = find_model(row.product.pack(), name).unwrap_or_else(|| panic!("{name} is unknown"));
        assert_eq!(model.name(row.standard), Some(name));
    }
    for model in MODELS {
        for standard in [Standard::V1, Standard::Tasks] {
            let Some(name) = model.name(standard) else { continue };
            let has_row = CAPABILITIES
                .iter()
                .any(|row| row.standard == standard && row.model == Some(name) && row.product.pack() == model.pack);
            assert!(has_row, "{name}");
        }
        if let Some(successor) = model.successor {
            let successor = find_model(model.pack, successor).unwrap();
            assert_eq!(successor.retirement, None, "the successor of {:?} is retired itself", model.v1_name);
        }
    }
}

#[test]
fn rules_and_rates_name_known_models() {
    let known = |products: &[Product], name: &str| {
        CAPABILITIES.iter().any(|row| products.contains(&row.product) && row.model == Some(name))
    };
    for relation in RELATIONS {
        for model in relation.models {
            assert!(known(&[relation.product], model), "{relation:?}");
        }
    }
    for rule in LENGTH_RULES {
        assert!(known(&[rule.product], rule.model), "{rule:?}");
    }
    for ceiling in CEILINGS {
        for model in ceiling.models {
            assert!(known(&[ceiling.product], model), "{ceiling:?}");
        }
    }
    for rate in RATES {
        for model in rate.models {
            assert!(known(rate.products, model), "{rate:?}");
        }
    }
}

#[test]
fn tiers_are_named_exactly_where_a_field_chooses_them() {
    for row in CAPABILITIES {
        assert!(!row.tiers.is_empty(), "{row:?}");
        assert!(row.default_tier.is_none_or(|at| at < row.tiers.len()), "{row:?}");
        let is_named = row.tier_field != TierField::None || row.product == Product::VideoExtension;
        assert!(row.tiers.iter().all(|tier| tier.name.is_empty() != is_named), "{row:?}");
        assert_no_duplicates(row.tiers.iter().map(|tier| tier.name));
    }
}

#[test]
fn lists_have_the_published_lengths() {
    assert_eq!((DUAL_SCENES.len(), SINGLE_SCENES.len()), (15, 204));
    let speaks = |language| SPEECH_VOICES.iter().filter(|voice| voice.languages.contains(&language)).count();
    assert_eq!((speaks("en"), speaks("zh"), SPEECH_VOICES.len()), (27, 35, 46));
    assert_eq!(find_speech_voice("genshin_vindi2").unwrap().languages, ["en", "zh"]);
    assert_eq!(scene_pictures("hug"), Some(2));
    assert_eq!(scene_pictures("squish"), Some(1));
    for scene in DISCONTINUED_SCENES {
        assert_eq!(find_discontinued_scene(scene.name), Some(scene));
        assert!(scene.successor.is_none_or(|successor| scene_pictures(successor).is_some()), "{scene:?}");
    }
}
