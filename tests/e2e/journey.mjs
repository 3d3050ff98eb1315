// What a journey is given, `t`: a tab that also owns the browser, checks, and
// sees to it that nothing went wrong unnoticed.

import { isDeepStrictEqual } from "node:util";
import { Session } from "./browser.mjs";
import { Tab } from "./driver.mjs";

export class Journey extends Tab {
  /** Starts a browser with a fresh profile; `options` as for `Session.start`, and the `page` of an app that is not on the server. */
  static async begin(browser, server, { page, ...options } = {}) {
    const session = await new Session(browser).start(options);
    const journey = new Journey(session, page ?? server.url);
    journey.server = server;
    journey.tabs = [journey];
    journey.allowed = [];
    journey.checks = 0;
    journey.notes = [];
    journey.whole = journey;
    return journey.attach(await session.firstPage());
  }

  /** Which browser this is: `chromium` or `firefox`. */
  get browser() {
    return this.session.name;
  }

  // ---- checks

  /** Fails with the sentence unless the condition holds. */
  check(condition, sentence) {
    this.whole.checks += 1;
    if (!condition) throw new Error(`not so: ${sentence}`);
  }

  /** Fails, showing both, unless the two are deeply equal. */
  equal(actual, expected, sentence) {
    this.whole.checks += 1;
    if (isDeepStrictEqual(actual, expected)) return;
    throw new Error(`not so: ${sentence}\n  expected ${JSON.stringify(expected)}\n  but got  ${JSON.stringify(actual)}`);
  }

  /** A figure to print beside the result. */
  note(text) {
    this.whole.notes.push(text);
  }

  /** From here on, console errors that match are part of the journey. */
  allowErrors(pattern) {
    this.whole.allowed.push(pattern);
  }

  // ---- tabs and the browser

  /** A second tab of the same browser and profile, opened on the route; `prepare` is given it before. */
  async newTab(route = "", prepare = undefined) {
    const tab = new Tab(this.session, this.base).attach(await this.session.browser.newPage());
    this.whole.tabs.push(tab);
    await prepare?.(tab);
    await tab.open(route);
    return tab;
  }

  /** Kills every process of the browser at once. Follow with `restart` or `relaunch`. */
  async kill() {
    await this.session.kill();
  }

  /** Starts the browser again on the same profile (closing it first if it runs) and opens the route. */
  async restart(route = "") {
    if (this.session.browser.connected) await this.session.quit();
    await this.relaunch();
    await this.whole.open(route);
  }

  /** Starts the browser again on the same profile, with an empty page. */
  async relaunch() {
    const whole = this.whole;
    await this.session.start();
    whole.tabs = [whole];
    whole.attach(await this.session.firstPage());
  }

  /** Takes the web server away, as a lost network would, or gives it back. */
  async offline(on = true) {
    await (on ? this.server.down() : this.server.up());
  }

  // ---- the end

  /** Fails if any tab had an error that was not allowed, or asked another host for anything. */
  verdict() {
    const errors = this.tabs.flatMap((tab) => tab.log.errors).filter((error) => !this.allowed.some((pattern) => pattern.test(error)));
    const strangers = this.tabs.flatMap((tab) => tab.log.requests).filter((url) => /^(https?|wss?):/.test(url) && !url.startsWith(this.base));
    if (errors.length > 0) throw new Error(`the page reported ${errors.length} errors:\n  ${[...new Set(errors)].join("\n  ")}`);
    if (strangers.length > 0) throw new Error(`the page asked other hosts:\n  ${[...new Set(strangers)].join("\n  ")}`);
  }

  async end() {
    await this.session.close();
  }
}
