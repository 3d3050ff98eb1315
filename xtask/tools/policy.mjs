// The Content-Security-Policy of the page, from what stands in it: nothing is
// allowed but what is named here, and inline scripts and styles by their hash.
//
// - `wasm-unsafe-eval` allows compiling WebAssembly, and no eval of text.
// - `connect-src` is for the program's own WASM file; a page in one file needs
//   none, so that nothing can leave it at all.
// - Trusted Types: Leptos builds fixed pieces of markup through `innerHTML`; the
//   default policy in index.html lets only such markup pass.

import { createHash } from "node:crypto";

const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)([^>]*)>([\s\S]*?)<\/script>/g;
const INLINE_STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g;

/** The digest of an inline script or of a file, as policies and `integrity` spell it. */
export function integrity(content) {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}

/** The policy for a page; `alone` for one that loads nothing beside itself. */
export function policyFor(html, { alone = false } = {}) {
  const scripts = [...html.matchAll(INLINE_SCRIPT)].filter(([, attributes]) => !/type="?(?!module)[a-z]/.test(attributes));
  const styles = [...html.matchAll(INLINE_STYLE)];
  const own = alone ? [] : ["'self'"];
  const hashes = (found, place) => found.map((match) => `'${integrity(match[place])}'`);
  const directives = {
    "default-src": ["'none'"],
    "script-src": [...own, ...hashes(scripts, 2), "'wasm-unsafe-eval'"],
    "style-src": hashes(styles, 1),
    "img-src": alone ? ["data:"] : own,
    ...(alone ? {} : { "connect-src": own, "manifest-src": own, "worker-src": own }),
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["default"],
  };
  return Object.entries(directives).map(([name, values]) => [name, ...values].join(" ")).join("; ");
}

/** The page with its policy, before anything that the policy is for. */
export function withPolicy(html, policy) {
  const charset = /<meta charset="?utf-8"?>/i;
  if (!charset.test(html)) throw new Error("the page does not begin with its charset: there is no place for the policy");
  return html.replace(charset, (found) => `${found}<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}
