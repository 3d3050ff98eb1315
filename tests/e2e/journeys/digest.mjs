// The first opening of Home on a day says in one line what the day asks for.

import { relata } from "../pages/index.mjs";

const LINE = /Today: \d+ overdue, \d+ due today/;

export default {
  name: "The first look at Home on a day says what the day asks for, once, and can be hidden",
  async run(t) {
    const { clock, data } = relata(t);
    await clock.ours();
    await data.loadDemo();
    await t.open("#/");
    await t.see(LINE);
    await t.axe();
    await t.click("button", "Hide");
    await t.notSee(LINE);
    t.check((await t.focused()) !== null, "the focus is not lost with the button");
    await t.reload();
    await t.find("region", "Overdue");
    await t.notSee(LINE);
    await clock.daysAgo(-1);
    await t.see(/Today: \d+ overdue/);
  },
};
