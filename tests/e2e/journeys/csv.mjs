// The same as with the real files, on small ones of our own, in any clone.

import { smallSalesforceFiles } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";

export default {
  name: "Four small files come in, linked to each other, and go by one Undo",
  async run(t) {
    const { app, data, list, record } = relata(t);
    await data.importFiles(...smallSalesforceFiles());
    await data.previews({ "Account.csv": 2, "Contact.csv": 2, "Lead.csv": 3, "Opportunity.csv": 2 });
    await data.takeIn();

    const { records } = (await data.exportJson()).document;
    const account = records.accounts.find(({ name }) => name === "Vogel, Söhne & Co");
    const prospect = records.accounts.find(({ name }) => name === "Nordwind");
    t.equal([account.lifecycle, account.customer_since], ["customer", "2023-06-17"], "who won a deal is a customer since that day");
    t.equal(account.custom.Branch__c, "South", "a column without a field is kept");
    t.equal(records.contacts.find(({ last_name }) => last_name === "Vogel").accounts[0].account, account.id, "the contact is at its account");
    const lead = records.leads.find(({ last_name }) => last_name === "Lee");
    t.equal([lead.company, lead.candidate_account], ["Nordwind", prospect.id], "a company given as an id becomes its name and a link");
    const repeat = records.opportunities.find(({ name }) => name === "Vogel, repeat");
    t.equal([repeat.probability ?? 0, repeat.probability_origin], [0, "manual"], "a probability that is not the stage's was set by hand");
    t.equal(records.opportunities.find(({ name }) => name === "Vogel, 500 nests").amount.minor, 5_000_050, "amounts keep their cents");

    await list("accounts").openAny("Vogel, Söhne & Co");
    await record.card("From elsewhere").see("Branch__c");
    await app.undo();
    await list("accounts").open("all");
    await t.see("No accounts yet");
  },
};
