// The demonstration comes and goes in one step.

import { relata } from "../pages/index.mjs";

export default {
  name: "The demo shows work on Home, goes without a trace, and comes back by Undo",
  async run(t) {
    const { app, data, home, list } = relata(t);
    const empty = (await data.exportJson()).text;
    await data.loadDemo();
    await app.told("Demo data loaded");

    await home.open();
    const { pipeline } = await home.figures();
    t.check(pipeline > 0, "the demo has open deals");
    t.check((await t.within("main").count("link")) > 5, "Home lists work");
    await list("accounts").open();
    await list("accounts").shows("TechCorp Solutions");

    await data.open();
    await t.within("main").click("button", "Remove demo data");
    await app.told("Demo data removed");
    t.equal((await data.exportJson()).text, empty, "the workspace is as it was before");

    await app.undo();
    await list("accounts").open();
    await list("accounts").shows("TechCorp Solutions");
  },
};
