// What people have told their system holds here: colours of their own leave every
// control in sight, less motion leaves nothing moving, and in a language that is
// written from the right the page stands mirrored and whole.

import { relata } from "../pages/index.mjs";

/** The least contrast of text and of edges; system colours have far more. */
const READ = 4.5;
const SEEN = 3;

export default {
  name: "Forced colours leave every control in sight, less motion moves nothing, and the page can stand mirrored",
  timeout: 240_000,
  async run(t) {
    const { data, list } = relata(t);
    await data.loadDemo();
    await list("accounts").openAny("TechCorp Solutions");
    const places = ["#/", "#/leads?view=all", await t.route(), "#/opportunities/board", "#/activities/calendar", "#/settings/appearance", "#/data", "#/leads/new"];
    if (t.browser === "chromium") {
      await forcedColours(t, places);
      await lessMotion(t);
    }
    await mirrored(t, places);
  },
};

async function forcedColours(t, places) {
  for (const scheme of ["light", "dark"]) {
    await t.media({ "forced-colors": "active", "prefers-color-scheme": scheme });
    for (const place of places) {
      await t.open(place);
      await still(t);
      const { controls, faint } = await t.evaluate(faintControls, READ, SEEN);
      t.check(controls > 10, `${place} has controls to look at`);
      t.equal(faint, [], `${place}: every control can be seen in forced colours, ${scheme}`);
    }
    // What is chosen differs by more than a shade.
    await t.open("#/leads?view=all");
    await t.within("grid", "Leads").click("checkbox", /^Select Priya/);
    const [chosen, other] = await t.evaluate(() => ["true", "false"].map((on) => getComputedStyle(document.querySelector(`[role=row][aria-selected=${on}]`)).backgroundColor));
    t.check(chosen !== other, "a row that is selected looks so");
    const [here, elsewhere] = await t.evaluate(() => ["[aria-current]", ":not([aria-current])"].map((link) => getComputedStyle(document.querySelector(`nav a${link}`)).backgroundColor));
    t.check(here !== elsewhere, "the place in the navigation looks so");
    await t.within("grid", "Leads").click("checkbox", /^Select Priya/);
  }
  await t.media();
}

/** The controls whose text or edge is not told from what is behind it. */
function faintControls(read, seen) {
  const CONTROLS = "a[href], button, input, select, textarea, summary, [role=combobox], [role=tab], [role=menuitem], .chip, .switch-option";
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  // Any colour that CSS can name, as red, green, blue and opacity.
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    return paint.getImageData(0, 0, 1, 1).data;
  };
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => (part / 255 <= 0.040_45 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(rgba(one)), luminance(rgba(other))].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (rgba(backgroundColor)[3] > 127) return backgroundColor;
    }
    return "Canvas";
  };
  const controls = [...document.querySelectorAll(CONTROLS)].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.disabled && getComputedStyle(element).opacity !== "0";
  });
  const faint = controls.filter((element) => {
    const style = getComputedStyle(element);
    const below = ground(element);
    const words = element.textContent.trim() !== "" || element.querySelector("svg");
    const field = element.matches("input:not([type=checkbox], [type=radio]), select, textarea");
    // The browser draws the arrow and the box of these itself, in system colours.
    const edge = !field || element.closest(".palette-head") || contrast(style.borderBlockEndColor, ground(element.parentElement)) >= seen;
    return !edge || (words && contrast(style.color, below) < read);
  });
  return { controls: controls.length, faint: faint.map((element) => `${element.tagName.toLowerCase()}.${element.className} “${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}”`) };
}

async function lessMotion(t) {
  const { app } = relata(t);
  // Longest time that anything on the page moves while a menu, a form and the palette open.
  const longest = async () => {
    let most = 0;
    const look = async () => {
      most = Math.max(most, await t.evaluate(() => Math.max(0, ...document.getAnimations().map((animation) => animation.effect.getComputedTiming().endTime))));
    };
    await t.open("#/leads?view=all");
    await app.header.click("button", "New");
    await look();
    await t.press("Escape");
    await t.open("#/leads/new");
    await look();
    await t.press("Escape");
    await app.palette();
    await look();
    await t.press("Escape");
    return most;
  };
  await t.media({ "prefers-reduced-motion": "no-preference" });
  t.check((await longest()) > 50, "things that open move, where nobody minds");
  await t.media({ "prefers-reduced-motion": "reduce" });
  // What began to move before ends as it began.
  await still(t);
  t.check((await longest()) <= 1, "nothing moves for those who asked for less");
  await t.media();
}

// What names a side of the keyboard or the screen follows the lines: the arrow to the left leads on.
async function sides(t) {
  const { board } = relata(t);
  await board.open();
  const [deal, from, to] = await t.evaluate(() => {
    const columns = [...document.querySelectorAll(".board-column")];
    const at = columns.findIndex((column) => column.querySelector(".board-title"));
    const stage = (column) => column.querySelector("h2").firstChild.textContent.trim();
    return [columns[at].querySelector(".board-title").textContent, stage(columns[at]), stage(columns[at + 1])];
  });
  await board.nudge(deal, "ArrowLeft");
  await board.stands(deal, to);
  await board.nudge(deal, "ArrowRight");
  await board.stands(deal, from);

  await t.open("#/leads?view=all");
  await t.within("grid", "Leads").find("link", /^Priya/);
  const edge = () => t.evaluate(() => {
    const edge = document.querySelector(".grid-edge");
    const [at, column] = [edge.getBoundingClientRect(), edge.closest("[aria-colindex]").getBoundingClientRect()];
    return { x: at.left + at.width / 2, y: at.top + at.height / 2, width: column.width };
  });
  const before = await edge();
  await t.page.mouse.move(before.x, before.y);
  await t.page.mouse.down();
  await t.page.mouse.move(before.x - 40, before.y, { steps: 4 });
  await t.page.mouse.up();
  await t.until(async () => Math.abs((await edge()).width - before.width - 40) < 2, "the column should be as much wider as its edge was drawn to the left");
}

async function mirrored(t, places) {
  await t.evaluate(() => (document.documentElement.dir = "rtl"));
  for (const [width, height] of [[1280, 800], [360, 740]]) {
    await t.viewport(width, height);
    for (const place of places) {
      await t.open(place);
      await still(t);
      const { scroll, start } = await t.evaluate(() => ({ scroll: document.documentElement.scrollWidth, start: document.querySelector("main h1")?.getBoundingClientRect().right }));
      t.check(scroll <= width, `${place} mirrored at ${width} px: ${scroll} px wide`);
      if (start !== undefined && width > 1000) t.check(start > width / 2, `${place} mirrored: the heading begins at the right`);
    }
    if (width < 1000) {
      // The drawer comes from the side where lines begin.
      await t.open("#/");
      const drawer = () => t.evaluate(() => document.querySelector("nav[aria-label=Main]").getBoundingClientRect().left);
      t.check((await drawer()) >= width, "the drawer waits beyond the right edge");
      await t.click("button", "Navigation");
      await t.until(async () => (await drawer()) < width / 2, "the drawer should come in from the right");
      await t.press("Escape");
    }
  }
  await sides(t);
  await t.evaluate(() => document.documentElement.removeAttribute("dir"));
  await t.viewport(1280, 800);
}

const still = (t) => t.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200))));
