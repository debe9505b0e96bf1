/** Reads the playground and operates it as a person does. */

/** What the page shows of a plan. */
export function shown(page) {
  return page.evaluate(() => {
    const text = (root, selector) => root.querySelector(selector)?.textContent ?? "";
    return {
      verdict: [...document.querySelectorAll("#verdict p")].map((line) => line.textContent).join(" "),
      steps: [...document.querySelectorAll("#steps > li")].map((step) => ({
        canvas: text(step, ".canvas-size"),
        exactness: text(step, ".badge"),
        place: text(step, ".origin"),
        areaMultiple: text(step, ".area-multiple"),
        ratios: Object.fromEntries(["up", "down", "left", "right"].map((side) => [side, text(step, `.ratio-${side}`)])),
      })),
      body: text(document, "#body"),
      command: text(document, "#command"),
    };
  });
}

/** What the page has to show for steps of the geometry. */
export function expected(steps) {
  return steps.map(({ plan, origin }) => ({
    canvas: `${plan.canvas.width} × ${plan.canvas.height}`,
    exactness: plan.canvasIsExact ? "exact" : "predicted",
    original: `the original at x ${origin.x}, y ${origin.y}`,
    areaMultiple: plan.areaMultiple,
    ratios: plan.ratios,
  }));
}

export function matches(actual, wanted) {
  return actual.map(({ place, ...rest }, index) => ({
    ...rest,
    original: place.endsWith(wanted[index]?.original) ? wanted[index].original : place,
  }));
}

/** Types a picture's size, a wish, an anchor with a name, and a count into the controls. */
export async function typeIn(page, { source, wish, anchor, count }) {
  const fill = (name, value) => page.fill(`[name="${name}"]`, String(value));
  const choose = (name, value) => page.check(`[name="${name}"][value="${value}"]`);
  await fill("width", source.width);
  await fill("height", source.height);
  await fill("count", count);
  if (wish.canvas) {
    await choose("kind", "canvas");
    await fill("canvas-width", wish.canvas.width);
    await fill("canvas-height", wish.canvas.height);
    await page.setChecked('[name="placed"]', Boolean(wish.origin));
    if (wish.origin) {
      await fill("origin-x", wish.origin.x);
      await fill("origin-y", wish.origin.y);
    }
  } else if (wish.margins || wish.ratios) {
    const [kind, values, field] = wish.margins ? ["margins", wish.margins, "margin"] : ["ratios", wish.ratios, "ratio"];
    await choose("kind", kind);
    for (const [side, value] of Object.entries(values)) await fill(`${field}-${side}`, value);
  } else {
    await choose("kind", wish.aspect ? "shape" : "area");
    if (wish.aspect) await fill("aspect", wish.aspect);
    const growth = ["least", "largest"].includes(wish.area) ? wish.area : "multiple";
    await choose("growth", growth);
    if (growth === "multiple") await fill("multiple", wish.area);
  }
  if (!wish.margins && !wish.ratios && !wish.origin) await choose("anchor", anchor);
}

/** Moves an element by a way on the screen with the mouse. */
export async function drag(page, selector, by) {
  const box = await page.locator(selector).boundingBox();
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + by.x / 2, start.y + by.y / 2);
  await page.mouse.move(start.x + by.x, start.y + by.y);
  await page.mouse.up();
}

/** How many pixels of the screen a pixel of the picture has. */
export function scale(page) {
  return page.evaluate(() => document.getElementById("original").getBoundingClientRect().width / Number(document.querySelector('[name="width"]').value));
}

export function margins(page) {
  return page.evaluate(() => Object.fromEntries(["up", "down", "left", "right"].map((side) => [side, Number(document.querySelector(`.handle.${side}`).getAttribute("aria-valuenow"))])));
}
