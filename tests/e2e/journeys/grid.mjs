// The grid of a list by keyboard and pointer: moving, sorting by several
// columns, selecting, widths, and editing cells in place.

import { relata } from "../pages/index.mjs";

const LEADS = [
  { "First name": "Ada", "Last name": "Lovelace", Company: "Analytical Ltd", Rating: "Hot" },
  { "First name": "Ben", "Last name": "Okri", Company: "Brook & Co", Rating: "Warm" },
  { "First name": "Cleo", "Last name": "Marsh", Company: "Brook & Co", Rating: "Hot" },
  { "First name": "Dan", "Last name": "Ek", Company: "Delta", Rating: "Cold" },
];

export default {
  name: "A list is sorted, selected from and edited in place, by keyboard alone",
  timeout: 240_000,
  async run(t) {
    await t.open("#/leads");
    for (const lead of LEADS) await make(t, lead);
    await t.open("#/leads?view=all");
    const grid = t.within("grid", "Leads");
    await sorting(t, grid);
    await moving(t, grid);
    await selecting(t, grid);
    await editing(t, grid);
    await twoTabs(t, grid);
    await widths(t, grid);
    await t.axe();
    await nearTheEnd(t, grid);
  },
};

async function make(t, fields) {
  const { app, form } = relata(t);
  await app.startNew("lead");
  await form("New lead").fill(fields);
  await form("New lead").done();
}

/** Names from top to bottom. */
const names = (grid) => grid.texts("link");

const ordered = (t, grid, wanted) => t.until(async () => (await names(grid)).join() === wanted.join(), async () => `the rows should be ${wanted}, not ${await names(grid)}`);

/** The cell that has the focus: its row's number among the rows, its column's number. */
const at = (t) => t.evaluate(() => {
  const cell = document.activeElement?.closest("[aria-colindex]");
  return cell ? [Number(cell.parentElement.getAttribute("aria-rowindex")), Number(cell.getAttribute("aria-colindex"))] : null;
});

const stands = (t, row, column) => t.until(async () => String(await at(t)) === `${row},${column}`, async () => `the focus should be in row ${row}, column ${column}, not ${await at(t)}`);

/** Begins to edit the cell that has the focus, and waits for the field. */
async function begin(t, grid, chord, field) {
  await t.press(chord);
  await grid.find("textbox", field);
  await grid.hasFocus("textbox", field);
}

async function sorting(t, grid) {
  await grid.click("button", /^Company/);
  await ordered(t, grid, ["Ada Lovelace", "Cleo Marsh", "Ben Okri", "Dan Ek"]);
  const heading = () => grid.state("columnheader", /^Company/);
  t.equal((await heading()).sort, "ascending", "the heading says the direction");
  // Two of Brook & Co: the second order tells them apart.
  await grid.focus("button", /^Company/);
  await t.press("ArrowRight");
  await t.press("ArrowRight");
  await t.press("Shift+Enter");
  await ordered(t, grid, ["Ada Lovelace", "Ben Okri", "Cleo Marsh", "Dan Ek"]);
  await grid.within("columnheader", /^Rating/).see("2");
  await t.press("Shift+Enter");
  await ordered(t, grid, ["Ada Lovelace", "Cleo Marsh", "Ben Okri", "Dan Ek"]);
  await t.press("Shift+Enter");
  await t.atRoute(/sort=company$/);
  await t.press("Alt+ArrowDown");
  await t.click("menuitem", "Sort descending");
  await ordered(t, grid, ["Cleo Marsh", "Ada Lovelace", "Ben Okri", "Dan Ek"]);
  await t.open("#/leads?view=all&sort=company");
}

async function moving(t, grid) {
  await grid.focus("gridcell", "Analytical Ltd");
  await stands(t, 2, 3);
  await t.press("ArrowDown");
  await stands(t, 3, 3);
  await t.press("End");
  await stands(t, 3, 8);
  await t.press("Ctrl+Home");
  await stands(t, 2, 1);
  await t.press("ArrowUp");
  await stands(t, 1, 1);
  await t.press("ArrowDown");
  await t.press("Ctrl+End");
  await stands(t, 5, 8);
  await t.press("PageUp");
  await stands(t, 2, 8);
}

async function selecting(t, grid) {
  await t.press("Ctrl+Home");
  await t.press(" ");
  await t.press("Shift+ArrowDown");
  await t.press("Shift+ArrowDown");
  await grid.until(async () => (await grid.texts("status")).includes("3 selected"), "three should be selected");
  await t.press("Shift+ArrowUp");
  await grid.until(async () => (await grid.texts("status")).includes("2 selected"), "going back should let one go");
  t.equal(await (await grid.find("checkbox", "Select all")).evaluate((box) => box.indeterminate), true, "the box of all is neither ticked nor not");
  await t.press("Ctrl+A");
  await grid.until(async () => (await grid.texts("status")).includes("4 selected"), "all should be selected");
  await t.press("Escape");
  await grid.until(async () => !(await grid.texts("status")).some((text) => text.includes("selected")), "none should be selected");
  await grid.click("checkbox", "Select Ada Lovelace");
  await t.page.keyboard.down("Shift");
  await grid.click("checkbox", "Select Ben Okri");
  await t.page.keyboard.up("Shift");
  await grid.until(async () => (await grid.texts("status")).includes("3 selected"), "a press with Shift should select up to here");
  await t.press("Escape");
}

async function editing(t, grid) {
  // Enter edits; Enter saves and goes down.
  await grid.focus("gridcell", "Analytical Ltd");
  await begin(t, grid, "Enter", "Company");
  await t.type("Abacus");
  await t.press("Enter");
  await grid.find("gridcell", "Abacus");
  await stands(t, 3, 3);
  // Escape gives up.
  await begin(t, grid, "F2", "Company");
  await t.type("Nobody");
  await t.press("Escape");
  await grid.gone("textbox", "Company");
  await stands(t, 3, 3);
  t.equal(await grid.count("gridcell", "Nobody"), 0, "Escape keeps what was there");
  // Tab saves and goes right.
  await begin(t, grid, "F2", "Company");
  await t.type("Birch");
  await t.press("Tab");
  await grid.find("gridcell", "Birch");
  await stands(t, 3, 4);
  // The first column opens with Enter and edits with F2; a row that moves takes the focus along.
  await t.press("Home");
  await t.press("ArrowRight");
  await begin(t, grid, "F2", "First name");
  await t.type("Benjamin");
  await t.press("Enter");
  await grid.find("link", "Benjamin Marsh");
  // What cannot be saved says why in place, and keeps what was typed.
  await emails(t, grid);
  // A press elsewhere saves.
  await grid.focus("gridcell", "Delta");
  await begin(t, grid, "Enter", "Company");
  await t.type("Zeta");
  await grid.click("button", /^Company/);
  await grid.find("gridcell", "Zeta");
  await t.press("ArrowDown");
  await t.press("ArrowUp");
}

async function emails(t, grid) {
  await grid.focus("gridcell", "Abacus");
  for (const _ of [1, 2, 3, 4]) await t.press("ArrowRight");
  await stands(t, 2, 7);
  await begin(t, grid, "Enter", "E-mail 1");
  await t.type("nonsense");
  await t.press("Enter");
  await grid.see("Write an e-mail address, such as ada@example.org");
  await t.type("@abacus.example");
  await t.press("Enter");
  await grid.find("gridcell", /abacus\.example/);
}

async function twoTabs(t, grid) {
  const other = await t.newTab("#/leads?view=all");
  const there = other.within("grid", "Leads");
  await t.page.bringToFront();
  await grid.focus("gridcell", "Birch");
  await begin(t, grid, "Enter", "Company");
  await t.type("Mine");
  await other.page.bringToFront();
  await there.focus("gridcell", "Birch");
  await begin(other, there, "Enter", "Company");
  await other.type("Theirs");
  await other.press("Enter");
  await there.find("gridcell", "Theirs");
  await t.page.bringToFront();
  await grid.see(/Meanwhile it became “Theirs”/);
  t.equal(await grid.value("textbox", "Company"), "Mine", "what was typed stays");
  await t.press("Enter");
  await grid.gone("textbox", "Company");
  await grid.find("gridcell", "Mine");
  // Deleted over there while typed here: what was typed is told.
  await grid.focus("gridcell", "Mine");
  await begin(t, grid, "Enter", "Company");
  await t.type("Too late");
  await other.page.bringToFront();
  await there.click("checkbox", "Select Benjamin Marsh");
  await other.within("main").click("button", /^Delete 1/);
  await t.page.bringToFront();
  await t.see(/Not saved: Company “Too late”/);
  await t.see(/is in the Trash/);
}

async function widths(t, grid) {
  await t.page.bringToFront();
  const wide = () => t.evaluate(() => document.querySelector(".grid-head [aria-colindex='3']").getBoundingClientRect().width);
  const before = await wide();
  await grid.focus("button", /^Company/);
  await t.press("Alt+ArrowDown");
  await t.click("menuitem", "Wider");
  await t.until(async () => (await wide()) > before + 10, "the column should be wider");
  await t.reload();
  await t.until(async () => (await wide()) > before + 10, "the width should be kept");
}

// At the bottom of the window the editor grows upwards: all of it is in sight.
async function nearTheEnd(t, grid) {
  await relata(t).data.loadDemo();
  await t.viewport(1280, 440);
  await t.open("#/leads?view=all");
  await grid.focus("link", /./);
  await t.press("Ctrl+End");
  await t.press("Home");
  for (let column = 1; column < 7; column += 1) await t.press("ArrowRight");
  await begin(t, grid, "Enter", "E-mail 1");
  const boxes = () => t.evaluate(() => [".grid", ".grid-edit", ".grid-row:has(.grid-edit)"].map((part) => document.querySelector(part).getBoundingClientRect().toJSON()));
  const cut = async () => {
    const [frame, editor] = await boxes();
    return Math.max(editor.bottom - frame.bottom, frame.top - editor.top);
  };
  await t.type("no address");
  await t.press("Enter");
  await grid.see("Write an e-mail address, such as ada@example.org");
  await t.until(async () => (await cut()) <= 0, async () => `the editor should be in sight; ${await cut()} px of it are not`);
  const [frame, editor, row] = await boxes();
  t.check(row.top + editor.height > frame.bottom, `there is no room for ${editor.height} px below ${row.top} in a grid that ends at ${frame.bottom}`);
  await t.press("Escape");
}
