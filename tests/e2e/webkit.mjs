// WebKitGTK behind the same words as puppeteer, which does not reach it: as much
// of a browser, a page and an element as the driver and the journeys use, over
// classic WebDriver. What cannot be done so is refused with `Cannot`, and the
// journey counts as skipped.

import { spawn } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const WINDOW = fileURLToPath(new URL("webkit-window.js", import.meta.url));
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const KEYS = {
  Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Alt: "\uE00A", Escape: "\uE00C", Space: " ",
  PageUp: "\uE00E", PageDown: "\uE00F", End: "\uE010", Home: "\uE011", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014",
  ArrowDown: "\uE015", Delete: "\uE017", F1: "\uE031", F2: "\uE032", Meta: "\uE03D",
};

// What WebKit says as loudly as of an error: words that it does not know, and a
// load that was called off by going elsewhere.
const NOTICES = /Unrecognized Content-Security-Policy directive|not recognized and ignored|Cannot load .*worker\.js due to access control checks/;

// So that ending the run ends its browsers, as puppeteer's do.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What this way of driving a browser has no means for. */
export class Cannot extends Error {}

/** A browser on a screen of its own. */
export class WebKit {
  /** Starts it on a profile; what is downloaded goes to the other folder. */
  static async launch(profile, downloads) {
    const webkit = new WebKit();
    webkit.connected = true;
    webkit.opened = [];
    webkit.turn = Promise.resolve();
    webkit.output = `${profile}.log`;
    writeFileSync(webkit.output, "");
    // `-displayfd` lets it choose a free number and say which.
    webkit.screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "2600x1800x24"], { stdio: ["ignore", "pipe", "ignore"], detached: true });
    const display = await firstLine(webkit.screen);
    const port = await freePort();
    // No desktop: its settings, its bus and its portals are none of a page's.
    const environment = { ...process.env, DISPLAY: `:${display}`, GSETTINGS_BACKEND: "memory", NO_AT_BRIDGE: "1", GTK_USE_PORTAL: "0", LANG: "C.UTF-8" };
    // Leads a process group, so that the browser and its pages can be ended with it.
    webkit.driver = spawn("WebKitWebDriver", [`--port=${port}`], { stdio: "ignore", detached: true, env: environment });
    webkit.address = `http://127.0.0.1:${port}`;
    webkit.endWithUs = () => webkit.#killAll();
    process.once("exit", webkit.endWithUs);
    // The driver silences what it starts; the page's console is wanted.
    const args = ["-c", 'log="$1"; shift; exec gjs "$@" > "$log" 2>&1', "sh", webkit.output, WINDOW, profile, downloads];
    const { sessionId, capabilities } = await webkit.#opened({
      capabilities: { alwaysMatch: { unhandledPromptBehavior: "ignore", "webkitgtk:browserOptions": { binary: "/bin/sh", args } } },
    });
    webkit.address += `/session/${sessionId}`;
    webkit.named = `WebKitGTK ${capabilities.browserVersion}`;
    const handle = await webkit.ask("GET", "/window");
    webkit.present = handle;
    webkit.opened = [new WebKitPage(webkit, handle)];
    webkit.listening = setInterval(() => webkit.#listen(), 50);
    return webkit;
  }

  process() {
    return this.driver;
  }

  version() {
    return this.named;
  }

  async pages() {
    return this.opened;
  }

  async newPage() {
    const { handle } = await this.inTurn(() => this.ask("POST", "/window/new", { type: "tab" }));
    const page = new WebKitPage(this, handle);
    this.opened.push(page);
    await page.setViewport({ width: 1280, height: 800 });
    return page;
  }

  async ask(method, path, body) {
    const response = await fetch(this.address + path, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(value?.message || value?.error || `WebDriver: ${response.status}`);
    return value;
  }

  /** One thing after the other: WebDriver knows only one present window. */
  inTurn(work) {
    const done = this.turn.then(work, work);
    this.turn = done.catch(() => {});
    return done;
  }

  async close() {
    await this.ask("DELETE", "").catch(() => {});
    // Its processes write down what they keep before they end.
    for (let waits = 0; waits < 100 && this.#running(); waits += 1) await pause(50);
    await this.disconnect();
  }

  async disconnect() {
    this.connected = false;
    clearInterval(this.listening);
    this.#listen();
    process.off("exit", this.endWithUs);
    this.#killAll();
  }

  // Whether any process but the driver itself is left of the group that it leads.
  #running() {
    const groupOf = (pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ")[2]);
      } catch {
        return null;
      }
    };
    return readdirSync("/proc").some((name) => /^\d+$/.test(name) && Number(name) !== this.driver.pid && groupOf(name) === this.driver.pid);
  }

  // Only what `launch` started.
  #killAll() {
    for (const program of [this.driver, this.screen]) {
      try {
        process.kill(-program.pid, "SIGKILL");
      } catch {
        // It has ended.
      }
    }
  }

  // The driver listens a moment after it has started.
  async #opened(capabilities) {
    for (let tries = 50; ; tries -= 1) {
      try {
        return await this.ask("POST", "/session", capabilities);
      } catch (error) {
        if (tries === 0 || !/fetch failed/.test(error.message)) throw error;
        await pause(100);
      }
    }
  }

  // What the pages told: the output does not say which of them, so the first hears it.
  #listen() {
    const text = readFileSync(this.output, "utf8");
    const end = text.lastIndexOf("\n") + 1;
    const lines = text.slice(this.heard ?? 0, end).split("\n");
    this.heard = end;
    for (const line of lines) {
      if (NOTICES.test(line)) continue;
      const [, request] = /^REQUEST (.*)/.exec(line) ?? [];
      const [, kind, level, message] = /CONSOLE(?: (JS))?(?: (?!LOG|INFO|WARN|DEBUG)[A-Z]+)*? (LOG|INFO|WARN|DEBUG|ERROR) (.*)/.exec(line) ?? [];
      if (request) this.opened[0]?.emit("request", { url: () => request });
      else if (kind && level === "ERROR") this.opened[0]?.emit("pageerror", new Error(message));
      else if (level) this.opened[0]?.emit("console", { type: () => level.toLowerCase(), text: () => message });
    }
  }
}

/** A tab. */
class WebKitPage {
  constructor(browser, handle) {
    this.browser = browser;
    this.handle = handle;
    this.listeners = [];
    this.held = [];
    const key = (type, value) => ({ type, value: KEYS[value] ?? value });
    const keys = (actions) => this.#act({ type: "key", id: "keyboard", actions });
    this.keyboard = {
      down: (name) => keys([key("keyDown", name)]),
      up: (name) => keys([key("keyUp", name)]),
      press: (name) => keys([key("keyDown", name), key("keyUp", name)]),
      type: (text) => keys([...text].flatMap((letter) => [key("keyDown", letter), key("keyUp", letter)])),
    };
    this.at = { x: 0, y: 0 };
    const mouse = (actions) => this.#act({ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions });
    const move = ({ x, y }) => ({ type: "pointerMove", duration: 0, origin: "viewport", x: Math.round(x), y: Math.round(y) });
    const button = (type) => ({ type, button: 0 });
    this.mouse = {
      move: async (x, y, { steps = 1 } = {}) => {
        const from = this.at;
        this.at = { x, y };
        const part = (n) => ({ x: from.x + ((x - from.x) * n) / steps, y: from.y + ((y - from.y) * n) / steps });
        await mouse(Array.from({ length: steps }, (_, n) => move(part(n + 1))));
      },
      down: () => mouse([button("pointerDown")]),
      up: () => mouse([button("pointerUp")]),
      click: (x, y, { count = 1 } = {}) => {
        this.at = { x, y };
        return mouse([move({ x, y }), ...Array.from({ length: count }, () => [button("pointerDown"), button("pointerUp")]).flat()]);
      },
    };
  }

  /** A command to this tab, which becomes the present one first. */
  ask(method, path, body) {
    const { browser } = this;
    return browser.inTurn(async () => {
      if (browser.present !== this.handle) await browser.ask("POST", "/window", { handle: this.handle });
      browser.present = this.handle;
      return browser.ask(method, path, body);
    });
  }

  // Within a page by the page itself: what is asked from without WebKit loads anew,
  // past what is not yet kept.
  async goto(url) {
    const isWithin = url.includes("#") && (await this.evaluate((url) => location.href.split("#")[0] === url.split("#")[0], url));
    if (isWithin) await this.evaluate((url) => void (location.href = url), url);
    else await this.ask("POST", "/url", { url });
  }

  async reload() {
    await this.ask("POST", "/refresh", {});
  }

  async evaluate(run, ...values) {
    return (await this.evaluateHandle(run, ...values)).value;
  }

  /**
   * What a function or an expression comes to. A text of code is kept as it is
   * and stands in the place of the argument that it is given as.
   */
  async evaluateHandle(run, ...values) {
    if (typeof run === "string" && values.length === 0 && /^\s*(\/\/[^\n]*\s*)*\(request\)/.test(run)) return new Code(run);
    const places = values.map((value, n) => (value instanceof Code ? `(${value.source})` : `arguments[${n}]`));
    const script = typeof run === "string" ? `return (${run});` : `return (${run})(${places.join(", ")});`;
    const args = values.map((value) => (value instanceof WebKitElement ? { [ELEMENT]: value.id } : value instanceof Code ? null : value));
    return new Handle(this, await this.ask("POST", "/execute/sync", { script, args }));
  }

  async evaluateOnNewDocument(run, ...values) {
    await this.#tell({ before: `(${run})(${values.map((value) => JSON.stringify(value)).join(", ")});` });
  }

  async emulateMediaFeatures(features) {
    for (const { name, value } of features) {
      if (name !== "prefers-color-scheme") throw new Cannot(`WebKitGTK has no setting for ${name}`);
      await this.#tell({ dark: value === "dark" });
      await this.#until((value) => matchMedia(`(prefers-color-scheme: ${value})`).matches, value);
    }
  }

  async setViewport({ width, height, deviceScaleFactor: zoom = 1 }) {
    this.size = { width, height };
    if (zoom !== (this.zoom ?? 1)) await this.#tell({ zoom });
    this.zoom = zoom;
    await this.ask("POST", "/window/rect", { width: width * zoom, height: height * zoom });
    await this.#until((width, height) => innerWidth === width && innerHeight === height, width, height);
  }

  viewport() {
    return this.size;
  }

  async screenshot({ path }) {
    writeFileSync(path, Buffer.from(await this.ask("GET", "/screenshot"), "base64"));
  }

  async bringToFront() {
    await this.browser.inTurn(() => this.browser.ask("POST", "/window", { handle: this.handle }));
    this.browser.present = this.handle;
  }

  async close() {
    await this.ask("DELETE", "/window");
    this.browser.present = null;
    this.browser.opened = this.browser.opened.filter((page) => page !== this);
  }

  async pdf() {
    throw new Cannot("WebKitGTK prints to printers only");
  }

  async createCDPSession() {
    throw new Cannot("the DevTools protocol is Chromium's");
  }

  // ---- what the page tells

  on(kind, heard, once = false) {
    this.listeners.push({ kind, heard, once });
    if (kind === "dialog") this.#awaitDialog();
  }

  once(kind, heard) {
    this.on(kind, heard, true);
  }

  off(kind, heard) {
    this.listeners = this.listeners.filter((each) => each.kind !== kind || each.heard !== heard);
  }

  emit(kind, what) {
    for (const each of this.listeners.filter((each) => each.kind === kind)) {
      if (each.once) this.off(kind, each.heard);
      each.heard(what);
    }
  }

  // Nothing announces a dialog, and out of turn: whatever opened it waits for its end.
  async #awaitDialog() {
    if (this.awaiting) return;
    this.awaiting = true;
    while (this.browser.connected && this.listeners.some(({ kind }) => kind === "dialog")) {
      const text = await this.browser.ask("GET", "/alert/text").catch(() => null);
      if (text === null) await pause(30);
      else {
        let ended;
        const over = new Promise((resolve) => (ended = resolve));
        const answer = (how) => this.browser.ask("POST", `/alert/${how}`, {}).finally(ended);
        const accept = async (words) => {
          if (words !== undefined) await this.browser.ask("POST", "/alert/text", { text: words });
          await answer("accept");
        };
        this.emit("dialog", { message: () => text, type: () => "dialog", accept, dismiss: () => answer("dismiss") });
        await over;
      }
    }
    this.awaiting = false;
  }

  #act(source) {
    return this.ask("POST", "/actions", { actions: [source] });
  }

  #tell(message) {
    return this.evaluate((text) => window.webkit.messageHandlers.driver.postMessage(text), JSON.stringify(message));
  }

  async #until(holds, ...values) {
    for (const end = Date.now() + 5000; Date.now() < end; await pause(20)) if (await this.evaluate(holds, ...values)) return;
    throw new Error(`the window should become so: ${holds} ${values}`);
  }
}

/** A function in the page that is kept as its text. */
class Code {
  constructor(source) {
    this.source = source;
  }
}

class Handle {
  constructor(page, value) {
    this.page = page;
    this.value = value;
  }

  asElement() {
    return this.value?.[ELEMENT] ? new WebKitElement(this.page, this.value[ELEMENT]) : null;
  }
}

class WebKitElement {
  constructor(page, id) {
    this.page = page;
    this.id = id;
  }

  evaluate(run, ...values) {
    return this.page.evaluate(run, this, ...values);
  }

  boundingBox() {
    return this.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
  }

  // Between the press and the release of a button WebDriver lets a page go on, for
  // half a second on a busy machine: one that is redrawn then is not clicked.
  async click(options) {
    const { x, y } = await this.#middle();
    await this.evaluate((element) => {
      const reached = { element, clicked: false };
      const heard = (event) => (reached.clicked ||= event.composedPath().some((node) => [element, ...(element.labels ?? [])].includes(node)));
      addEventListener("click", heard, { capture: true });
      reached.stop = () => removeEventListener("click", heard, { capture: true });
      window.__reached = reached;
    });
    await this.page.mouse.click(x, y, options);
    // A page that asks something, or has gone, was clicked.
    const missed = await this.page.evaluate(() => {
      const { element, clicked, stop } = window.__reached ?? {};
      stop?.();
      return Boolean(element?.isConnected && !clicked);
    }).catch(() => false);
    if (missed) throw new Error("the click did not reach it");
  }

  async hover() {
    const { x, y } = await this.#middle();
    await this.page.mouse.move(x, y);
  }

  async focus() {
    await this.evaluate((element) => element.focus());
  }

  async select(value) {
    await this.evaluate((element, value) => {
      element.value = value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
      element.dispatchEvent(new Event("change", { bubbles: true }));
    }, value);
  }

  async uploadFile(...paths) {
    await this.page.ask("POST", `/element/${this.id}/value`, { text: paths.join("\n") });
  }

  async #middle() {
    const { x, y, width, height } = await this.boundingBox();
    return { x: x + width / 2, y: y + height / 2 };
  }
}

function firstLine(program) {
  return new Promise((resolve, reject) => {
    program.once("error", reject);
    program.stdout.once("data", (data) => resolve(String(data).trim()));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
