// Records and the board as they were: on a day, after a change, and calm
// answers for days that cannot be shown.

import { relata } from "../pages/index.mjs";

const DEAL = "Acme, 5 engines";

export default {
  name: "Records and the board are shown as they were",
  timeout: 240_000,
  async run(t) {
    await t.open();
    await aPast(t);
    await theBoard(t);
    await aRecord(t);
    await whatCannotBeShown(t);
    await howMuchIsKept(t);
  },
};

// Ten days ago a deal was entered; five days ago it moved on, and was worth more.
async function aPast(t) {
  const { app, board, clock, form, list, record } = relata(t);
  await clock.daysAgo(10);
  await app.startNew("account");
  await form("New account").fill({ Name: "Acme Engines" });
  await form("New account").done();
  await app.startNew("opportunity");
  await form("New opportunity").fill({ Name: DEAL, Account: "Acme Engines", Amount: "1,000" });
  await form("New opportunity").done();
  await t.find("heading", DEAL);
  await app.settled();
  await clock.daysAgo(5);
  await board.open();
  await board.moveByKeyboard(DEAL, "Negotiation");
  await board.stands(DEAL, "Negotiation");
  await list("opportunities").openAny(DEAL);
  await record.edit("Amount", "2,500");
  await record.reads("Amount", "2,500");
  await app.settled();
  await clock.daysAgo(0);
}

async function theBoard(t) {
  const { board, past } = relata(t);
  await board.open();
  await past.choose(await past.day(7));
  await t.see(/As it was at the end of/);
  await board.stands(DEAL, "Prospecting");
  await board.column("Prospecting").see("1,000");
  t.equal(await t.within("main").count("button", `Move ${DEAL} to…`), 0, "nothing can be moved in the past");
  await t.axe();
  await past.choose(await past.day(3));
  await board.stands(DEAL, "Negotiation");
  await board.column("Negotiation").see("2,500");
  await t.back();
  await board.stands(DEAL, "Prospecting");
  await past.backToToday();
  await board.stands(DEAL, "Negotiation");
  await t.within("main").find("button", `Move ${DEAL} to…`);
}

async function aRecord(t) {
  const { list, past, record } = relata(t);
  await list("opportunities").openAny(DEAL);
  await record.card("History").see("Stage: Prospecting → Negotiation");
  await record.card("History").see("Amount: $1,000 → $2,500");
  await past.choose(await past.day(7));
  await t.see(/As it was at the end of/);
  await t.find("heading", DEAL);
  await record.card("Details").see("Now: $2,500");
  await record.card("Details").see("Now: Negotiation");
  await t.axe();
  await record.card("Account").click("link", "Acme Engines");
  await t.find("heading", "Acme Engines");
  await t.see(/As it was at the end of/);
  await t.back();
  await past.backToToday();
  await record.card("History").click("link", /^As it was then/, { nth: 0 });
  await t.see(/As it was on/);
  await record.card("Details").see("None of this has changed since");
  await past.backToToday();
  await t.within("main").find("button", "Edit");
}

async function whatCannotBeShown(t) {
  const { past } = relata(t);
  const address = (await t.route()).split("?")[0];
  const said = async (moment, sentence) => {
    for (const place of [address, "#/opportunities/board"]) {
      await t.open(`${place}?as_of=${moment}`);
      await t.see(sentence);
      await t.axe();
    }
  };
  await said("2999-01-01", "That day has not come yet");
  await said("soon", "This address names no day");
  await said(await past.day(30), "History goes back to");
  await past.backToToday();
  await t.find("heading", "Opportunities board");
}

// The room for it all: what there is, what more would fit, what history may take.
async function howMuchIsKept(t) {
  const { app, data, record } = relata(t);
  await data.open();
  await record.card("History").see(/It goes back to .* and takes [\d,]+ characters/);
  await record.card("Storage").see("With some records here, you will see how many more fit");
  await record.card("Storage").see(/This browser (has promised to keep|may clear) the data/);
  await data.keepHistory("5 % of the room");
  await data.loadDemo();
  await record.card("Storage").see(/A record takes about [\d,]+ characters here, so at least [\d,]+ more fit/);
  await app.settled();
  await t.reload();
  const chosen = await t.within("main").find("combobox", "Keep history up to");
  t.equal(await chosen.evaluate((list) => list.selectedOptions[0].text), "5 % of the room", "the choice holds after a reload");
  await t.open("#/data?at=storage");
  await t.hasFocus("heading", "Storage");
}
