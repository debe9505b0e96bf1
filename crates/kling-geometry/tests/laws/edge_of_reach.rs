//! Canvases at the very edge of what so many steps reach, where an even split fails and the way there has to be searched.
//!
//! They are what distinguishes the search from near misses of it: a search that looks one step too far, or not far enough, takes
//! another number of steps for one of them, or finds none.

use kling_geometry::{Anchor, Plan, Size, Wish, plan_steps};

fn size((width, height): (u32, u32)) -> Size {
    Size::new(width, height).expect("sides are not zero")
}

#[test]
fn canvases_at_the_edge_of_reach_take_the_steps_that_their_area_needs_or_one_more() {
    for (source, canvas, area_needs, fewest) in [
        ((341, 356), (534, 2_046), 2, 2),
        ((335, 339), (1_005, 3_051), 3, 3),
        ((375, 378), (1_959, 1_953), 3, 3),
        ((323, 317), (2_851, 969), 3, 3),
        ((337, 353), (862, 3_726), 3, 3),
        ((311, 335), (7_061, 1_195), 4, 4),
        ((315, 359), (1_643, 5_575), 4, 4),
        ((331, 309), (1_635, 5_067), 4, 5),
        ((345, 359), (1_201, 8_353), 4, 5),
    ] {
        let (source, canvas) = (size(source), size(canvas));
        for (source, canvas) in [(source, canvas), (source.transposed(), canvas.transposed())] {
            let steps = plan_steps(source, &Wish::canvas(canvas), Anchor::Center).expect("reachable");
            let needs = (1..).find(|count| canvas.area() <= source.area() * 3_u64.pow(*count));
            assert_eq!(needs, Some(area_needs), "{source} to {canvas}");
            assert_eq!(steps.count(), fewest, "{source} to {canvas}");
            assert_eq!(steps.canvas(), canvas);
        }
    }
}

#[test]
fn growth_to_a_shape_that_no_input_can_have_is_split_evenly_too() {
    // The last step begins at the widest or tallest input at the latest: here that is just after the even split.
    for (source, canvas) in
        [((1_000, 1_000), (8_000, 1_100)), ((1_000, 1_000), (1_100, 8_000)), ((300, 300), (7_207, 974))]
    {
        let steps = plan_steps(size(source), &Wish::canvas(size(canvas)), Anchor::Center).expect("reachable");
        let growth = |plan: &Plan| plan.canvas().area() as f64 / plan.source().area() as f64;
        let growths: Vec<f64> = steps.as_slice().iter().map(|step| growth(step.plan())).collect();
        let (least, most) =
            growths.iter().fold((f64::MAX, 0.0_f64), |(least, most), one| (least.min(*one), most.max(*one)));
        assert!(growths.len() > 1 && most / least < 1.01, "{source:?} to {canvas:?}: {growths:?}");
    }
}
