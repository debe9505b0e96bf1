/** How the playground looks and speaks: narrow windows, touch, dark colours, names for a screen reader, less motion. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, onDisk, open } from "./browser.mjs";
import { margins, scale } from "./reading.mjs";

const STATES = {
  start: "",
  margins: "#size=1200x800&margins=100,100,200,200",
  canvas: "#size=1200x800&canvas=1920x1080+10+10",
  ratios: "#size=1200x800&ratios=0.123456,0,0.123456,0.123456",
  steps: "#size=600x400&canvas=60000x40000&prompt=a%20prompt%20that%20is%20longer%20than%20a%20phone%20is%20wide",
  unreachable: "#size=1200x800&to=9:1",
  refused: "#size=100x900&to=9:1&n=99",
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

async function visit(link, options, visitor) {
  const { page, context, troubles } = await open(browser, onDisk + link, options);
  try {
    await visitor(page, context);
    assert.deepEqual(troubles, []);
  } finally {
    await context.close();
  }
}

for (const [name, link] of Object.entries(STATES)) {
  test(`${name}: nothing sticks out of a window of 360 pixels`, () => visit(link, { viewport: { width: 360, height: 740 } }, async (page) => {
    const { wide, narrow } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, narrow: innerWidth }));
    assert.ok(wide <= narrow, `${wide} pixels`);
  }));

  for (const colorScheme of ["light", "dark"]) {
    test(`${name}: text can be read in ${colorScheme} colours`, () => visit(link, { colorScheme }, async (page) => {
      assert.deepEqual(await faintTexts(page), []);
    }));
  }

  test(`${name}: every control has a name`, () => visit(link, {}, async (page, context) => {
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const controls = nodes.filter(({ ignored, role }) => !ignored && ["button", "checkbox", "radio", "slider", "spinbutton", "textbox"].includes(role?.value));
    assert.ok(controls.length > 20);
    assert.deepEqual(controls.filter(({ name }) => !name?.value.trim()).map(({ role }) => role.value), []);
  }));
}

for (const width of [360, 640, 945, 1280]) {
  test(`long ratios stay apart in a window of ${width} pixels`, () => visit("#size=1200x800&ratios=0.123456,0.123456,0.123456,0.123456", { viewport: { width, height: 740 } }, async (page) => {
    const gaps = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll(".ratios output")].map((output) => {
        const text = document.createRange();
        text.selectNodeContents(output);
        return text.getBoundingClientRect();
      });
      return boxes.slice(1).map((box, index) => box.left - boxes[index].right);
    });
    assert.ok(gaps.length === 3 && gaps.every((gap) => gap >= 8), String(gaps));
  }));
}

test("a finger drags an edge", () => visit(STATES.margins, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async (page, context) => {
  const session = await context.newCDPSession(page);
  const box = await page.locator(".handle.right").boundingBox();
  const finger = (way) => [{ x: box.x + box.width / 2 + way, y: box.y + box.height / 2 }];
  const perPixel = await scale(page);
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: finger(0) });
  await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: finger(12) });
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  assert.equal((await margins(page)).right, Math.round(200 + 12 / perPixel));
  assert.equal(await page.evaluate(() => scrollY), 0);
}));

test("the colours follow the system until they are chosen", () => visit("", { colorScheme: "dark" }, async (page) => {
  const lightness = () => page.evaluate(() => Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]));
  assert.ok(await lightness() < 60);
  assert.equal(await page.getAttribute("#theme", "aria-pressed"), "true");
  await page.click("#theme");
  assert.ok(await lightness() > 200);
  await page.emulateMedia({ colorScheme: "light" });
  await page.click("#theme");
  assert.ok(await lightness() < 60);
}));

test("nothing moves by itself for those who ask for less motion", async () => {
  const durations = (page) => page.evaluate(() => [...document.querySelectorAll(".frame, .original, .handle, .bar span")].map((each) => getComputedStyle(each).transitionDuration));
  await visit("", { reducedMotion: "reduce" }, async (page) => assert.deepEqual(new Set(await durations(page)), new Set(["0s"])));
  await visit("", { reducedMotion: "no-preference" }, async (page) => assert.ok((await durations(page)).includes("0.22s, 0.22s, 0.22s, 0.22s")));
});

test("what changes is told to a screen reader", () => visit(STATES.margins, {}, async (page) => {
  await page.fill('[name="margin-right"]', "300");
  await page.waitForFunction(() => document.getElementById("summary").textContent === "Canvas 1700 by 1000 pixels, exact.");
  assert.equal(await page.getAttribute("#verdict", "aria-live"), "polite");
}));

/** Texts whose contrast to what is behind them is below 4.5, the least of WCAG 2 at level AA. */
function faintTexts(page) {
  return page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    const paint = (colours) => {
      canvas.clearRect(0, 0, 1, 1);
      for (const colour of colours) {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (rgb) => {
      const [red, green, blue] = rgb.slice(0, 3).map((each) => each / 255).map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ancestors = (each) => each ? [...ancestors(each.parentElement), each] : [];
    const isOff = (each) => each.closest(":disabled, [aria-hidden], .original, #frames");
    return [...document.querySelectorAll("body *")]
      .filter((each) => [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()) && each.checkVisibility() && !isOff(each))
      .flatMap((each) => {
        const behind = ancestors(each).map((one) => getComputedStyle(one).backgroundColor);
        const [text, ground] = [paint([...behind, getComputedStyle(each).color]), paint(behind)].map(luminance);
        const contrast = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        return contrast < 4.5 ? [`${each.textContent.trim()}: ${contrast.toFixed(2)}`] : [];
      });
  });
}
