//! What each front door writes and refuses. Nothing is sent.

use kling_fixtures::{Fixture, assert_refused, assert_sends, offline};
use kling_runtime::unified::Order as _;
use kling_runtime::{ErrorKind, Picture};
use kling_solutions::{
    ApparelReplicator, Goods, GoodsStudio, GoodsStudioSettings, Presenter, Solutions, VideoCommerce,
};
use serde_json::json;

use crate::Outcome;

const CALLBACK: &str = "https://example.com/kling";
const COAT: &str = "https://example.com/coat.png";
const MIA: &str = "https://example.com/mia.png";

fn solutions() -> Solutions {
    Solutions::new(&offline())
}

fn raincoat() -> Goods {
    Goods::new("Harbour raincoat", [COAT, "https://example.com/coat-back.png"])
}

#[tokio::test]
async fn a_try_on_is_written_as_in_its_example() -> Outcome {
    let try_on = solutions().try_on("https://example.com/coat.webp", MIA);
    let try_on = try_on.with_face_kept(true).with_pose_kept(false).with_background_kept(true).with_watermark(true);
    let prepared = try_on.with_callback_url(CALLBACK).with_external_task_id("coat-1").prepare().await?;
    assert_sends(&prepared, "create_virtual_try_on_3.success");
    assert_refused(solutions().try_on("coat.webp", MIA).prepare().await, "product_image");
    Ok(())
}

#[tokio::test]
async fn goods_are_presented_as_in_the_example() -> Outcome {
    let goods = raincoat().with_price("89 USD").with_target_audience("cyclists").with_target_audience("dog owners");
    let goods = goods.with_selling_point("keeps the rain out");
    let presenter = Presenter::from_picture(MIA, "female_warm_rich");
    let video = solutions().present(presenter, "This coat keeps the rain out.").with_goods(goods);
    let video = video.with_resolution("1080p").with_aspect_ratio("9:16").with_polish(true).with_music(true);
    let video = video.with_action("points at the collar").with_watermark(false);
    let prepared = video.with_callback_url(CALLBACK).with_external_task_id("raincoat-1").prepare().await?;
    let mut bodies =
        [serde_json::to_value(prepared.request())?, Fixture::of("create_talking_agent.success").request_body().clone()];
    // The order of the items is free.
    for body in &mut bodies {
        body["contents"].as_array_mut().ok_or("items")?.sort_by_key(|item| item["type"].to_string());
    }
    assert_eq!(bodies[0], bodies[1]);
    Ok(())
}

#[tokio::test]
async fn an_avatar_speaks_as_in_the_example() -> Outcome {
    let presenter = Presenter::from_avatar("avatar_oliver_male");
    let video = solutions().present(presenter, "Good morning. The ferry leaves at nine.");
    let prepared = video.with_speech_rate(1.2).with_aspect_ratio("16:9").prepare().await?;
    let mut written = serde_json::to_value(prepared.request())?;
    written.as_object_mut().ok_or("an object")?.remove("options");
    assert_eq!(written, *Fixture::of("create_talking_agent.avatar-id").request_body());
    Ok(())
}

#[tokio::test]
async fn what_video_commerce_would_refuse_is_refused() -> Outcome {
    let oliver = || Presenter::from_avatar("avatar_oliver_male");
    let solutions = solutions();
    let fast = solutions.present(oliver(), "Hello.").with_goods(raincoat()).with_speech_rate(0.8);
    assert_refused(fast.prepare().await, "speech_rate");
    assert_refused(solutions.present(oliver(), "Hello.").with_speech_rate(1.1).prepare().await, "0.8, 1.0 or 1.2");
    assert_refused(solutions.present(oliver(), "").prepare().await, "speech_script");
    assert_refused(solutions.present(oliver(), "a".repeat(2001)).prepare().await, "2000");
    let bare = Goods::new("Coat", Vec::<Picture>::new());
    assert_refused(solutions.present(oliver(), "Hello.").with_goods(bare).prepare().await, "ref_image");
    let six = Goods::new("Coat", [COAT; 6]);
    assert_refused(
        solutions.present(oliver(), "Hello.").with_goods(six).prepare().await,
        "6 items of the type ref_image; 1 to 5 are allowed",
    );
    let twice = solutions.present(oliver(), "Hello.").with_goods(raincoat()).with_goods(raincoat());
    assert_refused(twice.prepare().await, "goods_title");
    let prices = raincoat().with_price("1 USD").with_price("2 USD");
    assert_refused(solutions.present(oliver(), "Hello.").with_goods(prices).prepare().await, "goods_price");
    let far =
        solutions.present(oliver(), "Hello.").with_callback_url(format!("https://example.com/{}", "a".repeat(1024)));
    assert_refused(far.prepare().await, "callback_url");
    Ok(())
}

#[tokio::test]
async fn apparel_is_replicated_as_in_the_example() -> Outcome {
    let sketch = Picture::from_url("https://example.com/coat-2.png");
    let pictures = [Picture::from(COAT), sketch];
    let replica =
        solutions().replicate_apparel("a raincoat of waxed cotton", "https://example.com/runway.mp4", pictures);
    let replica =
        replica.with_wearers([MIA]).with_music("https://example.com/waves.mp3").with_voice("calm_sales_woman");
    let replica = replica.with_resolution("1080p").with_aspect_ratio("3:4").with_watermark(true);
    let prepared = replica.with_callback_url(CALLBACK).with_external_task_id("runway-1").prepare().await?;
    let mut expected = Fixture::of("create_clothing_dupe.success").request_body().clone();
    // Its picture in Base64 is no whole picture.
    expected["contents"][3]["url"] = "https://example.com/coat-2.png".into();
    assert_eq!(serde_json::to_value(prepared.request())?, expected);

    let file = solutions().replicate_apparel("a raincoat", "runway.mp4", [COAT]);
    assert_refused(file.prepare().await, "source_video");
    let none = solutions().replicate_apparel("a raincoat", "https://example.com/runway.mp4", [""; 0]);
    assert_refused(none.prepare().await, "contents");
    let shape = solutions().replicate_apparel("a raincoat", "https://example.com/runway.mp4", [COAT]);
    assert_refused(shape.with_aspect_ratio("5:4").prepare().await, "5:4");
    Ok(())
}

#[tokio::test]
async fn goods_are_shown_as_in_the_example() -> Outcome {
    let pictures = ["https://example.com/kettle.png", "https://example.com/kettle-side.png"];
    let settings = || GoodsStudioSettings::new("720p", "1:1", 30);
    let video = solutions().show_goods("Copper kettle", pictures, settings());
    let video = video.with_description("Holds 1.2 litres and sings when it boils.").with_watermark(false);
    let prepared = video.with_callback_url(CALLBACK).with_external_task_id("kettle-1").prepare().await?;
    let mut expected = Fixture::of("create_goods_studio.success").request_body().clone();
    expected["contents"].as_array_mut().ok_or("items")?.swap(1, 2);
    assert_eq!(serde_json::to_value(prepared.request())?, expected);

    let odd = GoodsStudioSettings::new("720p", "1:1", 20);
    assert_refused(solutions().show_goods("Kettle", pictures, odd).prepare().await, "15, 30 or 60");
    assert_refused(solutions().show_goods("a".repeat(201), pictures, settings()).prepare().await, "goods_title");
    let twice = solutions().show_goods("Kettle", pictures, settings()).with_description("a").with_description("b");
    assert_refused(twice.prepare().await, "goods_description");
    Ok(())
}

#[tokio::test]
async fn a_drama_is_subtitled_as_in_the_example() -> Outcome {
    let drama = solutions().subtitle_drama("https://example.com/episode.mp4");
    let drama = drama.with_glossary([("师父", "Master"), ("江湖", "the rivers and lakes")]);
    let drama = drama.with_characters_per_second(15).with_language("en").with_bottom_margin(320).with_font_size(64);
    let prepared = drama.with_callback_url(CALLBACK).with_external_task_id("episode-1").prepare().await?;
    assert_sends(&prepared, "create_drama_subtitle.success");

    let fast = solutions().subtitle_drama("https://example.com/episode.mp4").with_characters_per_second(21);
    assert_refused(fast.prepare().await, "target_cps");
    let empty = solutions().subtitle_drama("https://example.com/episode.mp4").with_glossary([("师父", "")]);
    assert_refused(empty.prepare().await, "target");
    assert_refused(solutions().subtitle_drama("episode.mp4").prepare().await, "source_video");
    Ok(())
}

/// The last count that is taken, and the first that is not.
#[tokio::test]
async fn a_list_is_taken_up_to_its_bound() {
    let solutions = solutions();
    let settings = || GoodsStudioSettings::new("720p", "1:1", 30);
    assert!(solutions.show_goods("Kettle", [COAT; 5], settings()).prepare().await.is_ok());
    assert_refused(solutions.show_goods("Kettle", [COAT; 6], settings()).prepare().await, "6 items");
    let replica = |pictures: &[&'static str], wearers: &[&'static str]| {
        let (pictures, wearers) = (pictures.iter().copied(), wearers.iter().copied());
        solutions.replicate_apparel("a coat", "https://example.com/runway.mp4", pictures).with_wearers(wearers)
    };
    assert!(replica(&[COAT; 5], &[MIA; 5]).prepare().await.is_ok());
    assert_refused(replica(&[COAT; 6], &[MIA; 5]).prepare().await, "product_image");
    assert_refused(replica(&[COAT; 5], &[MIA; 6]).prepare().await, "model_image");
    let points = |count: usize| {
        let coat = Goods::new("Coat", [COAT; 5]);
        let goods = (0..count).fold(coat, |goods, _| goods.with_selling_point("warm"));
        solutions.present(Presenter::from_avatar("avatar_oliver_male"), "Hello.").with_goods(goods)
    };
    assert!(points(20).prepare().await.is_ok());
    assert_refused(points(21).prepare().await, "21 items");
}

#[test]
fn an_item_has_the_member_that_its_kind_needs() {
    let review = |item: serde_json::Value| {
        let contents = json!([
            { "type": "product_info", "text": "a raincoat" },
            { "type": "source_video", "url": "https://example.com/runway.mp4" },
            { "type": "product_image", "url": COAT },
            item,
        ]);
        let request = serde_json::from_value(json!({ "contents": contents })).expect("a request");
        ApparelReplicator::review(&request)
    };
    for (item, words) in [
        (json!({ "type": "product_image" }), "product_image needs url"),
        (json!({ "type": "model_image", "url": "" }), "model_image needs url"),
        (json!({ "type": "bgm" }), "bgm needs url"),
        (json!({ "type": "voice" }), "voice needs voice_id"),
    ] {
        let error = review(item).expect_err(words);
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.message().contains(words), "{error}");
    }
    assert!(review(json!({ "type": "a_kind_of_next_year" })).is_ok(), "no unknown word is an error");
    let goods = json!({
        "contents": [{ "type": "ref_image" }, { "type": "goods_title", "text": "Kettle" }],
        "settings": { "resolution": "720p", "aspect_ratio": "1:1", "duration": 30 },
    });
    let error = GoodsStudio::review(&serde_json::from_value(goods).expect("a request")).expect_err("no picture");
    assert!(error.message().contains("ref_image needs url"), "{error}");
    let speech = json!({
        "contents": [{ "type": "avatar_image" }, { "type": "speech_script", "text": "Hello." }],
        "settings": { "voice_id": "female_warm_rich" },
    });
    let error = VideoCommerce::review(&serde_json::from_value(speech).expect("a request")).expect_err("no picture");
    assert!(error.message().contains("avatar_image needs url"), "{error}");
}
