// How large the built app is: every file that a visit loads as it is, gzipped
// and brotlied, the sums against the budgets. Fails when one is exceeded.
// Icons are left out: only the system that installs the app asks for them.
//
//   node xtask/tools/sizes.mjs dist --brotli 250000 --gzip 300000 --wasm 900000

import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { parseArgs } from "node:util";

const { values: limits, positionals } = parseArgs({
  allowPositionals: true,
  options: { brotli: { type: "string" }, gzip: { type: "string" }, wasm: { type: "string" } },
});
const dist = positionals[0] ?? "dist";

const sizes = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith(".png"))
  .map((entry) => sizesOf(join(entry.parentPath ?? entry.path, entry.name)))
  .sort((a, b) => b.raw - a.raw);

const all = { name: "all files", raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };
console.log(row("", "raw", "gzip -9", "brotli -11"));
for (const size of [...sizes, all]) {
  console.log(row(size.name, kB(size.raw), kB(size.gzip), kB(size.brotli)));
}

const wasm = sizes.filter((size) => size.name.endsWith(".wasm")).reduce((total, size) => total + size.raw, 0);
const budgets = [
  ["everything, brotli", all.brotli, limits.brotli],
  ["everything, gzip", all.gzip, limits.gzip],
  ["WASM, raw", wasm, limits.wasm],
].filter(([, , limit]) => limit !== undefined);

for (const [what, size, limit] of budgets) {
  const share = Math.round((100 * size) / Number(limit));
  console.log(`${size <= Number(limit) ? "ok      " : "EXCEEDED"} ${what}: ${kB(size)} of ${kB(Number(limit))} kB (${share} %)`);
}
process.exitCode = budgets.every(([, size, limit]) => size <= Number(limit)) ? 0 : 1;

function sizesOf(path) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { name: relative(dist, path), raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
}

function sum(field) {
  return sizes.reduce((total, size) => total + size[field], 0);
}

function kB(bytes) {
  return (bytes / 1000).toFixed(1);
}

function row(name, ...cells) {
  return name.padEnd(44) + cells.map((cell) => cell.padStart(11)).join("");
}
