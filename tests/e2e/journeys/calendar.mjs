// The calendar: a month and a week of activities, what repeats, and the file
// for the calendar that rings.

import { relata } from "../pages/index.mjs";

export default {
  name: "The calendar shows what is due and done; what repeats comes again; it goes out as an ICS file",
  async run(t) {
    await relata(t).data.loadDemo();
    const today = await relata(t).past.day(0);
    await month(t);
    await repeats(t, today);
    await file(t, today);
  },
};

async function month(t) {
  await t.open("#/activities");
  await t.click("link", "Calendar");
  await t.find("heading", "Calendar");
  const shown = async () => (await t.texts("columnheader")).length;
  await t.until(async () => (await shown()) === 7, "a week should have seven days");
  const here = await t.evaluate(() => document.querySelector(".calendar-bar h2").textContent);
  await t.click("link", "Next");
  await t.until(async () => (await t.evaluate(() => document.querySelector(".calendar-bar h2").textContent)) !== here, "another month should be shown");
  await t.hasFocus("link", "Next");
  await t.back();
  await t.until(async () => (await t.evaluate(() => document.querySelector(".calendar-bar h2").textContent)) === here, "Back should lead to this month");
}

// A task for today that repeats every week is ticked off: it stands in the next week.
async function repeats(t, today) {
  await t.open(`#/activities/calendar?show=week&day=${today}`);
  await t.click("button", /^New activity, /, { nth: 0 });
  const form = t.within("dialog", "New activity");
  await form.fill("Subject", "Look at the numbers");
  await form.fill("Due", today);
  await form.select("Repeats", "Every week");
  await form.click("button", "Save");
  await t.gone("dialog", "New activity");
  await t.click("button", "Complete Look at the numbers");
  await t.gone("button", "Complete Look at the numbers");
  await t.click("link", "Next");
  await t.find("button", "Complete Look at the numbers");
  await t.click("button", "Undo", { nth: 0 });
  await t.gone("button", "Complete Look at the numbers");
  await t.back();
  await t.find("button", "Complete Look at the numbers");
}

async function file(t, today) {
  const { name, text } = await t.download(() => t.click("button", "Export ICS"));
  t.equal(name, `relata-${today}.ics`, "the file has its day");
  const event = text.split("BEGIN:VEVENT").find((event) => event.includes("SUMMARY:Look at the numbers"));
  t.check(event?.includes(`DTSTART;VALUE=DATE:${today.replaceAll("-", "")}`), "it is an event of its day");
}
