//! What each front door writes and refuses. Nothing is sent.

use kling_runtime::Picture;
use kling_solutions::{Goods, GoodsStudioSettings, Presenter, Solutions};

use crate::Outcome;
use crate::example::{assert_refused, assert_sends, example};
use crate::server::offline;

const CALLBACK: &str = "https://example.com/kling";
const COAT: &str = "https://example.com/coat.png";
const MIA: &str = "https://example.com/mia.png";

fn solutions() -> Result<Solutions, kling_runtime::Error> {
    Ok(Solutions::new(&offline()?))
}

fn raincoat() -> Goods {
    Goods::new("Harbour raincoat", [COAT, "https://example.com/coat-back.png"])
}

#[tokio::test]
async fn a_try_on_is_written_as_in_its_example() -> Outcome {
    let try_on = solutions()?.try_on("https://example.com/coat.webp", MIA);
    let try_on = try_on.with_face_kept(true).with_pose_kept(false).with_background_kept(true).with_watermark(true);
    let prepared = try_on.with_callback_url(CALLBACK).with_external_task_id("coat-1").prepare().await?;
    assert_sends(&prepared, "create_virtual_try_on_3.success")?;
    assert_refused(solutions()?.try_on("coat.webp", MIA).prepare().await, "product_image");
    Ok(())
}

#[tokio::test]
async fn goods_are_presented_as_in_the_example() -> Outcome {
    let goods = raincoat().with_price("89 USD").with_target_audience("cyclists").with_target_audience("dog owners");
    let goods = goods.with_selling_point("keeps the rain out");
    let presenter = Presenter::from_picture(MIA, "female_warm_rich");
    let video = solutions()?.present(presenter, "This coat keeps the rain out.").with_goods(goods);
    let video = video.with_resolution("1080p").with_aspect_ratio("9:16").with_polish(true).with_music(true);
    let video = video.with_action("points at the collar").with_watermark(false);
    let prepared = video.with_callback_url(CALLBACK).with_external_task_id("raincoat-1").prepare().await?;
    let mut bodies = [
        serde_json::to_value(prepared.request())?,
        example("create_talking_agent.success")?["request"]["body"].clone(),
    ];
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
    let video = solutions()?.present(presenter, "Good morning. The ferry leaves at nine.");
    let prepared = video.with_speech_rate(1.2).with_aspect_ratio("16:9").prepare().await?;
    let mut written = serde_json::to_value(prepared.request())?;
    written.as_object_mut().ok_or("an object")?.remove("options");
    assert_eq!(written, example("create_talking_agent.avatar-id")?["request"]["body"]);
    Ok(())
}

#[tokio::test]
async fn what_video_commerce_would_refuse_is_refused() -> Outcome {
    let oliver = || Presenter::from_avatar("avatar_oliver_male");
    let solutions = solutions()?;
    let fast = solutions.present(oliver(), "Hello.").with_goods(raincoat()).with_speech_rate(0.8);
    assert_refused(fast.prepare().await, "speech_rate");
    assert_refused(solutions.present(oliver(), "Hello.").with_speech_rate(1.1).prepare().await, "0.8, 1.0 or 1.2");
    assert_refused(solutions.present(oliver(), "").prepare().await, "speech_script");
    assert_refused(solutions.present(oliver(), "a".repeat(2001)).prepare().await, "2000");
    let bare = Goods::new("Coat", Vec::<Picture>::new());
    assert_refused(solutions.present(oliver(), "Hello.").with_goods(bare).prepare().await, "ref_image");
    let six = Goods::new("Coat", [COAT; 6]);
    assert_refused(solutions.present(oliver(), "Hello.").with_goods(six).prepare().await, "1 to 5");
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
        solutions()?.replicate_apparel("a raincoat of waxed cotton", "https://example.com/runway.mp4", pictures);
    let replica =
        replica.with_wearers([MIA]).with_music("https://example.com/waves.mp3").with_voice("calm_sales_woman");
    let replica = replica.with_resolution("1080p").with_aspect_ratio("3:4").with_watermark(true);
    let prepared = replica.with_callback_url(CALLBACK).with_external_task_id("runway-1").prepare().await?;
    let mut expected = example("create_clothing_dupe.success")?["request"]["body"].clone();
    // Its picture in Base64 is no whole picture.
    expected["contents"][3]["url"] = "https://example.com/coat-2.png".into();
    assert_eq!(serde_json::to_value(prepared.request())?, expected);

    let file = solutions()?.replicate_apparel("a raincoat", "runway.mp4", [COAT]);
    assert_refused(file.prepare().await, "source_video");
    let none = solutions()?.replicate_apparel("a raincoat", "https://example.com/runway.mp4", [""; 0]);
    assert_refused(none.prepare().await, "contents");
    let shape = solutions()?.replicate_apparel("a raincoat", "https://example.com/runway.mp4", [COAT]);
    assert_refused(shape.with_aspect_ratio("5:4").prepare().await, "5:4");
    Ok(())
}

#[tokio::test]
async fn goods_are_shown_as_in_the_example() -> Outcome {
    let pictures = ["https://example.com/kettle.png", "https://example.com/kettle-side.png"];
    let settings = || GoodsStudioSettings::new("720p", "1:1", 30);
    let video = solutions()?.show_goods("Copper kettle", pictures, settings());
    let video = video.with_description("Holds 1.2 litres and sings when it boils.").with_watermark(false);
    let prepared = video.with_callback_url(CALLBACK).with_external_task_id("kettle-1").prepare().await?;
    let mut expected = example("create_goods_studio.success")?["request"]["body"].clone();
    expected["contents"].as_array_mut().ok_or("items")?.swap(1, 2);
    assert_eq!(serde_json::to_value(prepared.request())?, expected);

    let odd = GoodsStudioSettings::new("720p", "1:1", 20);
    assert_refused(solutions()?.show_goods("Kettle", pictures, odd).prepare().await, "15, 30 or 60");
    assert_refused(solutions()?.show_goods("a".repeat(201), pictures, settings()).prepare().await, "goods_title");
    let twice = solutions()?.show_goods("Kettle", pictures, settings()).with_description("a").with_description("b");
    assert_refused(twice.prepare().await, "goods_description");
    Ok(())
}

#[tokio::test]
async fn a_drama_is_subtitled_as_in_the_example() -> Outcome {
    let drama = solutions()?.subtitle_drama("https://example.com/episode.mp4");
    let drama = drama.with_glossary([("师父", "Master"), ("江湖", "the rivers and lakes")]);
    let drama = drama.with_characters_per_second(15).with_language("en").with_bottom_margin(320).with_font_size(64);
    let prepared = drama.with_callback_url(CALLBACK).with_external_task_id("episode-1").prepare().await?;
    assert_sends(&prepared, "create_drama_subtitle.success")?;

    let fast = solutions()?.subtitle_drama("https://example.com/episode.mp4").with_characters_per_second(21);
    assert_refused(fast.prepare().await, "target_cps");
    let empty = solutions()?.subtitle_drama("https://example.com/episode.mp4").with_glossary([("师父", "")]);
    assert_refused(empty.prepare().await, "target");
    assert_refused(solutions()?.subtitle_drama("episode.mp4").prepare().await, "source_video");
    Ok(())
}
