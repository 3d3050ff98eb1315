// An activity is announced while Relata is open: by a notification where the
// browser shows them, else in the page; once, however many tabs are open.

import { relata } from "../pages/index.mjs";

const MEETING = "Look at the plan together";

export default {
  name: "Reminders are told once on a device: as notifications if allowed, else in the page, and a press opens the activity",
  timeout: 180_000,
  async run(t) {
    const { clock } = relata(t);
    await clock.ours();
    await t.page.evaluateOnNewDocument(ownNotifications);
    await t.open();
    await clock.set("2026-11-18T13:59:20");
    await t.reload();
    await refused(t);
    await allowed(t);
    await twoTabs(t);
    await whileClosed(t);
  },
};

/** Enters an activity of 18 November 2026 at a time of day. */
async function enter(t, subject, time, reminder) {
  const { form } = relata(t);
  await t.open("#/activities/new");
  await form("New activity").fill({ Subject: subject, Due: "2026-11-18", When: `2026-11-18T${time}`, Reminder: reminder });
}

async function save(t) {
  await relata(t).form("New activity").done();
}

// Nobody has allowed anything: the page itself tells, at the turn of the minute.
async function refused(t) {
  await answer(t, "denied");
  await enter(t, MEETING, "14:10", "10 minutes before");
  await t.within("dialog", "New activity").see("as notifications if you allow them");
  await t.within("dialog", "New activity").click("button", "Allow notifications");
  await t.within("dialog", "New activity").see("Notifications are refused");
  await save(t);
  await t.open("#/");
  await t.find("button", "Open", { timeout: 60_000 });
  await t.axe();
  await t.click("button", "Open");
  await t.find("heading", MEETING);
  await t.gone("button", "Open");
  t.equal(await told(t), [], "no notification was shown");
}

async function allowed(t) {
  const { clock, settings } = relata(t);
  await answer(t, "granted");
  await t.reload();
  await settings.open("reminders");
  await t.click("button", "Allow notifications");
  await t.see("Reminders appear as notifications");
  await t.axe();
  await enter(t, "Call the harbour", "15:00", "At the time");
  await save(t);
  await t.open("#/");
  await clock.set("2026-11-18T15:00:30");
  await t.until(async () => (await told(t)).length === 1, "a notification should be shown");
  t.equal((await told(t))[0].title, "Call the harbour", "it names the activity");
  t.check(!(await t.has("button", "Open")), "and nothing is told twice");
  await t.evaluate(() => window.shown.at(-1).onclick());
  await t.find("heading", "Call the harbour");
}

async function twoTabs(t) {
  await enter(t, "Send the sample", "16:00", "At the time");
  await save(t);
  const shift = await t.evaluate(() => sessionStorage.getItem("shift"));
  const other = await t.newTab("#/leads", async (tab) => {
    await relata(tab).clock.ours();
    await tab.page.evaluateOnNewDocument(ownNotifications);
    await tab.page.evaluateOnNewDocument((shift) => sessionStorage.getItem("shift") ?? sessionStorage.setItem("shift", shift), shift);
  });
  await other.find("heading", "Leads");
  const before = (await told(t)).length;
  await Promise.all([t, other].map((tab) => relata(tab).clock.set("2026-11-18T16:00:30")));
  await t.until(async () => (await told(t)).length > before, "one of the tabs should tell");
  await t.reload();
  await other.reload();
  t.equal((await told(t)).slice(before).map(({ title }) => title), ["Send the sample"], "and only one");
  await other.page.close();
}

// What fell due while no page was open is told by the next one; what is done is not.
async function whileClosed(t) {
  const { clock } = relata(t);
  await enter(t, "Was done in time", "17:00", "At the time");
  await save(t);
  await t.open("#/");
  await t.click("button", "Complete Was done in time");
  await enter(t, "Nobody was there", "17:00", "At the time");
  await save(t);
  const before = (await told(t)).length;
  await clock.shift(await t.evaluate(() => Number(sessionStorage.getItem("shift")) + 3 * 3_600_000));
  await t.reload();
  await t.until(async () => (await told(t)).length > before, "what fell due should be told");
  t.equal((await told(t)).slice(before).map(({ title }) => title), ["Nobody was there"], "and it alone");
}

/** What the person answers when the browser asks them, for the first time. */
function answer(t, answer) {
  return t.evaluate((answer) => {
    localStorage.removeItem("test/permission");
    localStorage.setItem("test/answer", answer);
  }, answer);
}

/** The notifications that all tabs have shown. */
const told = (t) => t.evaluate(() => JSON.parse(localStorage.getItem("test/told") ?? "[]"));

// Headless browsers refuse notifications; what was shown is kept for all tabs to read.
function ownNotifications() {
  window.shown = [];
  window.Notification = class {
    static get permission() {
      return localStorage.getItem("test/permission") ?? "default";
    }

    static async requestPermission() {
      const answer = localStorage.getItem("test/answer");
      localStorage.setItem("test/permission", answer);
      return answer;
    }

    constructor(title, { body, tag }) {
      window.shown.push(this);
      const told = JSON.parse(localStorage.getItem("test/told") ?? "[]");
      localStorage.setItem("test/told", JSON.stringify([...told, { title, body, tag }]));
    }

    close() {}
  };
}
