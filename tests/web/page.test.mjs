/** The playground operated in Chromium, opened from disk and from a server, against the answers of the native crate. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { plan, planSteps } from "kling-geometry";
import { answers, wishes } from "./answers.mjs";
import { launch, onDisk, open, serve } from "./browser.mjs";
import { drag, expected, margins, matches, scale, shown, typeIn } from "./reading.mjs";

const LIGHTHOUSE = process.env.KLING_PICTURE;
const START = "#size=1200x800&margins=100,100,200,200";

/** A link of each kind of wish, with all that can go with it. */
const LINKS = [
  "#size=1200x800&to=4:3&anchor=top-left&n=3&prompt=a%20sea%20%26%20sky",
  "#size=960x1200&to=16:9&largest=yes&anchor=0.25,1",
  "#size=960x1200&to=16:9&area=2.5",
  "#size=300x300&area=2&anchor=bottom",
  "#size=300x300&largest=yes",
  "#size=1200x800&canvas=1920x1080&anchor=right",
  "#size=1200x800&canvas=1920x1080+10+20",
  "#size=1200x800&margins=1,2,3,4",
  "#size=1200x800&ratios=0.1,0.2,0.3,0.4",
];

/** How many wishes are typed into the page, of each kind and on each way of opening it. */
const TYPED = 3;

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

for (const [way, address] of [["from disk", () => onDisk], ["from a server", () => server.address]]) {
  describe(`opened ${way}`, () => {
    /** Opens the page at a link, hands it over, and makes sure that nothing untoward happened. */
    const visit = async (link, visitor, options) => {
      const { page, context, troubles } = await open(browser, address() + link, options);
      try {
        await visitor(page, context);
        assert.deepEqual(troubles, []);
      } finally {
        await context.close();
      }
    };

    test("the module gives every native answer", () => visit("", async (page) => {
      const different = await page.evaluate((all) => {
        const text = (value) => JSON.stringify(value, (_, each) => each && typeof each === "object" && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort()) : each);
        return all.filter(({ call, arguments: given, answer }) => text(klingGeometry[call](...given)) !== text(answer)).slice(0, 3);
      }, answers);
      assert.deepEqual(different, []);
    }));

    test("wishes that are typed are answered as natively", () => visit("", async (page) => {
      for (const wish of sample(way === "from disk" ? 0 : 1)) {
        await typeIn(page, wish);
        const actual = await shown(page);
        const wanted = steps(wish);
        const about = JSON.stringify(wish);
        assert.deepEqual(matches(actual.steps, expected(wanted)), expected(wanted), about);
        if (!wish.one.possible) assert.ok(actual.verdict.toLowerCase().includes(obstacle(wish).toLowerCase()), `${actual.verdict} for ${about}`);
        if (wanted.length > 1) assert.match(actual.verdict, new RegExp(`make ${wish.several.images} pictures: .* each picture is paid for`));
        assert.equal(actual.command.includes(" --steps auto"), !wish.one.possible && actual.body !== "Nothing to send.", about);
      }
    }));

    test("edges and corners follow the mouse, and everything else follows them", () => visit(START, async (page) => {
      const perPixel = await scale(page);
      await drag(page, ".handle.right", { x: 40, y: 7 });
      const right = Math.round(200 + 40 / perPixel);
      assert.deepEqual(await margins(page), { up: 100, down: 100, left: 200, right });
      await assertPlanned(page, { margins: { up: 100, down: 100, left: 200, right } });

      const again = await scale(page);
      await drag(page, ".handle.up-left", { x: -25, y: -35 });
      const both = { up: Math.round(100 + 35 / again), down: 100, left: Math.round(200 + 25 / again), right };
      await assertPlanned(page, { margins: both });
      assert.equal(await page.inputValue('[name="margin-up"]'), String(both.up));
    }));

    test("an edge that is dragged inwards stops at the original", () => visit(START, async (page) => {
      await drag(page, ".handle.left", { x: 300, y: 0 });
      assert.equal((await margins(page)).left, 0);
    }));

    test("a frame that is dragged too far becomes several steps", () => visit(START, async (page) => {
      await drag(page, ".handle.right", { x: 700, y: 0 });
      await drag(page, ".handle.down", { x: 0, y: 300 });
      const { steps: cards, command } = await shown(page);
      assert.ok(cards.length > 1);
      assert.match(command, / --steps auto$/);
      await assertPlanned(page, { margins: await margins(page) });
      assert.equal(await page.locator(".frame").count(), cards.length);
    }));

    test("the original is moved in its canvas, in the way of the wish", () => visit(START, async (page) => {
      const perPixel = await scale(page);
      await drag(page, "#original", { x: 20, y: -10 });
      const by = { x: Math.round(20 / perPixel), y: Math.round(10 / perPixel) };
      assert.deepEqual(await margins(page), { up: 100 - by.y, down: 100 + by.y, left: 200 + by.x, right: 200 - by.x });

      await page.check('[name="kind"][value="canvas"]');
      await drag(page, "#original", { x: -500, y: 0 });
      assert.equal(await page.inputValue('[name="origin-x"]'), "0");

      await page.check('[name="kind"][value="shape"]');
      await page.check('[name="growth"][value="largest"]');
      await drag(page, "#original", { x: 500, y: 500 });
      assert.ok(await page.isChecked('[name="anchor"][value="bottom-right"]'));
    }));

    test("arrow keys move edges and the original, with Shift by ten", () => visit(START, async (page) => {
      await page.focus(".handle.left");
      for (const key of ["ArrowLeft", "ArrowLeft", "Shift+ArrowLeft", "ArrowRight"]) await page.keyboard.press(key);
      assert.equal((await margins(page)).left, 211);
      assert.equal(await page.getAttribute(".handle.left", "aria-valuetext"), "211 pixels");
      await page.focus("#original");
      for (const key of ["ArrowUp", "Shift+ArrowRight"]) await page.keyboard.press(key);
      assert.deepEqual(await margins(page), { up: 99, down: 101, left: 221, right: 190 });
      await assertPlanned(page, { margins: { up: 99, down: 101, left: 221, right: 190 } });
    }));

    test("the anchors are reached by arrow keys in two directions", () => visit("#size=1200x800&to=1:1&largest=yes", async (page) => {
      await page.focus('[name="anchor"][value="center"]');
      for (const key of ["ArrowDown", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
      assert.ok(await page.isChecked('[name="anchor"][value="bottom-left"]'));
      await assertPlanned(page, { aspect: "1:1", area: "largest" }, "bottom-left");
    }));

    test("the nearest wish is taken by a button", () => visit("#size=1200x800&to=9:1", async (page) => {
      assert.deepEqual((await shown(page)).steps, []);
      assert.equal((await shown(page)).body, "Nothing to send.");
      await page.click("#verdict button");
      await assertPlanned(page, { aspect: "15:2", area: "least" });
      assert.equal(await page.textContent("#verdict button"), "With one expansion: 9:2");
      await page.click("#verdict button");
      await assertPlanned(page, { aspect: "9:2", area: "least" });
    }));

    test("no other wish is offered for a picture that the API refuses", () => visit("#size=300x751&to=16:9", async (page) => {
      assert.match((await shown(page)).verdict, /image width over height is 300:751/);
      assert.equal(await page.locator("#verdict button").count(), 0);
      await page.fill('[name="height"]', "750");
      assert.equal(await page.locator("#verdict button").count(), 1);
    }));

    test("an edge is never further out than it says it can be", () => visit("#size=600x400&canvas=60000x40000", async (page) => {
      const values = await page.locator('[role="slider"]').evaluateAll((handles) => handles.map((handle) => [Number(handle.getAttribute("aria-valuenow")), Number(handle.getAttribute("aria-valuemax"))]));
      assert.ok(values.some(([now]) => now > 20_000));
      assert.deepEqual(values.filter(([now, max]) => now > max), []);
    }));

    test("a kind of wish that is chosen begins with the frame that is there", () => visit("#size=2423x2351&to=16:9&largest=yes", async (page) => {
      await page.check('[name="kind"][value="canvas"]');
      const { steps: [card, ...others] } = await shown(page);
      assert.deepEqual(others, []);
      const [width, height] = card.canvas.split(" × ").map(Number);
      // The canvas of the ratios has a row too many for a wish in pixels.
      assert.ok(5511 - width <= 2 && 3101 - height <= 2, card.canvas);
      await page.check('[name="kind"][value="margins"]');
      assert.equal((await shown(page)).steps[0].canvas, card.canvas);
    }));

    test("a picture is measured and named, and can be removed", () => visit("#to=16:9", async (page) => {
      await page.setInputFiles("#file", LIGHTHOUSE);
      await page.waitForFunction(() => document.querySelector('[name="height"]').value === "1200");
      assert.equal(await page.inputValue('[name="width"]'), "960");
      const { body, command } = await shown(page);
      assert.equal(command, "klingctl expand lighthouse.jpg --to 16:9");
      assert.equal(JSON.parse(body).image, "<Base64 of lighthouse.jpg>");
      assert.ok(await page.isVisible("#picture"));
      await page.click("#forget");
      assert.ok(await page.isHidden("#picture"));
    }));

    test("pictures are dropped and pasted, and what the API would not take is said", () => visit("#to=16:9", async (page) => {
      const give = (event, member, kind, width, height) => page.evaluate(async ([event, member, kind, width, height]) => {
        const canvas = Object.assign(document.createElement("canvas"), { width, height });
        const blob = await new Promise((made) => canvas.toBlob(made, kind));
        const transfer = new DataTransfer();
        transfer.items.add(new File([blob], "drawn", { type: kind }));
        document.body.dispatchEvent(Object.assign(new Event(event, { bubbles: true, cancelable: true }), { [member]: transfer }));
      }, [event, member, kind, width, height]);
      const hasWidth = (width) => page.waitForFunction((width) => document.querySelector('[name="width"]').value === width, String(width));

      await give("drop", "dataTransfer", "image/png", 640, 480);
      await hasWidth(640);
      assert.match((await shown(page)).verdict, /^One expansion does it/);
      await give("paste", "clipboardData", "image/webp", 1000, 299);
      await hasWidth(1000);
      const { verdict, body } = await shown(page);
      assert.match(verdict, /image side is 299 pixels; at least 300 is allowed/);
      assert.match(verdict, /image format is image\/webp; JPEG and PNG are allowed/);
      assert.equal(body, "Nothing to send.");
    }));

    test("of two pictures the one that was opened last is shown, also when it is read sooner", () => visit("#to=16:9", async (page) => {
      const late = await page.evaluate(async () => {
        const { decode } = HTMLImageElement.prototype;
        let goOn;
        const gate = new Promise((opened) => { goOn = opened; });
        HTMLImageElement.prototype.decode = async function () {
          await decode.call(this);
          if (this.naturalWidth === 640) await gate;
        };
        const draw = async (width, height) => {
          const canvas = Object.assign(document.createElement("canvas"), { width, height });
          return [new File([await new Promise((made) => canvas.toBlob(made))], `${width}.png`, { type: "image/png" })];
        };
        const [slow, quick] = [await draw(640, 480), await draw(500, 400)];
        const first = pictures.open(slow);
        await pictures.open(quick);
        goOn();
        await first;
        return { width: document.getElementById("picture").naturalWidth, name: state.file.name };
      });
      assert.deepEqual(late, { width: 500, name: "500.png" });
    }));

    test("a file that is no picture is refused in words", () => visit("", async (page) => {
      await page.setInputFiles("#file", { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") });
      await page.waitForFunction(() => document.getElementById("picture-note").textContent.startsWith("notes.txt is no picture"));
    }));

    test("what is half typed is said to be unreadable, and mends itself", () => visit("", async (page) => {
      await page.fill('[name="width"]', "");
      assert.equal((await shown(page)).verdict, "Type a width in pixels.");
      await page.fill('[name="width"]', "0");
      assert.equal((await shown(page)).verdict, "Type a width in pixels.");
      await page.fill('[name="width"]', "1.5");
      assert.match((await shown(page)).verdict, /cannot be read: input\.width is 1\.5; whole numbers from 1 to 4294967295/);
      await page.fill('[name="width"]', "1000");
      await page.fill('[name="aspect"]', "16:");
      assert.match((await shown(page)).verdict, /an aspect is written WIDTH:HEIGHT/);
      await page.fill('[name="aspect"]', "16:9");
      assert.match((await shown(page)).verdict, /^One expansion does it/);
    }));

    for (const kind of ["shape", "canvas", "margins", "ratios"]) {
      test(`every field of ${kind} that is emptied says what to type`, () => visit("#size=1200x800&canvas=1400x900+10+10", async (page) => {
        await page.check(`[name="kind"][value="${kind}"]`);
        const fields = page.locator('#controls input:is([type="number"], [type="text"]):not([name="prompt"]):visible');
        for (const field of await fields.all()) {
          const text = await field.inputValue();
          await field.fill("");
          assert.match((await shown(page)).verdict, /^Type [a-z0-9:, ]+\.$/);
          await field.fill(text);
          assert.doesNotMatch((await shown(page)).verdict, /^Type/);
        }
      }));
    }

    test("the body of each step and the command can be had", () => visit("#size=1200x800&to=5:1&area=6&anchor=bottom&n=2&prompt=it's a wide%20sea", async (page) => {
      const wish = { aspect: "5:1", area: "6" };
      const { steps: planned } = planSteps({ width: 1200, height: 800 }, wish, "bottom");
      for (const [index, { plan: { request } }] of planned.entries()) {
        await page.click(`#body-steps button:nth-child(${index + 1})`);
        const { image, prompt, n, ...ratios } = JSON.parse((await shown(page)).body);
        assert.deepEqual(ratios, request);
        assert.deepEqual({ prompt, n }, { prompt: "it's a wide sea", n: index === planned.length - 1 ? 2 : 1 });
        assert.match(image, index === 0 ? /Base64/ : /step 1 made/);
      }
      const { command } = await shown(page);
      assert.equal(command, "klingctl expand photo.jpg --to 5:1 --area 6 --anchor bottom --steps auto -n 2 --prompt 'it'\\''s a wide sea'");
    }));

    test("a prompt or a file that begins with a dash is no option of the command", () => visit("#size=1200x800&to=16:9&prompt=-a%20sea", async (page) => {
      assert.equal((await shown(page)).command, "klingctl expand photo.jpg --to 16:9 --prompt='-a sea'");
      await page.fill('[name="prompt"]', "--yes");
      await page.evaluate(() => update({ file: { name: "-a.jpg", bytes: 1000, type: "image/jpeg" } }));
      assert.equal((await shown(page)).command, "klingctl expand ./-a.jpg --to 16:9 --prompt='--yes'");
    }));

    test("text that the clipboard refuses is selected", () => visit("#size=1200x800&to=16:9", async (page) => {
      await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError")); });
      await page.click('[data-copies="command"]');
      await page.waitForFunction(() => ["Copied", "Selected"].includes(document.querySelector('[data-copies="command"]').textContent));
      assert.equal(await page.evaluate(() => getSelection().toString().trim()), "klingctl expand photo.jpg --to 16:9");
    }));

    test("text is copied", () => visit("#size=1200x800&to=16:9", async (page, context) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.click('[data-copies="command"]');
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "klingctl expand photo.jpg --to 16:9");
      await page.click('[data-copies="body"]');
      assert.equal(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())).right_expansion_ratio, 0.0926);
    }));

    test("the address tells the state, and gives it back", () => visit("", async (page) => {
      for (const wish of sample(2).filter((_, index) => index % 7 === 0)) {
        await typeIn(page, wish);
        const link = await settledLink(page);
        const wanted = await shown(page);
        await visit(link, async (other) => assert.deepEqual(await shown(other), wanted, link));
      }
    }));

    for (const link of LINKS) {
      test(`${link} is kept as it is`, () => visit(link, async (page) => {
        await page.evaluate(() => update({}));
        assert.equal(await settledLink(page), link);
      }));
    }

    test("an address that is changed by hand is followed, and nonsense in it does no harm", () => visit("", async (page) => {
      await page.evaluate(() => { location.hash = "#size=900x900&margins=1,2,3,4"; });
      await page.waitForFunction(() => document.querySelector('[name="margin-right"]').value === "4");
      for (const nonsense of ["#size=x&to=%&area=NaN&anchor=,&n=x", "#canvas=1x1+2&margins=1,2&ratios=a,b,c,d", "#=&&&prompt=%E0%A4%A"]) {
        await page.evaluate((hash) => { location.hash = hash; }, nonsense);
        await page.waitForTimeout(50);
        assert.ok((await shown(page)).verdict);
      }
    }));
  });
}

/** Some wishes of each kind, other ones for another turn, with anchors that have a name. */
function sample(turn) {
  const kinds = group(wishes);
  return [...kinds.values()].flatMap((all) => {
    const named = all.filter(({ anchor, source }) => typeof anchor === "string" && source.width < 100_000 && source.height < 100_000);
    const stride = Math.max(1, Math.floor(named.length / TYPED));
    return named.filter((_, index) => index % stride === turn % stride).slice(0, TYPED);
  });
}

function group(all) {
  const groups = new Map();
  for (const each of all) groups.set(kind(each), [...groups.get(kind(each)) ?? [], each]);
  return groups;
}

/** What sets one wish apart from another: its members, and whether one or several steps reach it. */
function kind({ wish, one, several }) {
  return `${Object.keys(wish)} ${one.possible} ${several.possible}`;
}

/** The steps that the page has to show. A picture that the API would not take is planned for as far as one step goes. */
function steps({ one, several }) {
  if (one.possible) return [{ plan: one, origin: one.origin }];
  return several.possible ? several.steps : [];
}

function obstacle({ one, several }) {
  return several.possible || !several.nearest ? one.message : several.message;
}

async function assertPlanned(page, wish, anchor = "center", source = { width: 1200, height: 800 }) {
  const one = plan(source, wish, anchor);
  const wanted = expected(steps({ one, several: planSteps(source, wish, anchor) }));
  assert.deepEqual(matches((await shown(page)).steps, wanted), wanted);
}

/** The address, once it has followed. */
async function settledLink(page) {
  await page.waitForFunction(() => location.hash === toLink(state));
  return page.evaluate(() => location.hash);
}
