// The page beside the app that says how its file is made: docs/file-format.md as HTML.
// It runs nothing and loads nothing.

import { readFileSync } from "node:fs";
import { Marked } from "marked";
import { integrity, withPolicy } from "./policy.mjs";

const TEXT = new URL("../../docs/file-format.md", import.meta.url);
const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; accent-color: light-dark(#0b6b5d, #5cc8b4); }
body { max-inline-size: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; color: light-dark(#1d2326, #e6e9ea); background: light-dark(#f7f6f3, #101315); }
a { color: light-dark(#0b6b5d, #5cc8b4); }
.wide, pre { overflow-x: auto; }
pre { padding: 0.75rem; border-radius: 0.5rem; background: light-dark(#ecebe6, #1b2023); }
code { font: 0.875em ui-monospace, monospace; }
table { border-collapse: collapse; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; border-block-end: 1px solid light-dark(#d9d7d0, #2b3236); text-align: start; vertical-align: top; }
`;

/** The page, whole. */
export function formatPage() {
  const marked = new Marked({
    renderer: {
      // The sources that the text names are not on the host.
      link({ tokens }) {
        return this.parser.parseInline(tokens);
      },
      // What is wider than a phone scrolls by itself, by keyboard too.
      table(token) {
        return `<div class="wide" tabindex="0" role="region" aria-label="Table">${Object.getPrototypeOf(this).table.call(this, token)}</div>`;
      },
      code({ text }) {
        return `<pre tabindex="0"><code>${escaped(text)}</code></pre>`;
      },
    },
  });
  const text = readFileSync(TEXT, "utf8").replace(/<!--[\s\S]*?-->/g, "");
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>The file that Relata exports</title><style>${STYLE}</style></head>
<body><p><a href="./#/data">Relata: Import &amp; export</a></p><main>${marked.parse(text)}</main></body></html>
`;
  return withPolicy(html, `default-src 'none'; style-src '${integrity(STYLE)}'; base-uri 'none'; form-action 'none'`);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
