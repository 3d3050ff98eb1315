// Import & export.

export class Data {
  constructor(t) {
    this.t = t;
    this.main = t.within("main");
  }

  async open() {
    await this.t.open("#/data");
    await this.t.find("heading", "Import & export");
  }

  /** Exports and gives name, text and `document` of the file. */
  async exportJson() {
    await this.open();
    const { text, name } = await this.t.download(() => this.main.click("button", "Export JSON", { nth: 0 }));
    return { name, text, document: JSON.parse(text) };
  }

  /** Reads a JSON file in place of everything that is there. */
  async replaceBy(path) {
    await this.open();
    await this.t.upload("Import JSON", path);
    const dialog = this.t.within("dialog", "Import JSON");
    await dialog.tick("Replace");
    await dialog.click("button", "Replace everything");
    await this.t.gone("dialog", "Import JSON");
  }

  /** Gives a JSON file and expects a sentence that says why it is not taken. */
  async refusesJson(path, sentence) {
    await this.open();
    await this.t.upload("Import JSON", path);
    await this.t.within("alert").see(sentence);
    await this.main.click("button", "Dismiss");
  }

  /** Gives files of others; the preview opens. */
  async importFiles(...paths) {
    await this.open();
    await this.t.upload("Import file", ...paths);
    await this.t.find("dialog", "Import file", { timeout: 30_000 });
  }

  /** What the preview says of a file: its card. */
  file(name) {
    return this.t.within("dialog", "Import file").within("region", name);
  }

  /** Waits until the preview says of each file how many of its rows are new. */
  async previews(counts) {
    for (const [name, count] of Object.entries(counts)) await this.file(name).see(`Rows: ${count} new.`);
  }

  /** Waits until the preview says that there is nothing to take in, and leaves it. */
  async findsNothing() {
    const dialog = this.t.within("dialog", "Import file");
    await this.t.until(async () => (await dialog.state("button", /^Import /)).disabled, "there should be nothing to import");
    await dialog.click("button", "Cancel");
    await this.t.gone("dialog", "Import file");
  }

  /** Takes in what the preview shows. */
  async takeIn() {
    await this.t.within("dialog", "Import file").click("button", /^Import [1-9]/);
    await this.t.gone("dialog", "Import file", { timeout: 60_000 });
  }

  async loadDemo() {
    await this.open();
    await this.main.click("button", "Load demo data");
    await this.main.find("button", "Remove demo data");
  }

  async erase() {
    await this.open();
    await this.main.click("button", "Erase everything");
    const dialog = this.t.within("dialog", "Erase everything?");
    await dialog.fill("Type ERASE to confirm", "ERASE");
    await dialog.click("button", "Erase everything");
    await this.t.gone("dialog", "Erase everything?");
  }
}
