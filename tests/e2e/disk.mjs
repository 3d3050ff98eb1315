// What a browser holds of Relata, read by a page of the same origin on which
// the app does not run: so nothing is repaired by looking.

import { BLANK } from "./server.mjs";

/** `{ revision, journal, recorder }`: how far localStorage has come, its journal as one text, how far the recorder has come. */
export async function held(tab) {
  await tab.kept();
  await tab.page.goto(new URL(BLANK, tab.base).href);
  return tab.evaluate(read);
}

async function read() {
  const entries = Object.entries(localStorage);
  const journal = entries.filter(([key]) => key.startsWith("relata/journal/"));
  const revisions = journal.map(([key]) => Number(key.split("/").at(-1)));
  const manifest = /"revision":(\d+)/.exec(localStorage.getItem("relata/manifest") ?? "");
  const recorder = await recorded();
  return {
    revision: Math.max(0, Number(manifest?.[1] ?? 0), ...revisions),
    journal: journal.map(([, text]) => text).join("\n"),
    recorder,
  };

  // Asked for first: opening a database that is not there would make it.
  async function recorded() {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes("relata")) return null;
    const answer = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open("relata"));
    const head = await answer(database.transaction("head").objectStore("head").get("head"));
    database.close();
    return head ? JSON.parse(head).revision : null;
  }
}
