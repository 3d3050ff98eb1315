//! A file as a table: header, rows with the lines they stand on, and notes on
//! what was odd. Knows nothing of what the columns mean.

use csv::StringRecord;

use super::super::rest::{AtOnce, Rest, at_once};
use super::decode::{Encoding, decode};
use super::dialect;
use super::names;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file's name.
    pub name: String,
    /// How its bytes were read.
    pub encoding: Encoding,
    /// What separates its cells.
    pub separator: char,
    /// The names of the columns: trimmed, none empty, none twice.
    pub header: Vec<String>,
    /// The rows below the header that have anything in them.
    pub rows: Vec<Row>,
    /// What was odd.
    pub notes: Vec<Note>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line of the file on which it begins, counted from 1.
    pub line: u64,
    cells: StringRecord,
}

impl Row {
    /// The cell of that column as it stands; empty where the row is short.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

/// Something odd about a file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Characters that could not be read and stand as `�`.
    Unreadable {
        /// How many.
        count: usize,
    },
    /// Zero bytes, which were taken out.
    ZeroBytes {
        /// How many.
        count: usize,
        /// The first line with one.
        line: u64,
    },
    /// A quote that never closes; the rest was not read.
    UnclosedQuote {
        /// The line of the quote.
        line: u64,
        /// The text that was not read.
        rest: String,
    },
    /// Lines above the header that were passed over.
    Preamble {
        /// What they say.
        lines: Vec<String>,
    },
    /// Lines below the data that are not data, such as totals.
    Footer {
        /// What they say.
        lines: Vec<String>,
    },
    /// Rows with fewer cells than the header.
    ShortRows {
        /// How many.
        count: usize,
        /// The line of the first.
        line: u64,
    },
    /// Rows with more cells than the header; they got columns of their own.
    LongRows {
        /// How many.
        count: usize,
        /// The line of the first.
        line: u64,
    },
}

impl Table {
    /// Reads a file; never fails, but a file without text has no header.
    pub fn read(name: &str, bytes: &[u8]) -> Self {
        at_once(Self::read_in_slices(name, bytes, &AtOnce))
    }

    /// The same, with rests between the rows.
    pub(super) async fn read_in_slices<R: Rest>(name: &str, bytes: &[u8], rest: &R) -> Result<Self, R::Stopped> {
        let decoded = decode(bytes);
        let mut notes = Vec::new();
        if decoded.unreadable > 0 {
            notes.push(Note::Unreadable { count: decoded.unreadable });
        }
        // In a file of ours a zero is what stands in a record.
        let is_own = decoded.text.starts_with(super::write::START);
        let text = if is_own { decoded.text } else { without_zeros(decoded.text, &mut notes) };
        let (separator, body) = dialect::sniff(&text);
        let lines_before = u64::from(body.len() < text.len());
        let body = without_unclosed(body, separator, lines_before, &mut notes);
        let (mut rows, mut done) = (Vec::new(), 0);
        for (line, cells) in dialect::rows(body, separator) {
            done += cells.as_slice().len() + cells.len();
            rows.push(Row { line: line + lines_before, cells });
            rest.rest(done, body.len()).await?;
        }
        take_footer(&mut rows, &mut notes);
        let header = take_header(&mut rows, &mut notes);
        rows.retain(|row| row.cells().any(|cell| !cell.trim().is_empty()));
        let mut table = Self {
            name: name.to_owned(),
            encoding: decoded.encoding,
            separator: char::from(separator),
            header,
            rows,
            notes,
        };
        table.note_widths();
        Ok(table)
    }

    fn note_widths(&mut self) {
        let width = self.header.len();
        let filled = |row: &Row| {
            let filled = row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
            filled.map(|(at, _)| at + 1).last().unwrap_or(0)
        };
        let long: Vec<u64> = self.rows.iter().filter(|row| filled(row) > width).map(|row| row.line).collect();
        let short: Vec<u64> = self.rows.iter().filter(|row| row.cells.len() < width).map(|row| row.line).collect();
        if let Some(line) = short.first() {
            self.notes.push(Note::ShortRows { count: short.len(), line: *line });
        }
        if let Some(line) = long.first() {
            self.notes.push(Note::LongRows { count: long.len(), line: *line });
            let widest = self.rows.iter().map(filled).max().unwrap_or(width);
            for column in width..widest {
                let name = unique(format!("Column {}", column + 1), &self.header);
                self.header.push(name);
            }
        }
    }
}

fn without_zeros(text: String, notes: &mut Vec<Note>) -> String {
    let Some(first) = text.find('\0') else { return text };
    let before = text.get(..first).unwrap_or_default();
    let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
    let count = text.bytes().filter(|byte| *byte == 0).count();
    notes.push(Note::ZeroBytes { count, line: u64::try_from(line).unwrap_or(u64::MAX) });
    text.replace('\0', "")
}

fn without_unclosed<'a>(text: &'a str, separator: u8, lines_before: u64, notes: &mut Vec<Note>) -> &'a str {
    let Some((start, line)) = dialect::unclosed_quote(text, separator) else { return text };
    let (read, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    notes.push(Note::UnclosedQuote { line: line + lines_before, rest: rest.to_owned() });
    read
}

/// How far down a header is looked for.
const PREAMBLE: usize = 12;

/// Takes the header and what stands above it off the rows.
fn take_header(rows: &mut Vec<Row>, notes: &mut Vec<Note>) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let known = |row: &Row| row.cells().filter(|cell| names::is_familiar(cell)).count();
    // The last of equal scores wins, so the first comes last.
    let best = rows.iter().take(PREAMBLE).enumerate().rev().max_by_key(|(_, row)| known(row));
    let at = best.filter(|(_, row)| known(row) > 1).map_or(0, |(at, _)| at);
    let mut above: Vec<Row> = rows.drain(..=at).collect();
    let header = above.pop();
    if !above.is_empty() {
        notes.push(Note::Preamble { lines: above.iter().map(line_of).collect() });
    }
    let mut header_names: Vec<String> = Vec::new();
    for (at, cell) in header.iter().flat_map(Row::cells).enumerate() {
        let name = cell.trim().trim_start_matches('\u{feff}').trim_end_matches('*').trim();
        let name = if name.is_empty() { format!("Column {}", at + 1) } else { name.to_owned() };
        header_names.push(unique(name, &header_names));
    }
    header_names
}

/// The name, with a number behind it where others have it already.
fn unique(name: String, others: &[String]) -> String {
    if !others.contains(&name) {
        return name;
    }
    let numbers = 2..others.len() + 3;
    let numbered = numbers.map(|n| format!("{name} ({n})")).find(|candidate| !others.contains(candidate));
    numbered.unwrap_or(name)
}

/// How the lines begin that reports put below their data.
const FOOTERS: [&str; 7] = [
    "Grand Totals",
    "Grand Summaries",
    "Total Records",
    "Confidential Information",
    "Copyright ©",
    "Copyright (c)",
    "Generated By:",
];

/// Takes the lines off the end that are not data.
fn take_footer(rows: &mut Vec<Row>, notes: &mut Vec<Note>) {
    let is_footer = |row: &Row| {
        let mut filled = row.cells().filter(|cell| !cell.trim().is_empty());
        filled.next().is_some_and(|cell| FOOTERS.iter().any(|start| cell.trim_start().starts_with(start)))
    };
    let last = rows.len().saturating_sub(10);
    let Some(first) = rows.iter().enumerate().skip(last.max(1)).find(|(_, row)| is_footer(row)).map(|(at, _)| at)
    else {
        return;
    };
    let lines = rows.drain(first..).map(|row| line_of(&row)).collect();
    notes.push(Note::Footer { lines });
}

fn line_of(row: &Row) -> String {
    row.cells().filter(|cell| !cell.trim().is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(table: &Table) -> Vec<Vec<&str>> {
        table.rows.iter().map(|row| (0..table.header.len()).map(|at| row.cell(at)).collect()).collect()
    }

    #[test]
    fn header_and_rows_are_told_apart_with_their_lines() {
        let table = Table::read("x.csv", b"Name , City\n\n\"A\nB\",Berlin\n,\nC,Bonn\n");
        assert_eq!(table.header, ["Name", "City"]);
        assert_eq!(cells(&table), [["A\nB", "Berlin"], ["C", "Bonn"]]);
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 6]);
        assert_eq!(table.notes, []);
        let crlf = Table::read("x.csv", b"Name,City\r\nA,Bonn\r\n\r\n\"B\r\nC\",Ulm\r\nD,\r\n");
        assert_eq!(crlf.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4, 6]);
    }

    #[test]
    fn a_preamble_and_a_footer_are_passed_over_and_told() {
        let text = "Notes:\n\"When exporting, read this\"\n\nFirst Name,Last Name,URL,Email Address,Company\n\
                    Ada,Lovelace,,,x\nGrand Totals (1 records)\nConfidential Information - Do Not Distribute\n";
        let table = Table::read("Connections.csv", text.as_bytes());
        assert_eq!(table.header.first().map(String::as_str), Some("First Name"));
        assert_eq!(table.rows.len(), 1);
        assert!(matches!(&table.notes[..], [Note::Footer { lines: footer }, Note::Preamble { lines: above }]
            if footer.len() == 2 && above.len() == 2));
    }

    #[test]
    fn ragged_rows_keep_all_their_cells() {
        let table = Table::read("x.csv", b"a,b\n1\n1,2,3\n1,2\n1,2,,\n");
        assert_eq!(table.header, ["a", "b", "Column 3"]);
        assert_eq!(table.notes, [Note::ShortRows { count: 1, line: 2 }, Note::LongRows { count: 1, line: 3 }]);
        assert_eq!(table.rows[1].cell(2), "3");
    }

    #[test]
    fn columns_without_a_name_or_with_one_twice_get_one_of_their_own() {
        assert_eq!(
            Table::read("x.csv", b"Phone,,Phone,Name*\n1,2,3,4\n").header,
            ["Phone", "Column 2", "Phone (2)", "Name"]
        );
    }

    #[test]
    fn zero_bytes_and_open_quotes_are_named_with_their_line() {
        let table = Table::read("x.csv", b"a,b\n1,x\0y\n2,\"open\n3,z\n");
        assert_eq!(cells(&table), [["1", "xy"]]);
        let open = Note::UnclosedQuote { line: 3, rest: "2,\"open\n3,z\n".to_owned() };
        assert_eq!(table.notes, [Note::ZeroBytes { count: 1, line: 2 }, open]);
    }

    #[test]
    fn a_file_without_text_is_an_empty_table() {
        for bytes in [&b""[..], b"\n\n", b"\xEF\xBB\xBF"] {
            let table = Table::read("x.csv", bytes);
            assert_eq!((table.header.len(), table.rows.len()), (0, 0));
        }
    }
}
