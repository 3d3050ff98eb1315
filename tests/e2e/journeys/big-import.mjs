// A large file comes in while the page answers: read, planned and shown how
// far it is; called off, nothing has happened. What is exported, erased and
// imported is the same to the byte.

import { createHash } from "node:crypto";
import { file } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";
import { exportedSum } from "../quick.mjs";
import { soaking, times } from "../soak.mjs";
import { exportOf } from "../storm.mjs";

const RECORDS = times(10_000, 100_000);
const ROWS = times(5_000, 50_000);
const LONG = 300_000;

export default {
  alone: true,
  name: `${RECORDS.toLocaleString("en")} records of JSON and ${ROWS.toLocaleString("en")} rows of CSV come in, in slices, and the same to the byte`,
  timeout: soaking ? 1_800_000 : 300_000,
  async run(t) {
    const { data, app } = relata(t);
    await t.page.evaluateOnNewDocument(watch);
    await data.loadLargeDemo(RECORDS);
    await app.settled();
    const { path, text, bytes } = await data.erase();
    // As `exportedSum` has it.
    const whole = `${text.length} characters, ${createHash("sha256").update(bytes).digest("hex")}`;

    await data.open();
    await t.upload("Import JSON", path);
    await t.click("button", "Cancel", { timeout: LONG });
    await t.gone("meter", /^Reading/);
    t.equal(await t.has("dialog", "Import JSON"), false, "what is called off opens nothing");

    await t.evaluate(() => (window.longest = 0));
    await t.upload("Import JSON", path);
    const dialog = t.within("dialog", "Import JSON");
    await dialog.find("button", "Replace everything", { timeout: LONG });
    await noteLongest(t, "JSON read and planned");
    await dialog.click("button", "Replace everything");
    await t.gone("dialog", "Import JSON", { timeout: LONG });
    await app.settled();
    await noteLongest(t, "put in place and saved");
    t.equal(await exportOf(t, exportedSum), whole, "the file of the file is the file");
    await t.reload();
    t.equal(await exportOf(t, exportedSum), whole, "also after loading anew");

    await data.open();
    await t.upload("Import file", contacts());
    await t.find("dialog", "Import file", { timeout: LONG });
    await noteLongest(t, "CSV read and planned");
    await data.previews({ "contacts.csv": ROWS.toLocaleString("en") });
    await data.takeIn();
    await app.settled();
    await noteLongest(t, "taken in and saved");
    await app.undo();
    await app.settled();
    t.equal(await exportOf(t, exportedSum), whole, "one Undo takes all of it back");
  },
};

// The longest that the page did not answer, by a heartbeat: not every browser tells.
function watch() {
  window.longest = 0;
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
    setTimeout(() => port2.postMessage(null), 5);
  };
  port2.postMessage(null);
}

async function noteLongest(t, what) {
  const longest = await t.evaluate(() => window.longest);
  t.note(`${what}: the page did not answer for ${Math.round(longest)} ms at most`);
  await t.evaluate(() => (window.longest = 0));
}

function contacts() {
  const rows = Array.from({ length: ROWS }, (_, n) => `Ada,Number ${n},ada.${n}@firm${n % 999}.example,+49 30 ${1_000_000 + n},Firm ${n % 999},Buyer,Met at fair ${n}`);
  return file("contacts.csv", ["First Name,Last Name,Email,Phone,Company,Title,Notes", ...rows].join("\r\n"));
}
