// Import & export.

const COPY = "Save a copy first";

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

  /** Reads a JSON file in place of everything that is there; gives the copy of that, where there was anything. */
  async replaceBy(path) {
    await this.open();
    await this.t.upload("Import JSON", path);
    const dialog = this.t.within("dialog", "Import JSON");
    await dialog.tick("Replace");
    const copy = await this.withCopy(dialog, "Replace everything");
    await this.t.gone("dialog", "Import JSON");
    return copy;
  }

  /** Presses the button that first saves a copy, where the dialog says so, and gives the copy. */
  async withCopy(dialog, button) {
    const press = () => dialog.click("button", button);
    const copies = (await dialog.has("checkbox", COPY)) && (await dialog.state("checkbox", COPY)).checked;
    return copies ? this.t.download(press, { timeout: 60_000 }) : press();
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

  /** How much of the room the history may take: `5 % of the room`. */
  async keepHistory(words) {
    await this.main.select("Keep history up to", words);
  }

  async loadDemo() {
    await this.open();
    await this.main.click("button", "Load demo data");
    await this.main.find("button", "Remove demo data");
  }

  /** Makes a demonstration of so many records. */
  async loadLargeDemo(records) {
    await this.open();
    await this.main.select("Records", records.toLocaleString("en"));
    await this.main.click("button", "Load a large demo");
    await this.main.find("button", "Remove demo data", { timeout: 300_000 });
  }

  /** Merges a JSON file into what is there. */
  async mergeIn(path) {
    await this.open();
    await this.t.upload("Import JSON", path);
    const dialog = this.t.within("dialog", "Import JSON");
    await dialog.tick("Merge");
    await dialog.click("button", "Merge");
    await this.t.gone("dialog", "Import JSON");
  }

  /** Erases everything; gives the copy that is saved first, unless told to do without. */
  async erase({ copy = true } = {}) {
    const dialog = await this.startErase();
    if (!copy) await dialog.tick(COPY, false);
    const saved = await this.withCopy(dialog, "Erase everything");
    await this.t.gone("dialog", "Erase everything?");
    return saved;
  }

  /** The dialog that erases, with the word typed. */
  async startErase() {
    await this.open();
    await this.main.click("button", "Erase everything");
    const dialog = this.t.within("dialog", "Erase everything?");
    await dialog.fill("Type ERASE to confirm", "ERASE");
    return dialog;
  }
}
