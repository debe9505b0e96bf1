"use strict";

/* What is still to be typed, in the words of the form. The geometry would name the members of its arguments. */

/** The sentence for the first field that is empty or holds too little, or an empty string. @param {State} state */
function blank({ source, wish, count }) {
  const fields = [
    [source.width, 1, "a width in pixels"],
    [source.height, 1, "a height in pixels"],
    [absent(wish.aspect), 0, "a shape such as 16:9"],
    [absent(wish.area), 0, "how many times the area"],
    [wish.canvas?.width, 1, "a width of the canvas in pixels"],
    [wish.canvas?.height, 1, "a height of the canvas in pixels"],
    [wish.origin?.x, 0, "the columns to the left of the original, 0 for none"],
    [wish.origin?.y, 0, "the rows above the original, 0 for none"],
    ...SIDES.map((side) => [wish.margins?.[side], 0, `the margin ${side} in pixels, 0 for none`]),
    ...SIDES.map((side) => [absent(wish.ratios?.[side]), 0, `the ratio ${side}, 0 for none`]),
    [count, 0, "how many pictures"],
  ];
  const [, , what] = fields.find(([value, least]) => value !== undefined && !(value >= least)) ?? [];
  return what ? `Type ${what}.` : "";
}

/** What an empty text is among numbers. Other texts are for the geometry to read. */
function absent(text) {
  return text === "" ? NaN : undefined;
}
