//! Words of the documents, as callers have them.

use kling_fixtures::offline;
use kling_images::Images;
use kling_images::wire::ImageAspectRatio;
use kling_tasks::{Kling30, Tasks};
use kling_videos::Videos;

#[tokio::test]
async fn a_word_may_be_borrowed_or_owned() {
    let (images, videos, tasks) = (Images::new(&offline()), Videos::new(&offline()), Tasks::new(&offline()));
    let painted = images.generate("a boat").with_aspect_ratio(String::from("16:9")).prepare().await.unwrap();
    let expected = ImageAspectRatio::from("16:9");
    assert!(!matches!(expected, ImageAspectRatio::Unknown(_)), "{expected:?}");
    assert_eq!(painted.request().aspect_ratio, Some(expected));

    let filmed = videos.text_to_video("a boat").with_aspect_ratio(String::from("9:16")).prepare().await.unwrap();
    assert_eq!(filmed.request().aspect_ratio.as_ref().map(ToString::to_string).as_deref(), Some("9:16"));

    let unknown = tasks.text_to_video(Kling30, "a boat").with_aspect_ratio(String::from("5:1"));
    let refused = unknown.prepare().await.unwrap_err();
    assert!(refused.message().contains("`5:1`"), "{refused}");
}
