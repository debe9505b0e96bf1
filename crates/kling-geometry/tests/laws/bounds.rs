//! The table of bounds and the checks against it.

use kling_geometry::{
    Size,
    limits::{self, BOUNDS},
};

#[test]
fn every_bound_has_a_name_of_its_own_and_a_number() {
    for (index, bound) in BOUNDS.iter().enumerate() {
        assert!(bound.min.is_some() || bound.max.is_some(), "{}", bound.name);
        assert!(BOUNDS[..index].iter().all(|other| other.name != bound.name), "{}", bound.name);
        assert!(BOUNDS[..index].iter().all(|other| other.field.is_none() || other.field != bound.field));
        for number in [bound.min, bound.max].into_iter().flatten() {
            assert!(number.parse::<f64>().is_ok(), "{}: {number}", bound.name);
        }
    }
}

#[test]
fn each_check_accepts_its_bounds_and_nothing_beyond() {
    assert!(limits::check_count(0).is_err() && limits::check_count(10).is_err());
    assert!(limits::check_count(1).is_ok() && limits::check_count(9).is_ok());
    assert!(limits::check_prompt_chars(0).is_ok() && limits::check_prompt_chars(2_500).is_ok());
    assert!(limits::check_prompt_chars(2_501).is_err());
    assert!(limits::check_input_bytes(10_000_000).is_ok() && limits::check_input_bytes(10_000_001).is_err());
    assert!(limits::check_page_number(1_000).is_ok() && limits::check_page_number(1_001).is_err());
    assert!(limits::check_page_size(500).is_ok() && limits::check_page_size(501).is_err());
    assert!(limits::check_page_number(0).is_err() && limits::check_page_size(0).is_err());
}

#[test]
fn an_input_picture_is_taken_from_1_to_2_5_up_to_2_5_to_1() {
    let check = |width, height| limits::check_input_size(Size::new(width, height).expect("sides are not zero"));
    assert!(check(300, 300).is_ok() && check(300, 750).is_ok() && check(750, 300).is_ok());
    assert!(check(299, 300).is_err() && check(300, 299).is_err());
    assert!(check(300, 751).is_err() && check(751, 300).is_err());
    assert!(check(u32::MAX, u32::MAX).is_ok() && check(u32::MAX, 300).is_err());
}

#[test]
fn messages_name_the_field_the_value_and_the_bound() {
    let message = |error: limits::InputError| error.to_string();
    let size = |width, height| Size::new(width, height).expect("sides are not zero");
    assert_eq!(limits::check_count(10).map_err(message), Err("number of images is 10; at most 9 is allowed".into()));
    assert_eq!(
        limits::check_input_size(size(200, 400)).map_err(message),
        Err("image side is 200 pixels; at least 300 is allowed".into()),
    );
    assert_eq!(
        limits::check_input_size(size(300, 800)).map_err(message),
        Err("image width over height is 300:800; at least 0.4 is allowed".into()),
    );
    assert_eq!(
        limits::check_prompt_chars(2_501).map_err(message),
        Err("prompt is 2501 characters; at most 2500 is allowed".into()),
    );
    assert_eq!(
        limits::check_input_bytes(10_485_760).map_err(message),
        Err("image file size is 10485760 bytes; at most 10000000 is allowed".into()),
    );
}
