// The builder shows the filter of a list as groups of conditions, counts what
// passes, and writes the text; the menu of a column begins a condition.

import { relata } from "../pages/index.mjs";

export default {
  name: "A filter is built of groups of conditions, by mouse and by keyboard",
  timeout: 240_000,
  async run(t) {
    await t.open();
    const { app, form } = relata(t);
    for (const fields of DEALS) {
      await app.startNew("opportunity");
      await form("New opportunity").fill(fields);
      await form("New opportunity").done();
      await t.find("heading", fields.Name);
    }
    await built(t);
    await shownAgain(t);
    await named(t);
    await byKeyboard(t);
    await ofColumns(t);
    await narrow(t);
  },
};

const DEALS = [
  { Name: "Alpha engines", Amount: "5000", "Next step": "Call Bob" },
  { Name: "Beta engines", Amount: "25000", "Expected close": "2030-06-30" },
  { Name: "Gamma wheels", Amount: "90000", "Expected close": "2020-01-31" },
];

async function built(t) {
  const { builder, list } = relata(t);
  const deals = list("opportunities");
  await deals.open("all");
  await deals.filter("engines");
  await t.within("main").click("button", "Build a filter…");
  t.equal(await builder.condition("1").value("textbox", "Value"), "engines", "the builder shows what was typed");
  await builder.counts("2 opportunities");
  await builder.group().click("button", "Add condition");
  await builder.condition("2").hasFocus("combobox", "Field");
  await builder.say("2", "Amount", "is more than", { typed: "10k" });
  await builder.counts("1 opportunity");
  await builder.group().click("button", "Add group");
  await builder.say("3.1", "Expected close", "is", "A date…");
  await builder.condition("3.1").fill("Date", "2030-06-30");
  await builder.counts("1 opportunity");
  await builder.group("3").click("button", "Add condition");
  await builder.say("3.2", "Stage", "is", "Prospecting");
  await builder.group("3").select("Must hold", "None of these", { nth: 0 });
  await builder.counts("0 opportunities");
  await builder.condition("3.2").click("button", "Remove the condition");
  await builder.say("3.1", "The record", "is", "Overdue");
  await builder.counts("1 opportunity");
  await t.axe();
  await builder.done();
  await reads(t, "engines amount>10000 -is:overdue");
  await deals.holds("1 opportunity");
  await t.until(() => t.evaluate(() => location.hash.includes("filter=engines+amount%3E10000+-is%3Aoverdue")), "the address should have the filter");
}

async function shownAgain(t) {
  const { builder, list } = relata(t);
  const deals = list("opportunities");
  await deals.filter("wheels or (engines amount<10k) blue:");
  await t.within("main").click("button", "Build a filter…");
  await builder.dialog.see("Not understood, and left out here: blue:: nothing follows");
  t.equal(await builder.group().value("combobox", "Must hold"), "1", "one of them is enough");
  t.equal(await builder.condition("2.2").value("textbox", "Value"), "10000", "a group within");
  await builder.condition("1").click("button", "Put into a group");
  await builder.group("1").click("button", "Add condition");
  await builder.dialog.click("button", "Filter");
  await builder.condition("1.2").see("Say to what it compares");
  await builder.condition("1.2").hasFocus("textbox", "Value");
  await builder.group("2").click("button", "Remove the group");
  await builder.condition("1.2").fill("Value", "alpha");
  await builder.done();
  await reads(t, "wheels or alpha");
  await deals.holds("2 opportunities");
}

// A filter may name a record by its id; the builder says what that is called, and leaves it.
async function named(t) {
  const { builder, list } = relata(t);
  for (const [last, called] of [["110", "Prospecting"], ["eee", "Archived or removed"]]) {
    const text = `stage=01900000-0000-7000-8000-000000000${last}`;
    await list("opportunities").filter(text);
    await t.within("main").click("button", "Build a filter…");
    t.equal(await builder.condition("1").value("combobox", "Value"), called, "the name of what the filter means");
    await builder.done();
    await reads(t, text);
  }
}

async function byKeyboard(t) {
  const { builder, list } = relata(t);
  const deals = list("opportunities");
  await deals.filter("");
  await deals.holds("3 opportunities");
  await t.within("main").focus("button", "Build a filter…");
  await t.press("Enter");
  await builder.condition("1").hasFocus("combobox", "Field");
  for (const key of ["Tab", "Tab"]) await t.press(key);
  await t.type("engines");
  await builder.counts("2 opportunities");
  await t.press("Enter");
  await t.gone("dialog", "Build a filter");
  await deals.holds("2 opportunities");
  await t.within("main").hasFocus("button", "Build a filter…");
  await t.press("Enter");
  await builder.condition("1").fill("Value", "never");
  await t.press("Escape");
  await reads(t, "engines");
}

async function ofColumns(t) {
  const { builder, list } = relata(t);
  const deals = list("opportunities");
  const menu = async (column, item) => {
    await deals.grid().focus("button", column);
    await t.press("Alt+ArrowDown");
    await t.find("menuitem", item);
    await t.click("menuitem", item);
  };
  await menu("Amount", "Filter by this…");
  await builder.say("2", "Amount", "is at least", { typed: "20000" });
  await builder.done();
  await reads(t, "engines amount>=20000");
  await deals.holds("1 opportunity");
  const columns = async () => (await deals.grid().texts("columnheader")).filter((text) => text !== "");
  const before = await columns();
  await menu("Stage", "Move right");
  await t.until(async () => (await columns()).indexOf("Stage") === before.indexOf("Stage") + 1, "the column should move right");
  await menu("Stage", "Move left");
  await t.until(async () => (await columns()).indexOf("Stage") === before.indexOf("Stage"), "the column should move back");
  await menu("Stage", "Hide");
  await t.until(async () => !(await columns()).includes("Stage"), "the column should be hidden");
}

async function narrow(t) {
  const { builder, list } = relata(t);
  const deals = list("opportunities");
  await t.viewport(360, 740);
  await deals.open("all");
  await t.within("main").click("button", "Build a filter…");
  await builder.say("1", "Owner", "is empty");
  await builder.group().click("button", "Add group");
  await t.until(() => t.evaluate(() => [document.documentElement, document.querySelector(".dialog-body")].every((box) => box.scrollWidth <= box.clientWidth)), "nothing should stand beside the window");
  await builder.condition("2.1").click("button", "Remove the condition");
  await builder.done();
  await reads(t, "no:owner");
}

async function reads(t, filter) {
  await t.until(async () => (await t.within("main").value("searchbox", "Filter")) === filter, async () => `the filter should read ${filter}, not ${await t.within("main").value("searchbox", "Filter")}`);
}
