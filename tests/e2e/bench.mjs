// Measures the built app in a browser on the reference data of several sizes,
// and shows that together with what was measured natively: a table, ratios
// first, and target/bench.json. A figure that misses its goal is shown as such
// and fails nothing: machines differ. `cargo xtask bench` runs this.
//
//   node tests/e2e/bench.mjs [--sizes 1000,10000,100000] [--browser chromium|firefox|both|none] [--native FILE] [--dist DIR]

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measure } from "./bench/measure.mjs";
import { table } from "./bench/table.mjs";
import { BROWSERS } from "./browser.mjs";
import { serve } from "./server.mjs";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    browser: { type: "string", default: "chromium" },
    native: { type: "string" },
    dist: { type: "string", default: join(ROOT, "dist") },
    out: { type: "string", default: join(ROOT, "target/bench.json") },
  },
});

const sizes = options.sizes.split(",").map(Number);
const browsers = { both: BROWSERS, none: [] }[options.browser] ?? [options.browser];
const rows = options.native ? nativeRows(options.native) : [];
const versions = {};
const server = await serve(resolve(options.dist));
const blank = mkdtempSync(join(tmpdir(), "relata-empty-page-"));
writeFileSync(join(blank, "index.html"), "<!doctype html><html lang=en><title>Empty</title><p>Empty</p>");
const empty = await serve(blank);
try {
  for (const browser of browsers) {
    for (const size of sizes) {
      console.log(`measuring ${size.toLocaleString("en")} records in ${browser}…`);
      const { version, found } = await measure(browser, server, empty, size);
      versions[browser] = version;
      rows.push(...found);
    }
  }
} finally {
  await Promise.all([server.close(), empty.close()]);
  rmSync(blank, { recursive: true, force: true });
}
const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version, browsers: versions };
writeFileSync(options.out, `${JSON.stringify({ date: new Date().toISOString(), machine, rows }, null, 1)}\n`);
console.log(`\n${table(rows)}\n\nWritten to ${options.out}, measured on ${machine.processors} × ${machine.model}.`);

// The native part prints its rows among the words of a test runner.
function nativeRows(path) {
  const lines = readFileSync(path, "utf8").split("\n").filter((line) => line.startsWith('{"'));
  return lines.map((line) => JSON.parse(line));
}
