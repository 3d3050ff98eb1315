//! What separates the cells of a file, and whether its quotes are in order.

/// The separators that are tried, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many rows are looked at.
const SAMPLE_ROWS: usize = 30;

/// What separates cells, and the text without Excel's `sep=` line.
pub(super) fn sniff(text: &str) -> (u8, &str) {
    if let Some((separator, rest)) = declared(text) {
        return (separator, rest);
    }
    // The last of equal scores wins, so the likeliest comes last.
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| score(text, *separator));
    (best.unwrap_or(b','), text)
}

/// Excel's own way to say it: a first line `sep=;`.
fn declared(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let first = first.trim_end_matches('\r').trim_matches('"');
    match first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and(first.get(4..))?.as_bytes() {
        [separator] if separator.is_ascii() => Some((*separator, rest)),
        _ => None,
    }
}

/// Cells in rows of the commonest width above one; more is likelier.
fn score(text: &str, separator: u8) -> usize {
    let mut end = text.len().min(100_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or(text);
    let widths: Vec<usize> = rows(sample, separator).take(SAMPLE_ROWS).map(|(_, row)| row.len()).collect();
    let rows_of = |width: usize| widths.iter().filter(|other| **other == width).count();
    widths.iter().filter(|width| **width > 1).map(|width| rows_of(*width) * 100 + (*width).min(50)).max().unwrap_or(0)
}

/// The rows of a text with the lines they begin on; empty lines are left out.
pub(super) fn rows(text: &str, separator: u8) -> impl Iterator<Item = (u64, csv::StringRecord)> {
    let reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    // A row of valid UTF-8 that is flexible in width cannot fail.
    reader.into_records().filter_map(Result::ok).map(|row| (line_of(text, &row), row))
}

/// The reader notes where it stood before a row, empty lines not yet passed.
fn line_of(text: &str, row: &csv::StringRecord) -> u64 {
    let Some(position) = row.position() else { return 0 };
    let rest = usize::try_from(position.byte()).ok().and_then(|at| text.as_bytes().get(at..)).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    position.line() + u64::try_from(ends).unwrap_or_default()
}

/// Where a quote opens that never closes: the byte at which its row begins and
/// the line of the quote. All after it would be one cell.
pub(super) fn unclosed_quote(text: &str, separator: u8) -> Option<(usize, u64)> {
    let mut state = State::CellStart;
    let (mut row_start, mut line) = (0, 1_u64);
    let mut opened = (0, 1_u64);
    for (at, byte) in text.bytes().enumerate() {
        state = match (state, byte) {
            (State::CellStart, b'"') => {
                opened = (row_start, line);
                State::Quoted
            }
            (State::Quoted, b'"') => State::QuoteInQuoted,
            (State::Quoted, _) | (State::QuoteInQuoted, b'"') => State::Quoted,
            (_, b'\n' | b'\r') => {
                row_start = at + 1;
                State::CellStart
            }
            (_, other) if other == separator => State::CellStart,
            _ => State::Plain,
        };
        line += u64::from(byte == b'\n');
    }
    (state == State::Quoted).then_some(opened)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_found_whatever_stands_in_the_cells() {
        let cases: [(&str, u8); 7] = [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b;c\n1,5;2,5;3,5\n", b';'),
            ("a\tb\n\"x,y,z\"\t2\n", b'\t'),
            ("a|b\n1|2\n", b'|'),
            ("name\nAda\n", b','),
            ("", b','),
            ("First Name,Notes\nAda,\"a;b;c;d\"\nBob,\"e;f;g;h\"\n", b','),
        ];
        for (text, separator) in cases {
            assert_eq!(sniff(text).0, separator, "{text}");
        }
    }

    #[test]
    fn excel_may_declare_the_separator() {
        assert_eq!(sniff("sep=;\r\na;b\n"), (b';', "a;b\n"));
        assert_eq!(sniff("sepal,petal\n1,2\n").0, b',');
    }

    #[test]
    fn a_quote_that_never_closes_is_found_with_its_row_and_line() {
        assert_eq!(unclosed_quote("a,b\n\"1\n1\",2\n", b','), None);
        assert_eq!(unclosed_quote("a,b\n1,\"x \"\"y\"\" z\"\n", b','), None);
        assert_eq!(unclosed_quote("a,b\n5\" pipe,2\n", b','), None);
        assert_eq!(unclosed_quote("a,b\n1,\"open\n3,4\n", b','), Some((4, 2)));
        assert_eq!(unclosed_quote("a,b\n\"x\ny\",\"open\n", b','), Some((4, 3)));
    }
}
