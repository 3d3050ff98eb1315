//! What a card says, in lines that can be compared as a whole.
#![allow(dead_code, missing_docs)]

use relata::interchange::card::{Card, read};

/// What a card comes to, a line for each value: short enough to be compared as a whole.
pub fn told(card: &Card) -> Vec<String> {
    let found = card.found.iter().map(|found| {
        let kind = if found.kind.is_empty() { String::new() } else { format!(" ({})", found.kind) };
        format!("{}{kind}: {}{}", found.key, found.value, if found.concluded { " ?" } else { "" })
    });
    let addresses = card.addresses.iter().map(|(address, _)| {
        let parts = [&address.street, &address.postal_code, &address.city, &address.state, &address.country];
        format!("address: {}", parts.map(String::as_str).join(" | "))
    });
    let rest = card.rest.iter().map(|(_, text)| format!("rest: {text}"));
    found.chain(addresses).chain(rest).collect()
}

#[track_caller]
pub fn says(text: &str, expected: &[&str]) {
    let card = read(text);
    let (mut told, mut expected): (Vec<_>, Vec<_>) = (told(&card), expected.iter().map(ToString::to_string).collect());
    told.sort();
    expected.sort();
    assert_eq!(told, expected, "{text}");
}
