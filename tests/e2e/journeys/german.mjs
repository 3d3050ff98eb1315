// The interface in German: on every page, in every dialog that is one press away,
// no text of ours is left in English; amounts are typed as they are shown.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { relata } from "../pages/index.mjs";

const TEXTS = readTexts();
const SECTIONS = ["workspace", "profiles", "pipelines", "statuses", "sources", "reasons", "segments", "relationships", "checklist", "tags", "campaigns", "appearance", "words", "privacy"];
const PLACES = [
  "", "which", "help", "data", "data?at=storage", "trash", "search?q=tech", "search", "activities/calendar", "activities/calendar?show=week", "opportunities/board", "nowhere", "duplicates", "duplicates/merge", "leads/convert",
  ...["leads", "accounts", "contacts", "opportunities", "activities"].flatMap((plural) => [`${plural}?view=all`, `${plural}/new`]),
  ...SECTIONS.map((section) => `settings/${section}`),
];

export default {
  name: "Everything is said in German once it is chosen, and amounts are typed the German way",
  timeout: 300_000,
  async run(t) {
    await t.open();
    const nothing = await english(t, PLACES, new Set());
    t.check(nothing.length > 100, "in English the journey finds English, so it can find what is left of it");
    await relata(t).data.loadDemo();
    const data = await words(t);
    // What was said before stays as it was said.
    await t.reload();
    await choose(t, "Deutsch");
    t.equal(await t.evaluate(() => document.documentElement.lang), "de", "the page says that it is German");
    t.equal(await english(t, [...PLACES, ...(await records(t))], data), [], "no text of ours is left in English");
    t.equal(await overlays(t, data), [], "nor in what opens over a page");
    await amounts(t);
    await t.reload();
    await t.within("navigation", "Hauptnavigation").find("link", "Einstellungen");
    await choose(t, "English");
    await t.within("navigation", "Main").find("link", "Settings");
    await beside(t);
  },
};

// The texts that German has and English has otherwise.
function readTexts() {
  const path = fileURLToPath(new URL("../../../src/ui/words/german.txt", import.meta.url));
  const lines = readFileSync(path, "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const pairs = lines.flatMap((line, at) => (lines[at + 1]?.startsWith("\t") ? [[line, lines[at + 1].slice(1)]] : []));
  const german = new Set(pairs.map(([, text]) => text));
  return pairs.map(([ours]) => ours).filter((ours) => !german.has(ours) && !pairs.some(([other, text]) => other === ours && text === ours));
}

async function choose(t, language) {
  await t.open("#/settings/words");
  await t.click("radio", new RegExp(`^${language}`));
  await t.until(async () => (await t.state("radio", new RegExp(`^${language}`))).checked, `${language} should be chosen`);
}

// Every word of the workspace, which is the person's own and stays as it is.
async function words(t) {
  const file = await relata(t).data.exportJson();
  const found = new Set();
  const gather = (value) => {
    if (typeof value === "string") found.add(value.trim());
    else if (value !== null && typeof value === "object") Object.values(value).forEach(gather);
  };
  gather(JSON.parse(file.text));
  return found;
}

async function english(t, places, data) {
  const left = [];
  for (const place of places) {
    await t.open(`#/${place}`);
    await t.find("heading", undefined);
    left.push(...(await remains(t, data)).map((text) => `#/${place}: ${text}`));
  }
  return left;
}

// What stands on the page now and is one of our texts in English, with values or without.
async function remains(t, data) {
  const said = await t.evaluate(() => {
    const texts = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!node.parentElement.closest("script, style")) texts.add(node.data);
      } else {
        for (const name of ["aria-label", "placeholder", "title", "data-label"]) if (node.hasAttribute(name)) texts.add(node.getAttribute(name));
      }
    }
    return [document.title.replace(/ . Relata$/, ""), ...texts].map((text) => text.trim());
  });
  return said.filter((text) => text !== "" && !data.has(text) && isEnglish(text));
}

const WHOLE = new Set(TEXTS.filter((text) => !text.includes("{")).map((text) => text.trim()));
// Templates of few letters, such as “{} of {}”, fit what people write themselves.
const TEMPLATES = TEXTS.filter((text) => text.includes("{") && text.replace(/\{\}|[^A-Za-z]/g, "").length > 7).map(
  (text) => new RegExp(`^${text.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+")}$`),
);

function isEnglish(text) {
  return WHOLE.has(text) || TEMPLATES.some((template) => template.test(text));
}

async function records(t) {
  const pages = [];
  for (const plural of ["leads", "accounts", "contacts", "opportunities", "activities"]) {
    await t.open(`#/${plural}?view=all`);
    const link = await t.within("grid").find("link", undefined);
    pages.push((await link.evaluate((it) => it.getAttribute("href"))).slice(2));
  }
  await t.open("#/leads?view=open");
  const lead = await (await t.within("grid").find("link", undefined)).evaluate((it) => it.getAttribute("href"));
  return [...pages, `${lead.slice(2)}/convert`];
}

// The palette, the shortcuts, the menu of new records and the builder of filters.
async function overlays(t, data) {
  const left = [];
  const look = async (what) => left.push(...(await remains(t, data)).map((text) => `${what}: ${text}`));
  await t.open("#/leads?view=all");
  await t.within("grid").find("link", undefined);
  await t.press("Control+k");
  await t.find("dialog", undefined);
  await look("palette");
  await t.press("Escape");
  await t.press("?");
  await t.find("dialog", "Tastenkürzel");
  await look("shortcuts");
  await t.press("Escape");
  await t.click("button", "Neu");
  await t.find("menuitem", /^Lead/);
  await look("menu of new records");
  await t.press("Escape");
  return left;
}

async function amounts(t) {
  await t.open("#/opportunities/new");
  const form = t.within("dialog");
  await form.fill("Name", "Zwölftausend");
  await form.fill("Betrag", "12.500,50");
  await form.click("button", "Speichern");
  await t.find("heading", "Zwölftausend");
  await t.see(/12\.500,50/);
}

// What is on screen without the program: the still picture of it, and why it does not come.
async function beside(t) {
  // What is loading is cut short by the next reload.
  t.allowErrors(/WebAssembly|_bg\.wasm/);
  await t.kept();
  await t.page.evaluateOnNewDocument(() => {
    delete window.WebAssembly;
    Object.defineProperty(navigator, "languages", { value: ["fr", "de-AT", "en"] });
  });
  const look = async () => {
    await t.page.reload({ waitUntil: "load" });
    await t.find("alertdialog", undefined);
    return t.evaluate(() => [document.documentElement.lang, document.querySelector("#shell .nav-link").textContent, document.querySelector("#rescue button").textContent]);
  };
  t.equal(await look(), ["en", "Home", "Download my data"], "before the program, the language is the one chosen");
  await t.evaluate(() => localStorage.removeItem("relata/device"));
  t.equal(await look(), ["de", "Start", "Meine Daten herunterladen"], "else the browser's");
  t.check(await t.within("alertdialog", /Relata konnte nicht starten/).has("button", "Neu laden"), "and the rescue screen is said in it");
}
