// A second person at another device: a browser with a profile of its own.

import { Journey } from "../journey.mjs";

/** Runs `story` in a fresh browser against the same server, and ends it. */
export async function elsewhere(t, story) {
  const other = await Journey.begin(t.browser, t.server);
  try {
    const told = await story(other);
    other.verdict();
    return told;
  } finally {
    await other.end();
  }
}
