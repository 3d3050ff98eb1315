// Runs axe-core in the page and puts what it finds into words.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** One line or more for each violation. `tags` replaces the set of rules, `off` names rules to leave out. */
export async function axeViolations(page, { tags = WCAG_22_AA, off = [] } = {}) {
  await page.evaluate(faded);
  await page.evaluate(`"axe" in window || (() => { ${AXE}\n })()`);
  const options = { runOnly: { type: "tag", values: tags }, rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])), resultTypes: ["violations"] };
  const violations = await page.evaluate(async (options) => (await window.axe.run(document, options)).violations, options);
  return violations.map(spell);
}

// Half faded in, a text has half of its contrast. Some things never come to rest.
async function faded() {
  const ends = document.getAnimations().map((animation) => animation.finished.catch(() => {}));
  await Promise.race([Promise.all(ends), new Promise((resolve) => setTimeout(resolve, 1000))]);
}

function spell({ id, impact, help, nodes }) {
  const shown = nodes.slice(0, 5).map((node) => `      ${node.target.join(" ")}\n        ${node.failureSummary.replace(/\s+/g, " ")}`);
  const more = nodes.length > 5 ? `\n      and ${nodes.length - 5} more` : "";
  return `  ${id} (${impact}): ${help}\n${shown.join("\n")}${more}`;
}
