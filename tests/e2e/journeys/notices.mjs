// The Undo button of a notice.
//
// It once called back into something that was gone as soon as an earlier
// notice had left the list, and the whole app broke down: two changes in a
// row, and Undo in the notice of the second.

export default {
  name: "Undo in a notice takes the latest change back, whatever notices came before",
  async run(t) {
    for (const name of ["First", "Second"]) {
      await t.open("#/leads/new");
      await t.fill("Last name", name);
      await t.press("Enter");
      await t.see(`“${name}” created`);
    }
    // The first button of that name is the header's.
    await t.click("button", "Undo", { nth: 1 });
    await t.open("#/leads");
    const leads = t.within("grid", "Leads");
    await leads.find("link", "First");
    await leads.gone("link", "Second");
  },
};
