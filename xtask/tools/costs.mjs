// What each dependency and each part of ours costs: the linked program, function by
// function, before wasm-opt. A library's function that is made anew for a type or a
// closure of ours counts as that part's, in a column of its own: what it would save to
// do without.
//
//   node xtask/tools/costs.mjs target/wasm32-unknown-unknown/release/relata.wasm

import { readFileSync } from "node:fs";

const CODE = 10;
const DATA = 11;
const IMPORTS = 2;
/** A crate in a mangled name (RFC 2603, "v0"), such as `Cs1a2B_6relata`. */
const CRATE = /C(?:s[0-9A-Za-z]*_)?(\d+)_?([a-z_][a-z_0-9]*)/g;
/** Parts whose parts have lines of their own. */
const DEEP = new Set(["ui::pages", "ui::components", "domain::workflow", "domain::query", "store::vault", "interchange::csv"]);
const SMALLEST = 4_000;

const bytes = readFileSync(process.argv[2]);
const { functions, data } = sizesIn(bytes);
const crates = new Map();
const parts = new Map();
for (const { name, size } of functions) {
  const [own, ours] = placesOf(name);
  count(crates, own, size, ours !== null && own !== "relata");
  if (ours !== null) count(parts, ours, size, own !== "relata");
}

const whole = functions.reduce((sum, { size }) => sum + size, 0);
console.log(`${functions.length} functions, ${kB(whole)} kB; data ${kB(data)} kB; before wasm-opt\n`);
print("crate", "made for ours", crates);
print("part of Relata", "libraries' for it", parts);

/** Adds to a line. `made`: it is a library's, made for something of ours. */
function count(lines, key, size, made) {
  const line = lines.get(key) ?? { functions: 0, size: 0, made: 0 };
  line.functions += 1;
  line.size += size;
  if (made) line.made += size;
  lines.set(key, line);
}

function print(title, column, lines) {
  const shown = [...lines].sort(([, a], [, b]) => b.size - a.size);
  console.log(row(title, "functions", "kB", "share", column));
  for (const [key, { functions, size, made }] of shown.filter(([, { size }]) => size >= SMALLEST)) {
    console.log(row(key, functions, kB(size), `${((100 * size) / whole).toFixed(1)} %`, kB(made)));
  }
  const rest = shown.filter(([, { size }]) => size < SMALLEST).reduce((sum, [, { size }]) => sum + size, 0);
  console.log(`${row("smaller ones", "", kB(rest), `${((100 * rest) / whole).toFixed(1)} %`, "")}\n`);
}

/** The crate that a function comes from, and the part of ours that it is or is made for. */
function placesOf(name) {
  const [first] = name.matchAll(CRATE);
  const own = first ? first[2].slice(0, Number(first[1])) : "without a name in Rust";
  // A name may end with the crate alone: that only says where the function was made.
  const paths = [...name.matchAll(CRATE)].filter(([, length, text]) => Number(length) === 6 && text.startsWith("relata"));
  const ours = paths.map(({ index }) => partOf(name.slice(index))).find((part) => part !== null);
  return [own, ours ?? (own === "relata" ? "main" : null)];
}

/** The part that a mangled path of ours begins with: `Cs1a2B_6relata2ui5pages5board…` is `ui::pages::board`. */
function partOf(path) {
  let rest = path.replace(/^C(?:s[0-9A-Za-z]*_)?6relata/, "");
  const names = [];
  while (names.length < 3) {
    const [, length] = /^(?:s[0-9A-Za-z]*_)?(\d+)_?/.exec(rest) ?? [];
    if (!length) break;
    rest = rest.slice(/^(?:s[0-9A-Za-z]*_)?\d+_?/.exec(rest)[0].length);
    names.push(rest.slice(0, Number(length)));
    rest = rest.slice(Number(length));
  }
  if (names.length === 0) return null;
  // Types are no places; modules are written small.
  const modules = names.filter((name) => /^[a-z]/.test(name));
  const two = modules.slice(0, 2).join("::");
  return DEEP.has(two) ? modules.join("::") : two;
}

/** The functions of a module with their names and sizes in bytes, and the size of its data. */
function sizesIn(bytes) {
  let at = 8;
  const number = () => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return bytes.toString("utf8", at - length, at);
  };
  const limits = () => {
    const has = number();
    number();
    if (has & 1) number();
  };
  let imported = 0;
  let data = 0;
  const sizes = [];
  const names = new Map();
  while (at < bytes.length) {
    const section = bytes[at++];
    const length = number();
    const end = at + length;
    if (section === DATA) data = length;
    if (section === IMPORTS) {
      for (let left = number(); left > 0; left -= 1) {
        text();
        text();
        const kind = bytes[at++];
        if (kind === 0) imported += 1;
        if (kind === 0) number();
        else if (kind === 1) at += 1, limits();
        else if (kind === 2) limits();
        else at += 2;
      }
    }
    if (section === CODE) {
      for (let left = number(); left > 0; left -= 1) {
        const size = number();
        sizes.push(size);
        at += size;
      }
    }
    if (section === 0 && text() === "name") readNames(end);
    at = end;
  }
  return { functions: sizes.map((size, index) => ({ size, name: names.get(index + imported) ?? "" })), data };

  function readNames(end) {
    while (at < end) {
      const kind = bytes[at++];
      const length = number();
      const next = at + length;
      if (kind === 1) for (let left = number(); left > 0; left -= 1) names.set(number(), text());
      at = next;
    }
  }
}

function kB(bytes) {
  return (bytes / 1000).toFixed(0);
}

function row(title, ...cells) {
  return title.padEnd(34) + cells.map((cell) => String(cell).padStart(18)).join("");
}
