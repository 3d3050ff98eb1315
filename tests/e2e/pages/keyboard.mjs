// A person without a mouse: every press is counted, and after every press the
// focus must still be somewhere.

export class Keyboard {
  constructor(t) {
    this.t = t;
    this.activations = 0;
  }

  /** Presses a key and sees to it that the focus did not get lost. */
  async press(chord) {
    await this.t.press(chord);
    await this.settle(chord);
  }

  /** Sees to it that the focus is somewhere, now that the page has answered. */
  async settle(after = "that") {
    await this.t.until(() => this.t.focused(), `the focus should be somewhere after ${after}`, { timeout: 2_000 });
  }

  /** Goes to an element with Tab alone. */
  async tabTo(role, name, most = 60) {
    for (let presses = 0; presses < most; presses += 1) {
      await this.t.press("Tab");
      // Past the last element the focus is the browser's, for one press.
      const at = (await this.t.focused()) ?? (await this.press("Tab"), await this.t.focused());
      if (at?.role === role && (typeof name === "string" ? at.name === name : name.test(at.name))) return;
    }
    throw new Error(`Tab should lead to ${role} “${name}” within ${most} presses; the focus is on ${JSON.stringify(await this.t.focused())}`);
  }

  /** Activates what has the focus, and counts it. */
  async activate() {
    this.activations += 1;
    await this.press("Enter");
  }

  async type(text) {
    await this.t.type(text);
  }
}
