// What the pages are made of: HTML as its standard has it, links that lead to
// something. Every address, empty and full. The page is the same in every
// browser, so one of them will do.

import { readFileSync } from "node:fs";
import { HtmlValidate } from "html-validate";
import { relata } from "../pages/index.mjs";
import { PLACES, recordPlaces } from "../pages/places.mjs";

// What a browser writes of its page has `<` in attributes as it is, which is no fault of the page.
const validator = new HtmlValidate({ root: true, extends: ["html-validate:standard"], rules: { "no-raw-characters": "off" } });

export default {
  name: "Every page is valid HTML, and every link on it leads somewhere",
  timeout: 300_000,
  skip: (browser) => (browser === "chromium" ? null : "the markup is the same as in Chromium"),
  async run(t) {
    // As it is written; the build leaves out tags that may be left out, which the validator wants to see.
    t.equal(problems(readFileSync(new URL("../../../index.html", import.meta.url), "utf8")), [], "index.html is valid");
    await t.open();
    const found = [];
    const beside = new Set();
    for (const filled of [false, true]) {
      if (filled) await relata(t).data.loadDemo();
      const hrefs = new Map();
      for (const place of filled ? [...PLACES, ...(await recordPlaces(t))] : PLACES) {
        const { markup, links } = await look(t, place);
        found.push(...problems(markup).map((problem) => `${place}: ${problem}`));
        for (const { href, fault } of links) {
          if (fault) found.push(`${place}: a link to ${href} ${fault}`);
          if (href.startsWith("#")) hrefs.set(href, place);
          if (href.startsWith("./") && !href.startsWith("./#")) beside.add(href);
        }
      }
      t.check(hrefs.size > 30, `links were found, not ${hrefs.size}`);
      for (const [href, place] of hrefs) if (await isDeadEnd(t, href)) found.push(`${place}: a link to ${href} leads nowhere`);
      t.note(`${hrefs.size} addresses linked to in ${filled ? "a full" : "an empty"} workspace`);
    }
    // The page for what is not there is one, or the checks above prove nothing.
    t.check((await isDeadEnd(t, "#/nowhere")) && (await isDeadEnd(t, "#/leads/00000000-0000-7000-8000-000000000000")), "a dead end is known as one");
    t.equal([...beside], ["./file-format.html"], "the pages beside the app");
    for (const page of beside) found.push(...(await problemsBeside(t, page)).map((problem) => `${page}: ${problem}`));
    t.equal(found, [], "every page is valid and every link leads somewhere");
  },
};

function problems(markup) {
  const { results } = validator.validateStringSync(markup);
  return results.flatMap(({ messages }) => messages).map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`);
}

/** A page that is none of the app's, but comes with it: there, valid, for everyone, and fit for a phone. */
async function problemsBeside(t, page) {
  const address = new URL(page, t.base).href;
  const response = await fetch(address);
  if (!response.ok) return [`is not there: ${response.status}`];
  const found = problems(await response.text());
  await t.page.goto(address);
  await t.viewport(360, 740);
  await t.axe().catch((error) => found.push(error.message));
  const width = await t.evaluate(() => document.documentElement.scrollWidth);
  if (width > 360) found.push(`is ${width} px wide`);
  await t.viewport(1280, 900);
  return found;
}

async function look(t, place) {
  await go(t, place);
  return t.evaluate(() => {
    const links = [...document.querySelectorAll("a")].map((link) => {
      const href = link.getAttribute("href") ?? "";
      const isOurs = href.startsWith("#/") || href.startsWith("./");
      const isElsewhere = /^(https?|mailto|tel|blob|data):/.test(href);
      let fault = null;
      if (!isOurs && !isElsewhere) fault = "is no address of the app";
      else if (link.target === "_blank" && !link.relList.contains("noopener")) fault = "opens another page that can reach this one";
      return { href, fault };
    });
    return { markup: `<!doctype html>${document.documentElement.outerHTML}`, links };
  });
}

async function isDeadEnd(t, href) {
  await go(t, href);
  return t.evaluate(() => ["This address leads nowhere", "Not here"].includes(document.getElementById("page-title")?.textContent.trim()));
}

// Faster than `open`: only the part after `#` changes, and the page of it is drawn at the next frame.
async function go(t, href) {
  await t.evaluate((href) => {
    location.hash = href;
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60)));
  }, href);
}
