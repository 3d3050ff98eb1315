// The whole browser is killed within a second of "saved", again and again on
// one profile. A kill counts only where localStorage had lost the commit, so
// that the recorder really had to bring it back.

import { pause } from "../driver.mjs";
import { held } from "../disk.mjs";
import { begin, stop } from "../quick.mjs";
import { soaking, times } from "../soak.mjs";
import { exportOf, leads } from "../storm.mjs";

const KILLS = times(5, 100);

export default {
  hosted: true,
  alone: true,
  name: `The browser is killed ${KILLS} times within a second of “saved”: nothing is lost`,
  timeout: soaking ? 7_200_000 : 300_000,
  async run(t) {
    const saved = [];
    let [kills, counted, replayed, refused] = [0, 0, 0, 0];
    await t.open("#/leads");
    while (counted < KILLS) {
      if (kills >= 2 * KILLS + 5) throw new Error(`of ${kills} kills only ${counted} hit what localStorage had not kept`);
      const last = await killedWhileSaving(t, `kill-${kills}.${refused}`, saved, kills % 2 === 0);
      if (last === null) {
        refused += 1;
        t.note(`the browser refused the second copy after kill ${kills}: ${t.log.warnings.at(-1)}`);
        if (refused > KILLS / 5) throw new Error("the browser refuses the second copy too often");
        continue;
      }
      kills += 1;
      const found = await held(t);
      if (!found.journal.includes(`"${last}"`) && found.revision < (found.recorder ?? Infinity)) {
        counted += 1;
        replayed += (found.recorder ?? found.revision) - found.revision;
      }
      await t.open("#/leads");
      complete(leads(await exportOf(t)), saved, `after kill ${kills}, with localStorage at ${found.revision} and the recorder at ${found.recorder}`);
    }
    t.note(`${kills} kills, ${counted} of them before localStorage was on disk, ${saved.length} commits, ${replayed} replayed, none lost`);
  },
};

// Kills in the midst of writing, or within a second after it stopped. Adds to
// `saved` what the page had said is saved, and returns the last of it. Where the page
// says that it has no second copy, nothing is promised to survive a kill: the browser
// is closed in good order then, which must lose nothing either, and null comes back.
async function killedWhileSaving(t, name, saved, midst) {
  const before = saved.length;
  let lastAt = 0;
  t.page.on("console", (message) => {
    const [, company] = /^saved: (.*)$/.exec(message.text()) ?? [];
    if (!company) return;
    saved.push(company);
    lastAt = Date.now();
  });
  await t.evaluate(begin, name, 1_000_000);
  await t.until(() => saved.length >= before + 5, "some commits should be saved");
  const words = await t.evaluate(() => document.querySelector("main").innerText);
  if (/no second copy/.test(words)) {
    await t.evaluate(stop);
    await pause(3_000);
    await t.restart("#/leads");
    return null;
  }
  if (midst) {
    await pause(Math.random() * 900);
  } else {
    await t.evaluate(stop);
    await pause(Math.random() * 900);
  }
  const late = Date.now() - lastAt;
  await t.kill();
  if (late > 1000) throw new Error(`killed ${late} ms after the last “saved”: that proves nothing`);
  await t.relaunch();
  return saved.at(-1);
}

function complete(found, saved, when) {
  const there = new Set(found);
  const lost = saved.filter((company) => !there.has(company));
  if (lost.length > 0) throw new Error(`${when}, ${lost.length} of ${saved.length} saved leads are lost: ${lost.slice(0, 10)}`);
  if (there.size !== found.length) throw new Error(`${when}, ${found.length - there.size} leads are there twice`);
}
