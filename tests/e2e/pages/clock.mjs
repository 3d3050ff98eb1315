// The clock that the page reads: real time, shifted.

const DAY = 86_400_000;

export class Clock {
  constructor(t) {
    this.t = t;
  }

  /** Lets the page believe that it is so many days earlier, from the next loading on. */
  async daysAgo(days) {
    await this.ours();
    await this.shift(-days * DAY);
    await this.t.reload();
  }

  /** Sets the clock of a page that runs to a day and time where it is, such as `2026-11-22T23:59:50`, and has it looked at. */
  async set(time) {
    await this.shift(await this.t.evaluate((time) => new Date(time).getTime() - Date.now() + Number(sessionStorage.getItem("shift") ?? 0), time));
    await this.look();
  }

  /** Looks at the page again, as one does who comes back to it. */
  look() {
    return this.t.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  }

  /** From the next loading on the page reads the shifted clock. */
  async ours() {
    const tab = this.t.whole ?? this.t;
    if (tab.clockIsOurs) return;
    tab.clockIsOurs = true;
    await tab.page.evaluateOnNewDocument(ownClock);
  }

  shift(milliseconds) {
    return this.t.evaluate((shift) => sessionStorage.setItem("shift", String(shift)), milliseconds);
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
