// What is printed: the page alone, nothing cut off, no button; a list as a table
// of all its rows, and where it is too long, how many of how many.

import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { file } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";

const LEADS = 1_200;
/** A4 upright without its margins, in CSS pixels. */
const SHEET = 688;

export default {
  name: "A page on paper has all of its list, no button, and nothing cut off",
  timeout: 180_000,
  async run(t) {
    const { data, list } = relata(t);
    await data.loadDemo();
    await list("accounts").open("all");
    t.equal((await printed(t)).rows, 12, "every account stands on paper");
    t.equal(await tables(t), 0, "the table is gone after printing");

    // The grid draws some thirty rows of these; the table is cut where it says so.
    await data.importFiles(file("leads.csv", ["Last Name,Company", ...Array.from({ length: LEADS }, (_, nth) => `Person ${nth},Firm ${nth}`)].join("\n")));
    await data.takeIn();
    await t.open("#/leads?view=all&filter=Firm");
    await list("leads").holds("1,200 leads");
    const many = await printed(t);
    t.equal([many.rows, many.note], [1_000, "The first 1,000 of 1,200. Filter the list to print others."], "a list of 1,200 says how much of it is printed");

    if (t.browser === "chromium") await looks(t);
  },
};

const tables = (t) => t.evaluate(() => document.querySelectorAll(".paper table").length);

/** Prints for real, and gives what the browser found on the page then. */
async function printed(t) {
  await t.evaluate(() => {
    // Told after the page itself, which was there first.
    addEventListener("beforeprint", () => {
      window.seen = { rows: document.querySelectorAll(".paper tbody tr").length, note: document.querySelector(".paper p")?.textContent ?? "" };
    }, { once: true });
  });
  const path = join(mkdtempSync(join(tmpdir(), "relata-paper-")), "page.pdf");
  await t.print(path);
  t.check(statSync(path).size > 1_000, "the browser made a document");
  return t.evaluate(() => window.seen);
}

// What the sheet of styles does, seen without paper.
async function looks(t) {
  const { list } = relata(t);
  await list("accounts").openAny("TechCorp Solutions");
  const record = await t.route();
  await t.viewport(SHEET, 900);
  for (const place of ["#/", record, "#/accounts?view=all", "#/activities/calendar", "#/activities/calendar?show=week", "#/opportunities/board", "#/help"]) {
    await t.media();
    await t.open(place);
    await t.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await t.media({}, "print");
    const { controls, cut, wide } = await t.evaluate(inspect);
    t.equal(controls, [], `${place}: nothing to press on paper`);
    t.equal(cut, [], `${place}: nothing cut off on paper`);
    t.check(wide <= SHEET, `${place}: ${wide} px fit the sheet`);
    await t.evaluate(() => dispatchEvent(new Event("afterprint")));
  }
  await t.media();
  await wholeDays(t);
}

// A day of the month names a few on screen, and all of them on paper.
async function wholeDays(t) {
  await t.open("#/activities/calendar");
  const count = (selector) => t.evaluate((selector) => document.querySelectorAll(`.calendar-day ${selector}`).length, selector);
  const more = await t.evaluate(() => [...document.querySelectorAll(".calendar-few")].reduce((sum, few) => sum + Number.parseInt(few.textContent, 10), 0));
  t.check(more > 0, "there is a crowded day");
  const named = await count("li");
  await t.evaluate(() => dispatchEvent(new Event("beforeprint")));
  t.equal(await count("li"), named + more, "on paper each day has all of its activities");
  await t.evaluate(() => dispatchEvent(new Event("afterprint")));
  t.equal(await count("li"), named, "and on screen as many as before");
}

function inspect() {
  // A field that can be edited in place is a button that looks as what it says; the filter is told.
  const name = (element) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;
  const shown = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0);
  const hidden = (element) => element.closest(".visually-hidden") || element.clientWidth <= 1;
  const controls = shown.filter((element) => element.matches("button:not(.field-edit), input:not([type=search]), select, textarea, nav[aria-label=Main] a, [role=menu]") && !hidden(element));
  const cut = shown.filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const across = overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    const down = overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1;
    return (across || down) && !hidden(element) && element !== document.documentElement && !element.closest("svg");
  });
  return { controls: controls.map(name), cut: cut.map(name), wide: document.documentElement.scrollWidth };
}
