//! The rules of the style sheets, as tests: contrast, names that exist, sides
//! that turn with the direction of the text, no rule and no prop without a use.

mod classes;
mod contrast;
mod palette;
mod props;
mod sides;

/// The declarations of a sheet, as property and value; custom properties too.
fn declarations(code: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = code.split_inclusive([';', '{', '}']).filter(|part| !part.ends_with('{'));
    parts.filter_map(|part| part.trim_end_matches([';', '}']).split_once(':')).map(|(property, value)| {
        // What stands before the property may be the end of a block above.
        (property.trim(), value.trim())
    })
}

/// The names in `var(--name)`.
fn variables(value: &str) -> impl Iterator<Item = &str> {
    value.split("var(--").skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(rest.len());
        &rest[..end]
    })
}
