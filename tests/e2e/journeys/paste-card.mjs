// Fast intake: a signature that is pasted becomes a lead, or a contact at an
// account; on a phone a card is typed with one thumb, one after the other.

import { relata } from "../pages/index.mjs";

const SIGNATURE = `Mit freundlichen Grüßen

Dr. Jürgen Müller
Leiter Vertrieb

Schäfer & Söhne GmbH
Hauptstraße 5a
10115 Berlin

Tel.: +49 30 123456-78
Fax: +49 30 123456-79
Mobil: 0171 2345678
j.mueller@schaefer-soehne.example`;

const TEXT = "Signature, business card or vCard";

export default {
  name: "A pasted signature becomes a lead or a contact, and a card is typed on a phone",
  timeout: 240_000,
  async run(t) {
    await t.open();
    await asLead(t);
    await again(t);
    await asContact(t);
    await nonsense(t);
    await onAPhone(t);
  },
};

async function asLead(t) {
  const { app, form, record } = relata(t);
  // The way to the other page is open while nothing is typed that would be lost.
  await t.open("#/leads/new");
  await form("New lead").dialog.find("link", "Paste a signature or card");
  await form("New lead").fill({ "Last name": "Poe" });
  await form("New lead").dialog.gone("link", "Paste a signature or card");
  await form("New lead").cancel();
  await t.press("p");
  await t.find("heading", "Paste a signature or card");
  await t.find("link", "Enter a card");
  await t.hasFocus("textbox", TEXT);
  await t.fill(TEXT, SIGNATURE);
  await holds(t, "Last name", "Müller");
  await t.gone("link", "Enter a card");
  for (const [field, value] of [["First name", "Jürgen"], ["Salutation", "Dr."], ["Company", "Schäfer & Söhne GmbH"], ["Job title", "Leiter Vertrieb"], ["E-mail 1", "j.mueller@schaefer-soehne.example"], ["Phone 1", "+49 30 123456-78"], ["Phone 2", "0171 2345678"], ["Street", "Hauptstraße 5a"], ["City", "Berlin"]]) await holds(t, field, value);
  t.check((await t.value("textbox", "Description")).includes("Fax +49 30 123456-79"), "what has no field is kept");
  await t.see("From line 4");
  await t.axe();

  // What is typed by hand stays, whatever the text says then.
  await t.fill("Job title", "Head of sales");
  await t.fill(TEXT, SIGNATURE.replace("Jürgen", "Georg"));
  await holds(t, "First name", "Georg");
  await holds(t, "Job title", "Head of sales");
  await t.within("main").click("button", "Save");
  await t.find("heading", "Georg Müller");
  t.check((await t.route()).includes("/leads/"), "it is a lead");
  await record.reads("Job title", "Head of sales");
  await record.reads("Company", "Schäfer & Söhne GmbH");
  await app.undo();
  await t.open("#/leads?view=all");
  await t.see("No leads yet");
  await app.redo();
  await t.find("link", "Georg Müller");
}

// Who is there already is shown first, and why.
async function again(t) {
  await t.open(`#/paste?text=${encodeURIComponent(SIGNATURE)}`);
  await t.see(/There is a lead “Georg Müller” already \(same e-mail address .* and same phone number/);
  await t.find("link", "Open Georg Müller");
}

// A contact at a new account, in one change; the next one at the same.
async function asContact(t) {
  const { app } = relata(t);
  await t.within("group", "File as").click("radio", /^Contact/);
  t.equal((await t.within("group", "Account").state("radio", /^New account “Schäfer & Söhne GmbH”/)).checked, true, "a new account is chosen, as none fits");
  await t.axe();
  await t.within("main").click("button", "Save");
  await t.find("heading", "Jürgen Müller");
  t.check((await t.route()).includes("/contacts/"), "it is a contact");
  await t.within("main").find("link", "Schäfer & Söhne GmbH");
  await app.undo();
  await app.go("Accounts");
  await t.see("No accounts yet");
  await app.redo();
  await t.within("grid", "Accounts").find("link", "Schäfer & Söhne GmbH");

  await t.open(`#/paste?text=${encodeURIComponent("Petra Klein\npetra@schaefer-soehne.example")}`);
  await t.within("group", "File as").click("radio", /^Contact/);
  t.equal((await t.within("group", "Account").state("radio", /^Schäfer & Söhne GmbH/)).checked, true, "the account is found by its people's domain");
  await t.within("main").click("button", "Save and next");
  await t.hasFocus("textbox", TEXT);
  t.equal(await t.value("textbox", "Last name"), "", "the form is ready for the next");
  await t.open("#/contacts?view=all");
  await t.within("grid", "Contacts").find("link", "Petra Klein");
}

// Any text is taken, and nothing is saved that cannot be.
async function nonsense(t) {
  await t.open("#/paste");
  await t.fill(TEXT, "\u202e👩‍🚀 שלום\n<img src=x onerror=window.__broken=1>\n=1+1");
  await t.until(async () => (await t.value("textbox", "Description")).length > 0, "what cannot be placed should be kept");
  t.equal(await t.evaluate(() => window.__broken ?? null), null, "nothing was executed");
  await t.fill(TEXT, "");
  await holds(t, "Description", "");
  await t.within("main").click("button", "Save");
  await t.see(/Fill in .*first name|Fill in .*last name/);
  await t.hasFocus("textbox", "Last name");
}

async function onAPhone(t) {
  await t.viewport(360, 640);
  await t.open("#/card");
  await t.hasFocus("textbox", "First name");
  const fields = await t.evaluate(() => [...document.querySelectorAll("#intake input")].map((field) => [field.type, field.inputMode, field.getAttribute("enterkeyhint"), field.autocapitalize, Math.round(field.getBoundingClientRect().height)]));
  t.equal(fields.map(([type, mode, enter]) => [type, mode, enter]), [["text", "", "next"], ["text", "", "next"], ["text", "", "next"], ["text", "email", "next"], ["tel", "", "done"]], "each field has its keyboard");
  t.check(fields.every(([, , , , height]) => height >= 44), "and is large enough for a thumb");
  const low = await t.evaluate(() => [...document.querySelectorAll(".intake-foot button")].every((button) => button.getBoundingClientRect().top > innerHeight / 2 && button.getBoundingClientRect().bottom <= innerHeight));
  t.check(low, "the buttons are within reach of the thumb");
  t.check(await t.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
  await card(t, ["Grace", "Hopper", "Navy Systems", "grace at navy", "555 1234567"]);
  await t.see("Write an e-mail address");
  await t.hasFocus("textbox", "E-mail");
  await t.fill("E-mail", "grace@navy.example");
  await t.axe();
  await t.within("main").click("button", "Save and next");
  await t.hasFocus("textbox", "First name");
  t.equal(await t.value("textbox", "E-mail"), "", "the next card begins empty");
  await card(t, ["Ada", "Lovelace", "Engines", "", ""]);
  await t.find("heading", "Ada Lovelace");
  await t.open("#/leads?view=all");
  await t.find("link", "Grace Hopper");
  await t.viewport(1280, 800);
}

// By Enter from field to field; the last Enter saves.
async function card(t, texts) {
  for (const text of texts) {
    await t.type(text);
    await t.press("Enter");
  }
}

async function holds(t, field, value) {
  await t.until(async () => (await t.value("textbox", field)) === value, `“${field}” should hold “${value}”`);
}
