//! The picture of the front page, which docs.rs can show only as part of the page: it has no place for files.
//!
//! `doc/quantities.link` is the drawing as an address that holds the whole of it. The crate's documentation says it before the README
//! says the file's name, and of two addresses under one name the first counts.

use std::{env, fmt::Write as _, fs};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/doc");

fn address_holding(drawing: &str) -> String {
    drawing.bytes().fold("data:image/svg+xml,".to_owned(), |mut address, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'/' | b':' | b'=' | b';' | b',' => {
                address.push(char::from(byte));
            }
            _ => write!(address, "%{byte:02X}").expect("a string takes any text"),
        }
        address
    })
}

/// With `UPDATE=1` in the environment it writes the link.
#[test]
fn the_link_holds_the_drawing() {
    let (drawing, link) = (format!("{FOLDER}/quantities.svg"), format!("{FOLDER}/quantities.link"));
    let drawing = fs::read_to_string(drawing).expect("the drawing is there");
    let expected = format!("[quantities]: {}\n", address_holding(&drawing));
    if env::var_os("UPDATE").is_some() {
        fs::write(&link, &expected).expect("the folder can be written");
    }
    let found = fs::read_to_string(link).expect("the link is there");
    assert!(found == expected, "the drawing has changed: UPDATE=1 cargo test -p kling-geometry --test front_page");
}
