//! What pictures must be, and what is an address only.

use kling_models::{Product, Standard, picture_rule, takes_address_only};
use {Product::*, Standard::*};

/// A picture that is taken, and one that is not.
#[test]
fn every_member_takes_what_its_documents_say() {
    let rows = [
        (ImageToVideo, V1, "image", (750, 300), (751, 300)),
        (ImageToVideo, V1, "image", (300, 750), (300, 751)),
        (OmniVideo, V1, "image_url", (300, 300), (299, 300)),
        (ImageToVideo, V1, "image_tail", (3000, 300), (3000, 299)),
        (VirtualTryOn, V1, "human_image", (300, 3000), (299, 3000)),
        (VirtualTryOn, V1, "cloth_image", (3000, 300), (3000, 299)),
        (MotionControl, V1, "image_url", (65_536, 30_000), (65_537, 30_000)),
        (ImageToVideo, Tasks, "last_frame", (750, 300), (751, 300)),
        (MotionControl, Tasks, "image", (70_000, 30_000), (70_000, 27_999)),
        (GoodsStudio, Solutions, "ref_image", (300, 300), (300, 299)),
        (VirtualTryOn3, Solutions, "person_image", (2048, 301), (2049, 301)),
        (VirtualTryOn3, Solutions, "person_image", (2048, 301), (2048, 300)),
    ];
    for (product, standard, member, taken, refused) in rows {
        let rule = picture_rule(product, standard, member);
        assert_eq!(rule.check_size(taken.0, taken.1), Ok(()), "{product} {standard} {member}");
        assert!(rule.check_size(refused.0, refused.1).is_err(), "{product} {standard} {member}");
    }
    for mask in ["mask", "static_mask"] {
        assert_eq!(picture_rule(ImageToVideo, V1, mask).check_size(1, u32::MAX), Ok(()));
    }
}

#[test]
fn no_picture_is_longer_than_10_megabytes_under_v1_and_50_elsewhere() {
    for product in Product::ALL {
        for standard in [V1, Tasks, Solutions] {
            let megabytes = if standard == V1 || *product == VirtualTryOn3 && standard == Solutions { 10 } else { 50 };
            let rule = picture_rule(*product, standard, "image");
            assert_eq!(rule.largest_bytes, megabytes * 1_000_000, "{product} {standard}");
        }
    }
}

#[test]
fn a_problem_says_what_is_allowed() {
    let rule = picture_rule(MotionControl, V1, "image_url");
    let problem = |width, height| rule.check_size(width, height).expect_err("a problem").to_string();
    assert_eq!(problem(200, 300), "image side is 200 pixels; at least 300 is allowed");
    assert_eq!(problem(300, 70_000), "image side is 70000 pixels; at most 65536 is allowed");
    assert_eq!(problem(u32::MAX, 300), "image side is 4294967295 pixels; at most 65536 is allowed");
    assert_eq!(problem(300, 751), "image width over height is 300:751; 1:2.5 to 2.5:1 is allowed");
}

#[test]
fn the_api_fetches_videos_and_music_itself() {
    for (product, standard, member) in [
        (MotionControl, V1, "video_url"),
        (Voice, V1, "voice_url"),
        (OmniVideo, Tasks, "feature_video"),
        (MotionControl, Tasks, "video"),
        (ApparelReplicator, Solutions, "source_video"),
        (ApparelReplicator, Solutions, "bgm"),
        (VirtualTryOn3, Solutions, "product_image"),
    ] {
        assert!(takes_address_only(product, standard, member), "{product} {standard} {member}");
    }
    for (product, standard, member) in [
        (ImageToVideo, V1, "image"),
        (Avatar, V1, "sound_file"),
        (OmniVideo, Tasks, "refer_image"),
        (ApparelReplicator, Solutions, "product_image"),
    ] {
        assert!(!takes_address_only(product, standard, member), "{product} {standard} {member}");
    }
}
