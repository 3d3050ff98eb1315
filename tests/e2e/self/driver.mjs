// The driver's own test: every verb once, against a page that has one of
// everything, in each browser. Run it after any change to the driver:
//
//   node tests/e2e/run.mjs --journeys tests/e2e/self --dist tests/e2e/self/page

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default {
  name: "The driver can do all that it says",
  async run(t) {
    await t.open();
    await names(t);
    await fields(t);
    await dialogs(t);
    await files(t);
    await keysAndRoutes(t);
    await looks(t);
    await failures(t);
    await tabsAndProfile(t);
  },
};

async function names(t) {
  t.equal(await t.names("link"), ["Leads", "Accounts"], "links are named by their text");
  t.check(await t.has("button", "Open"), "what is hidden from screen readers is not in a name");
  t.equal(await t.within("grid", "People").texts("row"), ["Ada Won", "Ben New"], "rows are found within their grid");
  t.equal(await t.count("gridcell", /^(Ada|Ben)$/), 2, "a RegExp names several");
  await t.within("navigation", "Main").click("link", "Leads");
  await t.atRoute("#/leads");
}

async function fields(t) {
  await t.fill("Name", "Ada");
  await t.fill("Name", "Grace Hopper");
  t.equal(await t.value("textbox", "Name"), "Grace Hopper", "filling replaces what was there");
  t.equal((await t.state("textbox", "Name")).description, "As on the card", "a description is read");
  await t.fill("Born", "1906-12-09");
  t.equal(await t.value("textbox", "Born"), "1906-12-09", "a date is set");
  await t.fill("Amount", "12");
  t.equal(await t.value("spinbutton", "Amount"), "12", "a number is typed");
  await t.fill("Notes", "one\ntwo");
  t.equal(await t.value("textbox", "Notes"), "one\ntwo", "lines are kept");
  await t.select("Stage", "Won");
  t.equal(await t.value("combobox", "Stage"), "2", "an option is chosen by its text");
  await t.tick("Urgent");
  await t.tick("Urgent");
  t.check((await t.state("checkbox", "Urgent")).checked, "ticking twice leaves it ticked");
  await t.focus("textbox", "Name");
  await t.press("Enter");
  await t.see("submitted");
}

async function dialogs(t) {
  await t.click("button", "Late");
  await t.see("late was clicked");
  await t.click("button", "Open");
  t.equal(await t.count("textbox", "Name"), 1, "behind a modal dialog nothing is in reach");
  const dialog = t.within("dialog", "New lead");
  await dialog.fill("Name", "Ada");
  await dialog.click("button", "Save");
  await t.gone("dialog", "New lead");
  await t.see("closed with Ada");
  t.answerDialog(true);
  await t.click("button", "Ask");
  await t.see("yes");
}

async function files(t) {
  const folder = mkdtempSync(join(tmpdir(), "relata-files-"));
  const path = join(folder, "people.csv");
  writeFileSync(path, "name\nAda");
  await t.upload("Import file", path);
  await t.see("imported name Ada");
  await t.upload("Picture", path);
  await t.see("picture people.csv");
  rmSync(folder, { recursive: true });
  for (const nth of ["first", "second"]) {
    const file = await t.download(() => t.click("button", "Export JSON"));
    t.equal([file.name, file.text], ["relata.json", '{"née":1}'], `the ${nth} download has its name and bytes`);
  }
}

async function keysAndRoutes(t) {
  await t.press("Ctrl+K");
  await t.see("palette");
  await t.focus("link", "Leads");
  await t.press("Tab");
  await t.hasFocus("link", "Accounts");
  await t.press("Enter");
  await t.atRoute(/accounts/);
  await t.back();
  await t.atRoute("#/leads");
  await t.drag(["listitem", "Card"], ["region", "Target"]);
  await t.see("dropped");
}

async function looks(t) {
  const isDark = () => t.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  await t.viewport(360, 740);
  t.equal(await t.evaluate(() => innerWidth), 360, "the window is narrow");
  await t.dark();
  t.check(await isDark(), "the page is asked to be dark");
  t.equal(await t.evaluate(() => innerWidth), 360, "and is as narrow as before");
  await t.dark(false);
  t.check(!(await isDark()), "the page is asked to be light");
  await t.viewport(1280, 800);
}

// A failure must say what was looked for and what was there instead.
async function failures(t) {
  const soon = { timeout: 200 };
  const fails = async (action, pattern, sentence) => {
    const message = await action().then(() => "it did not fail", (error) => error.message);
    t.check(pattern.test(message), `${sentence}: ${message}`);
  };
  await fails(() => t.click("button", "Sav", soon), /button “Sav” should be on the page[^]*“Export JSON”/, "what is there is listed");
  await fails(() => t.click("button", "Covered", soon), /“Cover” covers it/, "a covered button is not clicked");
  await fails(() => t.see("Nowhere", soon), /the text Nowhere should be shown/, "a text that is not there is named");
  await t.evaluate(() => console.error("a planted error"));
  await t.until(() => t.log.errors.some((error) => error.includes("a planted error")), "console errors are heard");
  t.allowErrors(/a planted error/);
}

async function tabsAndProfile(t) {
  const other = await t.newTab("#/other");
  t.equal(await other.route(), "#/other", "the second tab is on its own route");
  await other.evaluate(() => localStorage.setItem("kept", "yes"));
  await t.see("another tab set kept");
  await t.restart();
  t.equal(await t.evaluate(() => localStorage.getItem("kept")), "yes", "a restart keeps the profile");
  await t.kill();
  await t.restart();
  t.equal(await t.evaluate(() => localStorage.getItem("kept")), "yes", "so does a kill");
  await t.offline();
  t.check(await t.evaluate(() => fetch("index.html").then(() => false, () => true)), "offline, nothing is fetched");
  await t.offline(false);
  t.allowErrors(/index\.html|Content-Security-Policy|Content Security Policy|ERR_|fetch/i);
  await t.reload();
}
