//! Lists of voices and elements, page after page.

use std::sync::Arc;

use futures_util::TryStreamExt as _;
use kling_assets::Assets;
use kling_fixtures::{Fixture, ScriptedServer};
use serde_json::json;

use crate::Outcome;

#[tokio::test]
async fn voices_come_in_pages_of_1000_until_one_is_not_full() -> Outcome {
    let voice = |id: usize| json!({ "task_id": id.to_string(), "task_status": "succeed", "task_result": { "voices": [{ "voice_id": id.to_string() }] } });
    let full: Vec<_> = (0..1000).map(voice).collect();
    let short = vec![voice(1000), json!({ "task_id": "9", "task_status": "failed" })];
    let pages = Arc::new([full, short]);
    let server = ScriptedServer::start(move |seen| {
        let page = usize::from(seen.line.contains("pageNum=2"));
        (200, json!({ "code": 0, "data": pages[page] }))
    })
    .await;
    let voices: Vec<_> = Assets::new(server.session()).voices().try_collect().await?;
    assert_eq!(voices.len(), 1001);
    assert_eq!(voices[1000].id.as_str(), "1000");
    assert_eq!(server.lines().len(), 2);
    for (line, page) in server.lines().iter().zip(1..) {
        assert!(line.starts_with("GET /v1/general/custom-voices?"), "{line}");
        assert!(line.contains("pageSize=1000") && line.contains(&format!("pageNum={page}")), "{line}");
    }
    Ok(())
}

#[tokio::test]
async fn official_ones_are_told_like_ones_own() -> Outcome {
    let (voices, elements) =
        (Fixture::of("list_preset_voices.success").answer(), Fixture::of("list_preset_elements.success").answer());
    let server =
        ScriptedServer::start(move |seen| if seen.line.contains("voices") { voices.clone() } else { elements.clone() })
            .await;
    let assets = Assets::new(server.session());
    let voices: Vec<_> = assets.preset_voices().try_collect().await?;
    let elements: Vec<_> = assets.preset_elements().try_collect().await?;
    assert!(!voices.is_empty() && voices.iter().all(|voice| voice.is_official()), "{voices:?}");
    assert!(!elements.is_empty() && elements.iter().all(|element| element.is_official()), "{elements:?}");
    assert!(server.lines()[1].contains("pageSize=500"), "{:?}", server.lines());
    Ok(())
}
