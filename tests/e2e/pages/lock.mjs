// The passphrase lock: the screen before the app, and its part of the settings.

export class Lock {
  constructor(t) {
    this.t = t;
    this.section = t.within("region", "Passphrase lock");
  }

  async settings() {
    await this.t.open("#/settings/privacy");
    await this.section.find("heading", "Passphrase lock");
  }

  /** Waits until this tab asks for the passphrase. */
  async isLocked() {
    await this.t.find("heading", "Relata is locked", { timeout: 30_000 });
    await this.t.started();
  }

  /** Types a passphrase and presses Enter. */
  async answer(passphrase) {
    await this.t.fill("Passphrase", passphrase);
    await this.t.press("Enter");
  }

  async unlock(passphrase) {
    await this.isLocked();
    await this.answer(passphrase);
    await this.t.find("banner", undefined, { timeout: 30_000 });
  }

  /** Turns it on, with the passphrase typed twice. */
  async turnOn(passphrase) {
    await this.settings();
    await this.section.click("button", "Turn on…");
    const dialog = this.t.within("dialog", "Turn the passphrase lock on");
    await dialog.fill("New passphrase", passphrase);
    await dialog.fill("The same again", passphrase);
    await dialog.click("button", "Turn on");
    await this.isOn();
  }

  async isOn() {
    await this.t.gone("dialog", "Turn the passphrase lock on", { timeout: 30_000 });
    await this.section.see("On. Records", { timeout: 30_000 });
  }

  async turnOff(passphrase) {
    await this.settings();
    await this.section.click("button", "Turn off…");
    const dialog = this.t.within("dialog", "Turn the passphrase lock off");
    await dialog.fill("Present passphrase", passphrase);
    await dialog.click("button", "Turn off");
    await this.t.gone("dialog", "Turn the passphrase lock off", { timeout: 30_000 });
    await this.section.find("button", "Turn on…", { timeout: 30_000 });
  }

  /** Everything that this browser keeps, as it is kept: `[where, key, text]`. */
  kept() {
    return this.t.evaluate(async () => {
      const answer = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const database = await answer(indexedDB.open("relata"));
      const read = database.transaction([...database.objectStoreNames]);
      const rows = Object.entries(localStorage).map(([key, text]) => ["localStorage", key, text]);
      for (const name of database.objectStoreNames) {
        const store = read.objectStore(name);
        const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
        keys.forEach((key, n) => rows.push([name, String(key), values[n].text ?? values[n]]));
      }
      database.close();
      return rows;
    });
  }
}
