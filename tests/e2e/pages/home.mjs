// Home: figures and lists.

export class Home {
  constructor(t) {
    this.t = t;
  }

  async open() {
    await this.t.open("#/");
    await this.t.find("heading", "Home");
  }

  /** The figures as numbers: `{ pipeline, weighted, forecast, won }`. */
  async figures() {
    await this.t.see("Open pipeline");
    const text = await this.t.within("main").until(async () => (await this.t.evaluate(() => [...document.querySelectorAll("main .stat")].map((stat) => stat.innerText))), "the figures should be shown");
    const read = (label, line) => number(text.find((stat) => stat.startsWith(label))?.split("\n").filter(Boolean)[line]);
    return {
      pipeline: read("Open pipeline", 1),
      weighted: number(/, (.*) weighted/.exec(text.find((stat) => stat.startsWith("Open pipeline")))?.[1] ?? "0"),
      forecast: read("Forecast this quarter", 1),
      won: read("Won this quarter", 1),
    };
  }
}

/** The amount in a text such as `€1,234.50`; nothing is nought. */
function number(text) {
  return Number((text ?? "").replace(/[^\d.-]/g, "") || 0);
}
