"use strict";

/** Which sides of the frame a handle moves. */
const HANDLES = [
  { name: "up", sides: ["up"], label: "Top edge" },
  { name: "left", sides: ["left"], label: "Left edge" },
  { name: "right", sides: ["right"], label: "Right edge" },
  { name: "down", sides: ["down"], label: "Bottom edge" },
  { name: "up-left", sides: ["up", "left"] },
  { name: "up-right", sides: ["up", "right"] },
  { name: "down-left", sides: ["down", "left"] },
  { name: "down-right", sides: ["down", "right"] },
];

/** The way out of the frame: which pointer or key direction makes a side grow. */
const OUTWARDS = { up: { y: -1 }, down: { y: 1 }, left: { x: -1 }, right: { x: 1 } };

const ARROWS = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** A dragged edge this near to the original, on the screen, is on it. */
const SNAP = 6;

/** Draws the original and the frames around it, and tells where somebody wants them. */
class Stage {
  /**
   * @param {HTMLElement} place
   * @param {(margins: object) => void} onFrame called with the margins that a frame was dragged to
   * @param {(margins: object) => void} onOriginal called with the margins that the original was moved to
   */
  constructor(place, onFrame, onOriginal) {
    this.place = place;
    this.frames = place.querySelector("#frames");
    this.original = place.querySelector("#original");
    this.size = place.querySelector("#original-size");
    this.onFrame = onFrame;
    this.onOriginal = onOriginal;
    this.handles = HANDLES.map((handle) => this.#makeHandle(handle));
    place.querySelector("#handles").append(...this.handles.map(({ button }) => button));
    this.#listen(this.original, (margins, by) => this.onOriginal(moved(margins, by)));
    new ResizeObserver(() => this.#fit()).observe(place);
  }

  /** @param {State} state @param {Answer} answer */
  show(state, answer) {
    this.source = state.source;
    const rectangles = answer.steps.map(({ plan, origin }) => rectangle(plan.canvas, origin));
    this.isReached = rectangles.length > 0;
    const { nearestFrame } = answer;
    if (!this.isReached && nearestFrame) rectangles.push(rectangle(nearestFrame.canvas, nearestFrame.origin));
    this.rectangles = rectangles;
    this.margins = marginsOf(state.source, rectangles.at(-1) ?? rectangle(state.source, { x: 0, y: 0 }));
    this.isValid = state.source.width > 0 && state.source.height > 0;
    this.place.classList.toggle("unreached", !this.isReached);
    this.#fit();
  }

  #makeHandle(handle) {
    const button = element("button", { type: "button", className: `handle ${handle.name}` });
    if (handle.label) {
      button.setAttribute("role", "slider");
      button.setAttribute("aria-label", handle.label);
      button.setAttribute("aria-valuemin", "0");
      button.setAttribute("aria-orientation", handle.name === "up" || handle.name === "down" ? "vertical" : "horizontal");
    } else {
      // The edges do the same for the keyboard.
      button.tabIndex = -1;
      button.setAttribute("aria-hidden", "true");
    }
    this.#listen(button, (margins, by, snap) => this.onFrame(grown(margins, handle.sides, by, snap)));
    return { ...handle, button };
  }

  /** Pointer and arrow keys on an element, told as a way in pixels of the picture from where it began. */
  #listen(target, move) {
    target.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !this.isValid) return;
      event.preventDefault();
      target.focus({ preventScroll: true });
      target.setPointerCapture(event.pointerId);
      const start = { x: event.clientX, y: event.clientY, margins: this.margins };
      this.isHeld = true;
      this.place.classList.add("held");
      const drag = ({ clientX, clientY }) => {
        const by = { x: (clientX - start.x) / this.scale, y: (clientY - start.y) / this.scale };
        move(start.margins, by, SNAP / this.scale);
      };
      const release = () => {
        target.removeEventListener("pointermove", drag);
        this.isHeld = false;
        this.place.classList.remove("held");
        this.#fit();
      };
      target.addEventListener("pointermove", drag);
      target.addEventListener("lostpointercapture", release, { once: true });
    });
    target.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || !this.isValid || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const distance = event.shiftKey ? 10 : 1;
      move(this.margins, { x: arrow.x * distance, y: arrow.y * distance }, 0);
    });
  }

  /** Chooses what part of the plane is seen. While something is held, that stays. */
  #fit() {
    if (!this.rectangles || !this.isValid) return;
    if (!this.isHeld) {
      const { clientWidth, clientHeight } = this.place;
      const all = [rectangle(this.source, { x: 0, y: 0 }), ...this.rectangles];
      const [left, top] = [Math.min(...all.map((each) => each.left)), Math.min(...all.map((each) => each.top))];
      const width = Math.max(...all.map((each) => each.left + each.width)) - left;
      const height = Math.max(...all.map((each) => each.top + each.height)) - top;
      const room = Math.max(40, Math.min(clientWidth, clientHeight) * 0.15);
      this.scale = Math.max(1e-6, Math.min((clientWidth - 2 * room) / width, (clientHeight - 2 * room) / height));
      this.zero = {
        x: clientWidth / 2 - (left + width / 2) * this.scale,
        y: clientHeight / 2 - (top + height / 2) * this.scale,
      };
    }
    this.#draw();
  }

  #draw() {
    const { width, height } = this.source;
    this.#put(this.original, rectangle(this.source, { x: 0, y: 0 }));
    this.size.textContent = `${width} × ${height}`;
    this.size.hidden = width * this.scale < 96 || height * this.scale < 44;
    const place = `at x ${this.margins.left}, y ${this.margins.up}`;
    this.original.setAttribute("aria-label", `Original, ${width} by ${height} pixels, ${place}`);

    const frames = [...this.rectangles].reverse();
    while (this.frames.childElementCount < frames.length) this.frames.append(element("div", { className: "frame" }));
    while (this.frames.childElementCount > frames.length) this.frames.lastElementChild.remove();
    frames.forEach((frame, index) => {
      const box = this.frames.children[index];
      this.#put(box, frame);
      box.classList.toggle("last", index === 0);
      const number = frames.length - index;
      const numbers = frames.length > 1 ? [element("b", {}, String(number))] : [];
      box.replaceChildren(...numbers, ...(index === 0 ? this.#labels(frame) : []));
    });
    this.#putHandles(this.rectangles.at(-1));
  }

  /** The size of the canvas below it, and the pixels of each margin in its middle. */
  #labels(frame) {
    const size = `${this.isReached ? "" : "nearest: "}${frame.width} × ${frame.height}`;
    const place = {
      up: { left: -frame.left + this.source.width / 2, top: this.margins.up / 2 },
      down: { left: -frame.left + this.source.width / 2, top: frame.height - this.margins.down / 2 },
      left: { left: this.margins.left / 2, top: -frame.top + this.source.height / 2 },
      right: { left: frame.width - this.margins.right / 2, top: -frame.top + this.source.height / 2 },
    };
    const fits = (side) => this.margins[side] * this.scale > (OUTWARDS[side].x ? 48 : 30);
    const margins = SIDES.filter(fits).map((side) => element("span", {
      className: "margin-label",
      style: { left: `${place[side].left * this.scale}px`, top: `${place[side].top * this.scale}px` },
    }, String(this.margins[side])));
    return [element("span", { className: "canvas-label" }, size), ...margins];
  }

  #putHandles(frame) {
    for (const { name, button, sides: [side, ...others], label } of this.handles) {
      button.hidden = !frame;
      if (!frame) continue;
      const at = {
        x: frame.left + frame.width * (name.includes("left") ? 0 : name.includes("right") ? 1 : 0.5),
        y: frame.top + frame.height * (name.includes("up") ? 0 : name.includes("down") ? 1 : 0.5),
      };
      button.style.left = `${this.zero.x + at.x * this.scale}px`;
      button.style.top = `${this.zero.y + at.y * this.scale}px`;
      if (label && others.length === 0) {
        button.setAttribute("aria-valuenow", this.margins[side]);
        const reach = 2 * (OUTWARDS[side].x ? this.source.width : this.source.height);
        // Several steps go further than the one that this is the reach of.
        button.setAttribute("aria-valuemax", Math.max(reach, this.margins[side]));
        button.setAttribute("aria-valuetext", `${this.margins[side]} pixels`);
      }
    }
  }

  #put(target, { left, top, width, height }) {
    target.style.left = `${this.zero.x + left * this.scale}px`;
    target.style.top = `${this.zero.y + top * this.scale}px`;
    target.style.width = `${width * this.scale}px`;
    target.style.height = `${height * this.scale}px`;
  }
}

/** A canvas in the plane whose zero is the top left of the original. */
function rectangle(canvas, origin) {
  return { left: -origin.x, top: -origin.y, width: canvas.width, height: canvas.height };
}

function marginsOf(source, { left, top, width, height }) {
  return marginsAround(source, { canvas: { width, height }, origin: { x: -left, y: -top } });
}

/** The margins after an edge or a corner was moved. */
function grown(margins, sides, by, snap) {
  const next = { ...margins };
  for (const side of sides) {
    const { x = 0, y = 0 } = OUTWARDS[side];
    const margin = margins[side] + by.x * x + by.y * y;
    next[side] = margin < snap ? 0 : Math.max(0, Math.round(margin));
  }
  return next;
}

/** The margins after the original was moved in a canvas that stays. */
function moved({ up, down, left, right }, by) {
  const x = Math.min(Math.max(0, Math.round(left + by.x)), left + right);
  const y = Math.min(Math.max(0, Math.round(up + by.y)), up + down);
  return { up: y, down: up + down - y, left: x, right: left + right - x };
}
