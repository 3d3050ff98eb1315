// The first minute: three doors, the promise in one line, and a tour that is
// taken and left by keyboard.

import { Keyboard } from "../pages/keyboard.mjs";

const STOPS = [
  ["It begins with a lead", "#/leads", "Leads"],
  ["Not sure what somebody is?", "#/which", "Which is it?"],
  ["Deals go from left to right", "#/opportunities/board", "Opportunities board"],
  ["Your data is yours", "#/data", "Import & export"],
  ["Home says what comes next", "#/", "Home"],
];

export default {
  name: "An empty workspace offers three doors, its promise and a tour that can be left at any time",
  async run(t) {
    const keys = new Keyboard(t);
    await t.open();
    await t.see("What you enter stays on this device");
    for (const [role, door] of [["link", /^Add a lead/], ["link", /^Bring my data/], ["button", /^Look at the demo/]]) await t.find(role, door);

    await keys.tabTo("button", "Guided tour");
    await keys.press("Enter");
    for (const [title, route] of STOPS) {
      const step = t.within("dialog", title);
      await step.find("button", "Leave the tour");
      await t.atRoute(route);
      await t.axe();
      await step.click("button", title === STOPS.at(-1)[0] ? "Done" : "Next");
    }
    await t.gone("dialog", undefined);
    await t.hasFocus("heading", "Home");

    // From the palette, and left in the middle: one stays where one is.
    await t.press("Control+k");
    await t.find("dialog", "Command palette");
    await t.type("guided tour");
    await t.press("Enter");
    await t.within("dialog", STOPS[0][0]).click("button", "Next");
    await t.find("dialog", STOPS[1][0]);
    await t.press("Escape");
    await t.gone("dialog", undefined);
    await t.atRoute("#/which");
    await t.hasFocus("heading", "Which is it?");
  },
};
