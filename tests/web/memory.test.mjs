/** What calls leave behind in the memory of the module. */

import assert from "node:assert/strict";
import { test } from "node:test";

const PHOTO = { width: 1200, height: 800 };

/** The package does not show its memory, so it is caught as it is made. */
async function importWithMemory() {
  const { Instance } = WebAssembly;
  let memory;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      memory = this.exports.memory;
    }
  };
  const geometry = await import("kling-geometry");
  WebAssembly.Instance = Instance;
  return { geometry, memory };
}

test("many calls, good and bad, need no more memory than a few", async () => {
  const { geometry, memory } = await importWithMemory();
  const call = () => {
    geometry.planSteps(PHOTO, { aspect: "5:1", area: "4.5" }, "left");
    geometry.limits();
    assert.throws(() => geometry.plan(PHOTO, { aspect: "x".repeat(1000) }));
  };
  for (let round = 0; round < 100; round += 1) call();
  const before = memory.buffer.byteLength;
  for (let round = 0; round < 20_000; round += 1) call();
  assert.equal(memory.buffer.byteLength, before);
});
