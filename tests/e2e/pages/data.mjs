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
    await this.t.find("dialog", /^Import/);
  }

  /** Gives a file of others and expects a sentence that says why it is not taken. */
  async refusesFile(path, sentence) {
    await this.open();
    await this.t.upload("Import file", path);
    await this.t.within("alert").see(sentence);
  }

  /** Waits until the preview counts so many of each kind. */
  async previews(counts) {
    const dialog = this.t.within("dialog", /^Import/);
    for (const [plural, count] of Object.entries(counts)) await dialog.see(new RegExp(`${plural}\\D*${count}\\b|\\b${count} ${plural}`, "i"));
  }

  async previewsNothingNew() {
    await this.t.within("dialog", /^Import/).see(/nothing new|nothing changes|0 new/i);
    await this.t.press("Escape");
    await this.t.gone("dialog", /^Import/);
  }

  /** Takes in what the preview shows. */
  async takeIn() {
    await this.t.within("dialog", /^Import/).click("button", /^Import/);
    await this.t.gone("dialog", /^Import/, { timeout: 60_000 });
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
