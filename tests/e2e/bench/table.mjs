// Rows of figures as a table for a terminal: a line each, a column for each
// size, ratios first. Knows nothing of how they were measured.

/** `{ where, size, what, value, unit, spread?, goal?, within?, ratio? }` each. */
export function table(rows) {
  const sizes = [...new Set(rows.map(({ size }) => size))].sort((a, b) => a - b);
  const heads = ["", ...sizes.map((size) => `${size.toLocaleString("en")} records`), "goal"];
  const lines = [...grouped(rows.filter(({ ratio }) => ratio), "ratios"), ...grouped(rows.filter(({ ratio }) => !ratio), "figures")];
  const cells = lines.map((line) => (line.title ? [line.title] : cellsOf(line, sizes)));
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.filter((line) => line.length > 1).map((line) => line[column].length)));
  const missed = rows.filter(({ within }) => within === false).length;
  const judged = rows.filter(({ within }) => within !== undefined).length;
  const text = [heads, ...cells].map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  ").trimEnd());
  return `${text.join("\n")}\n\n${judged - missed} of ${judged} figures with a goal meet it; those marked ! do not. In brackets: quartiles.`;
}

function grouped(rows, kind) {
  const wheres = [...new Set(rows.map(({ where }) => where))];
  return wheres.flatMap((where) => {
    const here = rows.filter((row) => row.where === where);
    const whats = [...new Set(here.map(({ what }) => what))];
    return [{ title: `\n${where}: ${kind}` }, ...whats.map((what) => ({ what, rows: here.filter((row) => row.what === what) }))];
  });
}

function cellsOf({ what, rows }, sizes) {
  const cell = (size) => {
    const row = rows.find((each) => each.size === size);
    return row ? shown(row) : "";
  };
  return [`  ${what}`, ...sizes.map(cell), rows.find(({ goal }) => goal)?.goal ?? ""];
}

function shown({ value, unit, spread, within }) {
  const text = value === null ? "not known" : unit === "" ? (value ? "yes" : "no") : `${short(value)} ${unit}`;
  return `${text}${spread ? ` [${spread.map(short).join("–")}]` : ""}${within === false ? " !" : "  "}`;
}

function short(value) {
  if (value >= 1_000) return Math.round(value).toLocaleString("en");
  return value === 0 ? "0" : String(Number(value.toPrecision(3)));
}
