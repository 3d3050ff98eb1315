// The words of the interface are a choice: everything that names a concept
// follows it, and nothing that others read, such as addresses and files.

import { relata } from "../pages/index.mjs";

const NAVIGATION = ["Leads", "Accounts", "Contacts", "Opportunities", "Activities"];
const PLAIN = ["Enquiries", "Companies", "People", "Deals", "Activities"];
const NEW_PLAIN = ["New enquiry", "New company", "New person", "New deal", "New activity"];
// The product's words as words of their own; “contact” and “account” are verbs and more elsewhere, but not on these pages.
const OWN = /\b(leads?|accounts?|contacts?|opportunit(y|ies)|prospects?)\b/i;

export default {
  name: "The whole interface speaks the chosen vocabulary, at once and after a reload",
  timeout: 180_000,
  async run(t) {
    await t.open();
    await relata(t).data.loadDemo();
    await navigation(t, NAVIGATION, "the product's own words come first");
    await choose(t, "Plain words");
    await navigation(t, PLAIN, "the navigation in plain words");
    await menu(t);
    await lists(t);
    await form(t);
    await record(t);
    await everywhere(t);
    await files(t);
    await t.reload();
    await navigation(t, PLAIN, "and after a reload");
    await others(t);
  },
};

// By keyboard: the arrow keys go on from the same choice, though the page is drawn anew.
async function choose(t, vocabulary) {
  await t.open("#/settings/words");
  await t.hasFocus("heading", "Settings");
  await (await t.within("group", "Vocabulary").find("radio", /^Relata/)).focus();
  await t.press(" ");
  for (let more = 0; more < 6; more += 1) {
    await t.until(async () => (await t.focused())?.role === "radio", "the focus should be on the choice");
    if ((await t.focused()).name.startsWith(vocabulary)) break;
    await t.press("ArrowDown");
  }
  await t.until(async () => (await t.state("radio", new RegExp(`^${vocabulary}`))).checked, `${vocabulary} should be chosen`);
}

async function click(t, vocabulary) {
  await t.open("#/settings/words");
  await t.within("group", "Vocabulary").click("radio", new RegExp(`^${vocabulary}`));
}

async function navigation(t, wanted, what) {
  let names = [];
  await t.until(async () => {
    names = (await t.within("navigation", "Main").names("link")).slice(2, 7);
    return JSON.stringify(names) === JSON.stringify(wanted);
  }, () => `${what}: ${names}`);
}

// Goes to a page and waits until it is drawn: the heading and the title of the window are
// other ones then; among the settings, which share both, the link to the section is marked.
async function arrive(t, place) {
  const look = () => t.evaluate(() => [document.title, document.querySelector("h1")?.textContent, document.querySelector("main [aria-current=page]")?.textContent].join(" / "));
  const [before, from] = [await look(), await t.route()];
  await t.open(place);
  await t.find("heading", undefined);
  if (from === place) return;
  await t.until(async () => (await look()) !== before, `${place} should be drawn in place of ${before}`);
}

async function menu(t) {
  await relata(t).app.header.click("button", "New");
  await t.find("menuitem", new RegExp(`^${NEW_PLAIN[0]}`));
  const items = await t.names("menuitem");
  t.equal(items.slice(0, 5).map((item) => item.replace(/ N$/, "")), NEW_PLAIN, "the menu New");
  await t.press("Escape");
}

// Heading, concept line, its link and the button of each list.
async function lists(t) {
  for (const [place, plural] of [["leads", "Enquiries"], ["accounts", "Companies"], ["contacts", "People"], ["opportunities", "Deals"]]) {
    await t.within("navigation", "Main").click("link", plural);
    await t.atRoute(`#/${place}`);
    await t.find("heading", plural);
    const head = await t.evaluate(() => document.querySelector(".page-head").textContent);
    t.check(!OWN.test(head), `the head of ${plural} speaks plain words: ${head}`);
    await t.within("grid", plural).find("columnheader", undefined);
    const columns = await t.within("grid", plural).texts("columnheader");
    t.check(columns.length > 0, `${plural} should have columns`);
    t.check(!columns.some((label) => OWN.test(label)), `so do its columns: ${columns}`);
  }
  await t.open("#/accounts?view=prospects");
  await t.find("link", /^Possible customers/);
}

async function form(t) {
  await t.open("#/leads/new");
  await t.find("dialog", "New enquiry");
  const dialog = t.within("dialog", "New enquiry");
  const said = await t.evaluate(() => document.querySelector("dialog[open]").textContent);
  t.check(!OWN.test(said), `the form speaks plain words: ${said}`);
  await dialog.fill("Company", "Lead & Sons");
  await dialog.click("button", "Save");
  // What somebody typed is theirs.
  await t.find("heading", "Lead & Sons");
  await t.see("Enquiry “Lead & Sons” created");
}

async function record(t) {
  await t.within("main").click("link", "Convert");
  await t.find("heading", "Convert Lead & Sons");
  for (const part of ["Company", "Person", "Deal"]) await t.find("heading", part);
  await t.open("#/opportunities/board");
  await t.find("heading", "Deals board");
  await t.open("#/help?term=lead");
  await t.hasFocus("heading", "Enquiry");
  await t.see("an enquiry was checked by nobody yet");
}

// Every page but Help and the choice itself, which name the words of others.
async function everywhere(t) {
  const sections = ["workspace", "pipelines", "statuses", "sources", "reasons", "segments", "relationships", "checklist", "tags", "campaigns", "appearance"];
  const places = ["", "leads", "accounts", "contacts", "opportunities", "opportunities/board", "activities", "which", "data", "trash", "duplicates", "leads/convert", "search?q=tech", ...sections.map((section) => `settings/${section}`)];
  for (const place of places) {
    await arrive(t, `#/${place}`);
    const lines = (await t.evaluate(() => document.body.innerText)).split("\n");
    // A job title of the demo and the name of a record are data.
    const left = lines.filter((line) => OWN.test(line.replace(/Account Manager|Lead & Sons/g, "")));
    t.equal(left, [], `#/${place} speaks plain words`);
  }
}

// Files keep their words: others read them.
async function files(t) {
  await t.open("#/contacts");
  const shown = await t.download(() => t.within("main").click("button", "Export shown"));
  t.check(/^.*Accounts/.test(shown.text.split("\n")[0]), `the columns of a file keep their names: ${shown.text.split("\n")[0]}`);
}

// Where a system shares the product's words, only the others change.
async function others(t) {
  await click(t, "SuiteCRM");
  await navigation(t, NAVIGATION, "SuiteCRM has leads, accounts, contacts and opportunities too");
  await t.open("#/opportunities");
  await column(t, "Sales stage", "a stage is a sales stage");
  await click(t, "Relata");
  await t.open("#/opportunities");
  await column(t, "Stage", "and a stage again");
}

async function column(t, wanted, what) {
  await t.until(async () => (await t.within("grid", "Opportunities").texts("columnheader")).some((label) => label.startsWith(wanted)), what);
}
