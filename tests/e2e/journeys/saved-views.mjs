// A view is kept under a name, pinned, changed, opened first and deleted; what
// is selected is edited, tagged and deleted at once and comes back with Undo.

import { relata } from "../pages/index.mjs";

export default {
  name: "Views are kept, and many records are changed at once",
  timeout: 240_000,
  async run(t) {
    await t.open();
    await leads(t);
    await saved(t);
    await bulk(t);
    await exported(t);
  },
};

const LEADS = [
  { "Last name": "Lovelace", Company: "Analytical Ltd", Rating: "Hot" },
  { "Last name": "Hopper", Company: "Navy", Rating: "Hot" },
  { "Last name": "Turing", Company: "Analytical Ltd", Rating: "Cold" },
];

async function leads(t) {
  const { app, form } = relata(t);
  for (const fields of LEADS) {
    await app.startNew("lead");
    await form("New lead").fill(fields);
    await form("New lead").done();
    await t.find("heading", fields["Last name"]);
  }
}

async function saved(t) {
  const { list } = relata(t);
  const all = list("leads");
  await t.open("#/leads?sort=title");
  await all.filter("rating:hot");
  await all.holds("2 leads");
  await choose(t, "Save as a new view…");
  await t.within("dialog", "Save as a new view").fill("Name", "Hot ones");
  await t.within("dialog", "Save as a new view").click("button", "Save");
  await all.view("Hot ones");
  await all.holds("2 leads");
  await names(t, ["Hopper", "Lovelace"]);

  // It is there from anywhere, with its order; a change of it can be kept.
  await t.open("#/contacts");
  await t.open("#/leads");
  await all.holds("3 leads");
  await all.view("Hot ones");
  await names(t, ["Hopper", "Lovelace"]);
  await all.filter("rating:hot navy");
  await all.holds("1 lead");
  await choose(t, "Save changes to “Hot ones”");
  await t.open("#/leads");
  await choose(t, "Hot ones");
  await all.holds("1 lead");

  await choose(t, "The list opens with it");
  await t.open("#/contacts");
  await t.open("#/leads");
  await all.holds("1 lead");
  await all.view("Open");
  await all.holds("3 leads");

  await all.view("Hot ones");
  await choose(t, "Delete “Hot ones”");
  await all.holds("3 leads");
  await t.within("navigation", "Views").gone("link", /^Hot ones/);
  await relata(t).app.undo();
  await t.within("navigation", "Views").find("link", /^Hot ones/);
}

async function bulk(t) {
  const { app, list } = relata(t);
  const all = list("leads");
  await t.open("#/leads?view=all&filter=analytical");
  await all.holds("2 leads");
  await t.tick("Select all");
  await t.within("main").click("button", "Edit…");
  const edit = t.within("dialog", "Edit 2 leads");
  await edit.select("Field", "Company");
  await edit.fill("Company", "Difference Ltd");
  await edit.click("button", "Save");
  await t.open("#/leads?view=all&filter=company:difference");
  await all.holds("2 leads");

  await t.tick("Select all");
  await t.within("main").click("button", "Tags…");
  await t.within("dialog", "Tag 2 leads").fill("Add tags", "pioneer, maths");
  await t.within("dialog", "Tag 2 leads").click("button", "Save");
  await t.open("#/leads?view=all&filter=tag:pioneer");
  await all.holds("2 leads");
  await app.undo();
  await all.holds("0 leads");
  await app.undo();
  await t.open("#/leads?view=all&filter=analytical");
  await all.holds("2 leads");

  await t.tick("Select all");
  await t.within("main").click("button", "Delete 2");
  await all.holds("0 leads");
  await app.undo();
  await all.holds("2 leads");
}

async function exported(t) {
  const { list } = relata(t);
  await t.open("#/leads?view=all&filter=rating:hot&sort=-company");
  await list("leads").holds("2 leads");
  const file = await t.download(() => t.within("main").click("button", "Export shown"));
  const lines = (file.text ?? String(file)).replace("\uFEFF", "").split("\r\n");
  t.check(lines[0].startsWith("Name,Company,Status,Rating"), `the columns should be those shown: ${lines[0]}`);
  t.check(lines[1].startsWith("Hopper,Navy") && lines[2].startsWith("Lovelace,Analytical"), `the order should be the one shown: ${lines}`);
  t.check(lines.length === 4, `the file should hold what is shown: ${lines.length} lines`);
}

const SWITCHES = ["The list opens with it", "Pinned as a tab", "Hot ones"];

async function choose(t, item) {
  await t.within("main").click("button", "Saved views");
  await t.click(SWITCHES.includes(item) ? "menuitemcheckbox" : "menuitem", item);
}

async function names(t, wanted) {
  const grid = relata(t).list("leads");
  await t.until(async () => JSON.stringify(await grid.names()) === JSON.stringify(wanted), `the list should show ${wanted}`);
}
