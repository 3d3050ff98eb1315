// The pictures of README, from the demo data: `cargo xtask gallery` calls this.
// Chromium writes WebP itself, so nothing is needed to make them small.
//
//   node tests/e2e/gallery.mjs [--dist DIR] [--out DIR]

import { mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pause } from "./driver.mjs";
import { Journey } from "./journey.mjs";
import { relata } from "./pages/index.mjs";
import { serve } from "./server.mjs";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const { values: options } = parseArgs({
  options: { dist: { type: "string", default: join(ROOT, "dist") }, out: { type: "string", default: join(ROOT, "docs/gallery") } },
});

/** More than this is too much for a page that many people open. */
const LARGEST = 60_000;
/** Tried one after the other until a picture is small enough. */
const QUALITIES = [80, 70, 60];
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 780 };

/** What is shown: where it is, or how one gets there. */
const PICTURES = [
  { name: "home", go: "#/" },
  { name: "board", go: "#/opportunities/board" },
  { name: "convert", go: (t) => openLead(t, "Yusuf Demir", "convert") },
  { name: "calendar", go: "#/activities/calendar" },
  { name: "list-dark", go: "#/leads?view=all&group=status", dark: true },
  { name: "record-dark", go: (t) => relata(t).list("accounts").openAny("TechCorp Solutions"), dark: true },
  { name: "phone-home", go: "#/", ...PHONE },
  { name: "phone-lead", go: (t) => openLead(t, "Mei Lin"), ...PHONE, dark: true },
];

mkdirSync(options.out, { recursive: true });
const server = await serve(resolve(options.dist));
const t = await Journey.begin("chromium", server);
try {
  await relata(t).data.loadDemo();
  // Without the notice that it was loaded.
  await t.reload();
  for (const { name, go, dark = false, width = DESK.width, height = DESK.height } of PICTURES) {
    await t.dark(dark);
    await t.viewport(width, height);
    await (typeof go === "string" ? t.open(go) : go(t));
    await pause(600);
    const path = join(options.out, `${name}.webp`);
    const size = await shoot(path);
    console.log(`${path}: ${Math.round(size / 1000)} kB`);
    if (size > LARGEST) throw new Error(`${path} has ${size} bytes, more than ${LARGEST}`);
  }
  t.verdict();
} finally {
  await t.end();
  await server.close();
}

/** Takes the picture and gives its size in bytes. */
async function shoot(path) {
  let size = 0;
  for (const quality of QUALITIES) {
    await t.page.screenshot({ path, type: "webp", quality });
    ({ size } = statSync(path));
    if (size <= LARGEST) break;
  }
  return size;
}

async function openLead(t, name, then = "") {
  await relata(t).list("leads").openAny(name);
  if (then === "convert") await relata(t).convert.start(name);
  await t.page.evaluate(() => document.activeElement?.blur());
}
