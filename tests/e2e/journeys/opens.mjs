// The least that must hold: the page opens, the app starts, nothing complains.

export default {
  name: "Relata opens and says its name",
  async run(t) {
    await t.open();
    await t.see("Relata");
    await t.axe();
    await t.reload();
    await t.see("Relata");
  },
};
