// Somebody who has never seen Relata enters the first lead, by keyboard alone.

import { Keyboard } from "../pages/keyboard.mjs";

export default {
  name: "A newcomer enters the first lead by keyboard, in two activations",
  async run(t) {
    const keys = new Keyboard(t);
    await t.open();

    await keys.tabTo("link", /^Add a lead/);
    await keys.activate();
    await t.find("dialog", "New lead");
    await t.hasFocus("textbox", "First name");

    await keys.type("Ada");
    await keys.press("Tab");
    await keys.type("Lovelace");
    await keys.press("Enter");
    await t.gone("dialog", "New lead");
    await t.find("heading", "Ada Lovelace");
    t.check(keys.activations <= 2, `at most two activations, not ${keys.activations}`);
    await t.until(() => t.focused(), "the focus should be somewhere after saving");

    await keys.tabTo("link", "Leads");
    await keys.press("Enter");
    await t.within("grid", "Leads").find("link", "Ada Lovelace");
    t.equal(await t.route(), "#/leads", "the list has its own address");

    // The shorter way: one key, and the form is there.
    await keys.press("n");
    await t.hasFocus("textbox", "First name");
    await keys.press("Escape");
    await t.gone("dialog", "New lead");
    await t.until(() => t.focused(), "the focus should come back from a dialog that was cancelled");
  },
};
