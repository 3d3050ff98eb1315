//! One cell as the value of a field, by the field's kind.

use serde_json::Value;

use super::dates::{self, DateOrder};
use super::intake::IntakeFile;
use super::mapping::{Conversion, Target};
use super::values::{self, Decimal};
use super::words;
use crate::domain::field::{Field, Kind, Labelled};
use crate::domain::money::Currency;
use crate::domain::record::Collection;
use crate::domain::validate::{self, Problem};
use crate::domain::workspace::Workspace;

/// How a column writes its dates and numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Styles {
    /// Whether the day or the month comes first.
    pub date_order: DateOrder,
    /// What separates decimals.
    pub decimal: Decimal,
}

impl Styles {
    /// How each column writes its dates and numbers, and the columns of dates of
    /// which no cell shows whether the day or the month comes first.
    pub(super) fn of_columns(file: &IntakeFile, collection: Collection) -> (Vec<Self>, Vec<String>) {
        // Where semicolons separate cells, commas begin decimals.
        let usual = if file.table.separator == ';' { Decimal::Comma } else { Decimal::Point };
        let mut ambiguous = Vec::new();
        let mut all = Vec::new();
        for (index, column) in file.columns.iter().enumerate() {
            let cells = || file.table.rows.iter().map(|row| row.cell(index));
            let kind = match column.target {
                Target::Field(key) => collection.field(key).map(|field| field.kind),
                Target::CloseDate | Target::CreatedAt | Target::UpdatedAt | Target::Converted(Conversion::Date) => {
                    Some(Kind::Day)
                }
                _ => None,
            };
            let styles = match kind {
                Some(Kind::Day | Kind::Instant) => {
                    let (date_order, decided) = DateOrder::of(cells());
                    if !decided && cells().any(dates::is_ambiguous) {
                        ambiguous.push(column.header.clone());
                    }
                    Self { date_order, ..Self::default() }
                }
                Some(Kind::Number | Kind::Percent | Kind::Money) => {
                    Self { decimal: Decimal::of(cells(), usual), ..Self::default() }
                }
                _ => Self::default(),
            };
            all.push(styles);
        }
        (all, ambiguous)
    }
}

/// What a cell is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Read {
    /// A value of the field.
    Value(Value),
    /// A value near to what stands there.
    Rounded(Value),
    /// A word of a list.
    Word,
    /// That there is nothing.
    Nothing,
    /// Something that the field cannot take.
    Unfit(Problem),
}

/// Reads a cell for a field.
pub(super) fn read(workspace: &Workspace, field: &Field, text: &str, styles: Styles, usual: Currency) -> Read {
    if words::is_worded(field) {
        return Read::Word;
    }
    let value = match field.kind {
        Kind::Percent => {
            return match values::percent(text, styles.decimal) {
                Some((percent, true)) => Read::Value(Value::from(percent)),
                Some((percent, false)) => Read::Rounded(Value::from(percent)),
                None => Read::Unfit(Problem::OutOfRange { least: 0, most: 100 }),
            };
        }
        Kind::Number => values::whole(text, styles.decimal).map(Value::from).ok_or(Problem::NotANumber),
        Kind::Money => values::money(text, usual, styles.decimal)
            .and_then(|money| serde_json::to_value(money).ok())
            .ok_or(Problem::NotAnAmount),
        Kind::Day if dates::is_no_date(text) => return Read::Nothing,
        Kind::Day => {
            dates::read_day(text, styles.date_order).map(|day| Value::from(day.to_string())).ok_or(Problem::NotADay)
        }
        Kind::Instant => dates::read_instant(text, styles.date_order)
            .and_then(|at| serde_json::to_value(at).ok())
            .ok_or(Problem::NotADay),
        Kind::Flag => values::flag(text).map(Value::from).ok_or(Problem::Unfit),
        Kind::Text | Kind::LongText => Ok(Value::from(text)),
        _ => Err(Problem::Unfit),
    };
    match value {
        Ok(value) => match validate::check_value(workspace, field.kind, &value) {
            None => Read::Value(value),
            Some(problem) => Read::Unfit(problem),
        },
        Err(problem) => Read::Unfit(problem),
    }
}

/// The entries of a cell for a list of phones, e-mails or web sites; `None`
/// where one of them cannot be one.
pub(super) fn listed(key: &str, text: &str) -> Option<Vec<String>> {
    let separators: &[&str] = if key == "emails" { &[" ::: ", ";", ",", "\n"] } else { &[" ::: ", ";", "\n"] };
    let kind = kind_of(key);
    // Nothing in these kinds looks at other records.
    let none = Workspace::default();
    let fits = |entry: &str| {
        let rows = serde_json::to_value([Labelled::new("", entry)]).unwrap_or_default();
        validate::check_value(&none, kind, &rows).is_none()
    };
    if fits(text) && !separators.iter().any(|separator| text.contains(separator)) {
        return Some(vec![text.to_owned()]);
    }
    let mut entries = vec![text];
    for separator in separators {
        entries = entries.into_iter().flat_map(|entry| entry.split(separator)).collect();
    }
    let entries: Vec<String> =
        entries.into_iter().map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect();
    (!entries.is_empty() && entries.iter().all(|entry| fits(entry))).then_some(entries)
}

fn kind_of(key: &str) -> Kind {
    match key {
        "emails" => Kind::Emails,
        "phones" => Kind::Phones,
        _ => Kind::Websites,
    }
}

/// What is wrong with a cell that holds no entry of such a list.
pub(super) fn listed_problem(key: &str) -> Problem {
    match key {
        "emails" => Problem::NotAnEmail,
        "phones" => Problem::NotAPhone,
        _ => Problem::NotAWebAddress,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_several_entries_are_taken_apart() {
        assert_eq!(listed("emails", "a@b.co, c@d.co").map(|entries| entries.len()), Some(2));
        assert_eq!(listed("phones", "+49 30 1 ::: 555-0100").map(|entries| entries.len()), Some(2));
        assert_eq!(listed("phones", "(030) 12, ext. 5"), Some(vec!["(030) 12, ext. 5".to_owned()]));
        assert_eq!(listed("emails", "nobody"), None);
        assert_eq!(listed("phones", "none"), None);
        assert_eq!(listed("websites", "javascript:alert(1).x"), None);
    }
}
