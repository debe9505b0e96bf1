//! The fewest steps, against a search of every canvas there is.

use kling_geometry::{Anchor, Size, Wish, limits, plan_steps};

/// How many expansions every canvas up to `largest` needs, found without any thought: after each step, all canvases are looked at
/// one by one, and whether one of them is reached is read off the greatest legal input reached before that fits in.
struct Search {
    source: Size,
    largest: Size,
    /// By row and column of the canvas; `None` for one that no number of steps reaches.
    fewest: Vec<Option<u32>>,
}

impl Search {
    fn new(source: Size, largest: Size) -> Self {
        let mut search = Self { source, largest, fewest: Vec::new() };
        search.fewest = vec![None; search.canvases().count()];
        // The greatest area of a legal input that was reached and fits in each canvas.
        let mut greatest = vec![source.area(); search.fewest.len()];
        for step in 1.. {
            let mut is_progress = false;
            let mut next = greatest.clone();
            for canvas in search.canvases() {
                let place = search.place(canvas);
                let is_reached = canvas.area() <= 3 * greatest[place];
                if is_reached && search.fewest[place].is_none() {
                    search.fewest[place] = Some(step);
                    is_progress = true;
                }
                if is_reached && limits::check_input_size(canvas).is_ok() {
                    next[place] = next[place].max(canvas.area());
                }
                for smaller in [(canvas.width() - 1, canvas.height()), (canvas.width(), canvas.height() - 1)] {
                    if smaller.0 >= source.width() && smaller.1 >= source.height() {
                        let smaller = search.place(Size::new(smaller.0, smaller.1).expect("not zero"));
                        next[place] = next[place].max(next[smaller]);
                    }
                }
            }
            greatest = next;
            if !is_progress {
                break;
            }
        }
        search
    }

    fn canvases(&self) -> impl Iterator<Item = Size> + use<> {
        let (source, largest) = (self.source, self.largest);
        (source.height()..=largest.height()).flat_map(move |height| {
            (source.width()..=largest.width()).map(move |width| Size::new(width, height).expect("not zero"))
        })
    }

    fn place(&self, canvas: Size) -> usize {
        let columns = self.largest.width() - self.source.width() + 1;
        let (column, row) = (canvas.width() - self.source.width(), canvas.height() - self.source.height());
        (row * columns + column) as usize
    }
}

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).expect("sides are not zero")
}

#[test]
fn no_sequence_of_canvases_has_fewer_steps() {
    let (mut reached, mut unreachable, mut more_than_area_needs) = (0, 0, 0);
    for (source, largest) in [
        (size(300, 300), size(930, 930)),
        // Three times its area has no legal canvas of exactly that size.
        (size(307, 307), size(930, 930)),
        (size(300, 750), size(950, 1_000)),
        (size(750, 300), size(2_800, 330)),
        (size(331, 401), size(3_100, 410)),
        (size(300, 311), size(302, 2_400)),
    ] {
        let search = Search::new(source, largest);
        for canvas in search.canvases() {
            let ours = plan_steps(source, &Wish::canvas(canvas), Anchor::Center).ok().map(|steps| steps.count());
            let fewest = search.fewest[search.place(canvas)];
            assert_eq!(ours, fewest, "{source} to {canvas}");
            match fewest {
                Some(steps) => {
                    reached += 1;
                    more_than_area_needs += u32::from(canvas.area() <= source.area() * 3_u64.pow(steps - 1));
                }
                None => unreachable += 1,
            }
        }
    }
    assert!(reached > 1_000_000, "{reached}");
    assert!(unreachable > 5_000, "{unreachable}");
    assert!(more_than_area_needs > 0, "whole pixels never took a step more");
}
