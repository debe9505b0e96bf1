"use strict";

/* The state as the part of the address after #, in the words of klingctl's options: #size=1200x800&to=16:9&anchor=bottom. */

/** @param {State} state */
function toLink({ source, wish, anchor, count, prompt }) {
  const parts = [["size", sizeText(source)], ...wishParts(wish)];
  if (usesAnchor(wish) && anchorText(anchor) !== "center") parts.push(["anchor", anchorText(anchor)]);
  if (count !== 1) parts.push(["n", String(count)]);
  if (prompt) parts.push(["prompt", prompt]);
  return "#" + parts.map(([name, value]) => `${name}=${encode(value)}`).join("&");
}

/**
 * The state of a link; what it does not tell is as in `defaults`. Unreadable parts are left out.
 *
 * @param {string} link @param {State} defaults @returns {State}
 */
function fromLink(link, defaults) {
  const parts = new Map(link.replace(/^#/, "").split("&").map((part) => {
    const [name, value = ""] = part.split("=");
    return [name, decode(value)];
  }));
  return {
    ...defaults,
    source: parseSize(parts.get("size")) ?? defaults.source,
    wish: parseWish(parts) ?? defaults.wish,
    anchor: parseAnchor(parts.get("anchor")) ?? defaults.anchor,
    count: Number(parts.get("n") ?? defaults.count),
    prompt: parts.get("prompt") ?? defaults.prompt,
  };
}

/** The wish as options: names and values. An option without a value is `true`. */
function wishParts(wish) {
  if (wish.canvas) {
    const place = wish.origin ? `+${wish.origin.x}+${wish.origin.y}` : "";
    return [["canvas", sizeText(wish.canvas) + place]];
  }
  if (wish.margins) return [["margins", sidesText(wish.margins)]];
  if (wish.ratios) return [["ratios", sidesText(wish.ratios)]];
  const shape = wish.aspect === undefined ? [] : [["to", wish.aspect]];
  if (wish.area === "least") return shape;
  return [...shape, wish.area === "largest" ? ["largest", "yes"] : ["area", wish.area]];
}

function parseWish(parts) {
  const canvas = parts.get("canvas")?.match(/^(\d+x\d+)(?:\+(\d+)\+(\d+))?$/);
  if (canvas) {
    const [, size, x, y] = canvas;
    return { canvas: parseSize(size), ...(x !== undefined && { origin: { x: Number(x), y: Number(y) } }) };
  }
  const margins = parts.get("margins")?.split(",");
  if (margins?.length === SIDES.length) return { margins: sides(margins.map(Number)) };
  const ratios = parts.get("ratios")?.split(",");
  if (ratios?.length === SIDES.length) return { ratios: sides(ratios) };
  const area = parts.has("largest") ? "largest" : parts.get("area");
  if (parts.has("to")) return { aspect: parts.get("to"), area: area ?? "least" };
  return area && { area };
}

/** Escapes a value, except for signs that may stand in an address and are easier to read. */
function encode(text) {
  return encodeURIComponent(text).replace(/%(3A|2C|2B)/g, decodeURIComponent);
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sizeText({ width, height }) {
  return `${width}x${height}`;
}

function parseSize(text) {
  const [, width, height] = text?.match(/^(\d+)x(\d+)$/) ?? [];
  return width && { width: Number(width), height: Number(height) };
}

function sidesText(values) {
  return SIDES.map((side) => values[side]).join(",");
}

function sides(values) {
  return Object.fromEntries(SIDES.map((side, index) => [side, values[index]]));
}

/** Whether the anchor plays a part in a wish. */
function usesAnchor(wish) {
  return !wish.margins && !wish.ratios && !wish.origin;
}

function anchorText(anchor) {
  return typeof anchor === "string" ? anchor : `${anchor.x},${anchor.y}`;
}

function parseAnchor(text) {
  const [x, y] = text?.split(",") ?? [];
  return y === undefined ? x : { x, y };
}
