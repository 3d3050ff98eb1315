// The list of a record type: views, filter, grid.

import { escaped } from "./app.mjs";

export class List {
  constructor(t, plural) {
    this.t = t;
    this.plural = plural;
  }

  /** Opens it at its address; `view` as in addresses. */
  async open(view = "") {
    await this.t.open(`#/${this.plural}${view ? `?view=${view}` : ""}`);
    await this.t.find("heading", capitalised(this.plural));
  }

  /** Turns to a view by its tab. */
  async view(label) {
    await this.t.within("navigation", "Views").click("link", new RegExp(`^${label}`));
  }

  /** Waits until it holds so many: `22 accounts`. */
  async holds(words) {
    await this.t.within("main").until(async () => (await this.t.within("main").texts("status")).includes(words), async () => `the list should hold ${words}; it says ${JSON.stringify(await this.t.within("main").texts("status"))}`);
  }

  async filter(text) {
    await this.t.within("main").fill("Filter", text);
    await this.t.press("Tab");
  }

  /** Waits until it shows the record. */
  async shows(name) {
    await this.grid().find("link", name);
  }

  async lacks(name) {
    await this.grid().gone("link", name);
  }

  /** Opens a record by its name. */
  async openRecord(name) {
    await this.grid().click("link", name);
    await this.t.find("heading", name);
  }

  /** Opens it in the view of all, found by its name. */
  async openAny(name) {
    await this.t.open(`#/${this.plural}?view=all&filter=${encodeURIComponent(name)}`);
    await this.openRecord(name);
  }

  names() {
    return this.grid().texts("link");
  }

  grid() {
    return this.t.within("grid", capitalised(this.plural));
  }
}

export function capitalised(word) {
  return word[0].toUpperCase() + word.slice(1);
}

export { escaped };
