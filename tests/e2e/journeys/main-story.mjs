// The whole way of a sale from what is typed, in any clone.

import { relata } from "../pages/index.mjs";
import { story } from "../pages/sale.mjs";

export default story({
  name: "A lead becomes a won deal, there and back and in another browser",
  async prepare(t) {
    await t.open();
    await enter(t, "account", { Name: "Nordwind" });
    await enter(t, "lead", { "First name": "William", "Last name": "Lee", Company: "Lee Shipping", "E-mail 1": "lee@shipping.example" });
    await enter(t, "lead", { "First name": "Patrick", "Last name": "Freeman", Company: "Freeman & Sons" });
  },
  account: "Nordwind",
  second: "Patrick Freeman",
});

async function enter(t, kind, values) {
  const { app, form } = relata(t);
  await app.startNew(kind);
  await form(`New ${kind}`).fill(values);
  await form(`New ${kind}`).done();
}
