// Who is here twice: found, merged, undone, told apart; tags put on, merged
// and taken away; many leads converted at once.

import { relata } from "../pages/index.mjs";

const SITE = { "Website 1": "acme.example" };

export default {
  name: "Duplicates are found and merged, tags united, leads converted together",
  timeout: 240_000,
  async run(t) {
    await t.open();
    await search(t);
    await apart(t);
    await byHand(t);
    await tags(t);
    await leads(t);
  },
};

// Two accounts of one web domain become one; the deal of the other comes along.
async function search(t) {
  const { app, form, record } = relata(t);
  await make(t, "account", { Name: "Acme Engines", ...SITE });
  await make(t, "account", { Name: "ACME Holding", "Phone 1": "+1 555 0100 200", ...SITE });
  await make(t, "opportunity", { Name: "Five engines", Account: "ACME Holding" });

  await t.open("#/data");
  await t.within("main").click("link", "Find duplicates");
  await t.find("heading", "Duplicates");
  await look(t);
  await t.see("Same web domain acme.example");
  await t.click("link", "Merge…");
  await t.find("heading", "Merge 2 accounts");
  await t.within("group", "Which one stays?").tick(/^Acme Engines/);
  await t.within("group", "Name").tick(/^ACME Holding/);
  await t.within("region", "The account afterwards").see("+1 555 0100 200");
  await t.click("button", "Merge");
  await t.find("heading", "Duplicates");
  await t.see("Nothing left here");

  await relata(t).list("opportunities").openAny("Five engines");
  await t.within("main").click("link", "ACME Holding");
  await t.within("region", "Opportunities").find("link", "Five engines");
  await t.within("main").find("link", "+1 555 0100 200");

  await app.undo();
  await t.open("#/duplicates");
  await t.see("Same web domain acme.example");
}

// What is said not to be the same stays away, also from the next search.
async function apart(t) {
  await t.click("button", "Not duplicates");
  await t.see("Nothing left here");
  await look(t);
  await t.see("Nothing left here");
}

// The old address of a merged record leads to the one that stayed.
async function byHand(t) {
  const { list, record } = relata(t);
  await list("accounts").openAny("ACME Holding");
  const old = await t.route();
  await record.more("Merge with another…");
  const dialog = t.within("dialog");
  await dialog.fill("The other account", "Acme Engines");
  await t.click("option", /^Acme Engines/);
  await dialog.click("button", "Continue");
  await t.find("heading", "Merge 2 accounts");
  await t.within("group", "Which one stays?").tick(/^Acme Engines/);
  await t.click("button", "Merge");
  await t.find("heading", "Acme Engines");
  await t.open(old);
  await t.find("heading", "Acme Engines");
}

async function tags(t) {
  const { list } = relata(t);
  for (const [account, tag] of [["Acme Engines", "VIP"], ["Globex", "Key account"]]) {
    if (account === "Globex") await make(t, "account", { Name: account });
    else await list("accounts").openAny(account);
    await t.within("main").fill("Add tag", tag);
    await t.click("option", `Create “${tag}”`);
    await t.within("list", "Tags").find("link", tag);
  }
  await t.open("#/settings/tags");
  await t.select("Merge", "Key account");
  await t.select("into", "VIP");
  await t.click("button", "Merge tags");
  await t.see("Merged into");
  await list("accounts").openAny("Globex");
  await t.within("list", "Tags").click("link", "VIP");
  await list("accounts").holds("2 accounts");
  await list("accounts").openRecord("Globex");
  await t.click("button", "Remove tag VIP");
  await t.gone("link", "VIP");
}

// Two leads of one company make one account, and go back with one undo.
async function leads(t) {
  const { app, list } = relata(t);
  await make(t, "lead", { "First name": "Ada", "Last name": "Lovelace", Company: "Initech" });
  await make(t, "lead", { "First name": "Bob", "Last name": "Babbage", Company: "Initech Ltd" });
  await list("leads").open();
  for (const name of ["Ada Lovelace", "Bob Babbage"]) await t.tick(new RegExp(`${name}$`));
  await t.click("link", "Convert…");
  await t.find("heading", "Convert leads");
  // The newest lead stands first; the second takes its account.
  await t.until(async () => (await t.value("combobox", "Account of Ada Lovelace")) === "earlier", "the second should take the account of the first");
  await t.fill("Amount of the opportunity of Ada Lovelace", "many");
  await t.see("Write an amount");
  await t.find("button", "Convert 1 lead");
  await t.fill("Amount of the opportunity of Ada Lovelace", "1500");
  await t.click("button", "Convert 2 leads");
  await app.told("2 records converted");
  await list("accounts").open();
  await list("accounts").holds("3 accounts");
  await app.undo();
  await list("accounts").holds("2 accounts");
  await list("leads").open();
  await list("leads").holds("2 leads");
}

async function look(t) {
  await t.within("main").click("button", /^Look /);
  await t.see("looked at");
}

async function make(t, kind, fields) {
  const { app, form } = relata(t);
  await app.startNew(kind);
  await form(`New ${kind}`).fill(fields);
  await form(`New ${kind}`).done();
}
