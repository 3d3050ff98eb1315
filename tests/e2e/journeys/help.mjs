// Each screen says what its concept is and links to the page that sets the
// words of CRM side by side.

import { relata } from "../pages/index.mjs";

const SCREENS = [
  ["#/leads", "What is a lead?", "Lead"],
  ["#/accounts", "What is an account?", "Account"],
  ["#/contacts", "What is a contact?", "Contact"],
  ["#/opportunities", "What is an opportunity?", "Opportunity"],
  ["#/opportunities/board", "What is an opportunity?", "Opportunity"],
  ["#/activities", "What is an activity?", "Activity"],
];
const WORDS = ["Account", "Prospect", "Customer", "Contact", "Lead", "MQL", "SQL", "Opportunity", "Conversion"];

export default {
  name: "Every screen's concept leads to the words of CRM side by side",
  timeout: 180_000,
  async run(t) {
    await t.open();
    for (const [screen, question, word] of SCREENS) {
      await t.open(screen);
      await t.within("main").click("link", question);
      await t.find("heading", "Help");
      await t.hasFocus("heading", word);
      await t.back();
      await t.atRoute(screen);
    }
    await relata(t).app.go("Help");
    for (const word of WORDS) await t.find("region", word);
    t.equal(await t.names("columnheader"), ["Relata", "SAP Sales Cloud", "Salesforce", "SuiteCRM", "Plain words"], "the same words elsewhere");
    for (const word of WORDS) await t.find("rowheader", word);
    await t.within("main").click("link", "Which is it?");
    await t.find("heading", "Which is it?");
  },
};
