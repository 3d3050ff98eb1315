// Every address of the app, for the journeys that look at all of them.

import { Past } from "./past.mjs";

const PLURALS = ["leads", "accounts", "contacts", "opportunities", "activities"];
const SECTIONS = ["workspace", "profiles", "pipelines", "statuses", "sources", "reasons", "segments", "relationships", "checklist", "tags", "campaigns", "appearance", "reminders", "words"];

/** Those that are there in any workspace. */
export const PLACES = [
  "#/", "#/which", "#/paste", "#/paste?text=Ada+Lovelace%0ACTO%0Aada%40acme.example", "#/card", "#/help", "#/help?term=lead", "#/data", "#/trash", "#/search?q=tech", "#/activities/calendar", "#/activities/calendar?show=week", "#/opportunities/board", "#/opportunities/board?as_of=2001-01-01", "#/nowhere", "#/duplicates", "#/duplicates/merge", "#/leads/convert",
  ...PLURALS.map((plural) => `#/${plural}?view=all`),
  ...PLURALS.map((plural) => `#/${plural}/new`),
  ...SECTIONS.map((section) => `#/settings/${section}`),
];

/** Those of records that are there: a page of each kind, now and as it was, and the screens that convert and merge. */
export async function recordPlaces(t) {
  const pages = [];
  for (const plural of PLURALS) {
    await t.open(`#/${plural}?view=all`);
    pages.push(await hrefOf(await t.within("grid").find("link", undefined)));
  }
  const today = await new Past(t).day(0);
  const asOfToday = ["#/opportunities/board", ...pages].map((place) => `${place}?as_of=${today}`);
  await t.open("#/leads?view=open");
  const lead = await hrefOf(await t.within("grid", "Leads").find("link", undefined));
  await t.open("#/accounts?view=all");
  const ids = await t.evaluate(() => [...document.querySelectorAll("[role=grid] a")].slice(0, 2).map((link) => link.getAttribute("href").split("/").pop()));
  const several = [`#/duplicates/merge?of=accounts&ids=${ids.join(".")}`, `#/leads/convert?ids=${lead.split("/").pop()}`];
  return [...pages, ...asOfToday, `${lead}/convert`, ...several];
}

function hrefOf(link) {
  return link.evaluate((link) => link.getAttribute("href"));
}
