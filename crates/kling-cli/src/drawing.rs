//! A small drawing of the old frame in the new one.

use kling::geometry::{Size, Steps};

const MOST_COLUMNS: u32 = 48;
const MOST_ROWS: u32 = 14;
const FEWEST: u32 = 5;
/// A character is about twice as tall as wide.
const CELL_HEIGHT_OVER_WIDTH: f64 = 2.0;

/// The characters of a drawing: four corners (upper left, upper right, lower left, lower right), horizontal and vertical lines.
struct Pen {
    canvas: [char; 6],
    original: [char; 6],
    grown: char,
}

const UNICODE: Pen =
    Pen {
        canvas: ['┌', '┐', '└', '┘', '─', '│'], original: ['╔', '╗', '╚', '╝', '═', '║'], grown: '·'
    };
const ASCII: Pen = Pen { canvas: ['+', '+', '+', '+', '-', '|'], original: ['#', '#', '#', '#', '#', '#'], grown: '.' };

/// First and last row and column of a frame.
struct Frame {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

/// Draws the original, with its size in it, inside the canvas, and between them the canvases of the steps before the last; the new
/// area is dotted.
pub(crate) fn draw(steps: &Steps, is_unicode: bool) -> String {
    let pen = if is_unicode { &UNICODE } else { &ASCII };
    let (source, canvas, origin) = (steps.source(), steps.canvas(), steps.origin());
    let (columns, rows) = cells(canvas.width(), canvas.height());
    let mut sheet = vec![vec![pen.grown; columns]; rows];
    let frame = |size: Size, x: u32, y: u32| {
        let (left, right) = place(x, size.width(), canvas.width(), columns);
        let (top, bottom) = place(y, size.height(), canvas.height(), rows);
        Frame { left, right, top, bottom }
    };
    for step in steps.as_slice().iter().rev() {
        let (x, y) = (origin.x - step.origin().x, origin.y - step.origin().y);
        outline(&mut sheet, &frame(step.plan().canvas(), x, y), &pen.canvas);
    }
    let original = frame(source, origin.x, origin.y);
    for row in &mut sheet[original.top..=original.bottom] {
        row[original.left..=original.right].fill(' ');
    }
    outline(&mut sheet, &original, &pen.original);
    write_label(&mut sheet, &original, &source.to_string());
    sheet.into_iter().map(String::from_iter).collect::<Vec<_>>().join("\n")
}

/// How many columns and rows the canvas takes.
fn cells(width: u32, height: u32) -> (usize, usize) {
    let (width, height) = (f64::from(width), f64::from(height) / CELL_HEIGHT_OVER_WIDTH);
    let cell = (width / f64::from(MOST_COLUMNS)).max(height / f64::from(MOST_ROWS));
    let count = |length: f64| (length / cell).round().max(f64::from(FEWEST)) as usize;
    (count(width), count(height))
}

/// The first and last cell of the original on one axis. A margin that is there is seen, however small.
fn place(before: u32, side: u32, whole: u32, cells: usize) -> (usize, usize) {
    let last = cells - 1;
    let scale = |pixels: u32| (f64::from(pixels) * last as f64 / f64::from(whole)).round() as usize;
    let first_of_original = if before == 0 { 0 } else { scale(before).clamp(1, last - 2) };
    let end = before.saturating_add(side);
    let last_of_original = if end >= whole { last } else { scale(end).min(last - 1) };
    (first_of_original, last_of_original.max(first_of_original + 1))
}

fn outline(
    sheet: &mut [Vec<char>],
    frame: &Frame,
    [upper_left, upper_right, lower_left, lower_right, across, down]: &[char; 6],
) {
    let &Frame { left, right, top, bottom } = frame;
    for row in [top, bottom] {
        sheet[row][left..=right].fill(*across);
    }
    for row in &mut sheet[top..=bottom] {
        (row[left], row[right]) = (*down, *down);
    }
    (sheet[top][left], sheet[top][right]) = (*upper_left, *upper_right);
    (sheet[bottom][left], sheet[bottom][right]) = (*lower_left, *lower_right);
}

fn write_label(sheet: &mut [Vec<char>], frame: &Frame, label: &str) {
    let (inner_width, inner_height) = (frame.right - frame.left - 1, (frame.bottom - frame.top).saturating_sub(1));
    if label.len() > inner_width || inner_height == 0 {
        return;
    }
    let start = frame.left + 1 + (inner_width - label.len()) / 2;
    let row = &mut sheet[frame.top + 1 + (inner_height - 1) / 2];
    row[start..start + label.len()].iter_mut().zip(label.chars()).for_each(|(cell, letter)| *cell = letter);
}

#[cfg(test)]
mod tests {
    use kling::Anchor;
    use kling::geometry::{Margins, Size, Wish, plan_steps};

    use super::*;

    fn drawing(width: u32, height: u32, wish: Wish) -> String {
        let size = Size::new(width, height).expect("a size");
        draw(&plan_steps(size, &wish, Anchor::Center).expect("a legal wish"), false)
    }

    #[test]
    fn shows_every_margin_and_no_other() {
        let text = drawing(1000, 1000, Wish::margins(Margins::new(0, 1, 300, 0)));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with('+') && lines[0].ends_with('#'), "{text}");
        assert!(lines[1].starts_with("|.") && lines[1].ends_with('#'), "{text}");
        assert!(lines[lines.len() - 1].chars().all(|letter| matches!(letter, '+' | '-')), "{text}");
        assert!(text.contains("1000x1000"), "{text}");
    }

    #[test]
    fn never_fails_and_stays_small() {
        let huge = Size::new(65_535, 60_000).expect("a size");
        for (width, height) in [(300, 300), (750, 300), (300, 750), (60_000, 60_000), (u32::MAX, u32::MAX)] {
            let size = Size::new(width, height).expect("a size");
            for wish in [Wish::largest(), Wish::margins(Margins::new(1, 0, 0, 1)), Wish::canvas(huge)] {
                let Ok(steps) = plan_steps(size, &wish, Anchor::Center) else { continue };
                let text = draw(&steps, true);
                assert!(text.lines().count() <= MOST_ROWS as usize, "{width}x{height}\n{text}");
                assert!(
                    text.lines().all(|line| line.chars().count() <= MOST_COLUMNS as usize),
                    "{width}x{height}\n{text}"
                );
            }
        }
    }
}
