// A link fills in a form: by the keys of the fields, with records by name.
// What is wrong in it is told where it stands, and nothing is saved without a press.

import { relata } from "../pages/index.mjs";

export default {
  name: "A link fills in a form, what is wrong in it is told, and only a press saves",
  timeout: 180_000,
  async run(t) {
    await t.open();
    await right(t);
    await wrong(t);
    await linked(t);
    await t.open("#/leads?view=all");
    await t.gone("link", "Jane Doe");
  },
};

async function right(t) {
  const { form, list } = relata(t);
  await t.open("#/leads/new?first_name=Ada&last_name=Lovelace&company=Analytical+Engines&email=ada%40engines.example&email=ada%40home.example&rating=Hot&source=web&needs=An+engine");
  const { dialog } = form("New lead");
  t.equal(await dialog.value("textbox", "Last name"), "Lovelace", "the name is filled in");
  t.equal(await dialog.value("textbox", "E-mail 1"), "ada@engines.example", "a list answers to the singular");
  t.equal(await dialog.value("textbox", "E-mail 2"), "ada@home.example", "and takes several");
  t.equal(await dialog.value("textbox", "Needs"), "An engine", "what is filled in is in sight, whatever group it is in");
  await list("leads").open("all");
  await t.see("No leads yet");
  await t.open("#/leads/new?last_name=Lovelace&company=Analytical+Engines");
  await form("New lead").done();
  await t.find("heading", "Lovelace");
}

// Nothing of it is passed over in silence, and nothing is saved.
async function wrong(t) {
  const { form, list } = relata(t);
  await t.open("#/leads/new?last_name=Doe&email=jane+at+home&rating=boiling&employees=many&colour=red&conversion=1&estimated_amount=a+lot");
  const { dialog } = form("New lead");
  await dialog.see("The link also names colour and conversion, which this form has no field for");
  const email = await dialog.state("textbox", "E-mail 1");
  t.equal(email.invalid, "true", "a wrong address is marked");
  t.equal(email.value, "jane at home", "and stands there to be mended");
  const employees = await dialog.state("textbox", "Employees");
  t.equal(employees.value, "many", "what is no number stands there too");
  t.check(employees.description.includes("“many”"), `with the reason: ${employees.description}`);
  t.equal(await dialog.value("textbox", "Estimated amount"), "a lot", "and what is no amount");
  t.check((await dialog.state("combobox", "Rating")).description.includes("“boiling”"), "what no list has is told at the list");
  await t.axe();
  await form("New lead").save();
  t.equal((await dialog.state("textbox", "Employees")).invalid, "true", "it is still wrong when saved");
  await form("New lead").fill({ "E-mail 1": "jane@home.example", Employees: "12", "Estimated amount": "1200" });
  await form("New lead").done();
  await t.find("heading", "Doe");
  await t.open("#/leads/new?last_name=%E0%A4&=&&&x");
  await form("New lead").cancel();
  await list("leads").open("all");
  await list("leads").holds("2 leads");
}

// A record by its name, and a time.
async function linked(t) {
  const { app, form } = relata(t);
  await app.startNew("account");
  await form("New account").fill({ Name: "Acme Engines" });
  await form("New account").done();
  await t.open("#/contacts/new?last_name=Poe&account=acme+engines&phone=030+1234567");
  await form("New contact").done();
  await t.find("heading", "Poe");
  await t.within("main").find("link", "Acme Engines");
  await t.open("#/opportunities/new?name=Five+engines&account=Acme+Engines&amount=1200&expected_close=2030-01-31&stage=Proposal&next_step=Call");
  t.equal(await form("New opportunity").dialog.value("combobox", "Account"), "Acme Engines", "the account is found by its name");
  await form("New opportunity").done();
  await t.find("heading", "Five engines");
  // A name with a comma is one name; of several that are not there all are told.
  await app.startNew("account");
  await form("New account").fill({ Name: "Bolt, Inc." });
  await form("New account").done();
  await t.open("#/contacts/new?last_name=Roe&accounts=Bolt%2C+Inc.");
  await form("New contact").done();
  await t.find("heading", "Roe");
  await t.within("main").find("link", "Bolt, Inc.");
  await t.open("#/contacts/new?last_name=Doe&accounts=Acme+Engines%2CNobody%2CNowhere");
  await form("New contact").dialog.see("“Nobody, Nowhere”");
  await form("New contact").cancel();
  await t.open("#/activities/new?kind=call&subject=Ask+Jane+Doe&due=2030-01-31");
  t.equal(await form("New activity").dialog.value("textbox", "Subject"), "Ask Jane Doe", "an activity is filled in");
  await form("New activity").cancel();
}
