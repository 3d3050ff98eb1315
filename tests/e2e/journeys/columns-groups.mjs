// The columns of a list are chosen, and its rows grouped under headings that
// fold, with counts and sums; the address and saved views have both.

import { relata } from "../pages/index.mjs";

export default {
  name: "Columns are chosen, and rows grouped with counts and sums",
  timeout: 240_000,
  async run(t) {
    await t.open();
    const { app, form, list } = relata(t);
    for (const fields of DEALS) {
      await app.startNew("opportunity");
      await form("New opportunity").fill(fields);
      await form("New opportunity").done();
      await t.find("heading", fields.Name);
    }
    const deals = list("opportunities");
    await deals.open("all");
    await deals.holds("3 opportunities");

    await t.within("main").click("button", "Columns");
    const dialog = t.within("dialog", "Columns");
    await dialog.tick("Probability", false);
    await dialog.tick("Next step");
    await dialog.click("button", "Show");
    await deals.grid().find("columnheader", /^Next step/);
    await deals.grid().gone("columnheader", /^Probability/);
    await t.until(() => t.evaluate(() => /columns=[^&]*next_step/.test(location.hash)), "the address should name the columns");

    await t.open("#/opportunities?view=all&group=next_step&sort=title");
    await deals.grid().see("Call Bob");
    await deals.grid().see("Next step: none");
    await deals.grid().see("$30,000");
    await deals.holds("3 opportunities");
    await deals.grid().click("gridcell", /^Call Bob/);
    await deals.lacks("Alpha engines");
    await deals.shows("Gamma wheels");
    await deals.holds("3 opportunities");
    await deals.grid().click("gridcell", /^Call Bob/);
    await deals.shows("Alpha engines");
  },
};

const DEALS = [
  { Name: "Alpha engines", Amount: "5000", "Next step": "Call Bob" },
  { Name: "Beta engines", Amount: "25000", "Next step": "Call Bob" },
  { Name: "Gamma wheels", Amount: "90000" },
];
