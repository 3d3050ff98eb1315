// Closing a page while a change is not kept would lose it: the browser asks
// first, then and at no other time.

import { blockStorage, hang, letGo } from "../faults.mjs";
import { relata } from "../pages/index.mjs";

export default {
  name: "The browser asks before a page is left with changes that are not kept, and only then",
  skip: (browser) => (browser === "webkit" ? "classic WebDriver answers the browser's question itself" : null),
  async run(t) {
    const { app, list } = relata(t);
    await t.open("#/leads");
    t.equal(await asked(t), 0, "nothing was done yet");
    await app.addLead("Kept Ltd");
    await app.settled();
    t.equal(await asked(t), 0, "everything is kept");

    await hang(t);
    await app.addLead("On its way Ltd");
    const asks = question(t, (dialog) => dialog.dismiss());
    await t.evaluate(() => void location.reload());
    t.equal(await asks, "beforeunload", "something is on its way");
    await t.see("On its way Ltd");
    await letGo(t);
    await app.settled();
    t.equal(await asked(t), 0, "now it is kept");
    await list("leads").open("all");
    for (const company of ["Kept Ltd", "On its way Ltd"]) await list("leads").shows(company);

    await blockStorage(t);
    await t.open("#/leads");
    await t.reload();
    await t.within("alert").see("this browser lets this page store nothing");
    await app.addLead("Only here Ltd");
    const asksAgain = question(t, (dialog) => dialog.accept());
    await t.reload({ now: true });
    t.equal(await asksAgain, "beforeunload", "what this page alone has is gone with it");
  },
};

// Loads the page anew, and counts how often the browser asked.
async function asked(t) {
  let asked = 0;
  const answer = (dialog) => {
    asked += 1;
    return dialog.accept();
  };
  t.page.on("dialog", answer);
  await t.reload({ now: true });
  t.page.off("dialog", answer);
  return asked;
}

// Of which kind the next question is, once it is answered.
function question(t, answer) {
  return new Promise((resolve) => t.page.once("dialog", async (dialog) => {
    await answer(dialog);
    resolve(dialog.type());
  }));
}
