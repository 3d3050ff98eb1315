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
    await badges(t);
    // Only Chromium takes touches from a driver.
    if (t.browser === "chromium") await touched(t);
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

// On the narrowest columns too each mark is whole.
async function badges(t) {
  await t.page.bringToFront();
  for (const width of [1280, 360]) {
    await t.viewport(width, 740);
    await t.open("#/opportunities/board");
    await t.see(/Stuck \d+ d/);
    const cut = () => t.evaluate(() => [...document.querySelectorAll(".board-badges .badge")]
      .filter((badge) => badge.scrollWidth > badge.clientWidth || badge.getBoundingClientRect().right > badge.closest(".board-card").getBoundingClientRect().right)
      .map((badge) => badge.textContent));
    t.equal(await cut(), [], `no mark is cut at ${width} pixels`);
  }
}

// Waits until two looks in a row find everything in the same place: a swipe rolls on.
async function stands(t) {
  let before = "";
  await t.until(async () => {
    const now = await t.evaluate(() => JSON.stringify([
      [...document.querySelectorAll("*")].map((it) => it.scrollTop + it.scrollLeft).filter(Boolean),
      [...document.querySelectorAll(".board-column, .board-grip")].map((it) => it.getBoundingClientRect()),
    ]));
    const same = now === before;
    before = now;
    return same;
  }, "the board should come to rest");
}

// A finger on the handle moves a card; one on the card scrolls, and moves nothing.
async function touched(t) {
  const { board } = relata(t);
  await t.viewport(1600, 420);
  const cdp = await t.page.createCDPSession();
  await cdp.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await t.open("#/opportunities/board");
  const from = await board.stageOf(DEAL);
  const touch = (type, ...touchPoints) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
  const slide = async (a, b) => {
    await touch("touchStart", a);
    for (let step = 1; step <= 10; step += 1) await touch("touchMove", { x: a.x + ((b.x - a.x) * step) / 10, y: a.y + ((b.y - a.y) * step) / 10 });
    await touch("touchEnd");
  };
  const middle = (element) => element.evaluate((it) => {
    const box = it.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  const link = await t.find("link", DEAL);
  const scrolled = () => t.evaluate(() => [...document.querySelectorAll("*")].reduce((sum, it) => sum + it.scrollTop, 0));
  const before = await scrolled();
  const on = await middle(link);
  await slide(on, { x: on.x, y: on.y - 120 });
  await t.until(async () => (await scrolled()) > before, "a swipe should scroll");
  await stands(t);
  t.equal(await board.stageOf(DEAL), from, "a swipe moves no card");

  await link.evaluate((it) => it.closest(".board-card").scrollIntoView({ block: "center", inline: "center" }));
  await stands(t);
  const columns = await t.evaluate(() => [...document.querySelectorAll(".board-column")].map((column) => ({ title: column.querySelector("h2").textContent.replace(/\s*[\d,]+$/, ""), x: column.getBoundingClientRect().x + 60 })));
  const place = columns.findIndex((column) => column.title === from);
  const target = columns[place > 0 ? place - 1 : place + 1];
  const grip = await middle(await link.evaluateHandle((it) => it.closest(".board-card").querySelector(".board-grip")));
  await slide(grip, { x: target.x, y: grip.y });
  await board.stands(DEAL, target.title);
}
