// The board: every move has its way by mouse and by key, lost asks why, sums
// follow, and ten thousand deals are as quick as ten.

import { relata } from "../pages/index.mjs";

const DEAL = "TechCorp: second department";

export default {
  name: "Deals move on the board by mouse and by keys; lost asks why, and Cancel returns the card",
  async run(t) {
    const { app, board, data } = relata(t);
    await data.loadDemo();
    await board.open();
    const from = await board.stageOf(DEAL);

    // One key moves it on, and the focus goes along.
    await board.nudge(DEAL, "ArrowRight");
    await t.until(async () => (await board.stageOf(DEAL)) !== from, "the card should be in the next column");
    await t.hasFocus("link", DEAL);
    const next = await board.stageOf(DEAL);
    await t.press("Shift+ArrowLeft");
    await board.stands(DEAL, from);
    await t.hasFocus("link", DEAL);
    await board.moveByKeyboard(DEAL, next);
    await board.stands(DEAL, next);
    await app.undo();
    await board.stands(DEAL, from);

    // All columns in sight.
    await t.viewport(2200, 900);
    await board.drag(DEAL, next);
    await board.stands(DEAL, next);
    await board.drag(DEAL, "Closed lost");
    await t.within("dialog", undefined).click("button", "Cancel");
    await board.stands(DEAL, next);
    await board.column("Closed lost").gone("link", DEAL);

    // A folded column is a strip; it is folded still after a reload.
    await board.column(next).click("button", `Fold ${next}`);
    await board.column(next).gone("link", DEAL);
    await t.reload();
    await board.column(next).click("button", `Unfold ${next}`);
    await board.stands(DEAL, next);

    await t.select("Sort", "By name");
    await t.atRoute(/sort=name/);
    await t.fill("Filter", "second dep");
    await t.see("1 opportunity");
    await board.stands(DEAL, next);

    await anotherTab(t, next);
  },
};

// What another tab moves, moves here.
async function anotherTab(t, stage) {
  const other = await t.newTab();
  await other.open("#/opportunities/board");
  const { board } = relata(other);
  await board.open();
  await board.nudge(DEAL, "ArrowLeft");
  await other.until(async () => (await board.stageOf(DEAL)) !== stage, "the card should move in the other tab");
  await relata(t).board.stands(DEAL, await board.stageOf(DEAL));
}
