"use strict";

/** What one expansion may make of the area, in times the original. */
const AREA_LIMIT = Number(klingGeometry.limits().find((bound) => bound.name === "area multiple").max);

/** Shows what an answer says in words: whether it can be done, what would be refused, and what comes nearest. */
class Verdict {
  /** @param {HTMLElement} place @param {(wish: object) => void} take called with the nearest wish when it is taken */
  constructor(place, take) {
    this.place = place;
    this.take = take;
    this.shown = "";
  }

  /** @param {Answer} answer */
  show(answer) {
    this.nearest = answer.nearest;
    const lines = [...this.#refusals(answer), ...this.#plan(answer)];
    // A screen reader says what is put here, so the same is not put twice.
    const text = lines.map((line) => line.outerHTML).join("");
    if (text === this.shown) return;
    this.shown = text;
    this.place.replaceChildren(...lines);
  }

  #refusals({ mistake, refusals }) {
    const problems = mistake
      ? [mistake]
      : refusals.map((message) => `The API would refuse this input: ${message}.`);
    return problems.map((problem) => element("p", { className: "bad" }, problem));
  }

  /** @param {Answer} answer */
  #plan(answer) {
    const { mistake, refusals, steps, obstacle } = answer;
    if (mistake) return [];
    if (steps.length === 0) {
      return [element("p", { className: "bad" }, sentence(obstacle)), ...this.#nearestButton(answer)];
    }
    const does = element("p", { className: refusals.length ? "note" : "good" }, cost(answer));
    if (!obstacle) return [does];
    const why = steps.length === 1 ? "Not to the last decimal" : "One is not enough";
    return [does, element("p", { className: "note" }, `${why}: ${obstacle}.`), ...this.#nearestButton(answer)];
  }

  /** No other wish helps an input that the API refuses. */
  #nearestButton({ refusals, steps }) {
    if (refusals.length) return [];
    const onclick = () => this.take(this.nearest);
    const className = steps.length ? "quiet" : "";
    const label = steps.length > 1 ? "With one expansion" : "Take the nearest";
    return [element("button", { type: "button", className, onclick }, `${label}: ${wishText(this.nearest)}`)];
  }
}

/** What a reachable plan costs. @param {Answer} answer */
function cost(answer) {
  const { refusals, steps, images } = answer;
  if (refusals.length) return `Apart from that, ${steps.length === 1 ? "one expansion" : `${steps.length} expansions`} would do.`;
  if (!grows(answer)) return "Nothing grows yet, so there is nothing to send.";
  if (images === 1) return "One expansion does it. It makes 1 picture, which is paid for.";
  if (steps.length === 1) return `One expansion does it. It makes ${images} pictures; each picture is paid for.`;
  return `${steps.length} expansions do it, one after the other. They make ${images} pictures: `
    + `${steps.length - 1} on the way, ${images - steps.length + 1} at the end; each picture is paid for.`;
}

/** The outcome for somebody who does not see the frame. @param {State} state @param {Answer} answer */
function summary({ source }, { steps }) {
  const last = steps.at(-1);
  if (!last) return `Original ${source.width} by ${source.height} pixels.`;
  const { canvas, canvasIsExact } = last.plan;
  return `Canvas ${canvas.width} by ${canvas.height} pixels, ${canvasIsExact ? "exact" : "predicted"}.`;
}

function sentence(message) {
  return `${message[0].toUpperCase()}${message.slice(1)}.`;
}

/** A card for each step. @param {Answer} answer */
function stepCards({ steps }) {
  return steps.map(({ plan, origin }, index) => {
    const title = steps.length > 1 ? [element("h2", {}, `Step ${index + 1} of ${steps.length}`)] : [];
    const canvas = canvasLine(plan, origin, steps.length > 1);
    return element("li", { className: "step" }, ...title, canvas, ratioCells(plan), areaBar(plan));
  });
}

function canvasLine({ source, canvas, canvasIsExact, origin: previous }, origin, isPartial) {
  const exactness = canvasIsExact
    ? element("span", { className: "badge", title: "Truncating and rounding give the same pixels" }, "exact")
    : element("span", { className: "badge about", title: "It depends on how the service rounds" }, "predicted");
  const size = element("output", { className: "canvas-size" }, `${canvas.width} × ${canvas.height}`);
  const from = isPartial ? `${source.width} × ${source.height} becomes` : "Canvas";
  const place = isPartial && (previous.x !== origin.x || previous.y !== origin.y)
    ? `the step before at x ${previous.x}, y ${previous.y}; the original at x ${origin.x}, y ${origin.y}`
    : `the original at x ${origin.x}, y ${origin.y}`;
  return element("div", { className: "canvas-line" },
    element("p", { className: "caption" }, from),
    element("p", { className: "canvas" }, size, exactness),
    element("p", { className: "caption origin" }, place));
}

function ratioCells({ source, canvas, origin, ratios }) {
  const margins = marginsAround(source, { canvas, origin });
  const cells = SIDES.map((side) => {
    const ratio = element("output", { className: `ratio-${side}` }, ratios[side]);
    return element("div", {}, element("dt", {}, side), element("dd", {}, ratio, element("small", {}, `${margins[side]} px`)));
  });
  return element("dl", { className: "ratios" }, ...cells);
}

function areaBar({ areaMultiple }) {
  const used = `${Math.min(100, Number(areaMultiple) / AREA_LIMIT * 100)}%`;
  return element("div", { className: "area" },
    element("p", { className: "caption" },
      "Area ", element("output", { className: "area-multiple" }, areaMultiple), ` of ${AREA_LIMIT} times the picture`),
    element("div", { className: "bar", role: "img", "aria-label": `${areaMultiple} of ${AREA_LIMIT}` },
      element("span", { style: { width: used } })));
}
