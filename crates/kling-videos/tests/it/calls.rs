//! The calls that answer at once, and the reading of tasks, over real HTTP against the examples.

use std::time::Duration;

use kling_fixtures::{Fixture, ScriptedServer};
use kling_runtime::{Error, ErrorKind, TaskHandle, TaskTrace, VideoId};
use kling_videos::wire::ImageSegmentType;
use kling_videos::{EditingSessionId, MotionControl, MultiElementsEdit, VideoEffect, VideoSource, Videos};
use serde_json::{Value, json};

/// A server that answers every path with the example that has it.
async fn serve(examples: &[&str]) -> (Videos, ScriptedServer) {
    let examples: Vec<Fixture> = examples.iter().map(|name| Fixture::of(name)).collect();
    let server = ScriptedServer::start(move |seen| {
        let example = examples.iter().find(|example| seen.line.ends_with(&format!(" {}", example.path())));
        example.map_or((404, Value::Null), Fixture::answer)
    })
    .await;
    (Videos::new(server.session()), server)
}

/// The last call was sent as the example has it.
#[track_caller]
fn assert_sent(server: &ScriptedServer, example: &str) {
    let fixture = Fixture::of(example);
    let last = server.seen().pop().expect("a call");
    assert_eq!((last.line, &last.body), (format!("POST {}", fixture.path()), fixture.request_body()));
}

#[tokio::test]
async fn faces_are_found_and_know_when_they_speak() {
    let (videos, server) = serve(&["identify_faces.success"]).await;
    let found = videos.identify_faces("https://example.com/talk.mp4").await.expect("faces");
    let [first, second] = &found.faces[..] else { panic!("two faces: {found:?}") };
    assert_eq!((first.id.as_str(), second.id.as_str()), ("0", "1"));
    assert_eq!(second.start, Some(Duration::from_millis(2140)));
    assert_eq!(second.session_id.as_str(), "850508686686064678");
    assert_eq!(found.units.expect("units").as_str(), "0.05");
    assert_eq!(server.bodies()[0], json!({ "video_url": "https://example.com/talk.mp4" }));
}

#[tokio::test]
async fn a_video_without_faces_is_no_error() {
    let (videos, _) = serve(&["identify_faces.no-faces"]).await;
    let found = videos.identify_faces(VideoId::new("743211632612511839")).await.expect("an answer");
    assert!(found.faces.is_empty());
}

#[tokio::test]
async fn the_parts_of_a_picture_are_found() {
    let (videos, server) = serve(&["recognize_image.success"]).await;
    let found = videos.recognize_image("https://example.com/person.png").await.expect("parts");
    assert_sent(&server, "recognize_image.success");
    assert_eq!(found.parts.len(), 4);
    let head = found.find(&ImageSegmentType::HeadSeg).expect("a head");
    assert_eq!(head.url.as_deref(), Some("https://cdn.example.com/segments/head_seg.png"));
}

#[tokio::test]
async fn a_part_that_is_not_there_is_not_found() {
    let (videos, _) = serve(&["recognize_image.not-found"]).await;
    let found = videos.recognize_image("https://example.com/person.png").await.expect("parts");
    let missing = found.parts.iter().find(|part| !part.is_found).expect("the example has a part that is not found");
    assert_eq!(found.find(&missing.kind), None);
}

#[tokio::test]
async fn a_session_is_opened_marked_previewed_and_cleared() {
    let (videos, server) = serve(&[
        "init_selection.success",
        "add_selection.success",
        "delete_selection.success",
        "preview_selection.success",
        "clear_selection.success",
    ])
    .await;
    let session = videos.open_editing_session("https://example.com/street.mp4").await.expect("a session");
    assert_sent(&server, "init_selection.success");
    let video = session.video().expect("it was opened here");
    assert_eq!((video.width, video.height, video.frames), (Some(720), Some(1280), Some(300)));

    let points = [(0.7738498789346246, 0.297142857142857), (0.5, 0.0)];
    let marked = session.mark(0, points).await.expect("marks");
    let sent = &server.bodies()[1];
    assert_eq!(sent["points"][0], Fixture::of("add_selection.success").request_body()["points"][0]);
    assert_eq!(marked.objects.len(), 2);
    let png = marked.objects[0].png_mask.as_ref().expect("a mask").decode().expect("a picture");
    assert!(png.starts_with(b"\x89PNG"));
    let runs = marked.objects[0].rle_mask.as_ref().expect("a mask").unpack().expect("lengths");
    assert!(!runs.is_empty());

    session.unmark(0, [points[0]]).await.expect("fewer marks");
    let preview = session.preview().await.expect("a preview");
    assert_sent(&server, "preview_selection.success");
    assert_eq!(preview.cover_url.as_deref(), Some("https://cdn.example.com/session/cover.png"));
    session.clear().await.expect("no marks");
    assert_sent(&server, "clear_selection.success");

    let order = session.remove("remove the hat").prepare().await.expect("an order");
    assert_eq!(order.request().session_id, "847570360458960960");
}

#[tokio::test]
async fn a_failed_recognition_is_an_error_that_may_have_cost() {
    let (videos, _) = serve(&["init_selection.recognition-failed", "add_selection.recognition-failed"]).await;
    let assert_failed = |error: Error| {
        assert_eq!((error.kind(), error.task()), (ErrorKind::Refused, &TaskTrace::Untraceable), "{error}");
        assert!(error.message().contains("the status is 1; units taken: 0"), "{error}");
    };
    assert_failed(videos.open_editing_session("https://example.com/fog.mp4").await.expect_err("status 1"));
    let session = videos.editing_session(EditingSessionId::new("847570360458960960"));
    assert_failed(session.mark(12, [(1.0, 1.0)]).await.expect_err("status 1"));
}

#[tokio::test]
async fn a_success_that_cannot_be_read_may_have_been_charged() {
    let assert_untraceable = |error: Error| {
        assert_eq!((error.kind(), error.task()), (ErrorKind::Unreadable, &TaskTrace::Untraceable), "{error}");
    };
    for answer in [json!({"code": 0}), json!({"code": 0, "data": {}}), json!({"code": 0, "data": "found"})] {
        let server = ScriptedServer::answering([answer]).await;
        let videos = Videos::new(server.session());
        assert_untraceable(videos.identify_faces("https://example.com/talk.mp4").await.expect_err("no faces"));
        assert_untraceable(videos.recognize_image("https://example.com/person.png").await.expect_err("no parts"));
        assert_untraceable(videos.open_editing_session("https://example.com/a.mp4").await.expect_err("no session"));
        assert_eq!(server.lines().len(), 3, "each is sent once");
    }
}

#[tokio::test]
async fn points_outside_the_frame_are_not_sent() {
    let (videos, server) = serve(&[]).await;
    let session = videos.editing_session(EditingSessionId::new("1"));
    for points in [vec![], vec![(1.1, 0.0)], vec![(0.0, f64::NAN)], vec![(0.5, 0.5); 11]] {
        let error = session.mark(0, points).await.expect_err("refused here");
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    }
    assert_eq!(server.seen(), []);
}

#[tokio::test]
async fn a_finished_edit_tells_its_video() {
    let (videos, _) = serve(&["get_multi_elements_edit.success"]).await;
    let task = videos.task::<MultiElementsEdit>("871234509924631723").expect("a task");
    let finished = task.query().await.expect("a record").output.expect("a result");
    let video = finished.first();
    assert_eq!(video.duration, Some(Duration::from_millis(5040)));
    assert_eq!(video.session_id, Some(EditingSessionId::new("847570360458960960")));
    assert_eq!(VideoSource::from(video), VideoSource::Id(VideoId::new("871234509925636100")));
    let [(name, _)] = &finished.files()[..] else { panic!("one file") };
    assert_eq!(name, "871234509924631723-0.mp4");
}

#[tokio::test]
async fn money_is_told_as_money() {
    let (videos, _) = serve(&["get_motion_control.balance"]).await;
    let task = videos.task::<MotionControl>("871234509916609776").expect("a task");
    let record = task.query().await.expect("a record");
    let charges: Vec<String> = record.charges.iter().map(ToString::to_string).collect();
    assert_eq!((charges, record.units()), (vec!["1.8144 of the balance".to_owned()], None));
    let finished = record.output.as_ref().expect("a result");
    assert_eq!((finished.charges(), finished.units()), (&record.charges[..], None));
}

#[tokio::test]
async fn what_a_failed_task_took_is_told_with_the_failure() {
    let mut answer = Fixture::of("get_motion_control.balance").response_body().clone();
    answer["data"]["task_status"] = json!("failed");
    let server = ScriptedServer::answering([answer]).await;
    let task = Videos::new(server.session()).task::<MotionControl>("871234509916609776").expect("a task");
    let error = task.wait().await.expect_err("it failed");
    assert_eq!(error.advice(), Some("the API reports 1.8144 of the balance for it"));
}

#[tokio::test]
async fn another_task_than_was_asked_for_leaves_the_one_that_was() {
    let mut answer = Fixture::of("get_multi_elements_edit.success").response_body().clone();
    answer["data"]["task_id"] = json!("1");
    answer["data"]["task_info"]["external_task_id"] = json!("job-1");
    let server = ScriptedServer::answering([answer]).await;
    let handle = TaskHandle::new("multi-elements", "871234509924631723", server.session().base_url());
    let task = Videos::new(server.session()).resume::<MultiElementsEdit>(handle.clone()).expect("a task");
    let error = task.query().await.expect_err("another task");
    assert_eq!((error.kind(), error.task()), (ErrorKind::Unreadable, &TaskTrace::Exists(handle)), "{error}");
}

#[tokio::test]
async fn an_effect_may_not_tell_its_length() {
    let (videos, _) = serve(&["get_video_effect.no-duration"]).await;
    let handle = TaskHandle::new("effect", "871234509964741458", videos.session().base_url());
    let task = videos.resume::<VideoEffect>(handle).expect("a task");
    let finished = task.query().await.expect("a record").output.expect("a result");
    assert_eq!(finished.first().duration, None);
}

/// Whoever calls the wire asks the answer itself.
#[test]
fn an_answer_of_the_wire_tells_whether_it_is_a_success() {
    use kling_videos::wire::{ImageRecognition, SelectedFrame, SelectionSession};

    let frame = |answer| serde_json::from_value::<SelectedFrame>(answer).expect("an answer").check_success();
    assert!(frame(json!({ "status": 0 })).is_ok() && frame(json!({})).is_ok());
    let error = frame(json!({ "status": 3, "final_unit_deduction": "0.1" })).expect_err("status 3");
    assert!(error.message().contains("the status is 3; units taken: 0.1"), "{error}");
    assert_eq!((error.task(), error.advice()), (&TaskTrace::Untraceable, Some("use other points")));

    let session = |answer| serde_json::from_value::<SelectionSession>(answer).expect("an answer").check_success();
    assert!(session(json!({ "session_id": "7" })).is_ok());
    assert!(session(json!({ "status": 0 })).expect_err("no id").message().contains("holds no session_id"));
    assert!(session(json!({ "status": 1, "session_id": "7" })).is_err());
    let error = ImageRecognition::default().check_success().expect_err("no result");
    assert!(error.message().contains("holds no task_result") && error.task_may_exist(), "{error}");
}
