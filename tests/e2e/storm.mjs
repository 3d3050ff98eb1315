// Several tabs that all write at once: whether everything that any of them
// said is saved is there in all of them afterwards, once, and after reloading.
//
// A tab here is anything with `evaluate` and `reload`; the proof knows no browser.

import { pause } from "./driver.mjs";
import { begin, beginExport, exported, progress } from "./quick.mjs";

/** Lets the first `count` tabs make so many leads each and says what came of it; throws where anything is lost in any tab. */
export async function storm(tabs, count, commits) {
  const label = `storm-${count}`;
  const writers = tabs.slice(0, count);
  const started = Date.now();
  for (const [place, tab] of writers.entries()) await tab.evaluate(begin, `${label}.${place}`, commits);
  await ended(writers, commits);
  const seconds = (Date.now() - started) / 1000;

  const wanted = writers.flatMap((_, place) => Array.from({ length: commits }, (_, n) => `${label}.${place}-${n}`));
  const shown = await agreed(tabs, wanted);
  complete(shown, wanted, label, "as shown");
  for (const tab of tabs) await tab.reload();
  const kept = await agreed(tabs, wanted);
  complete(kept, wanted, label, "after reloading");
  if (shown !== kept) throw new Error(`${label}: what was shown before reloading is not what is kept`);
  return `${count} tabs, ${wanted.length} commits, ${(wanted.length / seconds).toFixed(0)} a second, none lost`;
}

async function ended(tabs, commits) {
  for (;;) {
    const all = [];
    for (const tab of tabs) all.push(await tab.evaluate(progress));
    const trouble = all.map(({ trouble }, place) => trouble && `tab ${place}: ${trouble}`).filter(Boolean);
    if (trouble.length > 0) throw new Error(`after ${all.map(({ saved }) => saved)} commits\n  ${trouble.join("\n  ")}`);
    if (all.every(({ done }) => done)) {
      if (all.some(({ saved }) => saved !== commits)) throw new Error(`the tabs ended after ${all.map(({ saved }) => saved)} commits`);
      return;
    }
    await pause(250);
  }
}

// The export that all tabs come to; they may need a moment to hear of the last commits.
async function agreed(tabs, wanted) {
  let texts = [];
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(500)) {
    texts = [];
    for (const tab of tabs) texts.push(await exportOf(tab));
    if (new Set(texts).size === 1) return texts[0];
  }
  const lost = texts.map((text) => missing(text, wanted).length);
  throw new Error(`the tabs do not agree: of ${wanted.length} saved leads they have lost ${lost.join(", ")}`);
}

/** What Export JSON gives in a tab, as `exported` or `exportedSum` has it. */
export async function exportOf(tab, read = exported) {
  await tab.evaluate(beginExport);
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(20)) {
    const text = await tab.evaluate(read);
    if (text) return text;
  }
  throw new Error("Export JSON gave no file for a minute");
}

/** The companies of all leads in an export. */
export function leads(text) {
  return (JSON.parse(text).records.leads ?? []).map(({ company }) => company);
}

function complete(text, wanted, label, when) {
  const lost = missing(text, wanted);
  if (lost.length > 0) throw new Error(`${label}, ${when}: ${lost.length} of ${wanted.length} saved leads are lost: ${lost.slice(0, 10)}`);
  const found = leads(text).filter((company) => company.startsWith(`${label}.`));
  if (found.length !== wanted.length) throw new Error(`${label}, ${when}: ${found.length} leads where ${wanted.length} were made`);
}

function missing(text, wanted) {
  const found = new Set(leads(text));
  return wanted.filter((company) => !found.has(company));
}
