/** Chromium and the playground in it, from disk and from a server. */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const FOLDER = process.env.KLING_PLAYGROUND;
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };

/** Nothing of these reaches for the network by itself. */
const QUIET = [
  "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-quic", "--disable-sync",
  "--no-first-run", "--no-sandbox",
];

export function launch() {
  return chromium.launch({ executablePath: process.env.KLING_CHROMIUM, args: QUIET });
}

/** Serves the folder and nothing else. */
export async function serve() {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    try {
      const body = await readFile(join(FOLDER, path === "/" ? "index.html" : path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/html" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}/`;
  return { address, close: () => new Promise((closed) => server.close(closed)) };
}

export const onDisk = pathToFileURL(join(FOLDER, "index.html")).href;

/**
 * Opens the page. `troubles` gathers what must not happen: messages on the console, exceptions, requests beyond the page's own files.
 */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const troubles = [];
  const own = new URL(".", address).href;
  page.on("console", (message) => troubles.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(own) && !/^(data|blob):/.test(request.url())) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, context, troubles };
}
