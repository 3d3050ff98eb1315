// A passphrase lock: turned on, asked, changed, turned off; by hand, by itself,
// in several tabs; what stands on disk meanwhile; a copy that is locked.

import { pause } from "../driver.mjs";
import { file } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";

const FIRST = "correct horse battery";
const SECOND = "another staple, längst";
const NAME = "Whisper Ltd";

export default {
  name: "A passphrase locks the workspace: nothing readable is kept, and nothing is lost",
  timeout: 300_000,
  async run(t) {
    await t.open("#/leads");
    await add(t, NAME);
    t.check((await relata(t).lock.kept()).some(([, , text]) => text.includes(NAME)), "without a lock the name stands there to be read");
    await turnedOn(t);
    await asked(t);
    await locksItself(t);
    await changed(t);
    await storageEmptied(t);
    await lockedCopy(t);
    await turnedOff(t);
  },
};

async function add(t, company) {
  const { app } = relata(t);
  await t.page.bringToFront();
  await app.addLead(company);
  await app.settled();
}

async function turnedOn(t) {
  const { lock } = relata(t);
  const other = await t.newTab("#/leads");
  await t.page.bringToFront();
  await lock.settings();
  await looks(t);
  await lock.section.click("button", "Turn on…");
  const dialog = t.within("dialog", "Turn the passphrase lock on");
  await dialog.see(/forgotten passphrase/);
  await t.axe();
  await dialog.fill("New passphrase", "short");
  await dialog.click("button", "Turn on");
  await dialog.see("At least 8 characters");
  await dialog.fill("New passphrase", FIRST);
  await dialog.fill("The same again", "something else");
  await dialog.click("button", "Turn on");
  await dialog.see("The two are not the same");
  await dialog.fill("The same again", FIRST);
  await t.press("Enter");
  await lock.isOn();
  await looks(t);
  await sealed(t);
  await other.page.bringToFront();
  await relata(other).lock.isLocked();
  await other.page.close();
  await add(t, "Later Ltd");
  await sealed(t);
}

// Nothing that holds words stands in the open, in neither copy.
async function sealed(t) {
  const words = ([where, key]) => ["log", "mirror"].includes(where) || /^relata\/(manifest|journal|segment|damaged)/.test(key);
  await t.until(async () => (await relata(t).lock.kept()).filter(words).every(([, , text]) => text.startsWith("100:")), "everything should be sealed");
  const kept = await relata(t).lock.kept();
  t.check(kept.some(([where]) => where === "log" || where === "mirror"), "the second copy is there");
  t.check(!kept.some(([, , text]) => /Whisper|Later|horse|staple/.test(text)), "no word of a record or a passphrase can be read");
  const tab = await t.evaluate(() => JSON.stringify(sessionStorage));
  t.check(!/Whisper|Later|horse|staple/.test(tab), "nor in what the tab remembers");
}

async function asked(t) {
  const { lock, list } = relata(t);
  await list("leads").open("all");
  await t.reload();
  await lock.isLocked();
  t.check(!(await t.evaluate(() => document.documentElement.outerHTML)).includes("Whisper"), "the page knows nothing before");
  t.equal((await t.focused())?.name, "Passphrase", "one can type at once");
  await looks(t);
  await lock.answer("not the passphrase");
  await t.see("This is not the passphrase", { timeout: 30_000 });
  t.equal((await t.focused())?.name, "Passphrase", "the focus stays where one types");
  await t.axe();
  await lock.unlock(FIRST);
  await t.atRoute("#/leads?view=all");
  for (const name of [NAME, "Later Ltd"]) await list("leads").shows(name);
}

async function locksItself(t) {
  const { lock, app, clock } = relata(t);
  const other = await t.newTab("#/leads");
  await relata(other).lock.unlock(FIRST);
  await t.page.bringToFront();
  const palette = await app.palette();
  await palette.fill("Search", "lock");
  await t.click("option", /^Lock now/);
  await lock.isLocked();
  await relata(other).lock.isLocked();
  await other.page.close();

  await clock.ours();
  await clock.shift(0);
  await t.reload({ now: true });
  await lock.unlock(FIRST);
  await lock.settings();
  await lock.section.select("Lock by itself", "After 5 minutes");
  await clock.shift(4 * 60_000);
  await clock.look();
  await lock.section.find("button", "Lock now");
  await clock.shift(10 * 60_000);
  await clock.look();
  await lock.isLocked();
}

async function changed(t) {
  const { lock } = relata(t);
  await lock.unlock(FIRST);
  await lock.section.click("button", "Change passphrase…");
  const dialog = t.within("dialog", "Change the passphrase");
  await dialog.fill("Present passphrase", "wrong one");
  await dialog.fill("New passphrase", SECOND);
  await dialog.fill("The same again", SECOND);
  await dialog.click("button", "Change");
  await dialog.see("This is not the passphrase", { timeout: 30_000 });
  await dialog.fill("Present passphrase", FIRST);
  await dialog.click("button", "Change");
  await t.gone("dialog", "Change the passphrase", { timeout: 30_000 });
  await lock.section.click("button", "Lock now");
  await lock.isLocked();
  await lock.answer(FIRST);
  await t.see("This is not the passphrase", { timeout: 30_000 });
  await lock.unlock(SECOND);
}

// The lock survives as the data do.
async function storageEmptied(t) {
  const { lock, list } = relata(t);
  await t.evaluate(() => localStorage.clear());
  await t.reload();
  await lock.unlock(SECOND);
  await list("leads").open("all");
  for (const name of [NAME, "Later Ltd"]) await list("leads").shows(name);
  await sealed(t);
}

async function lockedCopy(t) {
  const { lock, list } = relata(t);
  await t.reload();
  await lock.isLocked();
  await t.click("button", "Without the passphrase");
  const copy = await t.download(() => t.click("button", "Download the locked data"));
  t.check(!copy.text.includes("Whisper"), "the copy is locked too");
  await t.click("button", "Begin anew…");
  const dialog = t.within("dialog", "Begin anew?");
  await dialog.fill("Type ERASE to confirm", "ERASE");
  await dialog.click("button", "Erase everything");
  await t.find("banner", undefined, { timeout: 30_000 });
  await list("leads").open("all");
  await t.see("No leads yet");

  await relata(t).data.open();
  await t.upload("Import JSON", file(copy.name, copy.text));
  await t.within("dialog", "Open a locked copy").fill("Passphrase", FIRST);
  await t.press("Enter");
  await t.within("dialog", "Open a locked copy").see("This is not the passphrase", { timeout: 30_000 });
  await t.within("dialog", "Open a locked copy").fill("Passphrase", SECOND);
  await t.press("Enter");
  const taken = t.within("dialog", "Import JSON");
  await taken.tick("Replace", true, { timeout: 30_000 });
  await relata(t).data.withCopy(taken, "Replace everything");
  await t.gone("dialog", "Import JSON");
  await list("leads").open("all");
  for (const name of [NAME, "Later Ltd"]) await list("leads").shows(name);
}

async function turnedOff(t) {
  const { lock, list } = relata(t);
  await lock.turnOn(SECOND);
  await sealed(t);
  await lock.turnOff(SECOND);
  t.check((await lock.kept()).every(([where, key, text]) => key.includes("lock") || !text.startsWith("100:")), "everything is plain again, in the storage and the second copy");
  await list("leads").open("all");
  for (const name of [NAME, "Later Ltd"]) await list("leads").shows(name);
  await t.reload();
  await t.until(async () => !(await lock.kept()).some(([, key]) => key.includes("lock")), "once nothing is sealed, the record of the lock goes too");
  await t.reload();
  await list("leads").shows(NAME);
}

// What axe says in light, in dark and on a phone. The rules read the page, not
// the browser: the second browser would have to begin anew to be dark.
async function looks(t) {
  for (const dark of t.browser === "chromium" ? [true, false] : []) {
    await t.dark(dark);
    // Colours of buttons move.
    await pause(400);
    await t.axe();
  }
  await t.viewport(360, 740);
  await t.axe();
  t.check(await t.evaluate(() => document.documentElement.scrollWidth <= 360), "nothing is wider than a phone");
  await t.viewport(1280);
}
