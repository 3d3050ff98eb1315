// Browsers that lack something, and hosts that are half there: each ends in a
// clear sentence, or in nothing worth a word, and no data is lost.

import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { relata } from "../pages/index.mjs";

const TOO_OLD = /This browser is too old for Relata, or WebAssembly is switched off in it\. Relata needs a current Chrome, Edge, Firefox or Safari/;
const HALF = /A part of the program could not be loaded\. Check the connection or the server, then reload\./;

export default {
  hosted: true,
  name: "An old browser, one that lacks a part, a deploy that is half there: said, and nothing lost",
  timeout: 240_000,
  async run(t) {
    const folder = mkdtempSync(join(tmpdir(), "relata-half-"));
    try {
      await t.page.evaluateOnNewDocument(without);
      await t.open("?without=worker#/leads");
      await add(t, "Kept Ltd");
      await t.reload();
      await t.find("heading", "Kept Ltd");
      await noSecondCopy(t);
      for (const part of ["wasm", "wide"]) await cannotStart(t, `?without=${part}#/leads`, TOO_OLD);
      await halfThere(t, folder);
      await t.open("?without=worker#/leads?view=all");
      for (const company of ["Kept Ltd", "In one copy Ltd"]) await t.within("grid", "Leads").find("link", company);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

// Takes from the page what its address says that this browser lacks.
function without() {
  const lacks = new URLSearchParams(location.search).get("without");
  const refuse = () => Promise.reject(new DOMException("The operation is insecure.", "SecurityError"));
  const old = () => Promise.reject(new WebAssembly.CompileError("unexpected opcode 0xfd"));
  // No case is without the worker: it would answer for a host that is half there.
  if (lacks) ServiceWorkerContainer.prototype.register = refuse;
  if (lacks === "database") Object.defineProperty(window, "indexedDB", { value: undefined });
  if (lacks === "wasm") delete window.WebAssembly;
  if (lacks === "wide") Object.assign(WebAssembly, { validate: () => false, compile: old, compileStreaming: old, instantiate: old, instantiateStreaming: old });
}

async function add(t, company) {
  await relata(t).app.addLead(company);
  await t.kept();
}

// Without IndexedDB there is one copy, which is said.
async function noSecondCopy(t) {
  await t.open("?without=database#/leads");
  await t.see("This browser gives Relata no second copy");
  await add(t, "In one copy Ltd");
  await t.reload();
  await t.find("heading", "In one copy Ltd");
}

async function cannotStart(t, place, sentence) {
  // Of a file that was cut, Firefox says that it is out of memory.
  t.allowErrors(/WebAssembly|CompileError|wasm|404|Failed to load|Not Found|insecure|module|integrity|MIME|Loading|opcode|out of memory/i);
  // Elsewhere first, so that it is a new page.
  await t.page.goto(new URL("blank.html", t.base).href);
  await t.page.goto(new URL(place, t.base).href);
  const screen = t.within("alertdialog", "Relata could not start. Your data is still here.");
  await screen.see(sentence, { timeout: 30_000 });
  const { text } = await t.download(() => screen.click("button", "Download my data"));
  t.check(text.includes("Kept Ltd"), "what is kept can be taken along");
  await t.axe();
}

// A host to which a newer version is being copied: the page is there already,
// one of its parts is not, or only in part.
async function halfThere(t, folder) {
  const whole = t.server.folder;
  const harms = [
    ({ js }) => rmSync(js),
    ({ wasm }) => rmSync(wasm),
    ({ wasm }) => writeFileSync(wasm, readFileSync(wasm).subarray(0, 100_000)),
  ];
  for (const [n, harm] of harms.entries()) {
    harm(newer(whole, join(folder, `${n}`), `relata-newer${n}`));
    t.server.folder = join(folder, `${n}`);
    await cannotStart(t, "?without=worker#/leads", HALF);
    // The host is whole again, and the button on the screen is the way back.
    t.server.folder = whole;
    await t.within("alertdialog").click("button", "Reload");
    await t.started();
  }
}

// The same program under other names, which no browser has met yet.
function newer(whole, folder, name) {
  cpSync(whole, folder, { recursive: true });
  const js = readdirSync(folder).find((file) => /^relata-.*\.js$/.test(file));
  const old = js.replace(".js", "");
  for (const file of [js, `${old}_bg.wasm`]) renameSync(join(folder, file), join(folder, file.replace(old, name)));
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const hashes = (text) => [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script]) => createHash("sha256").update(script).digest("base64"));
  const renamed = html.replaceAll(old, name);
  const [before, after] = [hashes(html), hashes(renamed)];
  writeFileSync(page, before.reduce((text, hash, n) => text.replace(hash, after[n]), renamed));
  return { js: join(folder, `${name}.js`), wasm: join(folder, `${name}_bg.wasm`) };
}
