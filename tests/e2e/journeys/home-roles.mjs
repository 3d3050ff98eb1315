// Home tells each role what to do next, and what can be done is done there.

import { relata } from "../pages/index.mjs";

const LEAD = "William Lee";

export default {
  name: "Home tells sales development, an account executive, a manager and support what to do next, and each does it there",
  timeout: 180_000,
  async run(t) {
    await t.open();
    await team(t);
    await inbound(t);
    await handedOver(t);
    await returned(t);
    await accepted(t);
    await manager(t);
    await support(t);
    await nobody(t);
  },
};

async function team(t) {
  const { settings } = relata(t);
  await settings.open("profiles");
  for (const [name, role] of [["Anna", "Sales development (SDR)"], ["Ben", "Account executive (AE)"], ["Cleo", "Manager"], ["Dora", "Support"]]) {
    await settings.add("Profiles", "profile", name);
    await t.within("region", "Profiles").select(`Role of ${name}`, role);
  }
}

async function iAm(t, name) {
  const { settings, home } = relata(t);
  await settings.open("profiles");
  await t.within("main").select("I am", name);
  await home.open();
}

async function enter(t, kind, values) {
  const { app, form } = relata(t);
  await app.startNew(kind);
  await form(`New ${kind}`).fill(values);
  await form(`New ${kind}`).done();
}

const card = (t, name) => t.within("region", name);

// Anna sees who came in, by whomever it was entered, and logs the call that answers from there.
async function inbound(t) {
  await enter(t, "lead", { "First name": "William", "Last name": "Lee", Company: "Lee Shipping" });
  await enter(t, "lead", { "Last name": "Freeman", Company: "Freeman & Sons" });
  await iAm(t, "Anna");
  await card(t, "New inbound leads").find("link", LEAD);
  t.check(!(await t.has("region", "Deals without a next step")), "deals are not hers to look after");
  await card(t, "New inbound leads").click("button", "Log a call: Freeman");
  await t.within("dialog", "Log activity").click("button", "Save");
  await t.gone("dialog", "Log activity");
  await card(t, "New inbound leads").gone("link", "Freeman");
  // The line is gone, the focus is not.
  await t.hasFocus("button", `Log a call: ${LEAD}`);
  await t.axe();
}

async function handedOver(t) {
  const { convert } = relata(t);
  await card(t, "New inbound leads").click("link", LEAD);
  await convert.start(LEAD);
  await t.within("main").select("Hand over to", "Ben");
  await t.within("main").fill("Note", "Wants a demo");
  await convert.convert();
  await t.atRoute(/^#\/opportunities\//);
}

// Ben gives it back from Home; Anna sees why, and it is hers until she does something about it.
async function returned(t) {
  await iAm(t, "Ben");
  await card(t, "Hand-overs to answer").see("from Anna to Ben · “Wants a demo”");
  await t.axe();
  await card(t, "Hand-overs to answer").click("button", `Return…: ${LEAD}`);
  const why = t.within("dialog", "Return the hand-over");
  await why.click("button", "Return");
  await why.see("Say why");
  await why.fill("Why do you return it?", "No budget before spring");
  await why.click("button", "Return");
  await t.gone("region", "Hand-overs to answer");
  await t.hasFocus("heading", "Home");
  await iAm(t, "Anna");
  await card(t, "Returned hand-overs").see("“No budget before spring”");
  await card(t, "Returned hand-overs").click("button", `Log a call: ${LEAD}`);
  await t.within("dialog", "Log activity").click("button", "Save");
  await t.gone("region", "Returned hand-overs");
}

async function accepted(t) {
  const { convert, list } = relata(t);
  await list("leads").openAny("Freeman");
  await convert.start("Freeman");
  await t.within("main").select("Hand over to", "Ben");
  await convert.convert();
  await t.atRoute(/^#\/opportunities\//);
  await iAm(t, "Ben");
  await card(t, "Hand-overs to answer").click("button", "Accept: Freeman");
  await t.gone("region", "Hand-overs to answer");
  await card(t, "Deals without a next step").find("link", /Freeman/);
}

// Cleo sees who is behind, and how far the forecast has moved.
async function manager(t) {
  const { past } = relata(t);
  const yesterday = await past.day(1);
  await enter(t, "activity", { Subject: "Send the offer", Due: yesterday });
  await iAm(t, "Cleo");
  await t.see("Forecast change");
  await card(t, "Overdue by owner").see("yesterday");
  await t.axe();
  await card(t, "Overdue by owner").click("link", "Ben");
  await t.find("heading", "Activities");
  await t.see("Send the offer");
}

async function support(t) {
  const { board, home, past } = relata(t);
  const yesterday = await past.day(1);
  await enter(t, "account", { Name: "Acme Engines" });
  await enter(t, "opportunity", { Name: "Pumps", Account: "Acme Engines" });
  await board.open();
  await board.moveByKeyboard("Pumps", "Closed won");
  await t.within("dialog", "“Pumps” is won").click("button", "Mark as won");
  await iAm(t, "Dora");
  await enter(t, "activity", { Subject: "Look at the logs", Due: await past.day(2) });
  await enter(t, "activity", { Subject: "Mend the pump", Due: yesterday, "Add to about": "Acme Engines" });
  await home.open();
  const titles = await card(t, "Overdue").texts("link");
  t.equal(titles.filter((title) => title !== "Show all"), ["Mend the pump", "Look at the logs"], "the customer's comes first, Ben's is not there");
  await card(t, "Overdue").click("button", "Complete Mend the pump");
  await card(t, "Overdue").gone("link", "Mend the pump");
  await t.hasFocus("button", "Complete Look at the logs");
  await card(t, "Overdue").click("link", "Show all: Overdue");
  await t.see("Look at the logs");
  t.check(!(await t.has("link", "Send the offer")), "all of it is Dora's too");
}

async function nobody(t) {
  await iAm(t, "Nobody in particular");
  await card(t, "Overdue").find("link", "Send the offer");
  await t.find("region", "Untouched leads");
}
