"use strict";

/** @type {State} */
const START = {
  source: { width: 1200, height: 800 },
  wish: { aspect: "16:9", area: "largest" },
  anchor: "center",
  count: 1,
  prompt: "",
  file: null,
};

/** The one state of the page. Everything shown is made from it. */
let state = fromLink(location.hash, START);
let answer = evaluate(state);

const stage = new Stage(
  byId("stage"),
  (margins) => update({ wish: { margins } }),
  (margins) => update(placed(margins)),
);
const verdict = new Verdict(byId("verdict"), (wish) => update({ wish }));
const controls = new Controls(byId("controls"), update, wishOfKind);
const codes = new Codes();
const pictures = new PictureInput(byId("picture"), update, (problem) => { byId("picture-note").textContent = problem; });

/** @param {Partial<State>} changes */
function update(changes) {
  state = { ...state, ...changes };
  answer = evaluate(state);
  show();
  settle();
}

function show() {
  stage.show(state, answer);
  verdict.show(answer);
  controls.show(state);
  byId("steps").replaceChildren(...stepCards(answer));
  codes.show(state, answer);
  showPicture();
}

function showPicture() {
  const { file } = state;
  byId("forget").hidden = !file;
  byId("picture-note").textContent = file
    ? `${file.name}, ${(file.bytes / 1e6).toFixed(2)} MB. It stays in this page: nothing is uploaded.`
    : "Or drop one anywhere, or paste it. It stays in this page: nothing is uploaded.";
  if (!file) pictures.forget();
}

/** The original moved in its canvas, told in the way of the present wish. */
function placed(margins) {
  const { wish } = state;
  if (wish.canvas) return { wish: { canvas: wish.canvas, origin: { x: margins.left, y: margins.up } } };
  if (usesAnchor(wish)) return { anchor: anchorAt(margins) };
  return { wish: { margins } };
}

/** The name of a place in the canvas, or the two fractions that say it. */
function anchorAt({ up, down, left, right }) {
  const names = [["top", "", "bottom"], ["left", "", "right"]];
  const fractions = [[up, up + down], [left, left + right]].map(([before, both]) => both > 0 ? before / both : 0.5);
  const nearest = fractions.map((fraction) => Math.round(fraction * 2) / 2);
  if (fractions.every((fraction, axis) => Math.abs(fraction - nearest[axis]) < 0.02)) {
    return nearest.map((half, axis) => names[axis][half * 2]).filter(Boolean).join("-") || "center";
  }
  const [y, x] = fractions.map((fraction) => String(Math.round(fraction * 1000) / 1000));
  return { x, y };
}

/** The present frame as a wish of another kind. */
function wishOfKind(kind) {
  const last = answer.steps.at(-1);
  const frame = last ? { canvas: last.plan.canvas, origin: last.origin } : { canvas: state.source, origin: { x: 0, y: 0 } };
  switch (kind) {
    case "shape": return { aspect: byId("controls").elements.aspect.value, area: "least" };
    case "area": return { area: "largest" };
    case "placed": return { canvas: state.wish.canvas, origin: frame.origin };
    case "canvas": return state.wish.canvas ? { canvas: state.wish.canvas } : reachable({ canvas: frame.canvas });
    case "margins": return reachable({ margins: marginsAround(state.source, frame) });
    default: return { ratios: answer.steps.length === 1 ? last.plan.ratios : sides(["0", "0", "0", "0"]) };
  }
}

/** A wish, or the nearest to it where rounding to pixels has taken it just out of reach of the present steps. */
function reachable(wish) {
  const planned = evaluate({ ...state, wish });
  return planned.steps.length > answer.steps.length && planned.nearest ? planned.nearest : wish;
}

let settling;

/** What need not follow every pixel of a drag: the address, and what a screen reader says. */
function settle() {
  clearTimeout(settling);
  settling = setTimeout(() => {
    history.replaceState(null, "", toLink(state));
    byId("summary").textContent = summary(state, answer);
  }, 300);
}

addEventListener("hashchange", () => {
  const { source, ...others } = fromLink(location.hash, { ...START, source: state.source, file: state.file });
  const isSameSize = sizeText(source) === sizeText(state.source);
  update(isSameSize ? others : { source, ...others, file: null });
});

show();
