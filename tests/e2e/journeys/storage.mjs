// When the browser keeps nothing, or has no room, or the program breaks.

import { blockStorage, giveRoomBack, roomTaken, takeRoom } from "../faults.mjs";
import { file } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";

export default {
  name: "A full or blocked storage, a second tab, a broken program: said, and nothing lost",
  timeout: 240_000,
  async run(t) {
    await fullStorage(t);
    await twoTabs(t);
    await brokenProgram(t);
    await blockedStorage(t);
  },
};

async function newLead(t, company, more = {}) {
  // A tab behind another takes no clicks.
  await t.page.bringToFront();
  const { app, form } = relata(t);
  await app.startNew("lead");
  await form("New lead").fill({ Company: company, ...more });
  await form("New lead").save();
}

// Somebody else on the same host has taken all the room.
async function fullStorage(t) {
  const { data, list } = relata(t);
  await t.open("#/leads");
  await newLead(t, "Kept Ltd");
  await t.find("heading", "Kept Ltd");
  await relata(t).app.settled();
  await takeRoom(t);
  await newLead(t, "Too much Ltd", { "Last name": "x".repeat(150) });
  await t.within("alert").see(/storage is full. The change needs [\d,]+ characters, and (fewer|[\d,]+) are free. Nothing has changed/);
  const copy = await t.download(() => t.within("alert").click("button", "Export JSON"));
  t.check(copy.text.includes("Kept Ltd") && !copy.text.includes("Too much Ltd"), "what is kept can be taken along from where it is said");
  await t.within("alert").click("button", "Shorten history");
  await t.atRoute("#/data?at=history");
  await t.hasFocus("heading", "History");
  await t.axe();
  const shown = await data.exportJson();
  await t.reload();
  t.equal((await data.exportJson()).text, shown.text, "what was shown is what is kept, and can be exported");
  t.check(shown.document.records.leads.some(({ company }) => company === "Kept Ltd"), "what was kept before is there");

  t.check((await roomTaken(t)) > 0, "what belongs to others is untouched");
  await giveRoomBack(t);
  await t.open("#/leads");
  await newLead(t, "Room again Ltd");
  await t.find("heading", "Room again Ltd");
  await t.reload();
  await list("leads").open("all");
  await list("leads").shows("Room again Ltd");
}

async function twoTabs(t) {
  const { list } = relata(t);
  await list("leads").open("all");
  const other = await t.newTab("#/leads?view=all");
  await newLead(other, "From the other tab");
  await t.within("grid", "Leads").find("link", "From the other tab");
  await newLead(t, "From the first tab");
  await t.find("heading", "From the first tab");
  await other.open("#/leads?view=all");
  await other.within("grid", "Leads").find("link", "From the first tab");
  await other.within("grid", "Leads").find("link", "From the other tab");
  await other.page.bringToFront();
  await other.reload();
  await relata(other).app.undo();
  await other.until(async () => !(await other.has("link", "From the other tab")), "a tab loaded anew should take back what it did itself");
  await other.within("grid", "Leads").find("link", "From the first tab");
  await other.page.close();
}

// The screen that comes after a panic needs nothing of the program.
async function brokenProgram(t) {
  const { data, list } = relata(t);
  const before = (await data.exportJson()).text;
  await t.evaluate(() => window.relataRescue("the attic is on fire"));
  const screen = t.within("alertdialog", "Something broke. Your data is still here.");
  await screen.see("the attic is on fire");
  await t.hasFocus("heading", "Something broke. Your data is still here.");
  const dump = await t.download(() => screen.click("button", "Download my data"));
  t.check(JSON.parse(dump.text).relata_raw_dump === 1, "the dump says what it is");
  await screen.click("button", "Reload");
  await t.started();
  await data.erase();
  await list("leads").open("all");
  await t.see("No leads yet");
  await data.replaceBy(file(dump.name, dump.text));
  t.equal((await data.exportJson()).text, before, "the dump brings everything back");
}

// A browser that lets pages store nothing.
async function blockedStorage(t) {
  await blockStorage(t);
  await t.open("#/leads");
  await t.reload();
  await t.within("alert").see("this browser lets this page store nothing");
  await newLead(t, "Only here");
  await t.find("heading", "Only here");
  const { text } = await t.download(() => t.within("main").click("button", "Export JSON", { nth: 0 }));
  t.check(text.includes("Only here"), "what is only in memory can be exported");
  t.check((await t.texts("status")).includes("Not saved"), "the header says so");
}
