// The page of a record: the whole of an account at a glance, the way along the
// list one came from, the next step, the star, and nothing typed is lost.

import { relata } from "../pages/index.mjs";

export default {
  name: "A record's page shows all that belongs to it, leads on to the next record and keeps what is typed",
  async run(t) {
    await relata(t).data.loadDemo();
    await account(t);
    await narrowed(t);
    await along(t);
    await nextStep(t);
    await star(t);
    await left(t);
    await alike(t);
    await meanwhile(t);
  },
};

// Figures, people with what they are and when somebody spoke to them, leads with the reason.
async function account(t) {
  const { list, record } = relata(t);
  await list("accounts").openAny("TechCorp Solutions");
  for (const figure of ["Won so far", "Last contact"]) await record.main.find("term", figure);
  const people = await t.text("region", "Contacts");
  t.check(/last contact/.test(people), `it says when somebody spoke with whom, not “${people}”`);
}

// One kind of activity only, and back.
async function narrowed(t) {
  const { record } = relata(t);
  const timeline = record.card("Timeline");
  const all = (await timeline.names("listitem")).length;
  await timeline.select("Kind of activity", "Meeting");
  await t.until(async () => (await timeline.names("listitem")).length < all, "fewer lines should be left");
  t.check((await timeline.texts("listitem")).every((line) => line.includes("Meeting")), "only meetings are left");
  await timeline.select("Kind of activity", "Everything");
  await t.until(async () => (await timeline.names("listitem")).length === all, "all lines should be back");
}

// J and K, the buttons, and Back to the list.
async function along(t) {
  const { list, record } = relata(t);
  await t.open("#/contacts?sort=title");
  const [first, second] = await list("contacts").names();
  await list("contacts").openRecord(first);
  const trail = record.main.within("group", "Records of the list");
  t.check(/^1 of \d+/.test(await record.main.text("group", "Records of the list")), "it says where the record stands");
  t.equal((await trail.state("button", "Previous record")).disabled, true, "nobody comes before the first");
  await t.press("j");
  await t.find("heading", second);
  await trail.click("button", "Previous record");
  await t.find("heading", first);
  await t.back();
  await list("contacts").shows(first);
}

// T, a few words and Enter.
async function nextStep(t) {
  const { list, record } = relata(t);
  await made(t, "account", { Name: "Quiet Account" });
  await list("accounts").openAny("Quiet Account");
  const step = record.card("Next step");
  t.check((await t.text("region", "Next step")).includes("No next step"), "it says that nothing is planned");
  await t.press("t");
  await t.find("dialog", "Log activity");
  await t.hasFocus("textbox", "Subject");
  await t.type("Call them back");
  await t.press("Enter");
  await step.find("link", "Call them back");
}

// A star leads back from Home and from the palette.
async function star(t) {
  const { app, record } = relata(t);
  await t.press("s");
  t.equal((await record.main.state("button", "Favourite")).pressed, "true", "the star is on");
  await t.open("#/");
  await t.within("region", "Favourites").find("link", "Quiet Account");
  await (await app.palette()).within("group", "Favourites").find("option", /^Quiet Account/);
  await t.press("Escape");
  await t.within("region", "Favourites").click("link", "Quiet Account");
  await t.find("heading", "Quiet Account");
}

// Leaving with a field open saves what was typed; Undo takes it back.
async function left(t) {
  const { list, record } = relata(t);
  await record.startEdit("Industry");
  await record.main.fill("Industry", "Lighthouses");
  await t.open("#/leads");
  await list("accounts").openAny("Quiet Account");
  await record.reads("Industry", "Lighthouses");
}

// Somebody with the same address is named, with the reason.
async function alike(t) {
  const { list, record } = relata(t);
  for (const name of ["Wren", "Robin"]) await made(t, "contact", { "Last name": name, "E-mail 1": "wren@birds.example" });
  await list("contacts").openAny("Robin");
  const found = record.card("Possible duplicates");
  await found.find("link", "Wren");
  t.check((await t.text("region", "Possible duplicates")).includes("same e-mail address wren@birds.example"), "the reason is given");
  await found.find("link", "Merge…");
  await found.click("link", "Find duplicates");
  await t.atRoute("#/duplicates");
}

/** Makes a record with the form for a new one. */
async function made(t, kind, values) {
  const { app, form } = relata(t);
  await app.startNew(kind);
  await form(`New ${kind}`).fill(values);
  await form(`New ${kind}`).done();
}

// What another tab does to the very field, or to the record, takes nothing away that is typed here.
async function meanwhile(t) {
  const { form, list, record } = relata(t);
  await list("accounts").openAny("Quiet Account");
  const route = await t.route();
  const other = await t.newTab(route);
  const there = relata(other);
  await t.page.bringToFront();
  await record.startEdit("Industry");
  await record.main.fill("Industry", "Mine");
  await other.page.bringToFront();
  await there.record.edit("Industry", "Theirs");
  await t.page.bringToFront();
  await record.main.see(/Meanwhile it became “Theirs”/);
  t.equal(await record.main.value("textbox", "Industry"), "Mine", "what was typed stays");
  await t.press("Enter");
  await record.reads("Industry", "Mine");

  const dialog = form("Edit account");
  const edit = async () => {
    await t.press("e");
    await t.within("dialog", "Edit account").click("button", "More fields");
  };
  await edit();
  await dialog.fill({ Industry: "Mine again" });
  await other.page.bringToFront();
  await there.record.reads("Industry", "Mine");
  await there.record.edit("Industry", "Elsewhere");
  await t.page.bringToFront();
  await t.within("dialog", "Edit account").click("button", "Save");
  await t.within("dialog", "Edit account").see(/Meanwhile it became “Elsewhere”. Save once more/);
  await dialog.done();
  await record.reads("Industry", "Mine again");

  await edit();
  await dialog.fill({ Industry: "Too late" });
  await other.page.bringToFront();
  await there.record.delete();
  await other.open("#/trash");
  await other.click("button", "Delete for good");
  await other.within("dialog").click("button", "Delete for good");
  await t.page.bringToFront();
  await t.see(/Not saved: Industry “Too late” of Account. This account is not there any more/);
}
