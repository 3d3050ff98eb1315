// Pages as they were: the banner that says so, and the clock that makes a past.

export class Past {
  constructor(t) {
    this.t = t;
    this.main = t.within("main");
  }

  /** Lets the page believe that it is so many days earlier, from the next loading on. */
  async daysAgo(days) {
    if (!this.t.whole.clockIsOurs) {
      this.t.whole.clockIsOurs = true;
      await this.t.page.evaluateOnNewDocument(ownClock);
    }
    await this.t.evaluate((shift) => sessionStorage.setItem("shift", String(shift)), -days * 86_400_000);
    await this.t.reload();
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

function ownClock() {
  const Real = Date;
  const shift = () => Number(sessionStorage.getItem("shift") ?? 0);
  window.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + shift());
      else super(...given);
    }

    static now() {
      return Real.now() + shift();
    }
  };
}
