// The form of a record: a dialog such as “New lead”, or a field in place.

import { escaped } from "./app.mjs";

export class Form {
  constructor(t, title) {
    this.t = t;
    this.title = title;
    this.dialog = t.within("dialog", title);
  }

  /** Fills fields by label, whatever each is: `{ Company: "Acme", Rating: "Hot", Account: "Acme" }`. */
  async fill(values) {
    await this.t.find("dialog", this.title);
    for (const [label, value] of Object.entries(values)) await put(this.dialog, label, value);
  }

  /** Opens the fields that are not asked for first. */
  async more() {
    await this.dialog.click("button", "More fields");
  }

  async save() {
    await this.dialog.click("button", "Save");
  }

  /** Saves and waits until the dialog is gone. */
  async done() {
    await this.save();
    await this.t.gone("dialog", this.title);
  }

  async cancel() {
    await this.dialog.click("button", "Cancel");
    await this.t.gone("dialog", this.title);
  }
}

/** Puts a value into a field by what it is: text, a list, one of several, a field that finds a record. */
export async function put(t, label, value) {
  const kind = await t.until(async () => {
    if (await t.has("combobox", label)) return (await (await t.find("combobox", label)).evaluate((field) => field.tagName)) === "SELECT" ? "select" : "find";
    for (const role of ["textbox", "spinbutton", "searchbox"]) if (await t.has(role, label)) return "text";
    for (const role of ["checkbox", "switch", "radio"]) if (await t.has(role, label)) return "tick";
    if (await t.within("group", label).has("radio", value)) return "choose";
    return null;
  }, `there should be a field “${label}”`);
  if (kind === "select") await t.select(label, value);
  else if (kind === "tick") await t.tick(label, value);
  else if (kind === "choose") await t.within("group", label).tick(value);
  else await t.fill(label, value);
  if (kind === "find") await t.click("option", new RegExp(`^${escaped(value)}`));
}
