// Starting and ending the browsers: stock Chromium by the DevTools protocol,
// stock Firefox by WebDriver BiDi, both through puppeteer-core; WebKitGTK by
// classic WebDriver (webkit.mjs). All that differs between the first two is in
// this file.

import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { tmpdir } from "node:os";
import puppeteer from "puppeteer-core";
import { WebKit } from "./webkit.mjs";

/** Those that a run without a choice uses. */
export const BROWSERS = ["chromium", "firefox"];
const KNOWN = [...BROWSERS, "webkit"];

const PROGRAMS = {
  chromium: ["chromium", "chromium-browser", "google-chrome"],
  firefox: ["firefox-esr", "firefox"],
};

// No sandbox because containers run as root; the rest keeps the browser from
// calling home, so that what the network shows is the page's doing.
const CHROMIUM_ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--no-first-run", "--disable-quic", "--disable-dev-shm-usage", "--lang=en-GB",
];

// For tabs that must not share a process, however alike their pages are.
const CHROMIUM_APART = ["--disable-features=ProcessPerSiteUpToMainFrameThreshold", "--renderer-process-limit=32"];
const FIREFOX_APART = {
  "dom.ipc.processCount": 16,
  "dom.ipc.processCount.webIsolated": 16,
  // Only one tab is in front; the others are to be as quick.
  "dom.min_background_timeout_value": 4,
  "dom.timeout.enable_budget_timer_throttling": false,
};

const FIREFOX_PREFERENCES = {
  "browser.download.folderList": 2,
  "browser.download.useDownloadDir": true,
  "browser.download.always_ask_before_handling_new_types": false,
  "browser.download.manager.addToRecentDocs": false,
  "intl.accept_languages": "en-GB, en",
  // What `prefers-color-scheme` says must not depend on the desktop: 1 is light, 0 is dark.
  "layout.css.prefers-color-scheme.content-override": 1,
};

/** A browser with a profile folder of its own; `close` removes the profile, `kill` keeps it. */
export class Session {
  constructor(name) {
    if (!KNOWN.includes(name)) throw new Error(`“${name}” is not one of ${KNOWN.join(", ")}`);
    this.name = name;
    this.folder = mkdtempSync(join(tmpdir(), `relata-${name}-`));
    this.downloads = join(this.folder, "downloads");
    mkdirSync(this.downloads);
  }

  /** Starts the browser on this session's profile, fresh or as an earlier start left it. `apart` gives each tab a process of its own. */
  async start({ dark = false, apart = false } = {}) {
    if (this.name === "webkit") {
      this.browser = await WebKit.launch(join(this.folder, "profile"), this.downloads);
      return this;
    }
    const common = {
      executablePath: programOf(this.name),
      headless: true,
      userDataDir: join(this.folder, "profile"),
      protocolTimeout: 120_000,
      defaultViewport: { width: 1280, height: 800 },
    };
    this.browser = await puppeteer.launch(
      this.name === "chromium"
        ? { ...common, browser: "chrome", args: [...CHROMIUM_ARGUMENTS, ...(apart ? CHROMIUM_APART : [])], downloadBehavior: { policy: "allow", downloadPath: this.downloads } }
        : { ...common, browser: "firefox", extraPrefsFirefox: this.#preferences(dark, apart) },
    );
    return this;
  }

  /** The process id of the browser. */
  get pid() {
    return this.browser.process().pid;
  }

  version() {
    return this.browser.version();
  }

  /** The one page of a browser that has just started. */
  async firstPage() {
    const [opened] = await this.browser.pages();
    if (opened && this.name !== "firefox") return opened;
    // Firefox opens with the focus in its address bar, where it stays: no page
    // event tells of focus, blur or change then. A page opened later has it.
    const page = await this.browser.newPage();
    await opened?.close();
    return page;
  }

  /** Ends every process of the browser at once, as a power cut would. Only what `start` started. */
  async kill() {
    const main = this.browser.process();
    const ended = new Promise((resolve) => main.once("exit", resolve));
    // The browser leads a process group of its own, so its children go with it.
    process.kill(-main.pid, "SIGKILL");
    await ended;
    await this.browser.disconnect().catch(() => {});
    // Puppeteer puts Firefox's preferences back after the end; a start on the
    // same profile in the middle of that fails.
    const backups = ["user.js", "prefs.js"].map((name) => join(this.folder, "profile", `${name}.puppeteer`));
    for (let waits = 0; waits < 60 && backups.some((file) => existsSync(file)); waits += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Closes the browser in good order and keeps the profile. */
  async quit() {
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, 10_000, false)));
    const closed = await Promise.race([this.browser?.close().then(() => true, () => false), late]);
    clearTimeout(timer);
    if (!closed && this.browser?.process()?.exitCode === null) await this.kill().catch(() => {});
  }

  /** Closes the browser and removes the profile. */
  async close() {
    await this.quit();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #preferences(dark, apart) {
    return {
      ...FIREFOX_PREFERENCES,
      ...(apart ? FIREFOX_APART : {}),
      "browser.download.dir": this.downloads,
      "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
    };
  }
}

function programOf(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  for (const program of PROGRAMS[name]) {
    for (const folder of folders) {
      const path = join(folder, program);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here; the next folder may have it.
      }
    }
  }
  throw new Error(`${name} was not found on the PATH as ${PROGRAMS[name].join(" or ")}; cargo xtask setup installs it`);
}
