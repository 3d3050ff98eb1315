// Somebody leaves Salesforce: four files at once, every cell kept.

import { compare } from "../checks/salesforce.mjs";
import { NO_REAL_FILES, realFiles, salesforceFiles, SALESFORCE_ROWS } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";

export default {
  name: "Four files of Salesforce come in whole",
  timeout: 240_000,
  skip: () => (realFiles() ? null : NO_REAL_FILES),
  async run(t) {
    const { app, data, list } = relata(t);
    await data.importFiles(...salesforceFiles());
    await data.previews(SALESFORCE_ROWS);
    await data.takeIn();

    for (const [plural, count] of [["accounts", 22], ["contacts", 102], ["leads", 60], ["opportunities", 50]]) {
      await list(plural).open("all");
      await list(plural).holds(`${count} ${plural}`);
    }

    const before = await data.exportJson();
    const { cells, problems } = compare(before.document, realFiles());
    t.check(cells > 6_000, `some thousand cells were compared, not ${cells}`);
    t.equal(problems, [], "every cell of the files is in the export");

    await data.importFiles(...salesforceFiles());
    await data.findsNothing();
    t.equal((await data.exportJson()).text, before.text, "the same files a second time change nothing");

    await app.undo();
    await list("accounts").open("all");
    await t.see("No accounts yet");
  },
};
