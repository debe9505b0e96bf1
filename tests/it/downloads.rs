//! Fetching results: whole or not at all, and never with our key.

use std::sync::Arc;
use std::time::Duration;

use kling_emulator::{Emulator, Fault, Operation, When};
use kling_images::{Image, ImageExpansion, Images};
use kling_runtime::{Credentials, ErrorKind, Finished, RetryPolicy, SaveOptions, Session, TaskTrace};

use crate::raw_vendor::RawVendor;
use crate::time::{SPEED, ScaledTime, SteppedTime};
use crate::{file_server, sample};

async fn expanded() -> (Emulator, Images, Finished<Image>) {
    let emulator = Emulator::builder().speed(SPEED).start().await.unwrap();
    let session = Session::builder(Credentials::api_key(kling_emulator::DEFAULT_API_KEY).unwrap())
        .with_base_url(emulator.base_url().parse().unwrap())
        .with_retry_policy(RetryPolicy::default().with_attempts(3))
        .with_system(Arc::new(ScaledTime))
        .build()
        .unwrap();
    let images = Images::new(&session);
    let task = images.expand(sample::png(400, 300)).to_aspect(16, 9).send().await.unwrap();
    let expanded = task.wait().await.unwrap();
    (emulator, images, expanded)
}

fn names(folder: &std::path::Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn the_picture_holds_the_original_untouched() {
    let (_emulator, _, expanded) = expanded().await;
    let folder = sample::folder();
    let saved = expanded.save_to(folder.path()).await.unwrap();
    let picture = image::open(&saved[0]).unwrap().into_rgb8();
    assert_eq!(picture.height(), 300);
    assert!(picture.width().abs_diff(533) <= 1, "{}", picture.width());
    let left = (picture.width() - 400) / 2;
    let original = sample::gradient(400, 300).into_rgb8();
    let inside = image::imageops::crop_imm(&picture, left, 0, 400, 300).to_image();
    assert!(inside == original);
    assert_eq!(names(folder.path()), [expanded.files()[0].0.clone()], "nothing else is left in the folder");
}

#[tokio::test]
async fn a_cut_download_goes_on_where_it_stopped() {
    let (emulator, _, expanded) = expanded().await;
    let control = emulator.control();
    control.inject(Fault::cut_download(1000).times(2)).unwrap();
    let folder = sample::folder();
    let saved = expanded.save_to(folder.path()).await.unwrap();
    image::open(&saved[0]).unwrap();
    let statuses: Vec<_> = control
        .journal()
        .iter()
        .filter(|entry| entry.operation == Some(Operation::DOWNLOAD_RESULT))
        .map(|entry| entry.status.unwrap())
        .collect();
    assert_eq!(statuses, [200, 206, 206]);
}

#[tokio::test]
async fn a_download_is_taken_up_by_a_later_process() {
    let (emulator, images, expanded) = expanded().await;
    let control = emulator.control();
    let folder = sample::folder();
    control.inject(Fault::cut_download(1000)).unwrap();
    control.inject(Fault::hang_up(When::Before).on(Operation::DOWNLOAD_RESULT).times(3)).unwrap();
    let error = expanded.save_to(folder.path()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Download);
    let left = names(folder.path());
    assert!(left.len() == 1 && left[0].starts_with('.') && left[0].ends_with(".part"), "{left:?}");
    control.clear_faults();
    control.clear_journal();

    let again = images.task::<ImageExpansion>(expanded.task_id()).unwrap().wait().await.unwrap();
    let saved = again.save_to(folder.path()).await.unwrap();
    image::open(&saved[0]).unwrap();
    let statuses: Vec<_> = control.journal().iter().filter_map(|entry| entry.status).collect();
    assert!(statuses.contains(&206), "the rest is asked for, not the whole: {statuses:?}");
    assert_eq!(names(folder.path()).len(), 1);
}

#[tokio::test]
async fn another_file_of_that_name_is_kept_unless_told_otherwise() {
    let (_emulator, _, expanded) = expanded().await;
    let folder = sample::folder();
    let target = folder.path().join(&expanded.files()[0].0);
    std::fs::write(&target, "precious").unwrap();
    let error = expanded.save_to(folder.path()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(matches!(error.task(), TaskTrace::Exists(handle) if handle.id() == expanded.task_id()), "{error}");
    assert!(!error.to_string().contains("cost nothing"), "{error}");
    assert_eq!(std::fs::read(&target).unwrap(), b"precious");
    expanded.save_with(folder.path(), &SaveOptions::default().with_overwrite(true)).await.unwrap();
    image::open(&target).unwrap();
}

#[tokio::test]
async fn saving_again_fetches_only_what_is_missing_and_makes_the_folder() {
    let (emulator, images, _) = expanded().await;
    let task = images.expand(sample::png(300, 300)).to_aspect(3, 2).with_count(2).send().await.unwrap();
    let expanded = task.wait().await.unwrap();
    let folder = sample::folder();
    let target = folder.path().join("new/and deep");
    let control = emulator.control();
    control.inject(Fault::cut_download(0).on(Operation::DOWNLOAD_RESULT)).unwrap();
    let saved = expanded.save_to(&target).await.unwrap();
    std::fs::remove_file(&saved[1]).unwrap();
    let first = std::fs::metadata(&saved[0]).unwrap().modified().unwrap();
    assert_eq!(expanded.save_to(&target).await.unwrap(), saved);
    assert!(saved[1].exists());
    assert_eq!(std::fs::metadata(&saved[0]).unwrap().modified().unwrap(), first, "what is there is left alone");
}

#[tokio::test]
async fn results_are_gone_after_thirty_days_and_the_error_says_so() {
    let (emulator, _, expanded) = expanded().await;
    emulator.control().advance(Duration::from_secs(31 * 86_400)).await;
    let folder = sample::folder();
    let error = expanded.save_to(folder.path()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Download);
    assert!(error.to_string().contains("30 days"), "{error}");
    assert!(names(folder.path()).is_empty());
}

#[tokio::test]
async fn a_result_is_fetched_without_credentials() {
    let vendor = RawVendor::start([]);
    let session = Session::builder(Credentials::api_key("k-123").unwrap())
        .with_base_url(vendor.base_url().parse().unwrap())
        .with_system(SteppedTime::new())
        .build()
        .unwrap();
    let task = Images::new(&session).expand(sample::png(300, 300)).to_aspect(3, 2).send().await.unwrap();
    let folder = sample::folder();
    task.wait().await.unwrap().save_to(folder.path()).await.unwrap();
    vendor.seen(|seen| {
        for (path, authorization) in &seen.authorizations {
            assert_eq!(authorization.is_none(), path == "/result.png", "{path}");
        }
    });
}

#[tokio::test]
async fn private_addresses_are_not_fetched_from() {
    let (vendor, inner) = (RawVendor::start([]), RawVendor::start([]));
    let session = Session::builder(Credentials::api_key("k-123").unwrap())
        .with_base_url(vendor.base_url().parse().unwrap())
        .with_system(SteppedTime::new())
        .with_private_addresses(false)
        .build()
        .unwrap();
    let folder = sample::folder();
    let port = inner.base_url().rsplit(':').next().unwrap().to_owned();
    for address in [
        format!("http://127.0.0.1:{port}/result.png"),
        format!("http://localhost:{port}/result.png"),
        format!("http://[::ffff:127.0.0.1]:{port}/result.png"),
        format!("http://2130706433:{port}/result.png"),
        "http://169.254.169.254/latest".to_owned(),
    ] {
        let target = folder.path().join("a.png");
        let error = session.downloader().save(&address, &target, &SaveOptions::default()).await.unwrap_err();
        assert!(error.message().contains("not a public address"), "{address}: {error}");
    }
    assert!(inner.seen(|seen| seen.authorizations.is_empty()), "nothing was asked");
    assert!(names(folder.path()).is_empty());
    let error =
        session.downloader().save("file:///etc/passwd", &folder.path().join("a"), &SaveOptions::default()).await;
    assert!(error.unwrap_err().message().contains("scheme"));
}

#[tokio::test]
async fn a_redirect_is_followed_and_checked_like_the_first_address() {
    let inner = RawVendor::start([]);
    let to_file = file_server::serve("302 Found", &format!("Location: {}/result.png\r\n", inner.base_url()), b"");
    let to_scheme = file_server::serve("302 Found", "Location: file:///etc/passwd\r\n", b"");
    let session = Session::builder(Credentials::api_key("k-123").unwrap())
        .with_base_url(inner.base_url().parse().unwrap())
        .with_system(SteppedTime::new())
        .build()
        .unwrap();
    let folder = sample::folder();
    let target = folder.path().join("a.png");
    session.downloader().save(&to_file, &target, &SaveOptions::default()).await.unwrap();
    image::open(&target).unwrap();
    let error = session.downloader().save(&to_scheme, &folder.path().join("b"), &SaveOptions::default()).await;
    assert!(error.unwrap_err().message().contains("scheme"));
}

#[tokio::test]
async fn a_picture_that_stops_before_its_end_is_not_saved() {
    let png = sample::png(40, 30);
    let address = file_server::serve("200 OK", "Content-Type: image/png\r\n", &png[..png.len() - 12]);
    let (_emulator, images, _) = expanded().await;
    let folder = sample::folder();
    let target = folder.path().join("a.png");
    let error = images.session().downloader().save(&address, &target, &SaveOptions::default()).await.unwrap_err();
    assert!(error.message().contains("not a whole picture"), "{error}");
    assert!(names(folder.path()).is_empty());
}

#[tokio::test]
async fn a_part_that_was_not_asked_for_is_not_joined() {
    let png = sample::png(40, 30);
    let begin = format!("Content-Type: image/png\r\nETag: \"one\"\r\nX-Cut: {}\r\n", png.len() / 2);
    let wrong = format!(
        "Content-Type: image/png\r\nETag: \"two\"\r\nContent-Range: bytes 0-{}/{}\r\n",
        png.len() - 1,
        png.len()
    );
    let address = file_server::serve_in_turn(&[("200 OK", &begin, &png), ("206 Partial Content", &wrong, &png)]);
    let (_emulator, images, _) = expanded().await;
    let folder = sample::folder();
    let target = folder.path().join("a.png");
    let error = images.session().downloader().save(&address, &target, &SaveOptions::default()).await.unwrap_err();
    assert!(error.message().contains("another part"), "{error}");
    assert!(!target.exists());
}

#[tokio::test]
async fn what_is_no_picture_is_not_saved() {
    let (emulator, images, _) = expanded().await;
    let folder = sample::folder();
    let target = folder.path().join("a.png");
    let page = format!("{}/_emulator/", emulator.base_url());
    let error = images.session().downloader().save(&page, &target, &SaveOptions::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Download);
    assert!(error.message().contains("not a picture"), "{error}");
    assert!(!target.exists());
}
