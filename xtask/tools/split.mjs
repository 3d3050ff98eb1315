// Makes two programs of one: what the first page needs, and what comes later
// (src/ui/later.rs). Linking kept what refers to what (`--emit-relocs`, build.rs),
// and `wasm-split-cli` moves what only the later part reaches, code and data, into
// a file of its own, before wasm-bindgen sees the rest. See README, "Size".

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digest, integrity as sha256 } from "./policy.mjs";

/** What the files of a build are called; a name with its hash is another for other content. */
const GLUE = /^relata-[0-9a-f]+\.js$/;
const PROGRAM = /^relata-[0-9a-f]+_bg\.wasm$/;
/** Likes beside their likes pack better: 5 % with gzip. */
const SMALL = ["-Oz", "--reorder-functions-by-name"];

/** Splits the program of a build in `dist`, linked as the file `linked`. One that is not made to be split stays as it is. */
export function splitProgram(dist, linked) {
  const files = readdirSync(dist);
  const [glue, program] = [GLUE, PROGRAM].map((form) => files.find((name) => form.test(name)));
  if (!readFileSync(join(dist, glue), "utf8").includes("__wasm_split_placeholder__")) return;
  const work = mkdtempSync(join(tmpdir(), "relata-split-"));
  try {
    execFileSync("wasm-split-cli", [linked, work, "--out-name", "relata"], { stdio: "inherit" });
    execFileSync("wasm-bindgen", [join(work, "relata.wasm"), "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", work, "--out-name", "relata"], { stdio: "inherit" });
    const first = optimized(join(work, "relata_bg.wasm"));
    const later = optimized(join(work, "split_later.wasm"));
    const laterName = `relata-later-${short(later)}.wasm`;
    const joined = joinedScript(readFileSync(join(work, "relata.js"), "utf8"), readFileSync(join(work, "__wasm_split.js"), "utf8"), laterName, sha256(later));
    const name = `relata-${short(Buffer.concat([Buffer.from(joined), first]))}`;
    const [glueName, programName] = [`${name}.js`, `${name}_bg.wasm`];
    for (const old of [glue, program]) rmSync(join(dist, old));
    for (const [name, content] of [[glueName, joined], [programName, first], [laterName, later]]) writeFileSync(join(dist, name), content);
    const page = join(dist, "index.html");
    const html = renamed(renamed(readFileSync(page, "utf8"), glue, glueName, joined), program, programName, first);
    writeFileSync(page, html);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function optimized(file) {
  execFileSync("wasm-opt", [file, "-o", file, ...SMALL], { stdio: "inherit" });
  return readFileSync(file);
}

/** One script of the two: what loads the later part imports the first, and the other way round; and one request less. */
function joinedScript(glue, loader, laterName, integrity) {
  const [line, alias] = /import \* as (\w+) from "\.\/__wasm_split\.js";?/.exec(glue) ?? [];
  const names = [...loader.matchAll(/^export const (\w+) =/gm)].map((match) => match[1]);
  const fetches = /fetch\(new URL\("\.\/split_later\.wasm", import\.meta\.url\)\)/g;
  // The page itself says what could not be loaded; a page that is left while it loads breaks it off, which is no error.
  const reports = "console.error(e)";
  if (!line || names.length !== 1 || loader.match(fetches)?.length !== 1 || !loader.includes(reports)) throw new Error("wasm-split-cli or wasm-bindgen writes something else than split.mjs knows");
  const own = loader
    .replace(/^import .*$/gm, "")
    .replace(/^export const /gm, "const ")
    .replace(reports, "console.warn(e)")
    .replace(fetches, `part("./${laterName}", "${integrity}")`);
  return `${glue.replace(line, "")}
async function part(name, integrity) {
  const found = await fetch(new URL(name, import.meta.url), { integrity });
  if (!found.ok) throw new Error(\`\${name}: \${found.status}\`);
  // Some servers do not know what WebAssembly is.
  return found.headers.get("Content-Type")?.startsWith("application/wasm") ? found : new Response(found.body, { headers: { "Content-Type": "application/wasm" } });
}
${own}const ${alias} = { ${names.join(", ")} };
`;
}

/** The page with a file under another name, and its digest. */
function renamed(html, old, name, content) {
  const tag = new RegExp(`<link[^>]*${old.replaceAll(".", "\\.")}[^>]*>`, "g");
  return html.replace(tag, (link) => link.replace(/integrity="?sha384-[^\s">]+"?/, `integrity="${digest("sha384", content)}"`)).replaceAll(old, () => name);
}

function short(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
