// Pictures of pages, to look at while building: each route in light, in dark
// and 360 px wide, into target/shots/.
//
//   node tests/e2e/shots.mjs '#/' '#/leads' [--demo] [--dist DIR] [--browser chromium] [--full] [--out DIR]
//
// `--demo` first clicks “Load demo data” on #/data; `--full` takes the whole
// page, not the window.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pause } from "./driver.mjs";
import { Journey } from "./journey.mjs";
import { serve } from "./server.mjs";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    demo: { type: "boolean", default: false },
    full: { type: "boolean", default: false },
    dist: { type: "string", default: join(ROOT, "dist") },
    out: { type: "string", default: join(ROOT, "target/shots") },
    browser: { type: "string", default: "chromium" },
  },
});
const routes = positionals.length > 0 ? positionals : ["#/"];

const LOOKS = [
  { look: "light", dark: false, width: 1280, height: 800 },
  { look: "dark", dark: true, width: 1280, height: 800 },
  { look: "360", dark: false, width: 360, height: 740 },
];

mkdirSync(options.out, { recursive: true });
const server = await serve(resolve(options.dist));
const t = await Journey.begin(options.browser, server);
try {
  if (options.demo) await loadDemo();
  for (const { look, dark, width, height } of LOOKS) {
    await t.dark(dark);
    await t.viewport(width, height);
    for (const route of routes) await shoot(route, look);
  }
  for (const error of new Set(t.log.errors)) console.log(`the page reported: ${error}`);
} finally {
  await t.end();
  await server.close();
}

async function loadDemo() {
  await t.open("#/data");
  await t.click("button", "Load demo data");
  await settle();
}

async function shoot(route, look) {
  await t.open(route);
  await settle();
  const path = join(options.out, `${nameOf(route)}-${look}.png`);
  await t.screenshot(path, { full: options.full });
  console.log(path);
}

// Two frames for what is drawn late, and a moment for what moves.
async function settle() {
  await t.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await pause(300);
}

function nameOf(route) {
  return route.replace(/^#\//, "").replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "").toLowerCase() || "home";
}
