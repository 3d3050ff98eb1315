// The screen on which a lead is converted: three cards, each with its switch.

import { escaped } from "./app.mjs";
import { put } from "./form.mjs";

export class Convert {
  constructor(t) {
    this.t = t;
  }

  /** From the lead's page. */
  async start(name) {
    await this.t.within("main").click("link", "Convert");
    await this.t.find("heading", `Convert ${name}`);
  }

  /** A card: `Account`, `Contact` or `Opportunity`. */
  card(part) {
    return this.t.within("region", part);
  }

  /** Sets the switch of a card: `Existing`, `New` or `None`. */
  async choose(part, choice) {
    await this.card(part).tick(choice);
  }

  /** Takes an existing record that is not among the matches. */
  async chooseAnother(part, name) {
    await this.choose(part, "Existing");
    const label = `Choose another ${part.toLowerCase()}…`;
    await this.card(part).fill(label, name);
    await this.card(part).click("option", new RegExp(`^${escaped(name)}`));
  }

  async fill(part, values) {
    for (const [label, value] of Object.entries(values)) await put(this.card(part), label, value);
  }

  /** Waits until the sentence above the button says so. */
  async promises(text) {
    await this.t.see(text);
  }

  async convert() {
    await this.t.within("main").click("button", "Convert");
  }
}
