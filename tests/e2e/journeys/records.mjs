// The everyday work with each of the five kinds of record: make one, change a
// field in place, delete it, bring it back; find it, link to it, go back.

import { relata } from "../pages/index.mjs";

const KINDS = [
  { kind: "account", plural: "accounts", title: "Acme Engines", fields: { Name: "Acme Engines" }, change: ["Industry", "Engines"] },
  { kind: "contact", plural: "contacts", title: "Grace Hopper", fields: { "First name": "Grace", "Last name": "Hopper", "E-mail 1": "grace@acme.example" }, change: ["Job title", "Engineer"] },
  { kind: "lead", plural: "leads", title: "Ada Lovelace", fields: { "First name": "Ada", "Last name": "Lovelace", Company: "Analytical Ltd", Rating: "Hot" }, change: ["Company", "Analytical Engines"] },
  { kind: "opportunity", plural: "opportunities", title: "Acme, 5 engines", fields: { Name: "Acme, 5 engines", Account: "Acme Engines", Amount: "1,234.50" }, change: ["Next step", "Send the offer"] },
  { kind: "activity", plural: "activities", title: "Call Grace", fields: { Kind: "Task", Subject: "Call Grace" }, change: ["Subject", "Call Grace back"], renamed: "Call Grace back" },
];

export default {
  name: "Records are made, changed in place, deleted and restored",
  timeout: 240_000,
  async run(t) {
    await t.open();
    for (const kind of KINDS) await life(t, kind);
    await work(t);
    await places(t);
  },
};

async function life(t, { kind, plural, title, fields, change, renamed = title }) {
  const { app, form, list, record } = relata(t);
  await app.startNew(kind);
  await form(`New ${kind}`).fill(fields);
  await form(`New ${kind}`).done();
  await t.find("heading", title);

  await record.edit(...change);
  await record.reads(...change);
  await t.find("heading", renamed);

  await record.delete();
  await app.told(`“${renamed}” moved to the Trash`);
  await list(plural).open("all");
  await t.gone("link", renamed);
  await t.open("#/trash");
  await t.within("grid", "Trash").find("link", renamed);
  await t.within("grid", "Trash").click("button", "Restore");
  await t.see("The Trash is empty");
  await list(plural).open("all");
  await list(plural).openRecord(renamed);
  await record.reads(...change);
}

// What is done with a record: logged, planned, done, found.
async function work(t) {
  const { app, list, record } = relata(t);
  await list("leads").openAny("Ada Lovelace");
  await record.log({ Kind: "Call", Subject: "Asked about engines", Direction: "Outbound" });
  await record.card("Timeline").see("Asked about engines");

  await record.log({ Kind: "Task", Subject: "Send the brochure", Due: "2030-01-31" });
  await record.card("Next step").find("link", "Send the brochure");
  await record.card("Next step").click("button", "Mark “Send the brochure” as done");
  await record.card("Timeline").see("Send the brochure");
  await record.card("Next step").gone("link", "Send the brochure");

  await app.openFound("lovel", "Ada Lovelace");
  await app.search("grace@acme");
  await t.find("option", /^Grace Hopper/);
  await t.press("Escape");
}

// Addresses: every record has one, Back works, and a filter is part of it.
async function places(t) {
  const { list, record } = relata(t);
  await list("contacts").openAny("Grace Hopper");
  const address = `#/contacts/${await record.id()}`;
  await t.open("#/");
  await t.open(address);
  await t.find("heading", "Grace Hopper");

  await list("leads").open();
  await list("leads").filter("lovelace");
  await t.atRoute(/filter=lovelace/);
  await list("leads").openRecord("Ada Lovelace");
  await t.back();
  await t.find("heading", "Leads");
  t.equal(await t.within("main").value("searchbox", "Filter"), "lovelace", "Back brings the filter back");
  await list("leads").shows("Ada Lovelace");
  await t.reload();
  t.equal(await t.within("main").value("searchbox", "Filter"), "lovelace", "a reload keeps the filter");
  await list("leads").filter("nobody");
  await t.see("Nothing matches");
}
