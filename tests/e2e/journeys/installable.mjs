// What makes the page one that can be installed: the manifest as it is in the
// files, and as the browser understands it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export default {
  hosted: true,
  name: "The page can be installed: manifest, icons and shortcuts are what they say",
  skip: (browser) => (browser === "chromium" ? null : "only Chromium says what is missing for an installation"),
  async run(t) {
    const manifest = JSON.parse(readFileSync(join(t.server.folder, "manifest.webmanifest"), "utf8"));
    t.equal([manifest.id, manifest.start_url, manifest.scope], ["./", "./", "./"], "it belongs to the folder that it lies in, wherever that is");
    icons(t, manifest);
    await t.open();
    for (const { name, url } of manifest.shortcuts) {
      t.check(url.startsWith("./#/"), `the shortcut ${name} stays within the app`);
      await t.open(url);
      t.check(!(await t.has("heading", "This address leads nowhere")), `the shortcut ${name} leads to a page`);
    }
    await browserAgrees(t);
  },
};

function icons(t, { icons, shortcuts }) {
  for (const { src, sizes, type, purpose } of [...icons, ...shortcuts.flatMap(({ icons }) => icons)]) {
    const file = join(t.server.folder, src);
    t.check(existsSync(file), `${src} is there`);
    const { width, height, clear } = png(readFileSync(file));
    t.equal(`${width}x${height}`, sizes, `${src} is as large as it says`);
    t.check(type === undefined || type === "image/png", `${src} is of the type that it says`);
    // What shows through at the edge of a mask is the desktop.
    if (purpose === "maskable") t.check(!clear, `${src} has nothing that shows through`);
  }
  for (const purpose of [undefined, "maskable"]) {
    const sizes = icons.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes);
    t.check(sizes.includes("192x192") && sizes.includes("512x512"), `there are icons for ${purpose ?? "any"} purpose in both sizes`);
  }
}

// Of the header of a PNG: its size, and whether its colours know transparency.
function png(bytes) {
  if (bytes.toString("latin1", 1, 4) !== "PNG") throw new Error("not a PNG");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), clear: [4, 6].includes(bytes[25]) };
}

async function browserAgrees(t) {
  const devtools = await t.page.createCDPSession();
  const { url, errors, data } = await devtools.send("Page.getAppManifest");
  t.check(url.endsWith("/manifest.webmanifest") && data.length > 0, "the browser finds the manifest");
  t.equal(errors, [], "and has nothing to say against it");
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  t.equal(installabilityErrors, [], "nothing is missing for an installation");
}
