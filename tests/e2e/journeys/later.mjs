// A part of the program that has not come yet, and cannot: the first page works,
// the others say so, and go on where they can.

import { readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { onCopy } from "../deploy.mjs";

export default {
  hosted: true,
  name: "Where a part of the program cannot be loaded it says so, and Try again goes on",
  run: (t) => onCopy(t, (folder) => missing(t, folder)),
};

async function missing(t, folder) {
  const later = readdirSync(folder).find((name) => name.includes("-later-"));
  t.check(later, "the build has a part that comes later");
  renameSync(join(folder, later), join(folder, "away"));
  // The browser tells of the file that is not there, and the loader of why.
  t.allowErrors(/404|later|worker|fetch|NetworkError|integrity|JSHandle@error/i);
  await t.open();
  await t.find("heading", "Home");
  await t.click("link", "Help");
  await t.see(/This part of Relata could not be loaded/);
  await t.click("button", "Try again");
  await t.see(/This part of Relata could not be loaded/);
  renameSync(join(folder, "away"), join(folder, later));
  await t.click("button", "Try again");
  await t.find("heading", "Help");
}
