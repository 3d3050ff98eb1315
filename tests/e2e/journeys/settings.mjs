// The workspace is made one's own: who works here, the stages, the reasons,
// the checklist, the currency.

import { relata } from "../pages/index.mjs";

export default {
  name: "Profile, stages, reasons, checklist and currency are the person's own",
  timeout: 180_000,
  async run(t) {
    await t.open();
    await profile(t);
    await stages(t);
    await reasons(t);
    await checklist(t);
    await tags(t);
    await currency(t);
    await looks(t);
  },
};

async function profile(t) {
  const { settings, app, form, record } = relata(t);
  await settings.open("profiles");
  await settings.add("Profiles", "profile", "Ada");
  await t.within("main").select("I am", "Ada");
  await app.startNew("lead");
  await form("New lead").fill({ Company: "Analytical Ltd" });
  await form("New lead").done();
  await record.reads("Owner", "Ada");
  await record.edit("Industry", "Engines");
  await record.card("History").see("Ada · ");
}

async function stages(t) {
  const { settings, app, form } = relata(t);
  await settings.open("pipelines");
  await settings.rename("Stages of Sales", "stage", "Needs analysis", "Discovery");
  await t.within("region", "Stages of Sales").click("button", "Move Discovery up");
  t.equal((await settings.names("Stages of Sales", "stage")).slice(0, 3), ["Prospecting", "Discovery", "Qualification"], "the stage is renamed and one place up");
  t.equal((await t.focused())?.name, "Move Discovery up", "the focus goes with the row");

  await app.startNew("opportunity");
  await form("New opportunity").fill({ Name: "Lost cause" });
  await form("New opportunity").done();
  const path = await t.within("list", "Stages").texts("button");
  t.equal(path.slice(0, 3), ["Prospecting", "Discovery", "Qualification"], "deals go the new way");
}

async function reasons(t) {
  const { settings, board, list, record } = relata(t);
  await settings.open("reasons");
  await settings.add("Why deals are lost", "reason", "Wrong season");
  await board.open();
  await board.moveByKeyboard("Lost cause", "Closed lost");
  const why = t.within("dialog", "“Lost cause” is lost");
  await why.click("button", "Mark as lost");
  await why.see("Say why the deal was lost");
  await why.select("Reason", "Wrong season");
  await why.click("button", "Mark as lost");
  await board.stands("Lost cause", "Closed lost");
  await list("opportunities").openAny("Lost cause");
  await record.reads("Reason", "Wrong season");
}

async function checklist(t) {
  const { settings, convert, list } = relata(t);
  await settings.open("checklist");
  await settings.add("Checklist", "checklist item", "Has a budget");
  await settings.add("Checklist", "checklist item", "Decides this year");
  await list("leads").openAny("Analytical Ltd");
  await convert.start("Analytical Ltd");
  await convert.card("Checklist").tick("Has a budget");
  await convert.convert();
  await t.see("Not met yet: Decides this year");
  await t.within("main").fill("Why convert nevertheless", "The board has promised");
  await convert.convert();
  await t.gone("heading", "Convert Analytical Ltd");
  await list("leads").openAny("Analytical Ltd");
  await t.see("Converted");
}

// A tag has a name and nothing else to fill in.
async function tags(t) {
  const { settings } = relata(t);
  await settings.open("tags");
  await settings.add("Tags", "tag", "VIP");
  t.equal(await t.within("region", "Tags").names("textbox"), ["Name of tag", "New tag"], "nothing else can be typed");
}

async function currency(t) {
  const { settings, app, form } = relata(t);
  await settings.open("workspace");
  await t.within("main").fill("Currency", "Euros");
  await t.press("Enter");
  await t.see("Write a currency of three letters, such as EUR");
  await t.within("main").fill("Currency", "JPY");
  await t.press("Enter");
  await t.notSee("Write a currency of three letters");
  await app.startNew("opportunity");
  await form("New opportunity").fill({ Name: "Tokyo", Amount: "1200" });
  await form("New opportunity").done();
  await t.see(/(JP)?¥\s?1,200/);
}

async function looks(t) {
  const { settings } = relata(t);
  await settings.open("appearance");
  await t.within("main").tick("Dark");
  t.equal(await t.evaluate(() => document.documentElement.dataset.theme), "dark", "dark at once");
  await t.reload();
  t.equal(await t.evaluate(() => document.documentElement.dataset.theme), "dark", "and after a reload");
}
