//! Values as people type them into a filter: what may stand after a
//! comparison with a field, and the one way in which it is written.

use super::super::field::Kind;
use super::super::record::Collection;
use super::super::text::fold;
use super::fault::FaultKind;
use super::filter::{Compare, Test};
use super::period::Period;
use super::subject::{Subject, Wording, subjects};

/// Thousandths are the finest that amounts of any currency have.
pub(super) const THOUSAND: i64 = 1_000;

/// True where a comma stands between several values.
pub(super) fn may_be_several(kind: Kind) -> bool {
    matches!(kind, Kind::Choice(_) | Kind::Reference(_) | Kind::References(_))
}

/// The value as it is written in the text of the filter.
pub(super) fn canonical(
    subject: Subject,
    compare: Compare,
    value: &str,
    wording: Wording,
) -> Result<String, FaultKind> {
    if compare.is_of_order() && !subject.is_ordered() {
        return Err(FaultKind::NotOrdered(subject.key));
    }
    let value = value.trim();
    match subject.kind {
        Kind::Number | Kind::Percent | Kind::Money => {
            thousandths(value).map(written).ok_or_else(|| FaultKind::NotANumber(value.to_owned()))
        }
        Kind::Day | Kind::Instant => {
            Period::parse(value).map(|period| period.to_string()).ok_or_else(|| FaultKind::NotADay(value.to_owned()))
        }
        Kind::Flag => match value.to_lowercase().as_str() {
            "yes" | "true" | "1" => Ok("yes".to_owned()),
            "no" | "false" | "0" => Ok("no".to_owned()),
            _ => Err(FaultKind::NotYesOrNo(value.to_owned())),
        },
        Kind::Choice(choices) => choice(subject.key, choices, value, wording)
            .map(str::to_owned)
            .ok_or_else(|| FaultKind::UnknownChoice { field: subject.key, value: value.to_owned() }),
        _ => Ok(value.to_owned()),
    }
}

/// The choice that is meant: by key or label, else by the start of just one.
fn choice(field: &str, choices: &'static [&'static str], typed: &str, wording: Wording) -> Option<&'static str> {
    let sought = fold(typed);
    let names = |choice: &str| [fold(choice), fold((wording.choice)(field, choice))];
    let exact = choices.iter().find(|choice| names(choice).contains(&sought));
    let begun = |choice: &&&'static str| names(choice).iter().any(|name| name.starts_with(&sought));
    let found = exact.or_else(|| {
        let first = choices.iter().find(begun)?;
        (choices.iter().filter(begun).count() == 1 && !sought.is_empty()).then_some(first)
    });
    found.copied()
}

/// The test that `is:customer` or `is:target` stands for: one of the choices
/// of some field, or a field that is yes or no.
pub(super) fn choice_anywhere(collection: Collection, typed: &str, wording: Wording) -> Option<Test> {
    let sought = fold(typed);
    if sought.is_empty() {
        return None;
    }
    subjects(collection).find_map(|subject| {
        let test = |value: &str| Some(Test { field: subject.key, compare: Compare::Holds, value: value.to_owned() });
        match subject.kind {
            Kind::Choice(choices) => {
                let is_meant =
                    |choice: &&&str| [fold(choice), fold((wording.choice)(subject.key, choice))].contains(&sought);
                choices.iter().find(is_meant).and_then(|choice| test(choice))
            }
            Kind::Flag => {
                let names = [fold(subject.key), fold((wording.field)(collection, subject.key))];
                names.contains(&sought).then(|| test("yes")).flatten()
            }
            _ => None,
        }
    })
}

/// A number in thousandths: `10000`, `10,000.50`, `10k`, `1.5m`, `€10`, `50%`.
pub(super) fn thousandths(typed: &str) -> Option<i64> {
    let lower = typed.trim().to_lowercase();
    let (negative, digits) = lower.strip_prefix('-').map_or((false, lower.as_str()), |rest| (true, rest));
    let digits = digits.trim_start_matches(['$', '€', '£', '¥']).trim_end_matches('%').trim();
    let (digits, times) = match digits.strip_suffix('k') {
        Some(digits) => (digits, 1_000),
        None => digits.strip_suffix('m').map_or((digits, 1), |digits| (digits, 1_000_000)),
    };
    let digits = digits.replace(',', "");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || (whole.is_empty() && fraction.is_empty()) || fraction.len() > 9 {
        return None;
    }
    let billionths: i128 = format!("{whole}{fraction:0<9}").parse().ok()?;
    let found = i64::try_from(billionths.checked_mul(times)? / 1_000_000).ok()?;
    Some(if negative { -found } else { found })
}

/// The number as it is written: `10000`, `-1.5`.
fn written(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.unsigned_abs() / 1_000, thousandths.unsigned_abs() % 1_000);
    let fraction = format!("{rest:03}");
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, found) in [
            ("10000", "10000"),
            ("10,000.50", "10000.5"),
            ("10k", "10000"),
            ("1.5M", "1500000"),
            ("€12", "12"),
            ("50%", "50"),
            ("-3", "-3"),
            ("0.001", "0.001"),
        ] {
            assert_eq!(thousandths(typed).map(written).as_deref(), Some(found), "{typed}");
        }
        for typed in ["", "-", "k", "1.2.3", "ten", "1e9", "99999999999999999999", "٣"] {
            assert_eq!(thousandths(typed), None, "{typed}");
        }
    }
}
