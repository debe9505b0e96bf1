//! The mark on watermarked copies.

use image::{DynamicImage, Pixel, Rgba, RgbaImage};

/// The word, five by seven dots a letter, one row of dots a number, the leftmost dot highest.
const LETTERS: [[u8; 7]; 8] = [
    [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111], // E
    [0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001], // M
    [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110], // U
    [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111], // L
    [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001], // A
    [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100], // T
    [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110], // O
    [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001], // R
];
const LETTER_WIDTH: u32 = 5;
const LETTER_HEIGHT: u32 = 7;
const LETTER_ADVANCE: u32 = LETTER_WIDTH + 1;
/// One dot of this share of the picture's width.
const WIDTH_IN_DOTS: u32 = 200;
const MARGIN_IN_DOTS: u32 = 4;
const INK: Rgba<u8> = Rgba([255, 255, 255, 170]);
const SHADOW: Rgba<u8> = Rgba([0, 0, 0, 110]);

/// The picture with the word EMULATOR in its lower right corner.
pub(crate) fn stamp(picture: DynamicImage) -> DynamicImage {
    let mut pixels = picture.into_rgba8();
    let dot = (pixels.width() / WIDTH_IN_DOTS).max(1);
    let word = LETTER_ADVANCE * LETTERS.len() as u32;
    let left = pixels.width().saturating_sub((word + MARGIN_IN_DOTS) * dot);
    let top = pixels.height().saturating_sub((LETTER_HEIGHT + MARGIN_IN_DOTS) * dot);
    for (ink, offset) in [(SHADOW, dot.div_ceil(2)), (INK, 0)] {
        for (letter, x) in LETTERS.iter().zip((left..).step_by((LETTER_ADVANCE * dot) as usize)) {
            draw(&mut pixels, letter, (x + offset, top + offset), dot, ink);
        }
    }
    DynamicImage::ImageRgba8(pixels)
}

fn draw(pixels: &mut RgbaImage, letter: &[u8; 7], (left, top): (u32, u32), dot: u32, ink: Rgba<u8>) {
    for y in 0..LETTER_HEIGHT * dot {
        let row = letter[(y / dot) as usize];
        for x in 0..LETTER_WIDTH * dot {
            if row >> (LETTER_WIDTH - 1 - x / dot) & 1 == 1
                && let Some(pixel) = pixels.get_pixel_mut_checked(left + x, top + y)
            {
                pixel.blend(&ink);
            }
        }
    }
}
