// Runs the journeys against a built app: each in a browser with a fresh
// profile, one line each, a picture and the page's own errors when one fails.
// A journey whose `skip` gives a reason for a browser is not run, and counted as skipped;
// `start` is how its browser is started. RELATA_SOAK=1 makes long proofs whole.
// With --lanes several run at once, each in a browser of its own; those that say
// `alone`, as they measure or are many themselves, do so after the others. What fails
// beside another counts only if it fails alone as well: browsers that share a machine
// answer late, which no journey is about.
// With --page the app is one file, opened from the disk; journeys that are
// `hosted`, about the server or what it sees, are left out then.
//
//   node tests/e2e/run.mjs [--browser chromium|firefox|both|webkit] [--only part-of-a-name,…] [--dist DIR] [--page FILE] [--journeys DIR] [--lanes N]

import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { BROWSERS } from "./browser.mjs";
import { Journey } from "./journey.mjs";
import { serve } from "./server.mjs";
import { Cannot } from "./webkit.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = resolve(HERE, "../..");
const PICTURES = join(ROOT, "target/e2e");
const LONGEST = 120_000;

const { values: options } = parseArgs({
  options: {
    browser: { type: "string", default: "both" },
    only: { type: "string", default: "" },
    dist: { type: "string", default: join(ROOT, "dist") },
    page: { type: "string" },
    journeys: { type: "string", default: join(HERE, "journeys") },
    lanes: { type: "string", default: "1" },
  },
});

process.exitCode = (await runAll()) ? 0 : 1;

async function runAll() {
  if (!existsSync(join(options.dist, "index.html"))) throw new Error(`${options.dist} has no index.html: build first, cargo xtask dist`);
  mkdirSync(PICTURES, { recursive: true });
  const journeys = await loadJourneys();
  if (journeys.length === 0) throw new Error(`no journey has “${options.only}” in its name`);
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const browser of options.browser === "both" ? BROWSERS : [options.browser]) {
    const run = async (journey) => (tally[await runOne(journey, browser)] += 1);
    const later = journeys.filter(({ alone }) => alone);
    const waiting = journeys.filter(({ alone }) => !alone);
    const lane = async () => {
      while (waiting.length > 0) {
        const journey = waiting.shift();
        const end = await runOne(journey, browser);
        if (end === "failed" && options.lanes > 1) {
          console.log("         again, alone, in a moment");
          later.unshift(journey);
        } else tally[end] += 1;
      }
    };
    await Promise.all(Array.from({ length: Number(options.lanes) }, lane));
    for (const journey of later) await run(journey);
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ""}`);
  return tally.failed === 0;
}

async function loadJourneys() {
  const folder = resolve(options.journeys);
  const files = readdirSync(folder).filter((file) => file.endsWith(".mjs")).sort();
  const loaded = await Promise.all(files.map(async (file) => ({ file, ...(await import(join(folder, file))).default })));
  const parts = options.only.toLowerCase().split(",");
  return loaded.filter(({ hosted }) => !(options.page && hosted)).filter(({ file, name }) => parts.some((part) => `/${file} ${name}`.toLowerCase().includes(part)));
}

// A server for each journey too: another port is another origin, and a journey
// may take its server down.
async function runOne(journey, browser) {
  const skipped = (why) => {
    console.log(`skipped          ${browser.padEnd(8)}  ${journey.name}: ${why}`);
    return "skipped";
  };
  const reason = journey.skip?.(browser);
  if (reason) return skipped(reason);
  const started = Date.now();
  const server = await serve(resolve(options.dist));
  let t = null;
  let failure = null;
  try {
    t = await Journey.begin(browser, server, { ...journey.start, page: options.page && pathToFileURL(resolve(options.page)).href });
    await within(journey.timeout ?? LONGEST, journey.run(t));
    t.verdict();
  } catch (error) {
    failure = error;
    if (t && !(error instanceof Cannot)) await explain(t, journey, browser, error);
  }
  await t?.end();
  await server.close();
  // What the driver has no means for shows as it comes to it; what was checked until then held.
  if (failure instanceof Cannot) return skipped(`after ${t.checks} checks: ${failure.message}`);
  const time = `${((Date.now() - started) / 1000).toFixed(1)} s`.padStart(7);
  console.log(`${failure ? "FAILED" : "ok    "} ${time}  ${browser.padEnd(8)}  ${journey.name}`);
  for (const note of t?.notes ?? []) console.log(indent(note));
  if (failure) console.log(indent(readable(failure)));
  return failure === null ? "passed" : "failed";
}

async function explain(t, journey, browser, error) {
  const picture = join(PICTURES, `${browser}-${journey.file.replace(".mjs", "")}.png`);
  const taken = await within(10_000, t.screenshot(picture)).then(() => true, () => false);
  const errors = [...new Set(t.tabs.flatMap((tab) => tab.log.errors))];
  if (errors.length > 0 && !error.message.startsWith("the page reported")) error.stack += `\n  the page's errors:\n    ${errors.join("\n    ")}`;
  const warnings = [...new Set(t.tabs.flatMap((tab) => tab.log.warnings))];
  if (warnings.length > 0) error.stack += `\n  the page's warnings:\n    ${warnings.slice(-5).join("\n    ")}`;
  if (taken) error.stack += `\n  picture: ${picture}`;
}

function within(milliseconds, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

// Of the stack, the lines in journeys: the driver's own say nothing about what broke.
function readable(failure) {
  const lines = (failure.stack ?? String(failure)).split("\n");
  return lines.filter((line) => !/^ +at /.test(line) || (/e2e/.test(line) && !/(driver|run|journey)\.mjs:|node_modules/.test(line.replace("self/driver", "")))).join("\n");
}

function indent(text) {
  return text.split("\n").map((line) => `         ${line}`).join("\n");
}
