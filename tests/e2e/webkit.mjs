// Proofs in WebKitGTK, which neither puppeteer nor a protocol of its reaches:
// classic WebDriver, as far as they need it. Only the storm of tabs; Debian's
// test browser keeps no profile, so that there is nothing to kill.
//
//   node tests/e2e/webkit.mjs [--dist DIR]      needs webkit2gtk-driver and xvfb

import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pause } from "./driver.mjs";
import { processesOf } from "./processes.mjs";
import { serve } from "./server.mjs";
import { times } from "./soak.mjs";
import { storm } from "./storm.mjs";

const ROOT = resolve(fileURLToPath(new URL("../..", import.meta.url)));

const { values: options } = parseArgs({ options: { dist: { type: "string", default: join(ROOT, "dist") } } });

/** A WebKitGTK test browser on a screen of its own. */
class WebKit {
  static async start() {
    const webkit = new WebKit();
    // `-displayfd` lets it choose a free number and say which.
    webkit.screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x800x24"], { stdio: ["ignore", "pipe", "ignore"] });
    const display = await firstLine(webkit.screen);
    const port = await freePort();
    webkit.driver = spawn("WebKitWebDriver", [`--port=${port}`], { stdio: "ignore", env: { ...process.env, DISPLAY: `:${display}` } });
    webkit.address = `http://127.0.0.1:${port}`;
    const browserOptions = { binary: testBrowser(), args: ["--automation"] };
    const { sessionId } = await webkit.#opened({ capabilities: { alwaysMatch: { "webkitgtk:browserOptions": browserOptions } } });
    webkit.address += `/session/${sessionId}`;
    return webkit;
  }

  /** The process that the browser's are below of. */
  get pid() {
    return this.driver.pid;
  }

  async newTab(url) {
    const { handle } = await this.ask("POST", "/window/new", { type: "tab" });
    const tab = new WebKitTab(this, handle);
    await tab.go("/url", { url });
    return tab;
  }

  async ask(method, path, body) {
    const response = await fetch(this.address + path, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver, ${path}: ${value?.message ?? response.status}`);
    return value;
  }

  async end() {
    await this.ask("DELETE", "").catch(() => {});
    this.driver.kill();
    this.screen.kill();
  }

  // The driver listens a moment after it has started.
  async #opened(capabilities) {
    for (let tries = 50; ; tries -= 1) {
      try {
        return await this.ask("POST", "/session", capabilities);
      } catch (error) {
        if (tries === 0 || error.message.startsWith("WebDriver")) throw error;
        await pause(100);
      }
    }
  }
}

/** A tab, one command at a time: WebDriver knows only one present window. */
class WebKitTab {
  constructor(browser, handle) {
    this.browser = browser;
    this.handle = handle;
  }

  /** Runs a function that needs nothing from outside itself in the page. */
  async evaluate(run, ...values) {
    await this.browser.ask("POST", "/window", { handle: this.handle });
    return this.browser.ask("POST", "/execute/sync", { script: `return (${run}).apply(null, arguments)`, args: values });
  }

  async reload() {
    await this.go("/refresh", {});
  }

  async go(path, body) {
    await this.browser.ask("POST", "/window", { handle: this.handle });
    await this.browser.ask("POST", path, body);
    while (!(await this.evaluate(() => "wasmBindings" in window))) await pause(100);
  }
}

function testBrowser() {
  const found = readdirSync("/usr/lib").map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
  if (!found) throw new Error("there is no MiniBrowser: apt-get install webkit2gtk-driver xvfb");
  return found;
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

const server = await serve(resolve(options.dist));
const browser = await WebKit.start();
try {
  const tabs = [];
  while (tabs.length < 5) tabs.push(await browser.newTab(new URL("#/leads", server.url).href));
  const processes = await processesOf(tabs, browser.pid);
  if (new Set(processes).size !== tabs.length) throw new Error(`each tab should run in a process of its own, not in ${processes}`);
  for (const count of [2, 5]) console.log(`webkit    ${await storm(tabs, count, times(100, 1000))}`);
} finally {
  await browser.end();
  await server.close();
}
