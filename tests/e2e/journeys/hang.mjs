// A database that never answers: after some seconds the page goes on without
// it, says so, and the next opening unites the two.

import { pause } from "../driver.mjs";
import { hang, letGo, tellOfMuch } from "../faults.mjs";
import { relata } from "../pages/index.mjs";

// How long the page waits for an answer, in milliseconds.
const PATIENCE = 10_000;

export default {
  name: "A database that does not answer holds nothing up for ever, and loses nothing",
  timeout: 120_000,
  async run(t) {
    const { app, list } = relata(t);
    await t.open("#/leads");
    await app.addLead("Before Ltd");
    await app.settled();
    const status = () => t.evaluate(() => document.querySelector("header [role=status]").getAttribute("aria-busy"));

    const other = await t.newTab("#/leads");
    await hang(other);
    await tellOfMuch(other);
    await t.page.bringToFront();
    await app.addLead("Behind another Ltd");
    await pause(PATIENCE + 3_000);
    t.equal(await status(), "true", "another tab that writes much is waited for");
    await letGo(other);
    await other.page.close();
    await app.settled();
    t.equal(await t.has("button", "Dismiss"), false, "and then there is a second copy of what waited");

    await hang(t);
    await app.addLead("Meanwhile Ltd");
    t.equal(await status(), "true", "what is on its way is not said to be saved");
    await t.until(async () => (await status()) !== "true", "it should be saved without the database", { timeout: 40_000 });
    await t.see(/This browser gives Relata no second copy/);
    await app.addLead("Alone Ltd");
    await app.settled();
    await letGo(t);
    await t.reload();
    await list("leads").open("all");
    for (const company of ["Before Ltd", "Behind another Ltd", "Meanwhile Ltd", "Alone Ltd"]) await list("leads").shows(company);
    t.equal(await t.has("button", "Dismiss"), false, "nothing was damaged, and there is a second copy again");
    await app.undo();
    await t.until(async () => !(await t.has("link", "Alone Ltd")), "what was done last, in this tab, should be undone");
  },
};
