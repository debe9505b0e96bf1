/** The npm package in Node. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import * as geometry from "kling-geometry";
import { answers } from "./answers.mjs";

const PHOTO = { width: 1200, height: 800 };

test("every native answer is given here too", () => {
  const calls = new Set(answers.map(({ call }) => call));
  assert.deepEqual([...calls].sort(), ["checkInput", "limits", "plan", "planSteps"]);
  for (const { call, arguments: given, answer } of answers) {
    assert.deepEqual(geometry[call](...given), answer, `${call} ${JSON.stringify(given)}`);
  }
});

test("predict agrees with every plan", () => {
  const plans = answers.filter(({ call, answer }) => call === "plan" && answer.possible).map(({ answer }) => answer);
  assert.ok(plans.length > 500);
  for (const { source, ratios, canvas, canvasIsExact, origin } of plans) {
    assert.deepEqual(geometry.predict(source, ratios), { canvas, canvasIsExact, origin });
  }
});

test("a plan is the object that the types promise", () => {
  assert.deepEqual(geometry.plan(PHOTO, { canvas: { width: 1920, height: 1080 } }, "bottom"), {
    possible: true,
    source: PHOTO,
    ratios: { up: "0.35", down: "0", left: "0.3", right: "0.3" },
    request: { up_expansion_ratio: 0.35, down_expansion_ratio: 0, left_expansion_ratio: 0.3, right_expansion_ratio: 0.3 },
    areaMultiple: "2.16",
    canvas: { width: 1920, height: 1080 },
    canvasIsExact: true,
    origin: { x: 360, y: 280 },
  });
});

test("an impossible wish is an answer with a wish that can be planned", () => {
  const answer = geometry.plan(PHOTO, { aspect: "5:1" });
  assert.equal(answer.possible, false);
  assert.deepEqual(answer.reason, { kind: "aspect-out-of-reach", neededArea: 3.333334 });
  assert.match(answer.message, /^5:1 from 1200x800 needs 3\.3x the area/);
  assert.equal(geometry.plan(PHOTO, answer.nearest).possible, true);
});

test("steps say where the original lies and what is paid for", () => {
  const { steps, images, canvas, origin } = geometry.planSteps(PHOTO, { aspect: "5:1" }, "left", 2);
  assert.deepEqual(steps.map(({ plan }) => plan.canvas), [{ width: 2000, height: 800 }, { width: 4000, height: 800 }]);
  assert.deepEqual({ images, canvas, origin }, { images: 3, canvas: { width: 4000, height: 800 }, origin: { x: 0, y: 0 } });
});

test("numbers count as the decimals they print as, and missing sides as nothing", () => {
  assert.deepEqual(geometry.predict(PHOTO, { left: 0.1 }), geometry.predict(PHOTO, { up: "0", down: "0", left: "0.1", right: "0" }));
  assert.deepEqual(geometry.plan(PHOTO, { aspect: "16:9", area: 2.5 }), geometry.plan(PHOTO, { aspect: "16:9", area: "2.5" }));
  assert.deepEqual(geometry.plan(PHOTO, { margins: { up: 7 } }).origin, { x: 0, y: 7 });
  assert.deepEqual(geometry.plan(PHOTO, { area: 2 }, { x: 0.5, y: "0.5" }), geometry.plan(PHOTO, { area: 2 }));
});

test("members that an object inherits count, and other inherited ones do no harm", () => {
  class Picture {
    get width() { return 1200; }
    get height() { return 800; }
    get name() { return "photo.jpg"; }
  }
  assert.deepEqual(geometry.plan(new Picture(), { area: 2 }), geometry.plan(PHOTO, { area: 2 }));
});

test("everything that the API would refuse is told at once", () => {
  const input = { width: 1200, height: 200, bytes: 10_000_001, count: 10, promptChars: 2501 };
  const bounds = geometry.checkInput(input).map(({ bound }) => bound);
  assert.deepEqual(bounds, ["image side", "image file size", "number of images", "prompt"]);
  assert.deepEqual(geometry.checkInput(PHOTO), []);
});

test("the example of the README prints what the README says", () => {
  const readme = readFileSync("node_modules/kling-geometry/README.md", "utf8");
  const [, example, output] = readme.match(/```js\n(.*?)```\n\n```text\n(.*?)```/s);
  assert.equal(execFileSync(process.execPath, ["--input-type=module", "--eval", example], { encoding: "utf8" }), output);
});

test("the module is as small as the README says, or nearly: another compiler makes another one", () => {
  const readme = readFileSync("node_modules/kling-geometry/README.md", "utf8");
  const stated = readme.match(/WebAssembly \| ([\d,]+) \| ([\d,]+)/).slice(1).map((text) => Number(text.replaceAll(",", "")));
  const [, base64] = readFileSync("node_modules/kling-geometry/kling_geometry_wasm.js", "utf8").match(/atob\("(.*?)"\)/);
  const module = Buffer.from(base64, "base64");
  const sizes = [module.length, gzipSync(module, { level: 9 }).length];
  for (const [index, size] of sizes.entries()) assert.ok(Math.abs(size / stated[index] - 1) < 0.1, `${size} bytes, not ${stated[index]}`);
});

const mistakes = [
  ["no size", () => geometry.plan(undefined, { area: 2 }), TypeError, "the source is not an object"],
  ["half a size", () => geometry.plan({ width: 3 }, { area: 2 }), TypeError, "source.height is missing"],
  ["no pixel", () => geometry.plan({ width: 0, height: 3 }, { area: 2 }), RangeError, "source.width is 0; whole numbers from 1 to 4294967295"],
  ["part of a pixel", () => geometry.plan({ width: 1.5, height: 3 }, { area: 2 }), RangeError, "source.width is 1.5"],
  ["not a number", () => geometry.plan({ width: NaN, height: 3 }, { area: 2 }), RangeError, "source.width is NaN"],
  ["below zero", () => geometry.plan({ width: -1, height: 3 }, { area: 2 }), RangeError, "source.width is -1"],
  ["too many pixels", () => geometry.plan({ width: 2 ** 32, height: 3 }, { area: 2 }), RangeError, "from 1 to 4294967295"],
  ["a margin below zero", () => geometry.plan(PHOTO, { margins: { up: -1 } }), RangeError, "margins.up is -1; whole numbers from 0 to 4294967295"],
  ["a misspelt side", () => geometry.plan({ ...PHOTO, heigth: 3 }, { area: 2 }), TypeError, "source.heigth is not known; the members are width, height"],
  ["a misspelt member of an input", () => geometry.checkInput({ ...PHOTO, byte: 3 }), TypeError, "input.byte is not known"],
  ["a misspelt member of a wish", () => geometry.plan(PHOTO, { aspect: "16:9", aera: 2 }), TypeError, "wish.aera is not known"],
  ["a misspelt margin", () => geometry.plan(PHOTO, { margins: { lefft: 3 } }), TypeError, "margins.lefft is not known"],
  ["a misspelt ratio", () => geometry.predict(PHOTO, { top: 1 }), TypeError, "ratios.top is not known; the members are up, down, left, right"],
  ["a misspelt origin", () => geometry.plan(PHOTO, { canvas: PHOTO, origin: { x: 0, y: 0, z: 0 } }), TypeError, "origin.z is not known"],
  ["a misspelt anchor", () => geometry.plan(PHOTO, { area: 2 }, { x: 0, y: 0, z: 0 }), TypeError, "anchor.z is not known"],
  ["text for a number", () => geometry.plan({ width: "1200", height: 3 }, { area: 2 }), TypeError, "source.width is not a number"],
  ["no wish", () => geometry.plan(PHOTO, {}), TypeError, "a wish has one of the members"],
  ["two wishes", () => geometry.plan(PHOTO, { area: 2, canvas: PHOTO }), TypeError, "a wish has one of the members"],
  ["the least of no shape", () => geometry.plan(PHOTO, { area: "least" }), TypeError, "without an aspect"],
  ["no shape", () => geometry.plan(PHOTO, { aspect: "16/9" }), RangeError, "WIDTH:HEIGHT"],
  ["an exponent", () => geometry.plan(PHOTO, { area: 1e-7 }), RangeError, "not a decimal"],
  ["too many decimals", () => geometry.plan(PHOTO, { ratios: { up: "0.1234567" } }), RangeError, "too many decimals"],
  ["an unknown anchor", () => geometry.plan(PHOTO, { area: 2 }, "middle"), RangeError, "an anchor is one of top-left"],
  ["half an anchor", () => geometry.plan(PHOTO, { area: 2 }, { x: 1 }), TypeError, "anchor.y is missing"],
  ["a count that is none", () => geometry.planSteps(PHOTO, { area: 2 }, "top", "3"), TypeError, "count is not a number"],
  ["no picture at all", () => geometry.planSteps(PHOTO, { area: 2 }, "top", 0), RangeError, "number of images is 0; at least 1 is allowed"],
  ["too many pictures", () => geometry.planSteps(PHOTO, { area: 2 }, "top", 10), RangeError, "number of images is 10; at most 9 is allowed"],
  ["ratios beyond the area", () => geometry.predict(PHOTO, { up: 2, left: 2 }), RangeError, "the limit is 3"],
  ["a getter of the wish that throws", () => geometry.plan(PHOTO, { get canvas() { throw new RangeError("mine"); } }), RangeError, "mine"],
  ["a getter that throws", () => geometry.plan({ get width() { throw new RangeError("mine"); } }, {}), RangeError, "mine"],
];

for (const [name, call, type, message] of mistakes) {
  test(`${name}: ${type.name}`, () => {
    assert.throws(call, (error) => error instanceof type && error.message.includes(message) || assert.fail(String(error)));
    assert.equal(geometry.plan(PHOTO, { area: 2 }).possible, true);
  });
}
