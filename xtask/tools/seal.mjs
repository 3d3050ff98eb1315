// What Trunk does not do for a built app: the program in two parts (of a release),
// the policy in the page, the manifest and icons beside it, and the offline worker
// with its list of files. Trunk calls it after every build, on the folder that
// becomes `dist/`.
//
//   node xtask/tools/seal.mjs [DIR]     (without one, Trunk's TRUNK_STAGING_DIR)

import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { integrity, policyFor, withPolicy } from "./policy.mjs";
import { splitProgram } from "./split.mjs";

const WEB = resolve(dirname(fileURLToPath(import.meta.url)), "../../web");
const dist = process.argv[2] ?? process.env.TRUNK_STAGING_DIR;
if (!dist) throw new Error("which folder? Name it, or let Trunk call this");

const target = process.env.CARGO_TARGET_DIR ?? join(WEB, "../target");
if (process.env.TRUNK_PROFILE === "release") splitProgram(dist, join(target, "wasm32-unknown-unknown/release/relata.wasm"));

const page = join(dist, "index.html");
const html = failingAloud(fetchedFirst(readFileSync(page, "utf8")));
writeFileSync(page, withPolicy(html, policyFor(html)));

cpSync(join(WEB, "manifest.webmanifest"), join(dist, "manifest.webmanifest"));
cpSync(join(WEB, "icons"), join(dist, "icons"), { recursive: true });

// Icons are fetched by the system that installs the app, once; the page has no use for them.
const kept = filesIn(dist).filter((path) => !path.startsWith("icons/") && path !== "worker.js");
const files = Object.fromEntries(kept.map((path) => [path === "index.html" ? "./" : path, integrity(readFileSync(join(dist, path)))]));
const list = JSON.stringify(files);
const worker = readFileSync(join(WEB, "worker.js"), "utf8");
const version = integrity(list + worker).slice(7, 19);
writeFileSync(join(dist, "worker.js"), worker.replace("__FILES__", () => list).replace("__VERSION__", () => version));

/** The page with what names the program's files before its scripts: those read localStorage, for which browsers let the page wait. */
function fetchedFirst(html) {
  const preload = /<link[^>]*rel="?(?:modulepreload|preload)"?[^>]*>/g;
  const links = html.match(preload)?.join("") ?? "";
  return html.replace(preload, "").replace("<script", () => `${links}<script`);
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
