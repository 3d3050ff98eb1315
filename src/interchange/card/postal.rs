//! Where somebody is: postal addresses, found by the line with the town, which
//! every country writes in one of a few shapes, and what stands around it.

use super::Card;
use super::known::{ADDRESS, has_digit, has_legal_form, has_street_word, is_country, is_title, label};
use super::reach::Piece;
use crate::domain::field::Address;

/// Takes the addresses out of the pieces.
pub(super) fn take(pieces: &mut Vec<Piece>, card: &mut Card) {
    take_labelled(pieces, card);
    // A street belongs to the town below it, so that towns are looked for first.
    for alone in [false, true] {
        let mut at = 0;
        while at < pieces.len() {
            if let Some((address, from, to)) = around(pieces, at, alone) {
                let line = pieces.get(from).map_or(0, |piece| piece.line);
                card.addresses.push((address, line));
                pieces.drain(from..to);
                at = from;
            } else {
                at += 1;
            }
        }
    }
}

/// Parts that are called what they are, as forms on the web send them.
fn take_labelled(pieces: &mut Vec<Piece>, card: &mut Card) {
    let mut address = Address::default();
    let mut begins = None;
    pieces.retain(|piece| {
        let Some((ADDRESS, part)) = piece.label else { return true };
        let place = match part {
            "street" => &mut address.street,
            "city" => &mut address.city,
            "state" => &mut address.state,
            "postal_code" => &mut address.postal_code,
            "country" => &mut address.country,
            _ => return true,
        };
        if !place.is_empty() {
            return true;
        }
        piece.text.clone_into(place);
        begins.get_or_insert(piece.line);
        false
    });
    if let Some(line) = begins {
        card.addresses.push((Address { kind: "work".to_owned(), ..address }, line));
    }
}

/// The address whose town stands in a piece, or its street `alone`: itself, and
/// the pieces that it takes up. What stands before it in the first of them stays one.
fn around(pieces: &mut Vec<Piece>, at: usize, alone: bool) -> Option<(Address, usize, usize)> {
    let piece = pieces.get(at)?.clone();
    let is_labelled = matches!(piece.label, Some((ADDRESS, _)));
    let parts: Vec<&str> = piece.text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let town = parts.iter().enumerate().find_map(|(place, part)| Some((place, town(part)?)));
    let mut address = Address { kind: "work".to_owned(), ..Address::default() };
    let (mut from, mut to) = (at, at + 1);
    let mut first = 0;
    match town {
        Some((place, Town { city, state, postal_code })) => {
            address.state = state;
            address.postal_code = postal_code;
            address.city = city;
            let mut before = place;
            if address.city.is_empty() {
                match parts.get(..place).and_then(<[&str]>::last) {
                    Some(city) => {
                        (*city).clone_into(&mut address.city);
                        before = place - 1;
                    }
                    None => {
                        address.city = above(pieces, &mut from, |text| !has_digit(text))?;
                    }
                }
            }
            let streets = parts.get(..before).unwrap_or_default();
            first = streets.iter().rposition(|part| !is_street(part)).map_or(0, |last| last + 1);
            address.street = streets.get(first..).unwrap_or_default().join(", ");
            if first == 0 {
                // Above a town that stands alone: the street, and what is on the way to it.
                while let Some(street) = above(pieces, &mut from, is_street) {
                    let parts = [street.as_str(), address.street.as_str()];
                    address.street = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
                }
            }
            set_country(&mut address, parts.get(place + 1..).unwrap_or_default(), true);
        }
        None if alone && (is_labelled || parts.first().is_some_and(|part| is_certain_street(part))) => {
            // "Suite 3300" and "3. OG" stand behind the street, before the town.
            let streets = 1 + parts.iter().skip(1).take_while(|part| has_digit(part)).count();
            address.street = parts.get(..streets)?.join(", ");
            if let Some(city) = parts.get(streets) {
                (*city).clone_into(&mut address.city);
                set_country(&mut address, parts.get(streets + 1..).unwrap_or_default(), true);
            }
        }
        None => return None,
    }
    if address.country.is_empty()
        && let Some(below) = pieces.get(to).filter(|below| is_country(&below.text))
    {
        address.country.clone_from(&below.text);
        to += 1;
    }
    if first > 0 {
        // A company, say, before its address.
        let text = parts.get(..first).unwrap_or_default().join(", ");
        pieces.insert(at, Piece { text, ..piece });
        return Some((address, at + 1, to + 1));
    }
    Some((address, from, to))
}

/// The piece above the address, where it fits: it joins the address then.
fn above(pieces: &[Piece], from: &mut usize, fits: impl Fn(&str) -> bool) -> Option<String> {
    let place = from.checked_sub(1)?;
    let (above, here) = (pieces.get(place)?, pieces.get(*from)?);
    let is_next = here.line <= above.line + 2 && above.label.is_none_or(|(key, _)| key == ADDRESS);
    (is_next && fits(&above.text)).then(|| {
        *from = place;
        above.text.clone()
    })
}

/// What follows the town: a country, or more of it.
fn set_country(address: &mut Address, parts: &[&str], may_guess: bool) {
    for part in parts {
        let is_word = may_guess && !has_digit(part);
        if address.country.is_empty() && (is_country(part) || is_word) {
            (*part).clone_into(&mut address.country);
        } else {
            address.city = [address.city.as_str(), part].join(", ");
        }
    }
}

/// True for what may stand above a town: a street, a house, a post-office box.
fn is_street(text: &str) -> bool {
    let digits = has_digit(text);
    let words = text.split_whitespace().count();
    let ends_or_begins =
        |word: Option<&str>| word.is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    let numbered =
        ends_or_begins(text.split_whitespace().next_back()) || ends_or_begins(text.split_whitespace().next());
    digits && words <= 8 && (numbered && words > 1 || has_street_word(text)) && !is_title(text) && !has_legal_form(text)
}

/// True for what is a street wherever it stands: its word, and a number in the right place.
fn is_certain_street(text: &str) -> bool {
    let is_number = |word: &str| {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        (1..=5).contains(&digits) && word.len() <= digits + 4
    };
    let mut words = text.split_whitespace();
    let (first, last) = (words.next().unwrap_or_default(), words.next_back().unwrap_or_default());
    text.len() <= 80
        && text.split_whitespace().count() <= 6
        && has_street_word(text)
        && (is_number(first) || is_number(last))
}

/// What the part of an address with the town says.
struct Town {
    city: String,
    state: String,
    postal_code: String,
}

/// Reads the part with the town, by the shapes that countries write it in.
fn town(part: &str) -> Option<Town> {
    if part.len() > 80 {
        return None;
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    before_town(&words).or_else(|| behind_town(&words))
}

/// `10115 Berlin`, `D-10115 Berlin`, `1012 AB Amsterdam`, `114 55 Stockholm`.
fn before_town(words: &[&str]) -> Option<Town> {
    let first = words.first()?;
    let (country, code) = first.split_once('-').unwrap_or(("", first));
    let has_country = country.len() <= 3 && country.chars().all(|letter| letter.is_ascii_uppercase());
    let second = words.get(1).copied().unwrap_or_default();
    let taken = match code.len() {
        3 if is_digits(code) && second.len() == 2 && is_digits(second) => 2,
        4 if is_digits(code) && is_capitals(second, 2) => 2,
        4..=6 if is_digits(code) => 1,
        _ => return None,
    };
    let city = words.get(taken..)?.join(" ");
    let is_city = city.chars().next().is_some_and(char::is_uppercase) && words.len() <= taken + 5;
    let house = code.len() == 4 && taken == 1 && has_street_word(&city);
    let plain = !is_title(&city) && !has_legal_form(&city);
    let postal_code = words.get(..taken)?.join(" ");
    (has_country && is_city && !house && plain).then_some(Town { city, state: String::new(), postal_code })
}

/// `Springfield IL 62701`, `London SW1A 1AA`, `Toronto ON M5V 2T6`, `Singapore 049483`.
fn behind_town(words: &[&str]) -> Option<Town> {
    let last = words.last()?;
    let zip = last.split_once('-').map_or(*last, |(zip, _)| zip);
    let before = words.len().checked_sub(2).and_then(|at| words.get(at)).copied().unwrap_or_default();
    let (taken, has_state) = if is_digits(zip) && zip.len() == 5 && is_capitals(before, 2) {
        (1, true)
    } else if is_outward(before) && is_inward(last) {
        (2, words.len().checked_sub(3).and_then(|at| words.get(at)).is_some_and(|state| is_capitals(state, 2)))
    } else if is_digits(last)
        && last.len() == 6
        && before.chars().all(char::is_alphabetic)
        && label(before).is_none()
        && !before.is_empty()
    {
        (1, false)
    } else {
        return None;
    };
    let code_at = words.len() - taken;
    let city_to = code_at - usize::from(has_state);
    let city = words.get(..city_to)?.join(" ");
    if has_street_word(&city) || has_digit(&city) {
        return None;
    }
    let state = words.get(city_to..code_at)?.concat();
    Some(Town { city, state, postal_code: words.get(code_at..)?.join(" ") })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_capitals(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The first half of a British or Canadian code: `SW1A`, `M5V`.
fn is_outward(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    (2..=4).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && word.starts_with(|letter: char| letter.is_ascii_uppercase())
        && (1..=2).contains(&digits)
}

/// The second half: `1AA`, `2T6`.
fn is_inward(word: &str) -> bool {
    word.len() == 3
        && word.starts_with(|letter: char| letter.is_ascii_digit())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
