// The page of a record.

import { Form, put } from "./form.mjs";

export class Record {
  constructor(t) {
    this.t = t;
    this.main = t.within("main");
  }

  /** Changes one field in place: press it, type, Enter. */
  async edit(label, value) {
    await this.startEdit(label);
    const field = ["E-mail", "Phone", "Website"].includes(label) ? `${label} 1` : label;
    await put(this.main, field, value);
    await this.main.click("button", "Save");
    await this.main.gone("button", "Save");
  }

  /** Turns a field into its input. */
  async startEdit(label) {
    await this.unfoldTo(label);
    await this.main.click("button", named(label));
  }

  /** Opens the groups of fields until the field is in sight. */
  async unfoldTo(label) {
    await this.main.find("region", "Details");
    for (const group of await this.card("Details").names("group")) {
      if (await this.main.has("button", named(label))) return;
      const isOpen = await (await this.card("Details").find("group", group)).evaluate((details) => details.open);
      if (!isOpen) await this.card("Details").click("button", group);
    }
  }

  /** Waits until a field of the page reads so. */
  async reads(label, text) {
    const shown = () => this.main.texts("button", named(label));
    await this.unfoldTo(label);
    await this.t.until(async () => (await shown()).some((value) => value.includes(text)), async () => `${label} should read “${text}”, not ${JSON.stringify(await shown())}`);
  }

  /** Chooses from the menu More. */
  async more(action) {
    await this.main.click("button", "More");
    await this.t.click("menuitem", action);
  }

  async delete() {
    await this.more("Delete");
  }

  /** Logs an activity with the dialog. */
  async log(values) {
    await this.main.click("button", "Log activity");
    const form = new Form(this.t, "Log activity");
    await form.fill(values);
    await form.done();
  }

  /** A card of the page by its heading: `Timeline`, `Next step`, `History`. */
  card(heading) {
    return this.t.within("region", heading);
  }

  /** The id in the address. */
  async id() {
    return /[0-9a-f-]{36}/.exec(await this.t.route())?.[0];
  }
}

/** The button that turns a field into its input. */
function named(label) {
  return new RegExp(`^Edit ${label}(:|$)`);
}
