use std::hint::black_box;

use kling_geometry::{Anchor, Aspect, Size, Wish, plan};

use crate::{float_formula, float_plan};

/// A picture and the shape it is to get at three times its area: what one asks the vendor's helper.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    source: Size,
    aspect: Aspect,
}

const COMMON_ASPECTS: [(u32, u32); 9] = [(1, 1), (16, 9), (9, 16), (4, 3), (3, 4), (3, 2), (2, 3), (21, 9), (9, 21)];
const AREA: f64 = 3.0;

/// A grid of pictures, each with the common shapes that three times its area reaches.
#[must_use]
pub fn frames_in_reach() -> Vec<Frame> {
    let sides = || (300..4_000).step_by(370);
    let sizes = sides().flat_map(|width| sides().map(move |height| Size::new(width, height)));
    let sizes = sizes.map(|size| size.expect("sides are at least 300"));
    let shapes = |source| {
        COMMON_ASPECTS
            .map(|(wide, high)| Aspect::new(wide, high).expect("not zero"))
            .map(|aspect| Frame { source, aspect })
    };
    sizes.flat_map(shapes).filter(Frame::is_in_reach).collect()
}

impl Frame {
    fn is_in_reach(&self) -> bool {
        plan(self.source, &Wish::aspect(self.aspect), Anchor::Center).is_ok()
    }
}

/// A way to answer a frame: its name, and what it does.
pub type Answer = (&'static str, fn(Frame));

/// The ways to answer a frame.
pub const ANSWERS: [Answer; 5] = [
    ("nothing", |frame| {
        black_box(frame);
    }),
    ("plan", |Frame { source, aspect }| {
        let _ = black_box(plan(source, &Wish::largest_aspect(aspect), Anchor::Center));
    }),
    ("plan_and_canvas", |Frame { source, aspect }| {
        let planned = plan(source, &Wish::largest_aspect(aspect), Anchor::Center);
        let _ = black_box(planned.map(|plan| (plan, plan.prediction())));
    }),
    ("float_formula", |Frame { source, aspect }| {
        black_box(float_formula(source, aspect, AREA));
    }),
    ("float_plan", |Frame { source, aspect }| {
        black_box(float_plan(source, aspect, AREA));
    }),
];
