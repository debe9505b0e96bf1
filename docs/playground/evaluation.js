"use strict";

/**
 * What the page knows. Its size, wish and anchor are handed to the geometry as they are.
 *
 * @typedef {object} State
 * @property {{ width: number, height: number }} source
 * @property {object} wish
 * @property {string | { x: string, y: string }} anchor
 * @property {number} count how many pictures the request asks for
 * @property {string} prompt
 * @property {?{ name: string, bytes: number, type: string }} file the picture, where one was opened
 */

/**
 * What the geometry says of a state.
 *
 * @typedef {object} Answer
 * @property {string} mistake a sentence on what could not be read, or an empty string
 * @property {string[]} refusals what the API would refuse about the input
 * @property {{ plan: object, origin: { x: number, y: number } }[]} steps none where the wish cannot be reached
 * @property {number} images how many pictures are paid for
 * @property {string} obstacle why one expansion, or any number of them, is not enough
 * @property {?object} nearest the nearest wish that can be planned
 * @property {?{ canvas: object, origin: object }} nearestFrame its last canvas, where the wish itself has none
 */

/** The sides of a picture, in the order of the API. */
const SIDES = ["up", "down", "left", "right"];

/** The formats of pictures that the API takes. */
const FORMATS = ["image/jpeg", "image/png"];

/** @param {State} state @returns {Answer} */
function evaluate(state) {
  const answer = { mistake: blank(state), refusals: [], steps: [], images: 0, obstacle: "", nearest: null, nearestFrame: null };
  if (answer.mistake) return answer;
  try {
    answer.refusals = refusals(state);
    plan(state, answer);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    answer.mistake = `This cannot be read: ${error.message}.`;
  }
  return answer;
}

/** @param {State} state */
function refusals({ source, file, count, prompt }) {
  const input = { ...source, bytes: file?.bytes, count, promptChars: [...prompt].length };
  const messages = klingGeometry.checkInput(input).map((refusal) => refusal.message);
  if (file && !FORMATS.includes(file.type)) {
    messages.push(`image format is ${file.type || "unknown"}; JPEG and PNG are allowed`);
  }
  return messages;
}

/** @param {State} state @param {Answer} answer */
function plan({ source, wish, anchor, count }, answer) {
  const one = klingGeometry.plan(source, wish, anchor);
  if (one.possible) {
    answer.steps = [{ plan: one, origin: one.origin }];
    answer.images = count;
    return;
  }
  answer.obstacle = one.message;
  answer.nearest = one.nearest;
  // Of a count that is refused no pictures are made.
  const several = klingGeometry.planSteps(source, wish, anchor, answer.refusals.length ? 1 : count);
  if (several.possible) {
    answer.steps = several.steps;
    answer.images = several.images;
    return;
  }
  if (several.nearest) {
    answer.obstacle = several.message;
    answer.nearest = several.nearest;
  }
  answer.nearestFrame = lastFrame(source, answer.nearest, anchor);
}

/** The canvas that a wish ends with, in one step or in several. */
function lastFrame(source, wish, anchor) {
  const one = klingGeometry.plan(source, wish, anchor);
  if (one.possible) return one;
  const several = klingGeometry.planSteps(source, wish, anchor);
  return several.possible ? several : null;
}

/** The pixels that a canvas has more than the original on each side. */
function marginsAround(source, { canvas, origin }) {
  return {
    up: origin.y,
    down: canvas.height - source.height - origin.y,
    left: origin.x,
    right: canvas.width - source.width - origin.x,
  };
}

/** Whether the canvas is larger than the picture. @param {Answer} answer */
function grows({ steps }) {
  return steps.some(({ plan }) => SIDES.some((side) => plan.ratios[side] !== "0"));
}

/** Whether there is a request that the API would take. @param {Answer} answer */
function isSendable(answer) {
  return answer.refusals.length === 0 && grows(answer);
}
