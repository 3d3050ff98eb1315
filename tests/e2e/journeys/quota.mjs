// The storage is filled to what this engine really gives, and edited until it
// refuses: each refusal says what is needed and the ways out, memory is what
// is kept, and with room again it goes on.

import { giveRoomBack, roomTaken, takeRoom } from "../faults.mjs";
import { relata } from "../pages/index.mjs";
import { file } from "../pages/files.mjs";
import { exportedSum, makeOne } from "../quick.mjs";
import { soaking, times } from "../soak.mjs";
import { exportOf } from "../storm.mjs";

const RECORDS = times(1_000, 100_000);
/** How often it is filled, each time with other room to spare, in characters. */
const SPARE = times([5_000], [0, 700, 5_000, 30_000, 90_000]);
const FULL = /storage is full\. The change needs [\d,]+ characters, and (fewer|[\d,]+) are free\. Nothing has changed/;
const WAYS_OUT = ["Export JSON", "Archive closed records", "Shorten history"];

export default {
  name: `A storage of ${RECORDS.toLocaleString("en")} records that is filled to the brim: what is refused is told, nothing is half made`,
  timeout: soaking ? 3_600_000 : 300_000,
  async run(t) {
    const { data } = relata(t);
    await data.loadLargeDemo(RECORDS);
    await relata(t).app.settled();
    for (const spare of SPARE) await fill(t, spare);
  },
};

async function fill(t, spare) {
  const { app, data } = relata(t);
  await takeRoom(t, spare);
  const foreign = await roomTaken(t);
  let made = 0;
  let told = null;
  while (!told) {
    told = await t.evaluate(makeOne, { company: `Spare ${spare}, ${made}`, description: noise(2_000) });
    made += 1;
    if (made > 500) throw new Error(`${made} leads went into ${spare} characters`);
  }
  await isTold(t, "a new lead");
  const shown = await exportOf(t, exportedSum);
  await t.reload();
  t.equal(await exportOf(t, exportedSum), shown, "after a refused lead, what is shown is what is kept");

  await data.mergeIn(manyLeads(spare));
  await isTold(t, "an import");
  t.equal(await exportOf(t, exportedSum), shown, "a refused import is taken back whole");
  await t.reload();
  t.equal(await exportOf(t, exportedSum), shown, "and left nothing behind");
  t.equal(await roomTaken(t), foreign, "what belongs to others is untouched");

  await giveRoomBack(t);
  t.equal(await t.evaluate(makeOne, { company: `Room again after ${spare}` }), null, "with room again it goes on");
  await app.settled();
  const again = await exportOf(t, exportedSum);
  t.check(again !== shown, "the new lead is in the file");
  await t.reload();
  t.equal(await exportOf(t, exportedSum), again, "and is kept");
  t.note(`${spare.toLocaleString("en")} characters to spare: ${made - 1} leads of 2,000 went in, then ${/The change needs [^.]*/.exec(told)?.[0]}`);
}

async function isTold(t, what) {
  const alert = t.within("alert");
  await alert.see(FULL, { timeout: 60_000 });
  for (const way of WAYS_OUT) t.check(await alert.has("button", way), `after ${what}, “${way}” is offered`);
  await alert.click("button", "Dismiss");
}

/** Text that no packing makes much shorter. */
function noise(length) {
  return Array.from({ length }, () => String.fromCharCode(33 + Math.floor(Math.random() * 94))).join("");
}

/** A file of ours with more than fits. */
function manyLeads(spare) {
  const at = "2026-01-01T00:00:00Z";
  const id = (n) => `019a0000-0000-7000-8000-${(spare * 1_000 + n).toString(16).padStart(12, "0")}`;
  const leads = Array.from({ length: 200 }, (_, n) => ({ id: id(n), meta: { created_at: at, updated_at: at }, company: `Imported ${n}`, description: noise(3_000) }));
  return file("many.json", JSON.stringify({ format: "relata", version: 1, records: { leads } }));
}
