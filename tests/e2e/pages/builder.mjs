// The builder: the filter of a list as groups of conditions.

export class Builder {
  constructor(t) {
    this.t = t;
    this.dialog = t.within("dialog", "Build a filter");
  }

  /** A condition by where it stands: `2.1`. */
  condition(place) {
    return this.dialog.within("group", `Condition ${place}`);
  }

  /** A group by where it stands; without a place the outermost. */
  group(place) {
    return this.dialog.within("group", place ? `Group ${place}` : "Filter");
  }

  /** Says what a condition is about, how it compares, and to what: chosen, or typed with `{ typed }`. */
  async say(place, field, comparison, value) {
    const line = this.condition(place);
    await line.select("Field", field);
    if (comparison) await line.select("Comparison", comparison);
    if (typeof value === "string") await line.select("Value", value);
    else if (value) await line.fill("Value", value.typed);
  }

  /** Waits until so many pass: `2 opportunities`. */
  async counts(words) {
    await this.dialog.until(async () => (await this.dialog.texts("status")).includes(words), async () => `the builder should count ${words}; it says ${JSON.stringify(await this.dialog.texts("status"))}`);
  }

  async done() {
    await this.dialog.click("button", "Filter");
    await this.t.gone("dialog", "Build a filter");
  }
}
