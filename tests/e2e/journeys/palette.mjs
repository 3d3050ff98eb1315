// Everything by name or by key: the command palette, the shortcuts, and the
// list of them.

import { relata } from "../pages/index.mjs";

export default {
  name: "The palette finds records and actions; shortcuts do the same, and never while somebody types",
  async run(t) {
    await relata(t).data.loadDemo();
    await records(t);
    await actions(t);
    await keys(t);
    await help(t);
    await switchedOff(t);
  },
};

// Any record, from any page; what was open lately comes first the next time.
async function records(t) {
  const { app } = relata(t);
  await t.open("#/");
  const palette = await app.palette();
  await t.hasFocus("combobox", "Search");
  await t.type("techcorp sol");
  await palette.within("group", "Accounts").find("option", /^TechCorp Solutions/);
  t.equal(await palette.state("option", /^TechCorp Solutions/).then((state) => state.selected), "true", "the best line is chosen already");
  await t.press("Enter");
  await t.find("heading", "TechCorp Solutions");
  await t.gone("dialog", "Command palette");

  await t.open("#/leads");
  await (await app.palette()).within("group", "Recent").find("option", /^TechCorp Solutions/);
  await t.type("mei ");
  await t.find("option", /^Mei Lin/);
  await t.press("ArrowDown");
  await t.press("ArrowUp");
  await t.press("Enter");
  await t.find("heading", "Mei Lin");

  await app.search("nobody of this name");
  await t.press("Enter");
  await t.find("heading", "Results for “nobody of this name”");
}

// What the page can do comes first; Enter does it, Escape gives the focus back.
async function actions(t) {
  const { app, list } = relata(t);
  await list("leads").openAny("Mei Lin");
  await t.focus("button", "Edit");
  const here = (await app.palette()).within("group", "On this page");
  for (const action of ["Convert…", "Edit…", "Log call…", "Delete"]) await here.find("option", new RegExp(`^${action}`));
  await t.press("Escape");
  await t.gone("dialog", "Command palette");
  await t.hasFocus("button", "Edit");

  await app.palette();
  await t.type("log meerting");
  await t.press("Enter");
  await t.find("dialog", "Log activity");
  t.equal((await t.state("radio", "Meeting")).checked, true, "a meeting is what was asked for");
  await t.press("Escape");
  await t.gone("dialog", "Log activity");
  await t.hasFocus("button", "Edit");
}

async function keys(t) {
  const { list } = relata(t);
  await t.press("c");
  await t.find("dialog", "Log activity");
  await t.hasFocus("textbox", "Subject");
  // In a field the letters are text, and no shortcut.
  await t.type("gleent");
  t.equal(await t.value("textbox", "Subject"), "gleent", "letters go into the field");
  await t.press("Escape");
  await t.gone("dialog", "Log activity");
  await t.press("Shift+E");
  await t.find("dialog", "Log activity");
  t.equal((await t.state("radio", "E-mail")).checked, true, "an e-mail is what was asked for");
  await t.press("Escape");
  await t.gone("dialog", "Log activity");

  for (const [key, heading] of [["a", "Accounts"], ["c", "Contacts"], ["b", "Opportunities board"], ["l", "Leads"]]) {
    await t.press("g");
    await t.press(key);
    await t.find("heading", heading);
  }
  await t.press("/");
  await t.hasFocus("searchbox", "Filter");
  await t.type("n/gh");
  t.equal(await t.within("main").value("searchbox", "Filter"), "n/gh", "letters go into the field");
  await t.press("Control+k");
  await t.find("dialog", "Command palette");
  await t.press("Escape");
  await t.hasFocus("searchbox", "Filter");

  await list("contacts").open();
  await t.press("n");
  await t.find("dialog", "New contact");
  await t.press("Escape");
  await t.gone("dialog", "New contact");
}

async function help(t) {
  await t.press("?");
  const shortcuts = t.within("dialog", "Keyboard shortcuts");
  for (const words of ["Log call", "New lead", "G then L", "Ctrl+K"]) await shortcuts.see(words);
  await t.press("Escape");
  await t.gone("dialog", "Keyboard shortcuts");
}

// People who dictate, or whose hands shake, can do without single letters.
async function switchedOff(t) {
  await t.open("#/settings/appearance");
  await t.within("group", "Single-key shortcuts").click("radio", "Off");
  await t.focus("link", "Home");
  await t.press("n");
  await t.press("?");
  await t.press("Control+/");
  await t.find("dialog", "Keyboard shortcuts");
  t.equal(await t.route(), "#/settings/appearance", "a single letter does nothing");
}
