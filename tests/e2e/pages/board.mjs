// The board of opportunities.

export class Board {
  constructor(t) {
    this.t = t;
  }

  async open() {
    await this.t.viewport(1600, 900);
    await this.t.open("#/opportunities/board");
    await this.t.find("heading", "Opportunities board");
  }

  /** The column of a stage. */
  column(stage) {
    return this.t.within("region", new RegExp(`^${stage} \\d`));
  }

  /** Waits until the card stands there. */
  async stands(deal, stage) {
    await this.column(stage).find("link", deal);
  }

  /** The stage in whose column the card stands. */
  async stageOf(deal) {
    const card = await this.t.find("link", deal);
    const heading = await card.evaluate((link) => link.closest("section").querySelector("h2").textContent);
    return heading.replace(/\s*[\d,]+$/, "");
  }

  /** The keyboard's short way: Shift with an arrow, on the card. */
  async nudge(deal, arrow) {
    await this.t.focus("link", deal);
    await this.t.press(`Shift+${arrow}`);
  }

  /** The keyboard's way: the card's menu. */
  async moveByKeyboard(deal, stage) {
    await this.t.focus("button", `Move ${deal} to…`);
    await this.t.press("Enter");
    await this.t.find("menuitem", `Move to ${stage}`);
    for (let tries = 0; tries < 10 && (await this.t.focused())?.name !== `Move to ${stage}`; tries += 1) await this.t.press("ArrowDown");
    await this.t.press("Enter");
  }

  /** The mouse's way. */
  async drag(deal, stage) {
    await this.t.drag(["link", deal], ["heading", new RegExp(`^${stage} \\d`)]);
  }
}
