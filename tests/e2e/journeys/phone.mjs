// A phone in one hand: what is used most is at the lower edge, and leads
// everywhere.

import { relata } from "../pages/index.mjs";

const [WIDTH, HEIGHT] = [360, 740];
/** What a thumb reaches without the hand being moved: the lower two fifths. */
const REACH = HEIGHT * 0.6;

export default {
  name: "On a phone the thumb reaches Home, the lists, something new and the way to everything else",
  async run(t) {
    const { app } = relata(t);
    await t.viewport(WIDTH, HEIGHT);
    await t.open();
    const bar = t.within("navigation", "Quick access");
    const boxes = await t.evaluate(() => [...document.querySelectorAll("[aria-label='Quick access'] :is(a, button)")].filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().toJSON()));
    t.equal(boxes.length, 5, "places in the bar");
    t.check(boxes.every(({ top, left, right, width, height }) => top > REACH && left >= 0 && right <= WIDTH && width >= 40 && height >= 40), `all in reach and large enough: ${JSON.stringify(boxes)}`);
    t.equal(await app.header.count("button", "New"), 0, "the header leaves New to the bar");

    await bar.click("button", "New");
    await t.find("menuitem", /^New lead/);
    const entry = await t.evaluate(() => [...document.querySelectorAll("[role=menuitem]")].find((item) => item.textContent.startsWith("New lead") && item.checkVisibility()).getBoundingClientRect().toJSON());
    t.check(entry.top >= 0 && entry.bottom <= HEIGHT, "the menu opens within the window");
    await t.click("menuitem", /^New lead/);
    const form = t.within("dialog", "New lead");
    await form.fill("Last name", "Okafor");
    await form.click("button", "Save");
    await t.see("Okafor");

    await bar.click("link", "Leads");
    await t.find("heading", "Leads");
    await bar.click("button", "Navigation");
    await t.until(() => t.evaluate((reach) => [...document.querySelectorAll("nav[aria-label=Main] a")].find((link) => link.textContent === "Settings").getBoundingClientRect().top > reach, REACH), "the drawer's lists should stand at the lower edge");
    await t.within("navigation", "Main").click("link", "Settings");
    await t.find("heading", "Settings");
    await t.viewport(1280, 800);
    await t.gone("navigation", "Quick access");
  },
};
