// Closed records out to a file, to make room, and back, with every link.

import { relata } from "../pages/index.mjs";

export default {
  name: "Closed records go to an archive file and come back from it",
  timeout: 240_000,
  async run(t) {
    await t.open();
    await longAgo(t);
    const whole = (await relata(t).data.exportJson()).text;
    await refusedDownload(t);
    const file = await archived(t, whole);
    await whatIsLeft(t);
    await undone(t, whole);
    await again(t, file);
    await broughtBack(t, file, whole);
  },
};

// Two years ago a deal was lost and a call was made; another deal is open.
async function longAgo(t) {
  const { app, board, clock, form, list, record } = relata(t);
  await clock.daysAgo(730);
  await app.startNew("account");
  await form("New account").fill({ Name: "Acme Engines" });
  await form("New account").done();
  await record.log({ Kind: "Call", Subject: "Asked about engines", Direction: "Outbound" });
  for (const name of ["Acme, lost", "Acme, open"]) {
    await app.startNew("opportunity");
    await form("New opportunity").fill({ Name: name, Account: "Acme Engines", Amount: "1,000" });
    await form("New opportunity").done();
    await t.find("heading", name);
  }
  await board.open();
  await board.moveByKeyboard("Acme, lost", "Closed lost");
  const why = t.within("dialog", "“Acme, lost” is lost");
  await why.fill("What went wrong?", "Too dear");
  await why.click("button", "Mark as lost");
  await board.stands("Acme, lost", "Closed lost");
  await list("accounts").openAny("Acme Engines");
  await record.card("Timeline").find("link", /Asked about engines/);
  await app.settled();
  await clock.daysAgo(0);
}

async function start(t) {
  const { data } = relata(t);
  await data.open();
  await t.within("main").click("button", "Archive closed records");
  const dialog = t.within("dialog", "Archive closed records");
  await dialog.see(/1 opportunity and 1 activity would go\. That frees about [\d,]+ characters/);
  return dialog;
}

async function refusedDownload(t) {
  const dialog = await start(t);
  await t.evaluate(() => {
    window.realMaker = URL.createObjectURL;
    URL.createObjectURL = () => {
      throw new TypeError("no downloads today");
    };
  });
  await dialog.click("button", "Save the file");
  await dialog.within("alert").see("no downloads today");
  await dialog.find("button", "Save the file");
  await t.evaluate(() => {
    URL.createObjectURL = window.realMaker;
  });
  await dialog.fill("Closed before", "2001-01-01");
  await dialog.see("Nothing of that closed before this day");
  t.equal((await dialog.state("button", "Save the file")).disabled, true, "nothing can be saved");
  await t.axe();
  await dialog.click("button", "Cancel");
}

async function archived(t, whole) {
  const { app } = relata(t);
  const dialog = await start(t);
  const file = await t.download(() => dialog.click("button", "Save the file"));
  t.check(/^relata-archive-\d{4}-\d\d-\d\d\.json$/.test(file.name), `the file is named after the day, not ${file.name}`);
  const { records } = JSON.parse(file.text);
  t.equal(Object.keys(records), ["opportunities", "activities"], "the file holds what closed, and nothing else");
  await dialog.click("button", "Cancel");
  t.equal((await relata(t).data.exportJson()).text, whole, "nothing has gone before it was confirmed");

  const second = await start(t);
  const same = await t.download(() => second.click("button", "Save the file"));
  t.equal(same.text, file.text, "the same records give the same file");
  await second.see(`${file.name} is in your downloads`);
  await t.axe();
  await second.click("button", "Move them out");
  await app.told("2 records archived to a file");
  return file;
}

async function whatIsLeft(t) {
  const { list, record } = relata(t);
  await list("opportunities").open("all");
  await list("opportunities").shows("Acme, open");
  await list("opportunities").lacks("Acme, lost");
  await list("accounts").openAny("Acme Engines");
  await record.card("Timeline").notSee("Asked about engines");
}

async function undone(t, whole) {
  const { app, data } = relata(t);
  await app.undo();
  t.equal((await data.exportJson()).text, whole, "undo brings everything back");
}

async function again(t, file) {
  const { app } = relata(t);
  const dialog = await start(t);
  const same = await t.download(() => dialog.click("button", "Save the file"));
  t.equal(same.text, file.text, "what came back is as it was");
  await dialog.click("button", "Move them out");
  await app.told("2 records archived to a file");
  await app.settled();
  await t.reload();
}

async function broughtBack(t, file, whole) {
  const { data, list, record } = relata(t);
  await data.open();
  await t.upload("Import JSON", file.path);
  const dialog = t.within("dialog", "Import JSON");
  await dialog.find("table", "What merging will do");
  await dialog.notSee("to know of");
  await dialog.click("button", "Merge");
  await t.gone("dialog", "Import JSON");
  t.equal((await data.exportJson()).text, whole, "the file brings everything back");
  await list("accounts").openAny("Acme Engines");
  await record.card("Opportunities").find("link", "Acme, lost");
  await record.card("Timeline").find("link", /Asked about engines/);
}
