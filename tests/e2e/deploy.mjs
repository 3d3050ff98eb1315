// A copy of the app that can be replaced under the server's feet.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";

/** Has the journey's server serve a copy, as long as `run` works on its folder. */
export async function onCopy(t, run) {
  const folder = mkdtempSync(join(tmpdir(), "relata-copy-"));
  try {
    cpSync(t.server.folder, folder, { recursive: true });
    t.server.folder = folder;
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
