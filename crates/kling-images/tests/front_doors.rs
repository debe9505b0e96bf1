//! What each front door makes of what it is told, and what it refuses. Nothing is sent.

use std::fs;
use std::path::Path;

use kling_geometry::{Size, limits};
use kling_images::{Images, SeriesAmount};
use kling_models::{Product, Standard, picture_rule};
use kling_runtime::{Credentials, ElementId, Error, ErrorKind, Session};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn images() -> Result<Images, Error> {
    Ok(Images::new(&Session::builder(Credentials::api_key("k")?).build()?))
}

/// The body of the request of an example of the OpenAPI documents.
fn example_body(name: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi/examples/images").join(name);
    let example: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    Ok(example["request"]["body"].clone())
}

/// The beginning and the end of a PNG of this size; all that is looked at.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0");
    bytes.extend(b"\0\0\0\0IEND\xaeB`\x82");
    bytes
}

#[tokio::test]
async fn a_picture_from_a_picture_is_written_as_in_its_example() -> Outcome {
    let prepared = images()?
        .generate("the same woman reading in a garden")
        .with_model("kling-v2-1")
        .with_picture("https://example.com/portrait.png")
        .with_reference("subject")
        .with_image_fidelity(0.5)
        .with_human_fidelity(0.45)
        .with_resolution("2k")
        .with_count(2)
        .with_aspect_ratio("3:2")
        .with_watermark(true)
        .with_callback_url("https://example.com/kling")
        .with_external_task_id("garden-1")
        .prepare()
        .await?;
    assert_eq!(serde_json::to_value(prepared.request())?, example_body("create_image_generation.success.json")?);
    Ok(())
}

#[tokio::test]
async fn a_picture_of_elements_is_written_as_in_its_example() -> Outcome {
    let prepared = images()?
        .generate("a fox and a hen at a kitchen table")
        .with_model("kling-v3")
        .with_negative_prompt("people, text")
        .with_elements([ElementId::new(829_836_802_793_406_551), ElementId::new(160)])
        .with_resolution("1k")
        .with_count(1)
        .with_aspect_ratio("16:9")
        .with_watermark(false)
        .with_callback_url("https://example.com/kling")
        .with_external_task_id("kitchen-1")
        .prepare()
        .await?;
    assert_eq!(serde_json::to_value(prepared.request())?, example_body("create_image_generation.elements.json")?);
    Ok(())
}

#[tokio::test]
async fn a_series_is_written_as_in_its_example() -> Outcome {
    let body = example_body("create_omni_image.success.json")?;
    let prepared = images()?
        .omni(text(&body, "prompt"))
        .with_model("kling-v3-omni")
        .with_picture("https://example.com/street.png")
        .with_picture("https://example.com/woodcut.jpg")
        .with_elements([ElementId::new(829_836_802_793_406_551)])
        .with_resolution("2k")
        .with_series(3)
        .with_count(1)
        .with_aspect_ratio("auto")
        .with_watermark(true)
        .with_callback_url("https://example.com/kling")
        .with_external_task_id("series-1")
        .prepare()
        .await?;
    assert_eq!(serde_json::to_value(prepared.request())?, body);
    assert_eq!(prepared.estimate().map(|estimate| estimate.units.to_string()).as_deref(), Some("24"));
    Ok(())
}

#[tokio::test]
async fn the_model_may_choose_the_length_of_a_series() -> Outcome {
    let body = example_body("create_omni_image.auto-series.json")?;
    let order = images()?.omni(text(&body, "prompt")).with_model("kling-v3-omni").with_resolution("4k");
    let prepared =
        order.with_picture("https://example.com/bridge.png").with_series(SeriesAmount::Auto).prepare().await?;
    assert_eq!(without(serde_json::to_value(prepared.request())?, "external_task_id"), body);
    assert_eq!(prepared.estimate(), None, "nobody knows how many pictures will be paid for");
    let rate = prepared.rate().expect("a known rate");
    assert_eq!(rate.to_string(), "16 image units for every picture, $0.056 at list price (2026-09-20)");
    Ok(())
}

#[tokio::test]
async fn subjects_are_written_as_in_their_example() -> Outcome {
    let body = example_body("create_reference_image.success.json")?;
    let prepared = images()?
        .combine(["https://example.com/cat.png", "https://example.com/coat.png"])
        .with_model("kling-v2-1")
        .with_prompt(text(&body, "prompt"))
        .with_scene("https://example.com/meadow.jpg")
        .with_style("https://example.com/gouache.jpg")
        .with_count(2)
        .with_aspect_ratio("9:16")
        .with_watermark(false)
        .with_callback_url("https://example.com/kling")
        .with_external_task_id("coat-1")
        .prepare()
        .await?;
    assert_eq!(serde_json::to_value(prepared.request())?, body);
    Ok(())
}

#[tokio::test]
async fn a_try_on_is_written_as_in_its_example() -> Outcome {
    let body = example_body("create_virtual_try_on.success.json")?;
    let prepared = images()?
        .try_on("https://example.com/person.jpg", "https://example.com/shirt-and-skirt.jpg")
        .with_model("kolors-virtual-try-on-v1-5")
        .with_callback_url("https://example.com/kling")
        .with_external_task_id("outfit-1")
        .prepare()
        .await?;
    assert_eq!(serde_json::to_value(prepared.request())?, body);
    assert_eq!(prepared.warnings(), <[String; 0]>::default());
    Ok(())
}

#[tokio::test]
async fn files_stand_where_they_belong() -> Outcome {
    let prepared = images()?.try_on(png(300, 3000), png(300, 300)).prepare().await?;
    let written = serde_json::to_value(prepared.request())?;
    let file = |bytes: Vec<u8>| serde_json::to_value(kling_runtime::wire::MediaInput::from(bytes));
    assert_eq!(written["human_image"], file(png(300, 3000))?);
    assert_eq!(written["cloth_image"], file(png(300, 300))?);
    Ok(())
}

#[tokio::test]
async fn what_the_api_would_refuse_is_refused_before_it_is_sent() -> Outcome {
    let images = images()?;
    let link = "https://example.com/cat.png";
    let refusals = [
        ("no picture to go by", images.omni("a day").with_model("kling-v3-omni").with_series(4).prepare().await.err()),
        (
            "one picture",
            images.omni("a day").with_model("kling-v3-omni").with_picture(link).with_series(1).prepare().await.err(),
        ),
        (
            "a model without series",
            images.omni("a day").with_model("kling-image-o1").with_picture(link).with_series(4).prepare().await.err(),
        ),
        ("4k of o1", images.omni("a day").with_model("kling-image-o1").with_resolution("4k").prepare().await.err()),
        (
            "ten pictures and an element",
            with_pictures(images.omni("a day"), 10).with_elements([ElementId::new(1)]).prepare().await.err(),
        ),
        ("eleven pictures", with_pictures(images.omni("a day"), 11).prepare().await.err()),
        ("no prompt", images.omni("").prepare().await.err()),
        ("no subject", images.combine(<[&str; 0]>::default()).prepare().await.err()),
        ("five subjects", images.combine([link; 5]).prepare().await.err()),
        ("ten pictures of one task", images.combine([link]).with_count(10).prepare().await.err()),
        ("a subject too long for its height", images.combine([png(300, 751)]).prepare().await.err()),
        ("a person too small", images.try_on(png(299, 600), link).prepare().await.err()),
        ("a garment too small", images.try_on(link, png(600, 299)).prepare().await.err()),
        ("no picture at all", images.try_on(link, b"GIF89a".to_vec()).prepare().await.err()),
    ];
    for (what, refusal) in refusals {
        let error = refusal.unwrap_or_else(|| panic!("{what} was not refused"));
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{what}: {error}");
        assert!(!error.task_may_exist(), "{what}: {error}");
    }
    Ok(())
}

#[tokio::test]
async fn a_missing_file_is_named() -> Outcome {
    let error = images()?.combine(["no-such-cat.png"]).prepare().await.expect_err("there is no such file");
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(error.to_string().contains("no-such-cat.png"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_model_that_is_not_known_passes_with_a_warning() -> Outcome {
    let prepared = images()?.omni("a day").with_model("kling-v9-omni").prepare().await?;
    assert_eq!(serde_json::to_value(prepared.request())?["model_name"], json!("kling-v9-omni"));
    assert!(prepared.warnings().iter().any(|warning| warning.contains("kling-v9-omni")), "{:?}", prepared.warnings());
    Ok(())
}

fn with_pictures(order: kling_images::GenerateOmniImage, count: usize) -> kling_images::GenerateOmniImage {
    (0..count).fold(order, |order, _| order.with_picture("https://example.com/cat.png"))
}

fn text<'b>(body: &'b Value, member: &str) -> &'b str {
    body[member].as_str().unwrap_or_else(|| panic!("the example has no {member}"))
}

fn without(mut body: Value, member: &str) -> Value {
    body.as_object_mut().expect("a body is an object").remove(member);
    body
}

#[tokio::test]
async fn a_reference_needs_a_picture() -> Outcome {
    let order =
        || -> Result<_, Error> { Ok(images()?.generate("a boat").with_model("kling-v2-1").with_reference("subject")) };
    let error = order()?.prepare().await.expect_err("the server refuses it too");
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    assert!(error.message().contains("image_reference"), "{error}");
    assert!(order()?.with_picture("https://example.com/boat.png").prepare().await.is_ok());
    Ok(())
}

#[test]
fn no_pictures_have_no_price() {
    assert_eq!(kling_images::estimate_expansions(0), None);
}

/// The geometry has the bounds of expansions; every other picture is held against the table of the models.
#[test]
fn both_tables_take_the_same_pictures_for_an_expansion() {
    let rule = picture_rule(Product::ImageExpansion, Standard::V1, "image");
    assert_eq!(rule.largest_bytes, limits::MAX_IMAGE_BYTES);
    let sides = [1, 299, 300, 301, 749, 750, 751, 4_000, 9_999, 10_000, 10_001, 65_536, u32::MAX];
    for (width, height) in sides.into_iter().flat_map(|width| sides.map(|height| (width, height))) {
        let size = Size::new(width, height).expect("a size");
        assert_eq!(rule.check_size(width, height).is_ok(), limits::check_input_size(size).is_ok(), "{size}");
    }
}

/// The last count that is taken, and the first that is not.
#[tokio::test]
async fn a_list_is_taken_up_to_its_bound() -> Outcome {
    let images = images()?;
    let picture = "https://example.com/a.png";
    assert!(images.combine(vec![picture; 4]).prepare().await.is_ok());
    assert!(images.combine(vec![picture; 5]).prepare().await.is_err());
    let elements =
        |count| images.generate("a fox").with_model("kling-v3").with_elements((0..count).map(ElementId::new));
    assert!(elements(10).prepare().await.is_ok());
    assert!(elements(11).prepare().await.is_err());
    Ok(())
}

/// A watermarked copy that is not wanted is refused in so many words; about what nobody asked, nothing is said.
#[tokio::test]
async fn an_expansion_says_about_the_watermark_what_it_was_told() -> Outcome {
    let images = images()?;
    let told = async |watermark: Option<bool>| -> Result<Value, Box<dyn std::error::Error>> {
        let order = images.expand(png(600, 600)).to_aspect(16, 9);
        let order = match watermark {
            Some(watermark) => order.with_watermark(watermark),
            None => order,
        };
        Ok(serde_json::to_value(order.plan().await?.request())?["watermark_info"].clone())
    };
    assert_eq!(told(None).await?, Value::Null);
    assert_eq!(told(Some(true)).await?, json!({ "enabled": true }));
    assert_eq!(told(Some(false)).await?, json!({ "enabled": false }));
    Ok(())
}

/// Only the last picture is asked for; a copy that is not wanted is wanted of no step.
#[tokio::test]
async fn the_steps_before_the_last_make_no_watermarked_copy() -> Outcome {
    let images = images()?;
    for (watermark, first) in [(true, Value::Null), (false, json!({ "enabled": false }))] {
        let order = images.expand(png(600, 600)).to_canvas(3000, 3000).with_watermark(watermark);
        let steps = order.plan_steps().await?;
        assert!(!steps.is_last());
        assert_eq!(serde_json::to_value(steps.current().request())?["watermark_info"], first);
    }
    Ok(())
}
