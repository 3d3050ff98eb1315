// The offline worker. It keeps one version of Relata, whole or not at all, and
// answers from it, network or not. A newer version is fetched beside it and
// waits until the person says so: then it takes over, and the old one goes.
// It asks its own origin only, and only for the files listed here; `seal.mjs`
// fills the list in.
"use strict";

const FILES = __FILES__;
const ROOT = "./";
// Pages of several projects may share an origin, and with it the caches.
const OURS = `relata ${registration.scope} `;
const CACHE = OURS + "__VERSION__";

const address = (path) => new URL(path, registration.scope).href;
const listed = new Set(Object.keys(FILES).map(address));

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(dropOthers()));
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});
addEventListener("fetch", (event) => {
  const wanted = wantedOf(event.request);
  if (wanted) event.respondWith(answer(wanted, event.request));
});

// A file that is not the one this version was made with fails the whole: a
// deploy that was half there is tried again at the next visit.
async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    Object.entries(FILES).map(async ([path, integrity]) => {
      const response = await fetch(address(path), { cache: "no-cache", integrity });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(address(path), response);
    }),
  );
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

function wantedOf(request) {
  if (request.method !== "GET") return null;
  const url = new URL(request.url);
  url.hash = "";
  url.search = "";
  if (url.href === address("index.html")) return address(ROOT);
  return listed.has(url.href) ? url.href : null;
}

async function answer(wanted, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(wanted)) ?? fetch(request);
}
