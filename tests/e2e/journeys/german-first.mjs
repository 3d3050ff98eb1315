// The names that a workspace begins with are in the language of who begins it.

export default {
  name: "A workspace begun in German is named in German, and stays so when another language is chosen",
  async run(t) {
    await t.page.evaluateOnNewDocument(() => Object.defineProperty(navigator, "languages", { value: ["de-AT", "en"] }));
    await t.open("#/data");
    await t.click("button", "Demodaten laden");
    const columns = async () => {
      await t.open("#/opportunities/board");
      await t.see("Verhandlung");
      return t.evaluate(() => document.querySelector("main").innerText);
    };
    const german = await columns();
    t.check(["Akquise", "Qualifizierung", "Bedarfsanalyse", "Angebot"].every((stage) => german.includes(stage)), "the stages have German names");
    t.check(!/Prospecting|Needs analysis|Proposal/.test(german), "and no English ones");
    await t.open("#/settings/words");
    await t.click("radio", /^English/);
    await t.find("heading", "Settings");
    await t.reload();
    await columns();
    await t.open("#/settings/statuses");
    await t.find("heading", "Settings");
    const statuses = await t.evaluate(() => [...document.querySelectorAll("main input")].map((input) => input.value));
    t.check(statuses.includes("Kontaktversuch"), "nothing is renamed later");
  },
};
