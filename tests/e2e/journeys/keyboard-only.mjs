// A working morning without a mouse: enter a lead, convert it, move the deal on
// the board, filter a list and open what is found, undo. After every key the
// focus is somewhere, and never on the page as a whole.

import { Keyboard } from "../pages/keyboard.mjs";

export default {
  name: "Enter, convert, move, filter and undo by keyboard alone, the focus never lost",
  async run(t) {
    const keys = new Keyboard(t);
    await t.open("#/leads");
    // Nothing has the focus on a page that was just loaded, in any browser.
    await keys.tabTo("button", "Skip to content");
    await keys.press("Enter");
    await enter(t, keys);
    await convert(t, keys);
    await move(t, keys);
    await filter(t, keys);
    await undo(t, keys);
  },
};

async function enter(t, keys) {
  await keys.press("n");
  await t.hasFocus("textbox", "First name");
  await keys.type("Ada");
  await keys.press("Tab");
  await keys.type("Lovelace");
  await keys.press("Tab");
  await keys.type("Analytical Engines");
  await keys.press("Enter");
  await t.gone("dialog", "New lead");
  await t.find("heading", "Ada Lovelace");
}

async function convert(t, keys) {
  await keys.tabTo("link", "Convert");
  await keys.press("Enter");
  await t.find("heading", "Convert Ada Lovelace");
  // Each card's switch is one stop of Tab, and arrows choose.
  const deal = t.within("region", "Opportunity");
  for (let tries = 0; tries < 60 && !(await inRegion(t, "Opportunity")); tries += 1) await keys.press("Tab");
  t.equal((await t.focused()).role, "radio", "the first thing in a card is its switch");
  for (let tries = 0; tries < 3 && !(await deal.state("radio", "New")).checked; tries += 1) await keys.press("ArrowRight");
  await keys.tabTo("textbox", "Name");
  await keys.press("Ctrl+A");
  await keys.type("First engine");
  await keys.tabTo("button", "Convert");
  await keys.press("Enter");
  await t.find("heading", "First engine");
  await keys.settle();
}

async function move(t, keys) {
  await keys.press("g");
  await keys.press("b");
  await t.find("heading", "Opportunities board");
  await keys.tabTo("link", "First engine");
  await keys.press("Shift+ArrowRight");
  await t.within("region", /^Qualification \d/).find("link", "First engine");
  await t.hasFocus("link", "First engine");
  await keys.tabTo("button", "Move First engine to…");
  await keys.press("Enter");
  for (let tries = 0; tries < 10 && (await t.focused())?.name !== "Move to Negotiation"; tries += 1) await keys.press("ArrowDown");
  await keys.press("Enter");
  await t.within("region", /^Negotiation \d/).find("link", "First engine");
  await keys.settle();
}

async function filter(t, keys) {
  await keys.press("g");
  await keys.press("o");
  await t.find("heading", "Opportunities");
  await keys.press("/");
  await t.hasFocus("searchbox", "Filter");
  await keys.type("nothing has this");
  await t.see("Nothing matches");
  await keys.settle();
  await t.hasFocus("searchbox", "Filter");
  await keys.press("Ctrl+A");
  await keys.type("engine");
  await t.within("grid", "Opportunities").find("link", "First engine");
  await keys.tabTo("gridcell", /First engine/);
  await keys.press("Enter");
  await t.find("heading", "First engine");
  await keys.settle();
}

async function undo(t, keys) {
  await keys.press("Ctrl+Z");
  await t.see(/Undone: opportunity “First engine” moved/);
  await keys.settle();
  await keys.press("Ctrl+K");
  await t.hasFocus("combobox", "Search");
  await keys.press("Escape");
  await t.gone("dialog", "Command palette");
  await keys.settle();
}

/** Whether the focus is in the region of this name. */
async function inRegion(t, name) {
  const region = await t.find("region", name);
  return region.evaluate((element) => element.contains(document.activeElement));
}
