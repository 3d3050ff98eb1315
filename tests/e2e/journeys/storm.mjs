// Two of five tabs, then all of them, each in a process of its own, write at once;
// then three behind a passphrase.

import { held } from "../disk.mjs";
import { relata } from "../pages/index.mjs";
import { cannotTell, processesOf } from "../processes.mjs";
import { soaking, times } from "../soak.mjs";
import { storm } from "../storm.mjs";

const COMMITS = times(30, 1000);
const PASSPHRASE = "correct horse battery";

export default {
  hosted: true,
  alone: true,
  name: `Tabs that write at once, ${COMMITS} commits each: nothing is lost, all agree`,
  timeout: soaking ? 7_200_000 : 600_000,
  start: { apart: true },
  skip: cannotTell,
  async run(t) {
    await t.open("#/leads");
    const tabs = [t];
    while (tabs.length < 5) tabs.push(await t.newTab("#/leads"));
    const processes = await processesOf(tabs, t.session.pid);
    t.equal(new Set(processes).size, tabs.length, `each tab should run in a process of its own, not in ${processes}`);
    let made = 0;
    for (const count of [2, 5]) {
      t.note(await storm(tabs, count, COMMITS));
      made += count * COMMITS;
    }
    // Counted by who has no part in it: each lead was one commit.
    const { revision, recorder } = await held(t);
    t.equal(revision, made, "localStorage should stand at the revision of the last commit");
    t.equal(recorder, made, "the recorder should stand at the revision of the last commit");
    t.note(`behind a passphrase, ${await storm(await locked(tabs), 3, COMMITS)}`);
  },
};

/** The tabs behind a passphrase, each unlocked, and again after each reload. */
async function locked(tabs) {
  const unlock = async (tab) => {
    await tab.page.bringToFront();
    await relata(tab).lock.unlock(PASSPHRASE);
  };
  const [first, ...others] = tabs;
  await first.page.bringToFront();
  await relata(first).lock.turnOn(PASSPHRASE);
  for (const tab of others) await unlock(tab);
  return tabs.map((tab) => ({ evaluate: (...work) => tab.evaluate(...work), reload: () => tab.reload().then(() => unlock(tab)) }));
}
