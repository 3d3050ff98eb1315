// The whole way of a sale: a lead becomes a deal, the deal is won, the account
// a customer. All of it is taken back and done again, and kept, and carried to
// another browser.

import { file } from "./files.mjs";
import { relata } from "./index.mjs";
import { elsewhere } from "./profile.mjs";

const DEAL = "Engines for Nordwind";
const AMOUNT = 50_000;

/** The story: `prepare` sees to it that there are the prospect `account` and the leads William Lee and `second`. */
export function story({ name, prepare, account, second, skip }) {
  return {
    name,
    skip,
    timeout: 300_000,
    async run(t) {
      const { app, home } = relata(t);
      await prepare(t);
      await home.open();
      const start = await home.figures();

      await convertTheLead(t, account, start);
      const moves = await winTheDeal(t, account, start);
      await thereAndBack(t, account, moves, start);
      await keptAndCarried(t);
      await takenBackLater(t, account, second);
      await app.go("Home");
    },
  };
}

async function convertTheLead(t, account, start) {
  const { convert, home, list } = relata(t);
  await list("leads").openAny("William Lee");
  await convert.start("William Lee");
  await convert.chooseAnother("Account", account);
  await convert.choose("Contact", "New");
  await convert.choose("Opportunity", "New");
  await convert.fill("Opportunity", { Name: DEAL, Amount: String(AMOUNT), "Expected close": endOfQuarter() });
  await convert.promises(`Adds William Lee to ${account}`);
  await convert.convert();
  await t.find("heading", DEAL);

  await home.open();
  t.equal(await home.figures(), plus(start, { pipeline: AMOUNT, weighted: AMOUNT / 10, forecast: AMOUNT / 10 }), "the new deal is in pipeline and forecast");
}

// By keyboard to the last open stage, by mouse back one where the browser's
// mouse is fine enough, by keyboard to the end. Gives what Undo will say.
async function winTheDeal(t, account, start) {
  const { board, home, list } = relata(t);
  await board.open();
  await board.stands(DEAL, "Prospecting");
  await board.moveByKeyboard(DEAL, "Proposal");
  await board.stands(DEAL, "Proposal");
  const moves = [`opportunity “${DEAL}” moved`];
  if (t.browser === "chromium") {
    await board.drag(DEAL, "Negotiation");
    await board.stands(DEAL, "Negotiation");
    moves.push(`opportunity “${DEAL}” moved`);
  }
  await board.moveByKeyboard(DEAL, "Closed won");
  await t.within("dialog", `“${DEAL}” is won`).click("button", "Mark as won");
  await board.stands(DEAL, "Closed won");
  moves.push(`opportunity “${DEAL}” won`);

  await list("accounts").openAny(account);
  await t.see("Customer");
  await t.see(`Became a customer on`);
  await home.open();
  t.equal(await home.figures(), plus(start, { forecast: AMOUNT, won: AMOUNT }), "the won deal left the pipeline and is in the forecast whole");
  return moves;
}

async function thereAndBack(t, account, moves, start) {
  const { app, data, home } = relata(t);
  const chain = ["lead “William Lee” converted", ...moves];
  await home.open();
  await app.undoAll(chain.toReversed());
  await expectUnconverted(t, account);
  await home.open();
  t.equal(await home.figures(), start, "the figures are those of the beginning");
  await app.redoAll(chain);
  await expectWon(t, account);
  await t.reload();
  await expectWon(t, account);
  await data.open();
}

async function expectUnconverted(t, account) {
  const { records } = (await relata(t).data.exportJson()).document;
  t.check(!(records.opportunities ?? []).some(({ name }) => name === DEAL), "the deal is gone");
  t.check(!records.leads.find(({ last_name }) => last_name === "Lee").conversion, "the lead is open again");
  t.equal(records.accounts.find(({ name }) => name === account).lifecycle ?? "prospect", "prospect", "the account is a prospect again");
}

async function expectWon(t, account) {
  const { records } = (await relata(t).data.exportJson()).document;
  const found = records.accounts.find(({ name }) => name === account);
  t.equal([found.lifecycle, found.customer_since], ["customer", today()], "the account is a customer since today");
  t.check(records.leads.find(({ last_name }) => last_name === "Lee").conversion, "the lead is converted");
}

// Out as a file, into a browser that has never seen it, and out again: the same bytes.
async function keptAndCarried(t) {
  const { text, name } = await relata(t).data.exportJson();
  const carried = await elsewhere(t, async (other) => {
    const { data } = relata(other);
    await data.replaceBy(file(name, text));
    return (await data.exportJson()).text;
  });
  t.check(carried === text, "what another browser exports is the same to the byte");
}

// A conversion is undone from the lead's page, long after; what was changed
// since is named and stays.
async function takenBackLater(t, account, second) {
  const { convert, list, record } = relata(t);
  await list("leads").openAny(second);
  await convert.start(second);
  await convert.chooseAnother("Account", account);
  await convert.choose("Contact", "New");
  await convert.choose("Opportunity", "New");
  await convert.fill("Opportunity", { Name: "Second thoughts" });
  await convert.convert();
  await t.find("heading", "Second thoughts");
  await record.edit("Next step", "Call in May");

  await list("leads").openAny(second);
  await t.within("main").click("button", "Undo conversion");
  await t.see("Left as it is: opportunity “Second thoughts”, changed since (next step)");
  await t.within("main").find("link", "Convert");
  await list("opportunities").open("all");
  await list("opportunities").shows("Second thoughts");
}

const plus = (figures, more) => Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, Math.round((value + (more[key] ?? 0)) * 100) / 100]));

// Days of the browser's own clock, which is this machine's.
function today() {
  return day(new Date());
}

function endOfQuarter() {
  const now = new Date();
  return day(new Date(now.getFullYear(), Math.floor(now.getMonth() / 3) * 3 + 3, 0));
}

function day(date) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
