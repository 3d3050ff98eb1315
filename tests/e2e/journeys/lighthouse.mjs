// Lighthouse, as anybody would run it: accessibility, best practices and what
// search engines ask for must be whole; the speed is told, as it is the machine's too.

import lighthouse from "lighthouse";
import { relata } from "../pages/index.mjs";

const WHOLE = ["accessibility", "best-practices", "seo"];

export default {
  hosted: true,
  alone: true,
  name: "Lighthouse finds nothing to better in accessibility, best practices and SEO",
  timeout: 300_000,
  skip: (browser) => (browser === "chromium" ? null : "Lighthouse runs in Chromium"),
  async run(t) {
    t.server.packs = true;
    await t.open();
    await relata(t).data.loadDemo();
    await t.kept();
    for (const formFactor of ["mobile", "desktop"]) {
      const { categories, audits } = await look(t, formFactor);
      for (const id of WHOLE) {
        const { score, auditRefs } = categories[id];
        const short = auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1);
        const why = short.map(({ id }) => `${audits[id].title}: ${JSON.stringify(audits[id].details?.items?.slice(0, 3) ?? "")}`).join("\n  ");
        t.check(score === 1, `${id} on ${formFactor} is 100, not ${Math.round(score * 100)}\n  ${why}`);
      }
      const figures = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
      const told = figures.map((id) => `${audits[id].title} ${audits[id].displayValue}`).join(", ");
      t.note(`${formFactor}: ${WHOLE.join(", ")} 100; performance ${Math.round(categories.performance.score * 100)} (${told})`);
    }
  },
};

async function look(t, formFactor) {
  const isMobile = formFactor === "mobile";
  const screenEmulation = isMobile ? undefined : { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false };
  const throttling = isMobile ? undefined : { rttMs: 40, throughputKbps: 10 * 1024, cpuSlowdownMultiplier: 1 };
  const settings = { formFactor, screenEmulation, throttling, disableStorageReset: true, onlyCategories: ["performance", ...WHOLE] };
  const { lhr } = await lighthouse(t.base, undefined, { extends: "lighthouse:default", settings: defined(settings) }, t.page);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  return lhr;
}

function defined(settings) {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
