// Lists are filtered in words, fields and days; what cannot be read is told;
// the address has it all, so Back and links lead to the same list.

import { relata } from "../pages/index.mjs";

export default {
  name: "A list is filtered in words, and its address leads back to it",
  timeout: 240_000,
  async run(t) {
    await t.open();
    await deals(t);
    await typed(t);
    await faults(t);
    await addresses(t);
  },
};

const DEALS = [
  { Name: "Alpha engines", Amount: "5000", "Next step": "Call Bob" },
  { Name: "Beta engines", Amount: "25000", "Expected close": "2030-06-30" },
  { Name: "Gamma wheels", Amount: "90000", "Expected close": "2020-01-31" },
];

async function deals(t) {
  const { app, form } = relata(t);
  for (const fields of DEALS) {
    await app.startNew("opportunity");
    await form("New opportunity").fill(fields);
    await form("New opportunity").done();
    await t.find("heading", fields.Name);
  }
}

async function typed(t) {
  const { list } = relata(t);
  const opportunities = list("opportunities");
  await opportunities.open();
  for (const [filter, count, name] of [
    ["engines", "2 opportunities", "Alpha engines"],
    ["engines -alpha", "1 opportunity", "Beta engines"],
    ["amount>10k", "2 opportunities", "Gamma wheels"],
    ["overdue or step:bob", "2 opportunities", "Alpha engines"],
    ["close:2030 stage:prospecting", "1 opportunity", "Beta engines"],
    ["no:\"Expected close\"", "1 opportunity", "Alpha engines"],
  ]) {
    await opportunities.filter(filter);
    await opportunities.holds(count);
    await opportunities.shows(name);
  }
}

async function faults(t) {
  const { list } = relata(t);
  const opportunities = list("opportunities");
  await opportunities.filter("engines amount>lots");
  await t.see("amount>lots: “lots” is not a number");
  await opportunities.holds("2 opportunities");
  await t.click("button", "How to filter");
  await t.within("dialog", "How to filter").see("close:\"next 30 days\"");
  await t.press("Escape");
  await opportunities.filter("engines");
  await t.notSee("is not a number");
}

async function addresses(t) {
  const { list } = relata(t);
  const opportunities = list("opportunities");
  await t.within("main").fill("Filter", "amount>10k engines");
  await t.until(() => t.evaluate(() => location.hash.includes("filter=amount%3E10k+engines")), "the address should follow the filter");
  await opportunities.openRecord("Beta engines");
  await t.back();
  await opportunities.holds("1 opportunity");
  await reads(t, "amount>10k engines");
  await t.open("#/opportunities?view=all&filter=wheels&sort=-amount");
  await opportunities.shows("Gamma wheels");
  await reads(t, "wheels");
  await t.open("#/opportunities?view=all&sort=-amount");
  await opportunities.holds("3 opportunities");
  const order = JSON.stringify(["Gamma wheels", "Beta engines", "Alpha engines"]);
  await t.until(async () => JSON.stringify(await opportunities.names()) === order, "the dearest deal should stand first");
}

async function reads(t, filter) {
  await t.until(async () => (await t.within("main").value("searchbox", "Filter")) === filter, `the filter should read ${filter}`);
}
