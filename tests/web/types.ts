// Compiled by tsc, not run: the types of the package as a program uses them.

import { type Anchor, type Bound, type Plan, type Refusal, type Wish, checkInput, limits, plan, planSteps, predict } from "kling-geometry";

const photo = { width: 1200, height: 800 };
const wishes: Wish[] = [
  { aspect: "16:9" },
  { aspect: "16:9", area: "largest" },
  { area: 2.5 },
  { canvas: { width: 1920, height: 1080 }, origin: { x: 0, y: 0 } },
  { margins: { left: 200 } },
  { ratios: { up: "0.1495", down: 0.1495 } },
];
const anchor: Anchor = { x: 0.25, y: "1" };

for (const wish of wishes) {
  const answer = plan(photo, wish, anchor);
  if (answer.possible) {
    const body: string = JSON.stringify({ image: "", ...answer.request });
    const up: string = answer.ratios.up;
    console.log(body, up, answer.canvas.width, answer.canvasIsExact);
  } else {
    if (answer.reason.kind === "margin-too-large") console.log(answer.reason.side satisfies "up" | "down" | "left" | "right");
    const again: Wish = answer.nearest;
    console.log(answer.message, again);
  }

  const several = planSteps(photo, wish, "bottom-left", 3);
  if (several.possible) {
    const plans: Plan[] = several.steps.map((step) => step.plan);
    console.log(plans, several.images);
  } else {
    const nearest: Wish | null = several.nearest;
    console.log(nearest);
  }
}

const refusals: Refusal[] = checkInput({ ...photo, bytes: 1e6 });
const bounds: Bound[] = limits();
const most: string | null | undefined = bounds[0]?.max;
console.log(refusals, most, predict(photo, { left: 0.5 }).origin.x);

// @ts-expect-error A shape is a template, not any text.
plan(photo, { aspect: "wide" });
// @ts-expect-error Two wishes are none.
plan(photo, { aspect: "16:9", canvas: photo });
// @ts-expect-error An anchor has one of nine names.
plan(photo, { area: 2 }, "middle");
// @ts-expect-error Only a possible plan has ratios.
plan(photo, { area: 2 }).ratios;
// @ts-expect-error A size has two sides.
predict({ width: 1200 }, {});
