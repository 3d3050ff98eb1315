// What is wrong is said where it is wrong, nothing typed is lost, and nothing
// that is kept changes.

import { file } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";

export default {
  name: "What is wrong is said where it is wrong, and nothing is lost or changed",
  timeout: 240_000,
  async run(t) {
    await t.open();
    await forms(t);
    await places(t);
    await names(t);
    await brokenJson(t);
  },
};

async function forms(t) {
  const { app, form, list } = relata(t);
  const lead = form("New lead");
  await app.startNew("lead");
  await lead.fill({ "First name": "Ada", "Last name": "Lovelace", "E-mail 1": "ada at home" });
  await lead.save();
  const field = await lead.dialog.state("textbox", "E-mail 1");
  t.equal(field.invalid, "true", "the field itself is marked");
  t.check(field.description.includes("Write an e-mail address, such as ada@example.org"), `the reason is at the field: ${field.description}`);
  t.equal(field.value, "ada at home", "what was typed is still there");
  t.equal((await lead.dialog.state("textbox", "First name")).value, "Ada", "and so is the rest");
  await t.hasFocus("textbox", "E-mail 1");
  await lead.fill({ "E-mail 1": "ada@example.org" });
  await lead.done();

  await app.startNew("lead");
  await lead.fill({ "Job title": "Countess" });
  await lead.save();
  await lead.dialog.see(/Fill in .*(first name|last name).*company/);
  t.equal((await lead.dialog.state("textbox", "Job title")).value, "Countess", "what was typed is still there");
  await lead.cancel();
  await list("leads").open("all");
  await list("leads").holds("1 lead");
}

async function places(t) {
  await t.open("#/nowhere/at/all");
  await t.see("This address leads nowhere");
  await t.open("#/leads/01900000-0000-7000-8000-00000000dead");
  await t.see("This record is not in your workspace");
}

// Names that break what was not made with care.
async function names(t) {
  const { app, form, list } = relata(t);
  const long = "Lo" + "n".repeat(9_990) + "gest";
  const companies = ["👩‍🚀 Zoë’s 宇宙船 Ltd", "شركة النور للتجارة", `<img src=x onerror="window.__broken=1">`, "=HYPERLINK(\"http://x\")", "'; DROP TABLE leads; --"];
  for (const company of companies) {
    await app.startNew("lead");
    await form("New lead").fill({ Company: company });
    await form("New lead").done();
    await t.find("heading", company);
  }
  await app.startNew("lead");
  await form("New lead").fill({ "Last name": long });
  await form("New lead").save();
  await t.until(async () => (await t.has("heading", long)) || (await t.within("dialog", "New lead").has("textbox", "Last name") && (await t.within("dialog", "New lead").state("textbox", "Last name")).invalid === "true"), "10,000 characters should be taken, or refused at the field");
  if (await t.has("dialog", "New lead")) {
    t.equal((await t.within("dialog", "New lead").value("textbox", "Last name")).length, long.length, "a name that is too long is still there to be shortened");
    await form("New lead").cancel();
  }
  await list("leads").open("all");
  for (const company of companies) await list("leads").shows(company);
  await t.reload();
  for (const company of companies) await list("leads").shows(company);
  t.equal(await t.evaluate(() => window.__broken ?? null), null, "nothing was executed");
  t.check((await t.evaluate(() => document.querySelectorAll("main img").length)) === 0, "no name became a picture");
}

async function brokenJson(t) {
  const { data } = relata(t);
  const before = (await data.exportJson()).text;
  const whole = JSON.parse(before);
  await data.refusesJson(file("broken.json", "{ \"format\": "), /broken\.json was not imported: it is not JSON from line 1, column \d+ on .*Your data is unchanged/);
  await data.refusesJson(file("foreign.json", "{\"contacts\": [1, 2]}"), "it is JSON, but not a file that Relata wrote");
  await data.refusesJson(file("tomorrow.json", JSON.stringify({ ...whole, version: 99 })), "a newer Relata wrote it (version 99");
  await data.refusesJson(file("cut.json", before.slice(0, before.length / 2)), "it is not JSON from line");
  await data.refusesJson(file("empty.json", ""), "empty.json was not imported");
  t.equal((await data.exportJson()).text, before, "the workspace is as it was");
}
