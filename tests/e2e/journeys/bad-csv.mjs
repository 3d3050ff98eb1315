// Files that are no tables: said, not taken, and nothing changes.

import { file, PICTURE } from "../pages/files.mjs";
import { relata } from "../pages/index.mjs";

export default {
  name: "A file that is no table is not taken, and why is said",
  async run(t) {
    const { data } = relata(t);
    const before = (await data.exportJson()).text;

    await data.importFiles(file("unclosed.csv", 'First name,Last name\n"Ada,Lovelace\nGrace,Hopper\n'));
    await data.file("unclosed.csv").see(/The quote on line 2 never closes: the \d+ characters after it are not read/);
    await data.findsNothing();

    await data.importFiles(file("picture.csv", PICTURE));
    await data.file("picture.csv").see("Not recognised: no heading in it says what its rows are");
    await data.findsNothing();

    await data.importFiles(file("nothing.csv", ""));
    await data.file("nothing.csv").see("Not recognised");
    await data.findsNothing();

    t.equal((await data.exportJson()).text, before, "the workspace is as it was");
  },
};
