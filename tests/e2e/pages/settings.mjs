// The settings, a section at a time.

export class Settings {
  constructor(t) {
    this.t = t;
    this.main = t.within("main");
  }

  async open(section) {
    await this.t.open(`#/settings/${section}`);
    await this.t.find("heading", "Settings");
  }

  /** Adds an entry to the list under a heading. */
  async add(heading, one, name) {
    const card = this.t.within("region", heading);
    await card.fill(`New ${one}`, name);
    await card.click("button", `Add ${one}`);
    await card.find("button", `Delete ${name}`);
  }

  /** Renames an entry in place. */
  async rename(heading, one, from, to) {
    const card = this.t.within("region", heading);
    const names = await this.names(heading, one);
    const field = await card.find("textbox", `Name of ${one}`, { nth: names.indexOf(from) });
    await field.focus();
    await field.evaluate((input) => input.select());
    await this.t.type(to);
    await this.t.press("Enter");
    await card.find("button", `Delete ${to}`);
  }

  /** The names in the list under a heading, in order. */
  async names(heading, one) {
    const card = this.t.within("region", heading);
    const count = await card.count("textbox", `Name of ${one}`);
    const names = [];
    for (let nth = 0; nth < count; nth += 1) names.push(await card.value("textbox", `Name of ${one}`, { nth }));
    return names;
  }
}
