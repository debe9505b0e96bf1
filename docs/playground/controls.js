"use strict";

const SHAPES = ["1:1", "5:4", "4:3", "3:2", "16:9", "21:9", "4:5", "3:4", "2:3", "9:16"];

const ANCHORS = [
  "top-left", "top", "top-right",
  "left", "center", "right",
  "bottom-left", "bottom", "bottom-right",
];

/** The form: shows a state, and tells the changes that somebody makes. */
class Controls {
  /**
   * @param {HTMLFormElement} form
   * @param {(changes: Partial<State>) => void} onChange
   * @param {(kind: string) => object} wishOfKind the present frame as a wish of a kind that was just chosen
   */
  constructor(form, onChange, wishOfKind) {
    this.form = form;
    this.fields = form.elements;
    this.onChange = onChange;
    this.wishOfKind = wishOfKind;
    this.#makeShapes();
    this.#makeAnchors();
    form.addEventListener("input", ({ target }) => this.#changed(target));
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** @param {State} state */
  show({ source, wish, anchor, count, prompt }) {
    const kind = kindOf(wish);
    this.#choose("kind", kind);
    this.#write({ width: source.width, height: source.height, count, prompt });
    if (wish.aspect !== undefined) {
      this.#write({ aspect: wish.aspect });
      this.#choose("shape", wish.aspect);
    }
    if (wish.area !== undefined) this.#showArea(wish.area);
    if (wish.canvas) this.#showCanvas(wish);
    for (const side of SIDES) {
      if (wish.margins) this.#write({ [`margin-${side}`]: wish.margins[side] });
      if (wish.ratios) this.#write({ [`ratio-${side}`]: wish.ratios[side] });
    }
    for (const part of this.form.querySelectorAll("[data-kinds]")) {
      part.hidden = !part.dataset.kinds.split(" ").includes(kind);
    }
    this.#showAnchor(wish, anchor);
  }

  #showArea(area) {
    const isMultiple = area !== "least" && area !== "largest";
    this.#choose("growth", isMultiple ? "multiple" : area);
    if (isMultiple) this.#write({ multiple: area, "multiple-range": area });
    this.form.querySelector("[data-growth]").hidden = !isMultiple;
  }

  #showCanvas({ canvas, origin }) {
    this.#write({ "canvas-width": canvas.width, "canvas-height": canvas.height });
    this.fields.placed.checked = Boolean(origin);
    if (origin) this.#write({ "origin-x": origin.x, "origin-y": origin.y });
    this.form.querySelector("[data-placed]").hidden = !origin;
  }

  #showAnchor(wish, anchor) {
    const isUsed = usesAnchor(wish);
    this.#choose("anchor", isUsed ? anchorText(anchor) : "");
    this.form.querySelector("#anchors").disabled = !isUsed;
    this.form.querySelector("#anchor-note").textContent = isUsed
      ? `The original sits ${placeText(anchor)}.`
      : "This wish says itself where the original sits.";
  }

  #changed(target) {
    const { fields } = this;
    switch (target.name) {
      case "kind": return this.onChange({ wish: this.wishOfKind(target.value) });
      case "placed": return this.onChange({ wish: this.wishOfKind(target.checked ? "placed" : "canvas") });
      case "shape": this.#write({ aspect: target.value }); break;
      case "multiple-range": fields.multiple.value = target.value; break;
      case "anchor": return this.onChange({ anchor: target.value });
      case "width":
      case "height": return this.onChange({ source: this.#source(), file: null });
      case "count": return this.onChange({ count: number(fields.count) });
      case "prompt": return this.onChange({ prompt: fields.prompt.value });
    }
    this.onChange({ wish: this.#wish() });
  }

  #source() {
    return { width: number(this.fields.width), height: number(this.fields.height) };
  }

  /** The wish that the fields of the chosen kind tell. */
  #wish() {
    const { fields } = this;
    const ofSides = (name, read) => Object.fromEntries(SIDES.map((side) => [side, read(fields[`${name}-${side}`])]));
    switch (fields.kind.value) {
      case "shape": return { aspect: fields.aspect.value.trim(), area: this.#area() };
      case "area": return { area: this.#area() };
      case "canvas": {
        const canvas = { width: number(fields["canvas-width"]), height: number(fields["canvas-height"]) };
        const origin = { x: number(fields["origin-x"]), y: number(fields["origin-y"]) };
        return fields.placed.checked ? { canvas, origin } : { canvas };
      }
      case "margins": return { margins: ofSides("margin", number) };
      default: return { ratios: ofSides("ratio", (field) => field.value.trim()) };
    }
  }

  #area() {
    const growth = this.fields.growth.value;
    return growth === "multiple" ? this.fields.multiple.value.trim() : growth;
  }

  /** Writes values into fields, except into the one that is being typed in. */
  #write(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.fields[name];
      const text = Number.isNaN(value) ? "" : String(value);
      if (field !== document.activeElement && field.value !== text) field.value = text;
    }
  }

  #choose(name, value) {
    for (const radio of this.form.querySelectorAll(`input[name="${name}"]`)) radio.checked = radio.value === value;
  }

  #makeShapes() {
    const chips = SHAPES.map((shape) => {
      const style = { "aspect-ratio": shape.replace(":", " / ") };
      const icon = element("i", { className: isWide(shape) ? "wide" : "tall", style });
      const radio = element("input", { type: "radio", name: "shape", value: shape });
      return element("label", {}, radio, element("span", {}, icon, shape));
    });
    this.form.querySelector("#shapes").append(...chips);
  }

  #makeAnchors() {
    const grid = this.form.querySelector(".anchors");
    const places = ANCHORS.map((anchor) => {
      const title = anchor.replace("-", " ");
      const radio = element("input", { type: "radio", name: "anchor", value: anchor, "aria-label": title });
      return element("label", { title }, radio, element("span"));
    });
    grid.append(...places);
    grid.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      const index = ANCHORS.indexOf(event.target.value);
      if (!arrow || index < 0) return;
      event.preventDefault();
      const column = Math.min(2, Math.max(0, index % 3 + arrow.x));
      const row = Math.min(2, Math.max(0, Math.floor(index / 3) + arrow.y));
      const next = grid.querySelectorAll("input")[row * 3 + column];
      next.focus();
      this.onChange({ anchor: next.value });
    });
  }
}

function placeText(anchor) {
  if (typeof anchor === "object") return `at ${anchor.x} from the left and ${anchor.y} from the top`;
  return anchor === "center" ? "in the middle" : `at the ${anchor.replace("-", " ")}`;
}

function kindOf(wish) {
  if (wish.aspect !== undefined) return "shape";
  return ["canvas", "margins", "ratios"].find((kind) => wish[kind]) ?? "area";
}

/** What a field holds; no number where it is empty. */
function number(field) {
  return field.value === "" ? NaN : Number(field.value);
}

function isWide(shape) {
  const [width, height] = shape.split(":").map(Number);
  return width >= height;
}
