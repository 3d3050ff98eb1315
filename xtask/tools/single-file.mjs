// Makes one HTML file of a built app: opened from a disk it does what the
// hosted app does, but for what browsers forbid such pages (see README, "One
// file"). Its policy lets it load nothing at all.
//
//   node xtask/tools/single-file.mjs dist target/relata.html

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { policyFor, withPolicy } from "./policy.mjs";

const [dist, file] = process.argv.slice(2);
if (!dist || !file) throw new Error("from which folder into which file?");

let html = readFileSync(join(dist, "index.html"), "utf8");
const named = (pattern, what) => {
  const [, path] = pattern.exec(html) ?? [];
  if (!path) throw new Error(`${dist}/index.html names no ${what}: has Trunk changed what it writes?`);
  return readFileSync(join(dist, path));
};
const program = named(/["'](\.\/[^"']*_bg\.wasm)["']/, "WASM");
const glue = named(/from ["'](\.\/[^"']+\.js)["']/, "script").toString("utf8");
const icon = named(/<link[^>]*href="?(\.\/icon[^\s">]*\.svg)"?[^>]*>/, "icon").toString("base64");

// The module that wasm-bindgen wrote exports what Trunk's loader imports; in one script neither is needed.
const alone = glue.replace(/^export (?=class |function |async function )/gm, "").replace(/\bexport\s*\{[^}]*\};?\s*$/m, "");
if (/^\s*(import|export)\b/m.test(alone)) throw new Error("the script still imports or exports something");

// Packed, because base64 takes a third more; unpacked and compiled while it streams. Of a
// program that does not compile WebKit would tell nobody (see seal.mjs).
const loader = `
{
const packed = Uint8Array.from(atob(document.getElementById("packed").textContent), (letter) => letter.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
const wasm = await __wbg_init({ module_or_path: new Response(unpacked, { headers: { "Content-Type": "application/wasm" } }) }).catch((error) => {
  reportError(error);
  throw error;
});
window.wasmBindings = { initSync };
dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
}
`;

const inline = (text) => text.replaceAll("</script", "<\\/script");
// By functions: in a replacement text "$" would have a meaning of its own.
html = html
  .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
  .replace(/<link[^>]*rel="?(?:modulepreload|preload|manifest|apple-touch-icon)"?[^>]*>/g, "")
  .replace(/<link[^>]*rel="?icon"?[^>]*>/, () => `<link rel="icon" href="data:image/svg+xml;base64,${icon}">`)
  .replace(/<script type="?module"?[\s\S]*?<\/script>/, () => `<script type="module">${inline(alone + loader)}</script>`)
  .replace("</body>", () => `<script type="text/plain" id="packed">${gzipSync(program, { level: 9 }).toString("base64")}</script></body>`);
if (/(?:src|href)="?\.\//.test(html)) throw new Error("the page still names a file beside it");

writeFileSync(file, withPolicy(html, policyFor(html, { alone: true })));
console.log(`${file}: ${(Buffer.byteLength(readFileSync(file)) / 1000).toFixed(0)} kB`);
