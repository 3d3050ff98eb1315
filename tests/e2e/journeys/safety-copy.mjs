// Before everything goes, a copy is in the downloads; without it, nothing goes.

import { file } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";

export default {
  name: "A copy is saved before everything is erased or replaced",
  timeout: 180_000,
  async run(t) {
    const { data, list } = relata(t);
    await t.open();
    await data.loadDemo();
    const whole = (await data.exportJson()).text;

    await refusedDownload(t);
    t.equal((await data.exportJson()).text, whole, "without the copy nothing is erased");

    const erased = await data.erase();
    t.check(/^relata-before-erase-\d{4}-\d\d-\d\d\.json$/.test(erased.name), `the copy is named after the day, not ${erased.name}`);
    t.equal(erased.text, whole, "the copy holds everything");
    await t.see(`Everything is erased. ${erased.name} is in your downloads`);
    await list("accounts").open("all");
    await t.see("No accounts yet");

    t.equal(await data.replaceBy(erased.path), undefined, "nothing is copied where nothing is");
    t.equal((await data.exportJson()).text, whole, "the copy brings everything back");

    const replaced = await data.replaceBy(file("small.json", JSON.stringify({ format: "relata", version: 1, records: {} })));
    t.check(/^relata-before-replace-\d{4}-\d\d-\d\d\.json$/.test(replaced.name), `the copy is named after the day, not ${replaced.name}`);
    t.equal(replaced.text, whole, "the copy holds everything");

    await data.replaceBy(replaced.path);
    t.equal(await data.erase({ copy: false }), undefined, "without the tick no copy is saved");
  },
};

async function refusedDownload(t) {
  const { data } = relata(t);
  const dialog = await data.startErase();
  await t.evaluate(() => {
    window.realMaker = URL.createObjectURL;
    URL.createObjectURL = () => {
      throw new TypeError("no downloads today");
    };
  });
  await dialog.click("button", "Erase everything");
  await dialog.within("alert").see("no downloads today");
  await dialog.within("alert").see("Nothing has changed");
  await t.axe();
  await dialog.click("button", "Cancel");
  await t.evaluate(() => {
    URL.createObjectURL = window.realMaker;
  });
}
