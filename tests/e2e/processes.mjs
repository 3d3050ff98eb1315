// Which process of a browser a page runs in. No protocol says so for all
// browsers, but the process that gets busy when the page does is the one. Linux.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { beBusy } from "./quick.mjs";

/** Why processes cannot be told apart here, if they cannot. */
export function cannotTell() {
  return existsSync("/proc/self/stat") ? null : "which process a tab runs in can only be read from /proc";
}

/** The process of each tab, of the browser with this process id. */
export async function processesOf(tabs, browser) {
  const found = [];
  for (const tab of tabs) found.push(await processOf(tab, browser));
  return found;
}

// The one that is busy each time the page is: others may be by chance.
async function processOf(tab, browser) {
  const least = new Map();
  for (let round = 0; round < 3; round += 1) {
    const before = ticks(browser);
    await tab.evaluate(beBusy, 300);
    for (const [pid, now] of ticks(browser)) {
      const used = now - (before.get(pid) ?? now);
      least.set(pid, Math.min(used, least.get(pid) ?? used));
    }
  }
  return [...least].sort(([, a], [, b]) => b - a)[0][0];
}

// Processor time of every process below this one that runs pages.
function ticks(ancestor) {
  const all = new Map(readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), stat(name)]));
  const isBelow = (pid) => {
    const parent = all.get(pid)?.parent;
    return parent === ancestor || (parent > 1 && isBelow(parent));
  };
  return new Map([...all].filter(([pid, stat]) => stat?.runsPages && isBelow(pid)).map(([pid, { used }]) => [pid, used]));
}

// The name of the program is in brackets and may hold anything.
function stat(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    const runsPages = /--type=renderer|-contentproc|WebKitWebProcess/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
    return { parent: Number(fields[1]), used: Number(fields[11]) + Number(fields[12]), runsPages };
  } catch {
    return null;
  }
}
