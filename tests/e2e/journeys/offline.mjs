// Without a network the app opens as before; a newer version waits until it is
// wanted, and nothing is lost on the way to it.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onCopy } from "../deploy.mjs";
import { held } from "../disk.mjs";

const kept = async (t) =>
  t.until(() => t.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => Boolean(found?.active))), "the offline worker should be at work", { timeout: 30_000 });

export default {
  hosted: true,
  name: "Without a network it opens as before; a newer version waits until it is wanted",
  run: (t) => onCopy(t, (folder) => versions(t, folder)),
};

async function versions(t, folder) {
  await t.open("#/leads/new?company=Offline+Ltd");
  await t.within("dialog", "New lead").click("button", "Save");
  await t.atRoute(/#\/leads\/.{36}$/);
  await kept(t);
  await t.until(async () => (await held(t)).recorder === 1, "the lead should be saved");

  // The browser tells of the worker that it could not look for anew.
  t.allowErrors(/ERR_CONNECTION_REFUSED/);
  await t.offline();
  await t.restart("#/leads");
  await t.find("link", "Offline Ltd");
  await t.open("#/leads/new?company=Without+net");
  await t.within("dialog", "New lead").click("button", "Save");
  await t.atRoute(/#\/leads\/.{36}$/);
  await t.offline(false);

  // The same program under another version, as a deploy would bring it.
  const worker = join(folder, "worker.js");
  writeFileSync(worker, `${readFileSync(worker, "utf8").replace(/OURS \+ "[^"]*"/, 'OURS + "another"')}\n`);
  await t.reload();
  await t.find("button", "Switch now", { timeout: 30_000 });
  const other = await t.newTab("#/accounts");
  await other.find("button", "Switch now");
  // Chromium draws, and so clicks, only what is in front.
  await t.page.bringToFront();
  await t.evaluate(() => (window.before = true));
  await t.click("button", "Switch now");
  await t.until(() => t.evaluate(() => !window.before), "the page should load anew");
  await t.started();
  await t.open("#/leads");
  await t.find("link", "Offline Ltd");
  await t.find("link", "Without net");
  t.equal(await t.evaluate(() => caches.keys().then((names) => names.map((name) => name.split(" ").at(-1)))), ["another"], "the older version should be gone");
  t.equal(await t.count("button", "Switch now"), 0, "the newest version offers no other");
  await other.page.bringToFront();
  await other.see(/Another tab switched/);
  await other.click("button", "Switch now");
  await other.until(async () => (await other.count("button", "Switch now")) === 0, "the other tab should be in the newer version too");
}
