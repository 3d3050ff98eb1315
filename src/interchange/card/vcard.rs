//! vCards of versions 2.1, 3.0 and 4.0 (RFC 6350), as phones and mail programs
//! write them. Of several the first is read, the others are the rest.

use super::Card;
use super::known::{FAX, PROFILE_HOSTS, is_in};
use super::person::name_of;
use super::place::put_name;
use crate::domain::field::Address;

/// Properties that say nothing of anybody: how the card is kept, and pictures.
const SILENT: &str =
    "BEGIN END VERSION PRODID REV UID PHOTO LOGO SOUND KEY SORT-STRING MAILER SOURCE KIND CLIENTPIDMAP";

/// Reads a text that holds a vCard; `None` for any other.
pub(super) fn read(text: &str) -> Option<Card> {
    let mut card = Card::default();
    let (mut begun, mut ended) = (false, false);
    let mut full_name = None;
    for (number, line) in unfolded(text) {
        if !begun && !line.trim().eq_ignore_ascii_case("BEGIN:VCARD") {
            card.rest.push((number, line));
            continue;
        }
        begun = true;
        match Property::of(&line).filter(|_| !ended) {
            Some(property) if property.name == "END" => {
                ended = true;
                property.put(&line, number, &mut card);
            }
            Some(property) if property.name == "FN" => full_name = Some((property, number)),
            Some(property) => property.put(&line, number, &mut card),
            None => card.rest.push((number, line)),
        }
    }
    if let Some((property, number)) = full_name {
        property.put_full_name(number, &mut card);
    }
    card.rest.retain(|(_, line)| line.contains(char::is_alphanumeric));
    begun.then_some(card)
}

/// The lines with those joined that were broken to be short.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    if !text.to_ascii_uppercase().contains("BEGIN:VCARD") {
        return lines;
    }
    for (place, line) in text.lines().enumerate() {
        let more = line.strip_prefix([' ', '\t']);
        match (lines.last_mut(), more) {
            (Some((_, before)), Some(more)) => before.push_str(more),
            (Some((_, before)), None) if is_quoted(before) && before.ends_with('=') => {
                before.pop();
                before.push_str(line);
            }
            _ => lines.push((place + 1, line.trim_end_matches('\r').to_owned())),
        }
    }
    lines
}

fn is_quoted(line: &str) -> bool {
    line.split(':').next().is_some_and(|head| head.to_ascii_uppercase().contains("QUOTED-PRINTABLE"))
}

/// A line of a vCard.
struct Property {
    name: String,
    /// Types and the values of other parameters, in lower case.
    types: Vec<String>,
    /// The value in its parts, unescaped.
    parts: Vec<String>,
}

impl Property {
    fn of(line: &str) -> Option<Self> {
        let colon = outside_quotes(line, ':')?;
        let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let mut parameters = head.split(';');
        let name = parameters.next()?;
        let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
        if head.contains(|letter: char| letter.is_whitespace() || !letter.is_ascii()) {
            return None;
        }
        let types = parameters.flat_map(|parameter| {
            let values = parameter.split_once('=').map_or(parameter, |(_, values)| values);
            values.trim_matches('"').split(',').map(str::to_ascii_lowercase).collect::<Vec<_>>()
        });
        let value = if is_quoted(line) { unquoted(value) } else { value.to_owned() };
        Some(Self { name, types: types.collect(), parts: unescaped(&value) })
    }

    fn is(&self, kind: &str) -> bool {
        self.types.iter().any(|known| known == kind)
    }

    fn part(&self, place: usize) -> &str {
        self.parts.get(place).map(|part| part.trim()).unwrap_or_default()
    }

    fn put(&self, line: &str, number: usize, card: &mut Card) {
        let whole = self.parts.join(";");
        let whole = whole.trim();
        match self.name.as_str() {
            "N" => {
                for (key, place) in [("salutation", 3), ("last_name", 0)] {
                    card.put_or_keep(key, "", self.part(place), number);
                }
                let given = [self.part(1), self.part(2)];
                let given = given.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
                card.put_or_keep("first_name", "", &given, number);
                if !self.part(4).is_empty() {
                    card.rest.push((number, self.part(4).to_owned()));
                }
            }
            "ORG" => {
                card.put_or_keep("company", "", self.part(0), number);
                let units = self.parts.iter().skip(1).filter(|part| !part.trim().is_empty());
                card.rest.extend(units.map(|unit| (number, unit.clone())));
            }
            "TITLE" => card.put_or_keep("job_title", "", whole, number),
            "EMAIL" => card.put_or_keep("emails", if self.is("home") { "home" } else { "work" }, whole, number),
            "TEL" if self.is(FAX) => card.rest.push((number, format!("Fax {}", whole.trim_start_matches("tel:")))),
            "TEL" => {
                let kind = if self.is("cell") {
                    "mobile"
                } else if self.is("home") {
                    "home"
                } else {
                    "work"
                };
                card.put_or_keep("phones", kind, whole.trim_start_matches("tel:"), number);
            }
            "URL" | "X-SOCIALPROFILE" | "SOCIALPROFILE" if whole.contains('.') => {
                let is_profile = self.name != "URL" || PROFILE_HOSTS.split(' ').any(|host| whole.contains(host));
                card.put_or_keep("websites", if is_profile { "profile" } else { "work" }, whole, number);
            }
            "ADR" => self.put_address(number, card),
            "NOTE" => card.rest.extend(whole.lines().map(|note| (number, note.to_owned()))),
            "BEGIN" | "END" if whole != "VCARD" => card.rest.push((number, line.to_owned())),
            name if is_in(SILENT, name) || whole.is_empty() => {}
            _ => card.rest.push((number, line.to_owned())),
        }
    }

    /// The whole name counts where the card has no parts of it; that of a company
    /// is nobody's.
    fn put_full_name(&self, number: usize, card: &mut Card) {
        let whole = self.parts.join(";");
        let is_named = card.get("last_name").is_some() || card.get("first_name").is_some();
        if is_named || card.get("company").is_some_and(|company| company == whole.trim()) {
            return;
        }
        match name_of(&whole, true) {
            Some(name) => put_name(name, number, card),
            None => card.put_or_keep("last_name", "", &whole, number),
        }
    }

    fn put_address(&self, number: usize, card: &mut Card) {
        let kind = if self.is("home") { "home" } else { "work" };
        let street = [self.part(0), self.part(1), self.part(2)];
        let street: Vec<&str> = street.into_iter().filter(|part| !part.is_empty()).collect();
        let part = |place: usize| self.part(place).to_owned();
        let address = Address {
            kind: kind.to_owned(),
            street: street.join(", ").replace('\n', ", "),
            city: part(3),
            state: part(4),
            postal_code: part(5),
            country: part(6),
        };
        if address != (Address { kind: kind.to_owned(), ..Address::default() }) {
            card.addresses.push((address, number));
        }
    }
}

/// Where a sign stands that is not between quotation marks.
fn outside_quotes(text: &str, sign: char) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, letter)| {
        quoted ^= letter == '"';
        (letter == sign && !quoted).then_some(at)
    })
}

/// The parts of a value, which semicolons set apart unless a backslash is before them.
fn unescaped(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        let written = match letter {
            ';' => {
                parts.push(String::new());
                continue;
            }
            '\\' => match letters.next() {
                Some('n' | 'N') => '\n',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        };
        if let Some(part) = parts.last_mut() {
            part.push(written);
        }
    }
    parts
}

/// Undoes the quoted-printable of vCard 2.1.
fn unquoted(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (byte, after) {
            (b'=', [high, low, beyond @ ..]) => {
                if let (Some(high), Some(low)) = (digit(*high), digit(*low)) {
                    bytes.push(high << 4 | low);
                    rest = beyond;
                } else {
                    bytes.push(b'=');
                }
            }
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
