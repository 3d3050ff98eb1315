// What every page has: navigation, header, messages.

import { Form } from "./form.mjs";

export class App {
  constructor(t) {
    this.t = t;
    this.header = t.within("banner");
  }

  /** Follows a link of the main navigation: `Leads`. */
  async go(name) {
    await this.t.within("navigation", "Main").click("link", name);
    await this.t.find("heading", name);
  }

  /** The header's Undo; waits until the page says what was undone. */
  async undo() {
    await this.header.click("button", "Undo");
    await this.t.see(/Undone: /);
  }

  async redo() {
    await this.header.click("button", "Redo");
    await this.t.see(/Redone: /);
  }

  /** Undoes so many changes, one after the other, each told before the next. */
  async undoAll(labels) {
    for (const label of labels) await this.step("Undo", `Undone: ${label}`);
  }

  async redoAll(labels) {
    for (const label of labels) await this.step("Redo", `Redone: ${label}`);
  }

  async step(button, sentence) {
    await this.header.click("button", button);
    await this.t.see(sentence);
  }

  /** Chooses from the menu New: `lead` opens the form `New lead`. */
  async startNew(kind) {
    await this.header.click("button", "New");
    await this.t.click("menuitem", new RegExp(`^New ${kind}`));
    await this.t.find("dialog", `New ${kind}`);
  }

  /** Adds a lead of a company; waits until its page is shown. */
  async addLead(company) {
    const form = new Form(this.t, "New lead");
    await this.startNew("lead");
    await form.fill({ Company: company });
    await form.done();
    await this.t.find("heading", company);
  }

  /** Opens the palette by its key. */
  async palette() {
    await this.t.press("Control+k");
    await this.t.find("dialog", "Command palette");
    return this.t.within("dialog", "Command palette");
  }

  /** Types into the palette, opened from the header, and leaves the offers open. */
  async search(text) {
    await this.header.click("combobox", "Search");
    await this.t.within("dialog", "Command palette").fill("Search", text);
  }

  /** Opens one of the records that the search offers. */
  async openFound(text, title) {
    await this.search(text);
    await this.t.click("option", new RegExp(`^${escaped(title)}`));
    await this.t.find("heading", title);
  }

  /** Waits until something is told in the corner. */
  async told(text) {
    await this.t.see(text);
  }

  /** Waits until every commit so far is kept: the header says so, and two looks find an unchanged storage. */
  async settled({ timeout = 60_000 } = {}) {
    await this.t.until(() => this.t.evaluate(() => document.querySelector("header [role=status]").getAttribute("aria-busy") !== "true"), "the header should say that all is saved", { timeout });
    let last = null;
    await this.t.until(async () => {
      const now = await this.t.evaluate(() => Object.keys(localStorage).sort().join() + JSON.stringify(localStorage).length);
      const same = now === last;
      last = now;
      return same;
    }, "the storage should come to rest");
  }
}

/** A text as a RegExp that matches it. */
export function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
