// Serves a built app to the browsers under test, on the loopback address and a
// random port, as a plain web host would. It can go down and come back on the
// same port, which is what offline means to a page in any browser.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8", ".wasm": "application/wasm", ".json": "application/json",
  ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
};

/** A page of the app's origin on which the app does not run. */
export const BLANK = "blank.html";

/**
 * Starts serving a folder: `{ url, folder, packs, held, requests, down(), up(), close() }`. Setting `folder`
 * serves another from then on; with `packs` files go out with gzip, as hosts send them; `held` is a promise
 * that the program waits for, as on a slow network.
 */
export async function serve(folder) {
  const requests = [];
  const served = { folder, packs: false, held: null, requests };
  let server = await listen(served, 0);
  const { port } = server.address();
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return Object.assign(served, {
    url: `http://127.0.0.1:${port}/`,
    down: close,
    close,
    async up() {
      server = await listen(served, port);
    },
  });
}

function listen(served, port) {
  const server = createServer((request, response) => answer(served, request, response));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

async function answer({ folder, packs, held, requests }, request, response) {
  requests.push(request.url);
  const path = new URL(request.url, "http://127.0.0.1").pathname;
  if (path.endsWith(".wasm")) await held;
  // Browsers ask for this by themselves; a page without one is not at fault.
  if (path === "/favicon.ico") return response.writeHead(204).end();
  if (path === `/${BLANK}`) return response.writeHead(200, { "Content-Type": TYPES[".html"] }).end("<!doctype html><title>Blank</title>");
  const file = fileFor(folder, path);
  try {
    const plain = await readFile(file);
    const body = packs ? gzipSync(plain) : plain;
    const headers = { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Cache-Control": "no-cache" };
    response.writeHead(200, packs ? { ...headers, "Content-Encoding": "gzip" } : headers);
    response.end(request.method === "HEAD" ? undefined : body);
  } catch {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("404 Not Found");
  }
}

// `normalize` settles every `..` before the path is put below the folder.
function fileFor(folder, path) {
  const inside = normalize(decodeURIComponent(path)).split(sep).filter((part) => part !== "..");
  const file = join(folder, ...inside);
  return path.endsWith("/") ? join(file, "index.html") : file;
}
