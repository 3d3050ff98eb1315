// “Which is it?” by keyboard alone: two or three answers, and somebody is
// filed as what they are; whoever is there already is shown first.

import { relata } from "../pages/index.mjs";

export default {
  name: "Two or three answers file somebody as the right thing, duplicates first, undone in one step",
  timeout: 180_000,
  async run(t) {
    await t.open();
    await lead(t);
    await opportunity(t);
    await supplier(t);
    await known(t);
  },
};

// Nobody checked them: a lead, whatever else.
async function lead(t) {
  await t.press("w");
  await t.find("heading", "Which is it?");
  await answer(t, "What are they to you?", "They might buy");
  await answer(t, "Has somebody checked who they are?", "No, not yet");
  await answer(t, "How far have you come?", "They have answered");
  await t.find("heading", "This is a lead that is engaged");
  await t.within("main").fill("Name", "Jane Doe");
  await t.within("main").fill("Company", "TechCorp Solutions");
  await t.within("main").fill("E-mail", "jane");
  await t.press("Enter");
  await t.see("Write an e-mail address");
  await t.within("main").fill("E-mail", "jane@techcorp.example");
  await t.press("Enter");
  await t.find("heading", "Jane Doe");
  await t.see("Engaged");
  t.check((await t.route()).includes("/leads/"), "it is filed as a lead");
}

// The same person, checked by now and ready to buy: the lead is shown first.
async function opportunity(t) {
  const { app } = relata(t);
  await app.header.click("button", "New");
  await t.click("menuitem", /^Which is it\?/);
  await answer(t, "What are they to you?", "They might buy");
  await answer(t, "Has somebody checked who they are?", "Yes");
  await answer(t, "How far have you come?", "They want to buy");
  await t.find("heading", "This is an opportunity");
  await t.within("main").fill("Name", "Jane Doe");
  await t.within("main").fill("Company", "TechCorp Solutions");
  await answer(t, "Is it one of these?", "Jane Doe");
  await t.axe();
  await t.find("button", "Open Jane Doe");
  await answer(t, "Is it one of these?", "None of these");
  await t.within("main").click("button", "File as an opportunity");
  await t.find("heading", "TechCorp Solutions");
  t.check((await t.route()).includes("/opportunities/"), "it is filed as an opportunity");
  await t.within("main").find("link", "Jane Doe");
  await app.undo();
  await app.go("Accounts");
  await t.see("No accounts yet");
  await app.redo();
  await t.within("grid", "Accounts").find("link", "TechCorp Solutions");
}

// Who is no buyer is an account all the same.
async function supplier(t) {
  await t.open("#/which");
  await answer(t, "What are they to you?", "They are something else");
  await answer(t, "What else are they?", "Supplier");
  await t.find("heading", "This is an account, not a buyer");
  await t.within("main").fill("Company", "Paper Ltd");
  await t.within("main").click("button", "File as an account, not a buyer");
  await t.find("heading", "Paper Ltd");
  await t.see("Not a buyer");
}

// Another first answer asks anew; an account that is there takes the person in.
async function known(t) {
  await t.open("#/which");
  await answer(t, "What are they to you?", "They have bought");
  await answer(t, "How far have you come?", "Nothing new is for sale");
  await t.find("heading", "This is an account, a customer");
  await answer(t, "What are they to you?", "They might buy");
  await t.gone("heading", "This is an account, a customer");
  await answer(t, "What are they to you?", "They have bought");
  await answer(t, "How far have you come?", "Nothing new is for sale");
  await t.within("main").fill("Name", "Ann Poe");
  await t.within("main").fill("Company", "Techcorp Solutions Inc.");
  await answer(t, "Is it one of these?", "TechCorp Solutions");
  await t.within("main").click("button", "File under TechCorp Solutions");
  await t.find("heading", "TechCorp Solutions");
  await t.see("Customer");
  await t.within("main").find("link", "Ann Poe");
}

// Tabs to the question and goes through its answers with the arrow keys.
async function answer(t, question, label) {
  await t.within("group", question).find("radio", undefined);
  await t.evaluate((question) => {
    const group = [...document.querySelectorAll("fieldset")].find((group) => group.querySelector("legend")?.textContent === question);
    (group.querySelector("input:checked") ?? group.querySelector("input")).focus();
  }, question);
  await t.press(" ");
  // Down and then up again: WebKitGTK does not go on from the last to the first.
  for (let more = 0; more < 24; more += 1) {
    const said = (await t.focused())?.name ?? "";
    if (said.startsWith(label)) return;
    await t.press(more < 12 ? "ArrowDown" : "ArrowUp");
  }
  throw new Error(`“${question}” should offer “${label}”`);
}
