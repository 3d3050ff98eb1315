// One browser, one size: loads the large demo through the page, as a person
// would, then measures. Every figure is a median of at least five with its
// quartiles; times are the page's own.

import { Journey } from "../journey.mjs";
import { pause } from "../driver.mjs";
import { relata } from "../pages/index.mjs";
import { probe } from "./probe.mjs";

const TIMES = 5;
const LIST = "#/contacts?view=all";
const LONG = 300_000;
const WORDS = ["lind", "schae", "price", "logi", "ana"];

/** `{ version, found }`: rows as bench.mjs shows them. */
export async function measure(browser, server, empty, size) {
  const t = await Journey.begin(browser, server);
  const found = [];
  const note = (what, samples, more = {}) => found.push(row(browser, size, what, samples, more));
  try {
    await t.page.evaluateOnNewDocument(probe);
    if (!(await load(t, size, note))) return { version: await t.session.version(), found };
    await opening(t, empty, note);
    for (const part of [commits, pages, filtering, sorting, scrolling, boards, palette, duplicates]) {
      // What one part cannot measure must not hide what the others can.
      await part(t, note).catch((error) => console.log(`  not measured: ${error.message.split("\n")[0]}`));
    }
    return { version: await t.session.version(), found };
  } finally {
    await t.session.close();
  }
}

/** Loads the demo. False when there is no room for it. */
async function load(t, size, note) {
  await t.open("#/data");
  await t.select("Records", size.toLocaleString("en"));
  const begun = Date.now();
  await t.click("button", "Load a large demo");
  const label = "the demo should be loaded or refused";
  await t.until(async () => (await t.has("button", "Remove demo data")) || (await t.has("button", "Load a large demo")), label, { timeout: LONG });
  const shown = Date.now() - begun;
  await settled(t);
  const fits = await t.has("button", "Remove demo data");
  note("demo fits into the storage", [fits ? 1 : 0], { unit: "", goal: "yes", within: fits });
  if (!fits) return false;
  note("load the demo, shown", [shown]);
  const units = await t.evaluate(() => Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0));
  note("characters stored a record", [units / size], { unit: "chars", ratio: true });
  return true;
}

/** From navigation to the first rows on screen, against an empty page in the same run. */
async function opening(t, empty, note) {
  const found = { rows: [], paint: [], longest: [], empty: [] };
  await t.page.setCacheEnabled(false).catch(() => {});
  for (let time = 0; time < TIMES; time += 1) {
    await t.page.goto(empty.url, { waitUntil: "load" });
    found.empty.push(await firstPaint(t));
    await t.page.goto(new URL(LIST, t.base).href, { waitUntil: "load" });
    await t.until(() => t.evaluate(() => bench.rows !== null), "rows should be shown", { timeout: LONG });
    await pause(1_500);
    const { rows, tasks } = await t.evaluate(() => ({ rows: bench.rows, tasks: bench.tasks }));
    found.rows.push(rows);
    found.paint.push(await firstPaint(t));
    if (tasks) found.longest.push(Math.max(0, ...tasks.map(({ duration }) => duration)));
  }
  await t.page.setCacheEnabled(true).catch(() => {});
  const blank = median(found.empty);
  note("first contentful paint, against an empty page", found.paint.map((time) => time / blank), { unit: "×", most: 1.25, ratio: true });
  note("first rows on screen, against an empty page", found.rows.map((time) => time / blank), { unit: "×", most: 1.75, upTo: 10_000, ratio: true });
  note("first contentful paint of an empty page", found.empty);
  note("first rows on screen, from navigation", found.rows, { most: 500 });
  note("longest task while opening", found.longest, { most: 100 });
}

/** One field of a record's page, changed and saved. */
async function commits(t, note) {
  const { record, list } = relata(t);
  await t.open(LIST);
  const [name] = await list("contacts").names();
  await list("contacts").openRecord(name);
  const found = { shown: [], saved: [], keys: [], units: [] };
  for (let time = 0; time < TIMES + 1; time += 1) {
    await record.startEdit("Job title");
    await record.main.fill("Job title", `Job number ${time}`);
    await t.evaluate(() => (bench.shown = []));
    await t.evaluate(() => (bench.writes = []));
    await t.press("Enter");
    await t.until(() => t.evaluate(() => bench.writes.length > 0 && bench.shown.some(({ kind }) => kind === "submit")), "the change should be saved");
    await settled(t);
    const { shown, writes } = await t.evaluate(() => bench);
    const { at, took } = shown.find(({ kind }) => kind === "submit");
    found.shown.push(took);
    found.saved.push(writes[0].ended - at);
    found.keys.push(writes.length);
    found.units.push(writes.reduce((sum, { units }) => sum + units, 0));
  }
  // The first one warms what the others use.
  for (const samples of Object.values(found)) samples.shift();
  note("change one field: on screen", found.shown, { most: 34 });
  note("change one field: written", found.saved, { most: 10 });
  note("keys written by it", found.keys, { unit: "keys" });
  note("characters written by it", found.units, { unit: "chars" });
}

/** The pages of accounts, one after the other, with all that belongs to them. */
async function pages(t, note) {
  await t.open("#/accounts?view=all");
  await t.until(() => t.evaluate(() => bench.rows !== null), "rows should be shown", { timeout: LONG });
  const addresses = await t.evaluate(() => [...document.querySelectorAll('[role="rowgroup"] a')].slice(0, 13).map((link) => link.getAttribute("href")));
  const samples = [];
  for (const address of addresses) {
    await t.evaluate((hash) => ((bench.shown = []), (location.hash = hash)), address);
    await t.until(() => t.evaluate(() => bench.shown.some(({ kind }) => kind === "hashchange")), "the page should be shown");
    samples.push(await t.evaluate(() => bench.shown[0].took));
    await pause(300);
  }
  // The first one warms what the others use.
  note("open a record's page, with its timeline", samples.slice(1), { most: 34 });
}

/** Every key typed into the filter of a list, to the rows it leaves. */
async function filtering(t, note) {
  await t.open(LIST);
  await t.until(() => t.evaluate(() => bench.rows !== null), "rows should be shown", { timeout: LONG });
  const samples = [];
  for (const word of WORDS) {
    await t.within("main").fill("Filter", "");
    await pause(300);
    for (const letter of word) {
      await t.evaluate(() => (bench.shown = []));
      await t.type(letter);
      // A letter that leaves the same rows changes nothing on screen.
      const changed = t.until(() => t.evaluate(() => bench.shown.length > 0), "the rows should follow the filter", { timeout: 1_500 });
      if (await changed.catch(() => false)) samples.push(await t.evaluate(() => bench.shown[0].took));
    }
  }
  note("key typed to filtered rows on screen", samples, { most: 17 });
  note("key typed to filtered rows, 95th percentile", [at(samples, 0.95)], { most: 34 });
}

/** The headings of a list pressed: each column for the first time, then once more, the other way round. */
async function sorting(t, note) {
  await t.open(LIST);
  await t.until(() => t.evaluate(() => bench.rows !== null), "rows should be shown", { timeout: LONG });
  await pause(1_500);
  const headings = '[role="columnheader"] button:not([aria-haspopup])';
  const count = await t.evaluate((selector) => document.querySelectorAll(selector).length, headings);
  const found = { first: [], again: [] };
  for (let nth = 0; nth < count; nth += 1) {
    for (const samples of [found.first, found.again]) {
      await t.evaluate(() => bench.follow("click", '[role="grid"] [role="rowgroup"]'));
      await t.evaluate((selector, nth) => document.querySelectorAll(selector)[nth].click(), headings, nth);
      samples.push(await t.until(() => t.evaluate(() => bench.followed), "the rows should follow the heading"));
      await pause(300);
    }
  }
  note("sort by a column, first", found.first, { most: 60 });
  note("sort by a column, slowest first", [Math.max(...found.first)]);
  note("sort by it again, the other way round", found.again, { most: 16 });
}

/** The search for duplicates through all records, in slices between which the page draws. */
async function duplicates(t, note) {
  await t.open("#/duplicates");
  await t.find("button", "Look for duplicates");
  await pause(1_000);
  const took = await t.evaluate(() => {
    if (bench.tasks) bench.tasks = [];
    return bench.until(() => document.querySelector("main .page-head .btn--primary").click(), '[aria-label="Types"]');
  });
  note("look for duplicates", [took], { most: 5_000 });
  const tasks = await t.evaluate(() => bench.tasks);
  if (tasks) note("longest task meanwhile", [Math.max(0, ...tasks.map(({ duration }) => duration))], { most: 100 });
}

/** From the first row to the last in 120 frames. */
async function scrolling(t, note) {
  await t.open(LIST);
  await t.until(() => t.evaluate(() => bench.rows !== null), "rows should be shown", { timeout: LONG });
  const { frames, nodes } = await t.evaluate(async () => {
    const over = (element) => element && (element.scrollHeight > element.clientHeight + 50 && /auto|scroll/.test(getComputedStyle(element).overflowY) ? element : over(element.parentElement));
    const box = over(document.querySelector('[role="rowgroup"]')) ?? document.scrollingElement;
    const frame = () => new Promise(requestAnimationFrame);
    const frames = [];
    let nodes = 0;
    let last = await frame();
    for (let step = 1; step <= 120; step += 1) {
      box.scrollTop = ((box.scrollHeight - box.clientHeight) * step) / 120;
      const now = await frame();
      frames.push(now - last);
      last = now;
      nodes = Math.max(nodes, document.getElementsByTagName("*").length);
    }
    return { frames, nodes };
  });
  note("frame while scrolling from top to bottom", frames);
  note("frame while scrolling, 95th percentile", [at(frames, 0.95)], { most: 20 });
  note("elements on the page, at most", [nodes], { unit: "elements", most: 2_500 });
}

/** The board of all opportunities, a tenth of the records: opened, and a card moved to the next stage. */
async function boards(t, note) {
  const opened = [];
  const dropped = [];
  for (let time = 0; time < TIMES; time += 1) {
    await t.open("#/trash");
    await pause(500);
    opened.push(await t.evaluate(() => bench.until(() => (location.hash = "#/opportunities/board"), '[aria-label="Opportunities by stage"] [data-card]')));
  }
  note("open the board", opened, { most: 50 });
  await pause(1_000);
  const nodes = await t.evaluate(() => document.getElementsByTagName("*").length);
  note("elements on the page of the board", [nodes], { unit: "elements", most: 2_500 });
  for (let time = 0; time < TIMES; time += 1) {
    await t.evaluate(() => document.querySelector("[data-card] a").focus());
    await t.evaluate(() => bench.follow("keydown", '[aria-label="Opportunities by stage"]'));
    await t.press("Shift+ArrowRight");
    dropped.push(await t.until(() => t.evaluate(() => bench.followed), "the board should follow"));
    await settled(t);
  }
  note("move a card to the next stage", dropped, { most: 34 });
}

/** Every key typed into the command palette, to what it finds. */
async function palette(t, note) {
  await t.open("#/trash");
  await pause(1_000);
  const samples = [];
  for (const word of WORDS) {
    await t.press("Ctrl+K");
    await t.find("dialog", "Command palette");
    await pause(300);
    for (const letter of word) {
      await t.evaluate(() => bench.follow("input", '[role="listbox"]'));
      await t.type(letter);
      const changed = t.until(() => t.evaluate(() => bench.followed), "the palette should follow", { timeout: 2_000 });
      const took = await changed.catch(() => null);
      if (took) samples.push(took);
    }
    await t.press("Escape");
    await t.gone("dialog", "Command palette");
  }
  note("key typed to what the palette finds", samples, { most: 17 });
  note("key typed to what the palette finds, 95th percentile", [at(samples, 0.95)], { most: 34 });
}

/** Waits until nothing was written for a while. */
async function settled(t) {
  let before = -1;
  await t.until(async () => {
    const count = await t.evaluate(() => bench.writes.length);
    const still = count === before;
    before = count;
    if (!still) await pause(700);
    return still;
  }, "writing should come to an end", { timeout: LONG });
}

async function firstPaint(t) {
  const read = () => t.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  return t.until(read, "something should be painted");
}

function row(browser, size, what, samples, { unit = "ms", most, upTo = Infinity, ...more }) {
  const value = median(samples);
  const judged = most === undefined || size > upTo || samples.length === 0 ? {} : { goal: `≤ ${most.toLocaleString("en")}`, within: value <= most };
  const spread = samples.length > 1 ? { spread: [at(samples, 0.25), at(samples, 0.75)] } : {};
  return { where: browser, size, what, value, unit, ...spread, ...judged, ...more };
}

const median = (samples) => at(samples, 0.5);

function at(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted.length === 0 ? null : sorted[Math.round((sorted.length - 1) * share)];
}
