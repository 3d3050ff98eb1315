// What a first visitor sees before the program is there: the ways to begin, as the
// app has them and at the same place; and what is pressed meanwhile is done when it comes.

import { BLANK } from "../server.mjs";

export default {
  hosted: true,
  name: "The ways to begin are there before the program, and what is pressed is not lost",
  async run(t) {
    await alike(t);
    await anew(t, async () => {
      await t.click("link", /^Add a lead/);
      t.check(!(await t.has("heading", "Home")), "a press shows that it was heard");
    });
    await t.find("dialog", "New lead");
    await anew(t, () => t.click("button", /^Guided tour/));
    await t.find("button", "Leave the tour");
    await anew(t, () => t.click("button", /^Look at the demo/));
    await t.find("heading", "Untouched leads");
    await t.kept();
    // Who comes back has work on Home, and no use for ways to begin.
    await anew(t, async () => t.check(!(await t.has("link", /^Add a lead/)), "they are for a first visit"), { back: true });
    await t.find("heading", "Untouched leads");
  },
};

/** The page of a first visit before and after the program: the same words at the same places, and the focus where it was. */
async function alike(t) {
  let before = null;
  await anew(t, async () => {
    await t.find("link", /^Add a lead/);
    before = await looks(t);
    t.check(before.texts.length > 10, "there is something to compare");
    await t.evaluate(() => document.querySelectorAll("#shell .door")[1].focus());
  });
  await t.until(() => t.evaluate(() => !document.getElementById("shell")), "the app should be there");
  const after = await looks(t);
  t.equal(after.texts, before.texts, "the same words");
  t.equal(after.places, before.places, "at the same places");
  t.check(await t.evaluate(() => document.activeElement.matches("#main .door[href='#/data']")), "the focus is on the same door");
}

/** Opens the page of a first visit, or with `back` of a later one; the program waits until `meanwhile` is over. */
async function anew(t, meanwhile, { back = false } = {}) {
  await t.page.goto(new URL(BLANK, t.base).href);
  // Without the offline worker the program comes over the network.
  await t.evaluate(async (forgets) => {
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
    if (!forgets) return;
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  }, !back);
  let release = null;
  t.server.held = new Promise((done) => (release = done));
  await t.page.goto(t.base, { waitUntil: "domcontentloaded" });
  await meanwhile();
  release();
}

function looks(t) {
  return t.evaluate(() => {
    const page = [...document.querySelectorAll(".app-main > .page")].find((page) => !page.hidden);
    const parts = [...page.querySelectorAll("h1, .page-concept, .door, .door-title, .door-detail, .promise, .row > *, svg")];
    const place = (part) => Object.values(part.getBoundingClientRect().toJSON()).map(Math.round).slice(0, 4).join(" ");
    return { texts: parts.map((part) => part.textContent.replace(/\s+/g, "")), places: parts.map(place) };
  });
}
