// Every address, empty and full, light and dark, wide, on a phone and at 200 %:
// no rule of WCAG 2.2 A and AA broken, and nothing to scroll sideways.

import { relata } from "../pages/index.mjs";
import { PLACES, recordPlaces } from "../pages/places.mjs";

const FULL = "full";

export default {
  name: "No accessibility rule is broken on any page, light or dark, wide, narrow or at 200 %",
  timeout: 900_000,
  async run(t) {
    await t.open();
    const problems = [];
    // The rules read the page, not the browser: one look in the others will do.
    const isWhole = t.browser === "chromium";
    for (const filled of isWhole ? ["empty", FULL] : [FULL]) {
      if (filled === FULL) await relata(t).data.loadDemo();
      const places = filled === FULL ? [...PLACES, ...(await recordPlaces(t))] : PLACES;
      for (const dark of isWhole ? [false, true] : [false]) {
        await t.dark(dark);
        await t.viewport(1280, 900);
        for (const place of places) problems.push(...(await look(t, place, `${filled}, ${dark ? "dark" : "light"}`)));
        if (filled === FULL) problems.push(...(await dialogs(t, dark ? "dark" : "light")));
      }
      if (!isWhole) break;
      await t.dark(false);
      await t.viewport(360, 740);
      for (const place of places) problems.push(...(await look(t, place, `${filled}, 360 px`, 360)));
      // A window of 1280 by 800, zoomed.
      if (filled === FULL) {
        await t.viewport(640, 400, { zoom: 2 });
        for (const place of places) problems.push(...(await look(t, place, "200 %", 640)));
      }
      await t.viewport(1280, 900);
    }
    t.equal(problems, [], "every page is free of violations");
  },
};

// What opens over a page: each is opened, looked at, and left by Escape.
async function dialogs(t, circumstance) {
  const { app, list, record, data } = relata(t);
  const problems = [];
  const seen = async (name, role = "dialog") => {
    await t.find(role, undefined);
    problems.push(...(await violations(t, `${name} (${circumstance})`)));
    await t.press("Escape");
    await t.gone(role, undefined);
  };
  await list("accounts").openAny("TechCorp Solutions");
  await app.palette();
  await seen("Command palette");
  await app.search("tech");
  await seen("Command palette with results");
  await app.palette();
  await t.type("keyboard");
  await t.press("Enter");
  await seen("Keyboard shortcuts");
  await t.within("main").click("button", "Edit");
  await seen("Edit account");
  await t.within("main").click("button", "Log activity");
  await seen("Log activity");
  await record.more("Change prospect or customer…");
  await seen("Change prospect or customer");
  await app.header.click("button", "New");
  await seen("the menu New", "menuitem");
  await t.open("#/opportunities?view=open");
  await t.within("grid", "Opportunities").click("link", undefined);
  await t.within("list", "Stages").click("button", "Closed lost");
  await seen("Why a deal is lost");
  await data.open();
  await t.within("main").click("button", "Erase everything");
  await seen("Erase everything");
  await t.within("main").click("button", "Archive closed records");
  await seen("Archive closed records");
  return problems;
}

async function look(t, place, circumstance, narrow = 0) {
  await t.open(place);
  const problems = await violations(t, `${place} (${circumstance})`);
  if (narrow) {
    const width = await t.evaluate(() => document.documentElement.scrollWidth);
    if (width > narrow) problems.push(`${place} (${circumstance}): ${width} px wide`);
  }
  return problems;
}

async function violations(t, where) {
  // Not while something still fades in.
  await t.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 150))));
  return t.axe().then(() => [], (error) => [`${where}: ${error.message}`]);
}
