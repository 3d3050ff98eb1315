// A page stays open over midnight, on a device that is carried to another time
// zone or whose clock is set back: it goes on with the day that it is.

import { relata } from "../pages/index.mjs";

const TASK = "Send the offer";

export default {
  name: "A page left open goes on with the day that it is: over midnight, set back and in another time zone",
  async run(t) {
    const { clock, form } = relata(t);
    await t.open();
    await clock.ours();
    // Ten seconds before the end of a Wednesday.
    await clock.set("2026-11-18T23:59:50");
    await t.reload();
    await t.open("#/activities/new");
    await form("New activity").fill({ Subject: TASK, Due: "2026-11-18" });
    await form("New activity").done();
    await t.open("#/");
    // Nobody touches the page meanwhile.
    await isIn(t, "Overdue", { timeout: 20_000 });

    await clock.set("2026-11-18T12:00:00");
    await isIn(t, "Due today");
    await clock.set("2026-11-17T12:00:00");
    await isIn(t, "Later this week");

    await t.open("#/activities?view=today");
    await t.find("heading", "Activities");
    await t.see("Nothing");
    await clock.set("2026-11-18T12:00:00");
    await t.see(TASK);
    await clock.set("2026-11-19T12:00:00");
    await t.notSee(TASK);

    await t.open("#/activities/calendar?show=week");
    await clock.set("2026-11-18T12:00:00");
    await t.find("region", /^Today, Wed,/);
    if (t.browser === "chromium") await elsewhere(t, clock);
  },
};

// Noon here is two o'clock of the next morning on the Line Islands.
async function elsewhere(t, clock) {
  const before = await t.evaluate(() => new Date().getTimezoneOffset());
  t.check(before > -600, "the device is not that far east to begin with");
  await t.page.emulateTimezone("Pacific/Kiritimati");
  await clock.look();
  await t.find("region", /^Today, Thu,/);
  await t.open("#/");
  await isIn(t, "Overdue");
  await t.page.emulateTimezone();
  await clock.look();
  await isIn(t, "Due today");
}

async function isIn(t, list, options) {
  await t.within("region", list).find("link", TASK, options);
}
