// Pages as they were: the banner that says so.

export class Past {
  constructor(t) {
    this.t = t;
    this.main = t.within("main");
  }

  /** The calendar day so many days before the page's own, `2026-03-03`. */
  day(daysAgo) {
    return this.t.evaluate((days) => {
      const day = new Date();
      day.setDate(day.getDate() - days);
      return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    }, daysAgo);
  }

  /** Chooses another day. */
  async choose(day) {
    await this.main.fill("As of", day);
    await this.main.click("button", "Show");
  }

  async backToToday() {
    await this.main.click("link", "Back to today");
  }
}
