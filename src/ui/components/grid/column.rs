//! The columns of a grid: what they are called, how wide they are, and in which order.

use std::collections::BTreeMap;

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Names the column to the page.
    pub key: String,
    /// The heading.
    pub label: String,
    /// Right-aligned, with tabular figures.
    pub numeric: bool,
    /// Least width in characters; spare width is shared in proportion.
    pub width_ch: u16,
    /// What its cells are for.
    pub cells: Cells,
}

/// What the cells of a column are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cells {
    /// Reading.
    #[default]
    Read,
    /// Reading, and editing in place.
    Edited,
    /// What the page draws in them, such as buttons. Nothing to sort by.
    Drawn,
}

impl Column {
    /// A sortable column of text.
    #[must_use]
    pub fn new(key: impl Into<String>, label: impl Into<String>, width_ch: u16) -> Self {
        let (key, label) = (key.into(), label.into());
        Self { key, label, numeric: false, width_ch, cells: Cells::Read }
    }

    /// Right-aligned figures.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// Cells that can be edited in place.
    #[must_use]
    pub fn editable(mut self) -> Self {
        self.cells = Cells::Edited;
        self
    }

    /// Cells that the page draws; the heading does not sort.
    #[must_use]
    pub fn drawn(mut self) -> Self {
        self.cells = Cells::Drawn;
        self
    }
}

/// Widths that the person has given columns, by key, in CSS pixels.
pub type Widths = BTreeMap<String, u16>;

/// The narrowest and the widest that a column is made by hand, in CSS pixels.
const LEAST: u16 = 48;
const MOST: u16 = 1200;

/// What Wider and Narrower add and take, in CSS pixels.
pub(super) const STEP: f64 = 24.0;

/// A width as it is kept: whole pixels within reason.
pub(super) fn kept_width(pixels: f64) -> u16 {
    // What a u16 does not hold becomes its end; a width that is no number becomes 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = pixels.round() as u16;
    whole.clamp(LEAST, MOST)
}

/// The value of `grid-template-columns`.
pub(super) fn template(columns: &[Column], widths: &Widths, selectable: bool) -> String {
    let check = selectable.then(|| "var(--grid-check)".to_owned());
    let tracks = columns.iter().map(|column| match widths.get(&column.key) {
        Some(pixels) => format!("{pixels}px"),
        None => format!("minmax({0}ch, {0}fr)", column.width_ch),
    });
    check.into_iter().chain(tracks).collect::<Vec<_>>().join(" ")
}

/// How wide all columns are at least, with the gaps between them.
pub(super) fn least_width(columns: &[Column], widths: &Widths) -> String {
    let (mut characters, mut pixels) = (0_u32, 0_u32);
    for column in columns {
        match widths.get(&column.key) {
            Some(width) => pixels += u32::from(*width),
            None => characters += u32::from(column.width_ch),
        }
    }
    format!("calc({characters}ch + {pixels}px + {} * var(--grid-gap) + var(--grid-check))", columns.len() + 2)
}

/// What the menu of a column does to the order and the choice of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrange {
    Hide,
    MoveLeft,
    MoveRight,
}

impl Arrange {
    /// The keys of the columns afterwards; `None` where it cannot be done. The first
    /// column names the row: it stays, and stays first.
    pub(super) fn applied(self, keys: &[String], at: usize) -> Option<Vec<String>> {
        let mut keys = keys.to_vec();
        if at == 0 || at >= keys.len() {
            return None;
        }
        match self {
            Self::Hide => {
                keys.remove(at);
            }
            Self::MoveLeft if at > 1 => keys.swap(at - 1, at),
            Self::MoveRight if at + 1 < keys.len() => keys.swap(at, at + 1),
            Self::MoveLeft | Self::MoveRight => return None,
        }
        Some(keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Vec<String> {
        ["title", "stage", "amount"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_column_is_as_wide_as_the_person_made_it_else_it_shares_the_room() {
        let columns = [Column::new("title", "Name", 20), Column::new("amount", "Amount", 12)];
        let widths = Widths::from([("amount".to_owned(), 90)]);
        assert_eq!(template(&columns, &widths, true), "var(--grid-check) minmax(20ch, 20fr) 90px");
        assert!(least_width(&columns, &widths).starts_with("calc(20ch + 90px + 4 *"));
    }

    #[test]
    fn no_column_becomes_too_narrow_or_absurdly_wide() {
        assert_eq!(kept_width(-5.0), 48);
        assert_eq!(kept_width(f64::NAN), 48);
        assert_eq!(kept_width(99.6), 100);
        assert_eq!(kept_width(1e9), 1200);
    }

    #[test]
    fn columns_move_and_go_but_the_first_one_stays() {
        assert_eq!(Arrange::Hide.applied(&keys(), 1), Some(vec!["title".to_owned(), "amount".to_owned()]));
        assert_eq!(
            Arrange::MoveRight.applied(&keys(), 1).and_then(|keys| keys.get(2).cloned()),
            Some("stage".to_owned())
        );
        assert_eq!(
            Arrange::MoveLeft.applied(&keys(), 2).and_then(|keys| keys.get(1).cloned()),
            Some("amount".to_owned())
        );
        assert_eq!(Arrange::MoveLeft.applied(&keys(), 1), None);
        assert_eq!(Arrange::MoveRight.applied(&keys(), 2), None);
        for change in [Arrange::Hide, Arrange::MoveLeft, Arrange::MoveRight] {
            assert_eq!(change.applied(&keys(), 0), None);
        }
    }
}
