// The driver that every journey uses: a tab of a browser, spoken to by role and
// accessible name. Every action waits until it can be done, and says what was
// looked for and what is on the page when it cannot.
//
// A name is matched whole when it is a string, in part when it is a RegExp.
// `options` may hold `nth` (from 0) and `timeout` (milliseconds).

import { mkdtempSync, readFileSync, readdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { axeViolations } from "./accessibility.mjs";

const ROLES = readFileSync(new URL("roles.js", import.meta.url), "utf8");

const DEFAULT_PATIENCE = 10_000;
const PAUSE = 25;

const MODIFIERS = { Ctrl: "Control", Cmd: "Meta", Control: "Control", Shift: "Shift", Alt: "Alt", Meta: "Meta" };
const SET_AT_ONCE = ["date", "time", "datetime-local", "month", "week", "color", "range"];

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Tab {
  constructor(session, base) {
    this.session = session;
    this.base = base;
    this.scopes = [];
    this.patience = DEFAULT_PATIENCE;
  }

  /** Takes a page of the browser as this tab's own and listens to it. */
  attach(page) {
    this.page = page;
    this.log ??= { errors: [], warnings: [], requests: [] };
    page.on("console", (message) => {
      if (message.type() === "error") this.log.errors.push(`console: ${message.text()}`);
      if (message.type().startsWith("warn")) this.log.warnings.push(message.text());
    });
    page.on("pageerror", (error) => this.log.errors.push(`uncaught: ${error?.message ?? error}`));
    page.on("request", (request) => this.log.requests.push(request.url()));
    return this;
  }

  // ---- going places

  /** Goes to a route such as `#/leads` (or any address below the app) and waits for the app to run. */
  async open(route = "") {
    await this.page.goto(new URL(route, this.base).href, { waitUntil: "load" });
    await this.started();
  }

  /**
   * Loads the page anew and waits for the app to run. First waits until what was
   * done is kept, as the browser would ask; with `now` it does not.
   */
  async reload({ now = false } = {}) {
    if (!now) await this.kept();
    await this.page.reload({ waitUntil: "load" });
    await this.started();
  }

  /** Waits until what was done is kept: before, the browser would ask whether to leave the page. */
  async kept() {
    await this.until(() => this.evaluate(() => !window.onbeforeunload), "what was done should be kept");
  }

  async back() {
    await this.page.evaluate(() => history.back());
  }

  async forward() {
    await this.page.evaluate(() => history.forward());
  }

  /** The hash route shown now, such as `#/leads?view=hot`. */
  route() {
    return this.page.evaluate(() => location.hash);
  }

  /** Waits until the route is this text, or matches this RegExp. */
  async atRoute(wanted) {
    const fits = (route) => (typeof wanted === "string" ? route === wanted : wanted.test(route));
    await this.until(async () => fits(await this.route()), `the route should become ${wanted}`);
  }

  /** Waits until the WASM runs (Trunk's loader then names its bindings) and what is stored is open (the static shell then goes). */
  async started() {
    const isOpen = () => "wasmBindings" in window && !document.getElementById("shell");
    await this.until(() => this.page.evaluate(isOpen), "the app should start", { timeout: 30_000 });
  }

  // ---- looking

  /** Everything below happens inside this element; scopes nest. `t.within("dialog", "New lead").click(…)` */
  within(role, name) {
    const inner = Object.create(this);
    inner.scopes = [...this.scopes, { role, name: wire(name) }];
    return inner;
  }

  /** Waits for an element and returns its handle; prefer the verbs below. */
  async find(role, name, options = {}) {
    const { hidden, nth } = options;
    return this._poll(async () => (await this._ask({ do: "find", role, name, hidden, nth }, "handle"))?.asElement(), () => `${spell(role, name)} should be on the page`, options);
  }

  /** Whether it is there now, without waiting. */
  async has(role, name) {
    return (await this.count(role, name)) > 0;
  }

  /** How many are there now, without waiting. */
  count(role, name) {
    return this._ask({ do: "count", role, name });
  }

  /** The text of each, without waiting. */
  texts(role, name) {
    return this._ask({ do: "texts", role, name });
  }

  /** The accessible name of each, without waiting. */
  names(role, name) {
    return this._ask({ do: "names", role, name });
  }

  /** Waits for it and returns its text. */
  async text(role, name, options) {
    return (await this.state(role, name, options)).text;
  }

  /** Waits for a field and returns what it holds. */
  async value(role, name, options) {
    return (await this.state(role, name, options)).value;
  }

  /** Waits for it and returns role, name, value, text, checked, disabled, expanded, selected, current, invalid, sort, pressed, focused, description. */
  async state(role, name, options = {}) {
    return this._poll(() => this._ask({ do: "state", role, name, nth: options.nth }), () => `${spell(role, name)} should be on the page`, options);
  }

  /** `{ role, name }` of the element with the focus, or null. */
  focused() {
    return this._ask({ do: "focused" });
  }

  /** Waits until the focus is there. */
  async hasFocus(role, name) {
    await this.until(async () => (await this._ask({ do: "state", role, name }))?.focused, async () => `the focus should be on ${spell(role, name)}, not on ${JSON.stringify(await this.focused())}`);
  }

  /** Waits until the page (or the scope) shows the text. */
  async see(text, options = {}) {
    await this._poll(() => this._says(text), () => `the text ${text} should be shown`, options);
  }

  /** Waits until the page (or the scope) does not show the text. */
  async notSee(text, options = {}) {
    await this._poll(async () => !(await this._says(text)), () => `the text ${text} should not be shown`, options);
  }

  /** Waits until no such element is there. */
  async gone(role, name, options = {}) {
    await this._poll(async () => !(await this.has(role, name)), () => `${spell(role, name)} should be gone`, options);
  }

  /** Waits until a condition holds; `what` is the sentence that failure prints. */
  async until(condition, what, options = {}) {
    return this._poll(condition, typeof what === "string" ? () => what : what, options);
  }

  // ---- doing

  async click(role, name, options = {}) {
    await this._act(role, name, options, (element) => element.click({ count: options.count ?? 1 }));
  }

  async doubleClick(role, name, options = {}) {
    await this.click(role, name, { ...options, count: 2 });
  }

  async hover(role, name, options = {}) {
    await this._act(role, name, options, (element) => element.hover());
  }

  /** Moves the focus there without a click. */
  async focus(role, name, options = {}) {
    await (await this.find(role, name, options)).focus();
  }

  /** Replaces what the field with this label holds, by typing; dates (`2024-05-31`), long texts, and what keyboards do not type in one piece, at once. */
  async fill(name, text, options = {}) {
    const element = await this._field(name, options);
    const type = await element.evaluate((field) => field.type ?? "text");
    const at = this.page;
    await this._actOn(element, name, options, (field) => field.focus());
    if (SET_AT_ONCE.includes(type) || text.length > 200 || /\n|[\u{10000}-\u{10FFFF}]/u.test(text)) return element.evaluate(setValue, text);
    await element.evaluate((field) => field.select?.());
    if (text === "") return at.keyboard.press("Backspace");
    await at.keyboard.type(text);
  }

  /** Types where the focus is. */
  type(text) {
    return this.page.keyboard.type(text);
  }

  /** Presses a key or a chord: `Enter`, `Ctrl+K`, `Shift+Tab`. */
  async press(chord) {
    const keys = chord.split(/\+(?=.)/);
    const key = keys.pop();
    const held = keys.map((modifier) => MODIFIERS[modifier] ?? modifier);
    const pressed = key.length === 1 && held.length > 0 && !held.includes("Shift") ? key.toLowerCase() : key;
    for (const modifier of held) await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(pressed);
    for (const modifier of held.reverse()) await this.page.keyboard.up(modifier);
  }

  /** Chooses an option of a native select by its text. */
  async select(name, option, options = {}) {
    const element = await this.find("combobox", name, options);
    const value = await this._poll(
      () => element.evaluate((field, text) => [...(field.options ?? [])].find((each) => each.text.trim() === text)?.value ?? null, option).then((value) => value !== null && { value }),
      () => `${spell("combobox", name)} should offer “${option}”`,
      options,
    );
    await element.select(value.value);
  }

  /** Sets a checkbox, switch or radio button; does nothing if it is so already. */
  async tick(name, on = true, options = {}) {
    const role = await this._poll(async () => {
      for (const role of ["checkbox", "switch", "radio"]) if (await this.has(role, name)) return role;
      return null;
    }, () => `${spell("checkbox", name)} should be on the page`, options);
    if ((await this.state(role, name, options)).checked !== on) await this.click(role, name, options);
  }

  /** Drags the one onto the other with the mouse. `from` and `to` are `[role, name]`. */
  async drag(from, to) {
    const [start, end] = [await this.find(...from), await this.find(...to)];
    const [a, b] = [await middle(start), await middle(end)];
    await this.page.mouse.move(a.x, a.y);
    await this.page.mouse.down();
    await this.page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 5 });
    await this.page.mouse.move(b.x, b.y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Gives files to the file field with this label, or to the one that the button of this name opens. */
  async upload(name, ...paths) {
    const field = await this._poll(async () => {
      if (await this._ask({ do: "count", role: "file", name, hidden: true })) return "field";
      return (await this.has("button", name)) ? "button" : null;
    }, () => `a file field or button “${name}” should be on the page`);
    const input = field === "field" ? await this.find("file", name, { hidden: true }) : await this._inputBehind(name);
    await input.uploadFile(...paths);
  }

  /** Does something that starts a download and returns `{ name, path, bytes, text }` of the file. */
  async download(action, options = {}) {
    const folder = this.session.downloads;
    await action();
    let last = -1;
    const name = await this._poll(() => {
      const files = readdirSync(folder);
      const [done] = files.filter((file) => !/\.(part|crdownload|tmp)$/.test(file));
      if (!done || files.length > 1) return null;
      const { size } = statSync(join(folder, done));
      // Firefox makes the final name first, empty, and writes beside it.
      const settled = size > 0 && size === last;
      last = size;
      return settled && done;
    }, () => "a file should be downloaded", options);
    // Out of the way, so that the next file of that name gets the very same name.
    const path = join(mkdtempSync(`${folder}-`), name);
    renameSync(join(folder, name), path);
    const bytes = readFileSync(path);
    return { name, path, bytes, text: bytes.toString("utf8") };
  }

  /** Answers the next `confirm`, `alert` or `prompt`. */
  answerDialog(accept = true, text = undefined) {
    this.page.once("dialog", (dialog) => (accept ? dialog.accept(text) : dialog.dismiss()));
  }

  /** Runs a function in the page. */
  evaluate(run, ...values) {
    return this.page.evaluate(run, ...values);
  }

  // ---- how it looks

  /** Sets the window in CSS pixels. `zoom` 2 is what a browser shows at 200 %: twice as many device pixels for each. */
  async viewport(width, height = 800, { zoom = 1 } = {}) {
    await this.page.setViewport({ width, height, deviceScaleFactor: zoom });
  }

  /**
   * Sets media features and the medium, as the system would: `{ "forced-colors": "active" }`,
   * `"print"`. What is not named is as usual again. Chromium only.
   */
  async media(features = {}, medium = "") {
    this.devtools ??= await this.page.createCDPSession();
    await this.devtools.send("Emulation.setEmulatedMedia", { media: medium, features: Object.entries(features).map(([name, value]) => ({ name, value })) });
  }

  /** Prints the page into a file, as the browser's own dialog would. */
  async print(path) {
    await this.page.pdf({ path, format: "a4", preferCSSPageSize: true });
  }

  /** Sets what `prefers-color-scheme` says. Firefox has it only as a start setting, so it restarts there, same profile, same place. */
  async dark(on = true) {
    if (this.session.name !== "firefox") {
      return this.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: on ? "dark" : "light" }]);
    }
    const { url, size } = { url: this.page.url(), size: this.page.viewport() };
    await this.session.quit();
    await this.session.start({ dark: on });
    // A scope is made from the tab and must not keep the page to itself.
    const tab = this.whole ?? this;
    tab.attach(await this.session.firstPage());
    if (size) await tab.page.setViewport(size);
    if (url.startsWith("http")) await tab.open(url);
  }

  /** Writes a picture of the window, or of the whole page with `full`. */
  async screenshot(path, { full = false } = {}) {
    await this.page.screenshot({ path, fullPage: full });
  }

  /** Fails on any WCAG 2.2 A or AA rule that axe-core can see broken; `rules` narrows or turns off. */
  async axe(options = {}) {
    const violations = await axeViolations(this.page, options);
    if (violations.length > 0) throw new Error(`axe-core found ${violations.length} violations on ${await this.route()}:\n${violations.join("\n")}`);
  }

  /** What is on the page by role, as failure messages print it. */
  inventory() {
    return this._ask({ do: "inventory" });
  }

  // ---- the machinery. Underscored, not `#private`: a scope made by `within`
  // inherits from its tab and must reach it.

  async _poll(attempt, what, { timeout = this.patience } = {}) {
    const end = Date.now() + timeout;
    let trouble = null;
    for (;;) {
      try {
        const answer = await attempt();
        if (answer) return answer;
        trouble = null;
      } catch (error) {
        // A page that is being replaced answers nothing; the next look sees the new one.
        trouble = error;
      }
      if (Date.now() >= end) break;
      await pause(PAUSE);
    }
    throw new Error(await this._complaint(await what(), timeout, trouble));
  }

  async _complaint(what, timeout, trouble) {
    const where = this.scopes.map((scope) => ` within ${spell(scope.role, unwire(scope.name))}`).reverse().join("");
    const shown = await this.inventory().catch((error) => [`(the page does not answer: ${error.message})`]);
    const last = trouble ? `\n  last trouble: ${trouble.message}` : "";
    return `${what}${where}; waited ${timeout / 1000} s.${last}\n  route: ${await this.route().catch(() => "?")}\n  on the page:\n    ${shown.join("\n    ") || "nothing"}`;
  }

  // `roles.js` becomes a function in the page; evaluating text is the driver's
  // right and no matter for the page's Content-Security-Policy.
  async _ask(request, want = "value", element = null) {
    const roles = await this.page.evaluateHandle(ROLES);
    const message = { within: this.scopes, ...request, name: wire(request.name), pattern: wire(request.pattern) };
    const call = (roles, message, element) => roles({ ...message, element });
    return want === "handle" ? this.page.evaluateHandle(call, roles, message, element) : this.page.evaluate(call, roles, message, element);
  }

  _says(pattern) {
    return this._ask({ do: "says", pattern });
  }

  async _act(role, name, options, action) {
    await this._actOn(() => this.find(role, name, options), spell(role, name), options, action);
  }

  // Finds anew at each try, because a list may be drawn again in between.
  async _actOn(found, label, options, action) {
    let reason = "";
    await this._poll(async () => {
      const element = typeof found === "function" ? await found() : found;
      reason = await this._ask({ do: "readiness" }, "value", element);
      if (reason) return false;
      await action(element);
      return true;
    }, () => `${label} should take a click${reason ? `, but ${reason}` : ""}`, options);
  }

  async _field(name, options) {
    const role = await this._poll(async () => {
      for (const role of ["textbox", "searchbox", "combobox", "spinbutton", "slider"]) if (await this.has(role, name)) return role;
      return null;
    }, () => `a field ${spell("", name)} should be on the page`, options);
    return this.find(role, name, options);
  }

  // The picker is a window of the system; the field that asks for it is caught instead.
  async _inputBehind(name) {
    await this.page.evaluate(() => {
      const caught = function () {
        window.__caughtFileInput = this;
        // WebDriver reaches only what is in the document.
        if (this.isConnected) return;
        this.hidden = true;
        document.documentElement.append(this);
      };
      const plain = HTMLInputElement.prototype.click;
      HTMLInputElement.prototype.click = function () {
        return this.type === "file" ? caught.call(this) : plain.call(this);
      };
      HTMLInputElement.prototype.showPicker = caught;
    });
    await this.click("button", name);
    return this._poll(async () => (await this.page.evaluateHandle(() => window.__caughtFileInput ?? null)).asElement(), () => `the button “${name}” should open a file field`);
  }
}

// A RegExp does not travel to the page; its parts do.
function wire(name) {
  return name instanceof RegExp ? { source: name.source, flags: name.flags } : name;
}

function unwire(name) {
  return name?.source ? new RegExp(name.source, name.flags) : name;
}

function spell(role, name) {
  const named = name === undefined ? "" : name instanceof RegExp ? ` ${name}` : ` “${name}”`;
  return `${role}${named}`.trim();
}

async function middle(element) {
  const box = await element.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

// Sets a field as its browser would: past a framework's own property, then told.
function setValue(field, text) {
  const prototype = field.tagName === "TEXTAREA" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value").set.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
