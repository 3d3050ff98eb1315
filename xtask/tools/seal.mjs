// What Trunk does not do for a built app: the policy in the page, the manifest,
// icons and the page of the file format beside it, and the offline worker with its
// list of files. Trunk calls it after every build, on the folder that becomes `dist/`.
//
//   node xtask/tools/seal.mjs [DIR]     (without one, Trunk's TRUNK_STAGING_DIR)

import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { formatPage } from "./format-page.mjs";
import { integrity, policyFor, withPolicy } from "./policy.mjs";

const WEB = resolve(dirname(fileURLToPath(import.meta.url)), "../../web");
const dist = process.argv[2] ?? process.env.TRUNK_STAGING_DIR;
if (!dist) throw new Error("which folder? Name it, or let Trunk call this");

const page = join(dist, "index.html");
const html = paintedFirst(failingAloud(readFileSync(page, "utf8")));
writeFileSync(page, withPolicy(html, policyFor(html)));

writeFileSync(join(dist, "file-format.html"), formatPage());
cpSync(join(WEB, "manifest.webmanifest"), join(dist, "manifest.webmanifest"));
cpSync(join(WEB, "icons"), join(dist, "icons"), { recursive: true });

// Icons are fetched by the system that installs the app, once; the page has no use for them.
const kept = filesIn(dist).filter((path) => !path.startsWith("icons/") && path !== "worker.js");
const files = Object.fromEntries(kept.map((path) => [path === "index.html" ? "./" : path, integrity(readFileSync(join(dist, path)))]));
const list = JSON.stringify(files);
const worker = readFileSync(join(WEB, "worker.js"), "utf8");
const version = integrity(list + worker).slice(7, 19);
writeFileSync(join(dist, "worker.js"), worker.replace("__FILES__", () => list).replace("__VERSION__", () => version));

/**
 * The page with its program in a template, begun once its still picture is painted: four
 * megabytes that arrive, are hashed and compiled would hold that up (by 16 of 70 ms, measured
 * in Chromium). A page that is in no sight, and so not painted, begins a moment later.
 */
function paintedFirst(html) {
  const parts = /<link[^>]*rel="?(?:modulepreload|preload)"?[^>]*>|<script type="?module"?>[\s\S]*?<\/script>/g;
  const program = html.match(parts) ?? [];
  if (program.length !== 3) throw new Error("the page does not name its program as it did: has Trunk changed what it writes?");
  const begin = `<script>(function () {
  var begun = false;
  function begin() {
    if (!begun) document.body.append(document.getElementById("program").content);
    begun = true;
  }
  requestAnimationFrame(function () { setTimeout(begin); });
  setTimeout(begin, 100);
})();</script>`;
  return html.replace(parts, "").replace("</body>", () => `<template id="program">${program.join("")}</template>${begin}</body>`);
}

/**
 * The page with a loader that tells when the program does not come. WebKit is
 * silent about what a module script awaits in vain (seen in WebKitGTK 2.50):
 * the rescue screen of index.html would never hear of it.
 */
function failingAloud(html) {
  const call = /await init\((\{[^}]*\})\)/;
  if (!call.test(html)) throw new Error("the page does not call init as it did: has Trunk changed what it writes?");
  return html.replace(call, (_, source) => `await init(${source}).catch((error) => { reportError(error); throw error; })`);
}

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/")).sort();
}
