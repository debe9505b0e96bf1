//! Pictures on their way in, and what is refused before anything is sent.

use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageFormat};
use kling_emulator::{Emulator, Operation};
use kling_images::{Expand, Images, Margins, PlannedExpansion};
use kling_runtime::wire::MediaInput;
use kling_runtime::{Credentials, Error, ErrorKind, Picture, Session, TaskTrace};

use crate::sample;

async fn emulated() -> (Emulator, Images) {
    let emulator = Emulator::builder().start().await.unwrap();
    let session = Session::builder(Credentials::api_key(kling_emulator::DEFAULT_API_KEY).unwrap())
        .with_base_url(emulator.base_url().parse().unwrap());
    (emulator, Images::new(&session.build().unwrap()))
}

async fn plan(picture: impl Into<Picture>) -> Result<PlannedExpansion, Error> {
    let (_emulator, images) = emulated().await;
    images.expand(picture).to_aspect(16, 9).plan().await
}

fn sent_bytes(planned: &PlannedExpansion) -> Vec<u8> {
    match planned.request().image {
        MediaInput::Bytes(bytes) => bytes.to_vec(),
        other => panic!("{other:?} is not sent as bytes"),
    }
}

#[tokio::test]
async fn a_file_bytes_and_base64_are_the_same_picture() {
    let png = sample::png(400, 300);
    let folder = sample::folder();
    let path = folder.path().join("a picture.png");
    std::fs::write(&path, &png).unwrap();
    let body = serde_json::to_value(plan(png.clone()).await.unwrap().request()).unwrap();
    let base64 = body["image"].as_str().unwrap().to_owned();
    for picture in [
        Picture::from(path.as_path()),
        Picture::from(png.clone()),
        Picture::from_base64(&base64).unwrap(),
        Picture::from(format!("data:image/png;base64,{base64}")),
    ] {
        let name = picture.describe();
        assert_eq!(sent_bytes(&plan(picture).await.unwrap()), png, "{name}");
    }
    assert!(!base64.starts_with("data:"));
}

#[tokio::test]
async fn a_picture_behind_a_url_is_looked_at_and_sent_as_its_url() {
    let (emulator, images) = emulated().await;
    let task = images.expand(sample::png(400, 300)).to_aspect(16, 9).send().await.unwrap();
    emulator.control().advance(std::time::Duration::from_secs(60)).await;
    let url = task.wait().await.unwrap().items()[0].url.clone();
    let planned = images.expand(url.clone()).to_aspect(2, 1).plan().await.unwrap();
    assert_eq!(planned.picture().height, 300);
    assert_eq!(planned.request().image, MediaInput::Url(url));
}

/// A JPEG that is stored as a camera holds it, and carries the EXIF note that turns it back.
fn turned_jpeg(upright: &DynamicImage, orientation: Orientation) -> Vec<u8> {
    let inverse = match orientation {
        Orientation::Rotate90 => Orientation::Rotate270,
        Orientation::Rotate270 => Orientation::Rotate90,
        Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical
        | Orientation::Rotate180
        | Orientation::NoTransforms => orientation,
    };
    let mut stored = upright.clone();
    stored.apply_orientation(inverse);
    let jpeg = sample::encode(&stored, ImageFormat::Jpeg);
    let tiff =
        [b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation.to_exif()], b"\0\0\0\0\0\0"]
            .concat();
    let length = (2 + 6 + tiff.len()) as u16;
    [&jpeg[..2], b"\xff\xe1", &length.to_be_bytes(), b"Exif\0\0", &tiff, &jpeg[2..]].concat()
}

#[tokio::test]
async fn a_jpeg_that_exif_turns_is_planned_and_sent_as_people_see_it() {
    let mut upright = image::RgbImage::from_pixel(500, 320, image::Rgb([30, 60, 200]));
    for (x, y, pixel) in upright.enumerate_pixels_mut() {
        if x < 250 && y < 160 {
            *pixel = image::Rgb([220, 40, 30]);
        }
    }
    let upright = DynamicImage::from(upright);
    for exif in 2..=8 {
        let orientation = Orientation::from_exif(exif).unwrap();
        let planned = plan(turned_jpeg(&upright, orientation)).await.unwrap();
        let picture = planned.picture();
        assert!(picture.was_turned, "{orientation:?}");
        assert_eq!((picture.width, picture.height), (500, 320), "{orientation:?}");
        let sent = image::load_from_memory(&sent_bytes(&planned)).unwrap();
        assert_eq!(sent.dimensions(), (500, 320), "{orientation:?}");
        let red = |x, y| sent.to_rgb8().get_pixel(x, y)[0] > 150;
        assert!(
            red(60, 60) && !red(440, 60) && !red(60, 260) && !red(440, 260),
            "{orientation:?}: the red corner moved"
        );
    }
}

#[tokio::test]
async fn a_jpeg_that_lies_upright_is_sent_untouched() {
    let jpeg = sample::encode(&sample::gradient(400, 300), ImageFormat::Jpeg);
    let planned = plan(jpeg.clone()).await.unwrap();
    assert!(!planned.picture().was_turned);
    assert_eq!(sent_bytes(&planned), jpeg);
}

#[tokio::test]
async fn what_the_api_would_refuse_is_refused_here_and_nothing_is_sent() {
    let (emulator, images) = emulated().await;
    let good = || images.expand(sample::png(400, 300)).to_aspect(16, 9);
    let of = |picture: Vec<u8>| images.expand(picture).to_aspect(16, 9);
    let cases: Vec<(&str, Expand, &str)> = vec![
        ("too small", of(sample::png(299, 400)), "300"),
        ("too narrow", of(sample::png(300, 751)), "0.4"),
        ("no picture", of(b"GIF89a not really".to_vec()), "neither PNG nor JPEG"),
        ("cut off", of(sample::png(400, 300)[..20].to_vec()), "damaged"),
        ("too long", of(vec![0; 10_000_001]), "10000000"),
        ("count of zero", good().with_count(0), "1"),
        ("count of ten", good().with_count(10), "9"),
        ("long prompt", good().with_prompt("x".repeat(2501)), "2500"),
        ("empty external id", good().with_external_task_id(" "), "empty"),
        ("no shape", good().to_aspect(0, 9), "zero"),
        ("too wide", images.expand(sample::png(300, 700)).to_aspect(16, 9), "3"),
        ("smaller canvas", good().to_canvas(399, 400), "399"),
        ("too much margin", good().by_margins(Margins::new(0, 601, 0, 0)), "601"),
        ("nothing to grow", images.expand(sample::png(400, 300)).to_aspect(4, 3), "nothing would grow"),
        ("cut in half", of(sample::png(400, 300)[..1500].to_vec()), "its end is missing"),
        ("empty", of(Vec::new()), "is empty"),
        ("missing file", images.expand("no/such/file.png"), "no/such/file.png"),
    ];
    for (name, expand, names) in cases {
        let error = expand.send().await.unwrap_err();
        let kind = if name == "missing file" { ErrorKind::File } else { ErrorKind::InvalidInput };
        assert_eq!(error.kind(), kind, "{name}: {error}");
        assert!(error.to_string().contains(names), "{name}: {error}");
        assert_eq!(error.task(), &TaskTrace::NotMade, "{name}");
    }
    assert_eq!(emulator.control().count_calls(Operation::CREATE_IMAGE_EXPANSION), 0);
    assert!(emulator.control().journal().is_empty());
}

#[tokio::test]
async fn a_request_says_exactly_what_was_planned() {
    let (_emulator, images) = emulated().await;
    let planned = images
        .expand(sample::png(1000, 500))
        .by_margins(Margins::new(10, 20, 30, 40))
        .with_prompt("more sea")
        .with_count(3)
        .with_watermark(true)
        .with_callback_url("https://example.com/hook")
        .with_external_task_id("order-1")
        .plan()
        .await
        .unwrap();
    let mut body = serde_json::to_value(planned.request()).unwrap();
    body.as_object_mut().unwrap().remove("image");
    assert_eq!(
        body,
        serde_json::json!({
            "up_expansion_ratio": 0.02, "down_expansion_ratio": 0.04, "left_expansion_ratio": 0.03, "right_expansion_ratio": 0.04,
            "prompt": "more sea", "n": 3, "watermark_info": { "enabled": true },
            "callback_url": "https://example.com/hook", "external_task_id": "order-1",
        })
    );
    assert_eq!((planned.plan().canvas().width(), planned.plan().canvas().height()), (1070, 530));
    assert_eq!(planned.estimate().units.to_string(), "24");
}

#[tokio::test]
async fn base64_may_be_broken_into_lines_and_shout() {
    let png = sample::png(300, 300);
    let body = serde_json::to_value(plan(png.clone()).await.unwrap().request()).unwrap();
    let base64 = body["image"].as_str().unwrap();
    let lines =
        base64.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect::<Vec<_>>().join("\n");
    for text in [lines.clone(), format!("DATA:image/png;base64,{lines}\n")] {
        assert_eq!(sent_bytes(&plan(Picture::from_base64(&text).unwrap()).await.unwrap()), png);
    }
}

#[tokio::test]
async fn an_address_shows_neither_password_nor_signature() {
    let picture = Picture::from("https://user:hunter2@example.com/a.png?signature=s3cret#x");
    assert_eq!(picture.describe(), "https://example.com/a.png");
    assert_eq!(format!("{picture:?}"), "Picture(https://example.com/a.png)");
}

#[tokio::test]
async fn a_turned_jpeg_that_would_eat_the_memory_is_refused_unread() {
    let mut jpeg = turned_jpeg(&sample::gradient(400, 320), Orientation::Rotate90);
    let start_of_frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[start_of_frame + 5..start_of_frame + 9].copy_from_slice(&[0xfd, 0xe8, 0xfd, 0xe8]);
    let error = plan(jpeg).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.message().contains("too many"), "{error}");
}

#[tokio::test]
async fn a_turned_jpeg_without_its_end_is_refused() {
    let jpeg = turned_jpeg(&sample::gradient(400, 320), Orientation::Rotate90);
    let error = plan(jpeg[..jpeg.len() - 100].to_vec()).await.unwrap_err();
    assert!(error.message().contains("its end is missing"), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_device_without_end_is_not_read_to_its_end() {
    let error = plan("/dev/zero").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
}
