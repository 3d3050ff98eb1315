//! Name, title and company among the pieces that are left: each by what it
//! looks like, by what the addresses say of it, and last by where it stands.

use super::known::{
    ADDRESS, NAME, ROLES, has_digit, has_legal_form, is_country, is_in, is_legal_form, is_title, sounds_like_company,
};
use super::person::{Name, name_of};
use super::reach::Piece;
use super::{Card, Found, is_list};
use crate::domain::text::{capitalised, company_domain, company_key, fold};

/// How far above or below the name a piece without any mark may say more.
const NEAR: usize = 4;

/// Puts the pieces where they belong; those that belong nowhere are the rest.
pub(super) fn place(pieces: Vec<Piece>, card: &mut Card) {
    let names: Vec<String> = card.found.iter().filter_map(domain_name).collect();
    let mut pieces = place_labelled(pieces, card);
    pieces = pieces.into_iter().flat_map(|piece| split_by_sense(piece, &names)).collect();
    let named_at = place_name(&mut pieces, &names, card);
    place_company(&mut pieces, &names, card);
    place_titles(&mut pieces, card);
    place_by_order(&mut pieces, named_at, card);
    conclude(card);
    card.rest.extend(pieces.into_iter().map(|piece| (piece.line, piece.written())));
}

/// What the domain of an address calls the company, without signs: `analyticalengines`.
fn domain_name(found: &Found) -> Option<String> {
    let is_theirs = found.key == "emails" || found.key == "websites" && found.kind == "work";
    let domain = if is_theirs { company_domain(&found.value) } else { None };
    Some(fold(main_label(&domain?)).replace(' ', ""))
}

/// The part of a domain that somebody chose: `acme` of `mail.acme.co.uk`.
fn main_label(domain: &str) -> &str {
    let mut labels = domain.rsplit('.').skip(1);
    let last = labels.next().unwrap_or(domain);
    match labels.next() {
        Some(before) if is_in("co com org net ac gov or ne edu gv", last) => before,
        _ => last,
    }
}

/// True for a text that is called as the domain is.
fn is_named_as(text: &str, names: &[String]) -> bool {
    let key = company_key(text).replace(' ', "");
    let alike = |name: &String| {
        key == *name || name.len() >= 4 && key.starts_with(name.as_str()) || key.len() >= 4 && name.starts_with(&key)
    };
    text.len() <= 120 && key.len() > 1 && names.iter().any(alike)
}

fn is_company(text: &str, names: &[String]) -> bool {
    has_legal_form(text) || is_named_as(text, names)
}

/// Puts what a label names; the others come back.
fn place_labelled(pieces: Vec<Piece>, card: &mut Card) -> Vec<Piece> {
    let mut left = Vec::new();
    for piece in pieces {
        match piece.label {
            None | Some((ADDRESS, _)) => left.push(piece),
            Some((NAME, _)) => match name_of(&piece.text, true).filter(|_| card.get("last_name").is_none()) {
                Some(name) => put_name(name, piece.line, card),
                None => left.push(piece),
            },
            Some((key, kind)) => {
                if !card.put(key, kind, &piece.text, piece.line) {
                    card.rest.push((piece.line, piece.written()));
                }
            }
        }
    }
    left
}

/// A piece that says two things at once, such as "CTO at Acme" or
/// "Ada Lovelace, CTO", as what it says.
fn split_by_sense(piece: Piece, names: &[String]) -> Vec<Piece> {
    for sign in [" at ", " bei ", " @ ", " chez ", ", ", " / "] {
        for (at, _) in piece.text.match_indices(sign).take(4) {
            let (one, other) = piece.text.split_at(at);
            let other = other.get(sign.len()..).unwrap_or_default().trim();
            let one = one.trim();
            let is_word = !sign.contains([',', '/']);
            let title = is_title(one) && (is_word || is_company(other, names));
            let more = is_title(other) || has_legal_form(other);
            let person = name_of(one, false).is_some() && more && !is_legal_form(other);
            if !other.is_empty() && (title || person) {
                let first = Piece { text: one.to_owned(), ..piece.clone() };
                let second = Piece { text: other.to_owned(), said: String::new(), ..piece };
                return [split_by_sense(first, names), split_by_sense(second, names)].concat();
            }
        }
    }
    vec![piece]
}

/// Puts the likeliest name, and says which place it had among the pieces.
fn place_name(pieces: &mut Vec<Piece>, names: &[String], card: &mut Card) -> usize {
    if card.get("last_name").is_some() || card.get("first_name").is_some() {
        return 0;
    }
    let locals: Vec<String> = card.found.iter().filter(|found| found.key == "emails").map(local_part).collect();
    let mut best: Option<(i32, usize, Name)> = None;
    for (place, piece) in pieces.iter().enumerate() {
        let called = piece.label.is_some_and(|(key, _)| key == NAME);
        let Some(name) = name_of(&piece.text, called).or_else(|| small_name(&piece.text, &locals)) else { continue };
        let words = [name.first.as_str(), name.last.as_str()].join(" ");
        let written = fold(&words);
        let is_in_address = |local: &String| written.split(' ').any(|word| word.len() > 2 && local.contains(word));
        let has_title = pieces.get(place + 1).is_some_and(|next| is_title(&next.text));
        let score = 4 * i32::from(locals.iter().any(is_in_address))
            + 3 * i32::from(!name.salutation.is_empty() || !name.extra.is_empty())
            + 2 * i32::from(!name.first.is_empty())
            + 2 * i32::from(has_title)
            + [2, 1].get(place).copied().unwrap_or_default()
            - 4 * i32::from(is_named_as(&piece.text, names))
            - 3 * i32::from(sounds_like_company(&piece.text))
            - 4 * i32::from(is_country(&piece.text));
        if score >= 2 && best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, place, name));
        }
    }
    let Some((_, place, name)) = best else { return 0 };
    let line = pieces.remove(place).line;
    let first = name.first.clone();
    put_name(name, line, card);
    // Who signs with the first name, above the signature, says it twice.
    let signed = pieces.iter().take(place).position(|piece| !first.is_empty() && piece.text == first);
    if let Some(at) = signed {
        pieces.remove(at);
    }
    place - usize::from(signed.is_some())
}

/// A name typed without capitals, where an address has part of it.
fn small_name(text: &str, locals: &[String]) -> Option<Name> {
    let is_small = text.len() <= 60 && !text.contains(char::is_uppercase) && text.split(' ').count() == 2;
    let is_theirs = || text.split(' ').any(|word| word.len() > 2 && locals.iter().any(|local| local.contains(word)));
    if is_small && is_theirs() { name_of(&capitals(text, ' '), false) } else { None }
}

fn local_part(found: &Found) -> String {
    let local = found.value.split('@').next().unwrap_or_default();
    fold(local).replace(' ', "")
}

/// Puts the parts of a name; what has no field is the rest.
pub(super) fn put_name(name: Name, line: usize, card: &mut Card) {
    card.put_or_keep("salutation", "", &name.salutation, line);
    card.put_or_keep("first_name", "", &name.first, line);
    card.put_or_keep("last_name", "", &name.last, line);
    for extra in name.extra {
        if is_title(&extra) && card.get("job_title").is_none() {
            card.put("job_title", "", extra.trim_matches(['(', ')']), line);
        } else {
            card.rest.push((line, extra));
        }
    }
}

/// Puts what is a company by its legal form, its domain, or the sound of it.
fn place_company(pieces: &mut Vec<Piece>, names: &[String], card: &mut Card) {
    let sounds: [&dyn Fn(&Piece) -> bool; 3] = [
        &|piece| has_legal_form(&piece.text),
        &|piece| is_named_as(&piece.text, names) && !is_title(&piece.text),
        &|piece| sounds_like_company(&piece.text) && !is_title(&piece.text),
    ];
    for sounds_so in sounds {
        let found = pieces.iter().position(|piece| sounds_so(piece) && is_short(&piece.text));
        if let Some(place) = found.filter(|_| card.get("company").is_none()) {
            let piece = pieces.remove(place);
            card.put("company", "", &piece.text, piece.line);
        }
    }
}

/// Puts the titles; those on lines next to each other are one.
fn place_titles(pieces: &mut Vec<Piece>, card: &mut Card) {
    if card.get("job_title").is_some() {
        return;
    }
    let Some(first) = pieces.iter().position(|piece| is_title(&piece.text) && is_short(&piece.text)) else { return };
    let piece = pieces.remove(first);
    let (mut title, mut last) = (piece.text, piece.line);
    while let Some(next) =
        pieces.get(first).filter(|next| next.line <= last + 1 && is_title(&next.text) && is_short(&next.text))
    {
        title = [title.as_str(), next.text.as_str()].join(", ");
        last = next.line;
        pieces.remove(first);
    }
    card.put("job_title", "", &title, piece.line);
}

/// What stands between the name and the first address and is marked by nothing:
/// first the title, then the company, as cards have it; else the company may
/// stand above the name.
fn place_by_order(pieces: &mut Vec<Piece>, named_at: usize, card: &mut Card) {
    let Some(name) = card.found.iter().find(|found| found.key == "last_name").map(|found| found.line) else { return };
    let reached = card.found.iter().filter(|found| is_list(found.key) && found.line > name).map(|found| found.line);
    let ends = reached.chain(card.addresses.iter().map(|(_, line)| *line).filter(|line| *line > name)).min();
    let plain = |piece: &Piece| {
        is_short(&piece.text)
            && ends.is_none_or(|ends| piece.line <= ends)
            && !has_digit(&piece.text)
            && !is_country(&piece.text)
            && piece.text.chars().next().is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase())
            && !piece.text.ends_with(['!', '?', '.'])
    };
    let near = pieces.iter().skip(named_at).take(NEAR).filter(|piece| plain(piece)).count();
    let has_domain = card.found.iter().any(|found| domain_name(found).is_some());
    let mut wanted: Vec<&'static str> =
        ["job_title", "company"].into_iter().filter(|key| card.get(key).is_none()).collect();
    if wanted.len() > 1 && near == 1 {
        // One alone is the title where the domain can say the company.
        wanted.remove(usize::from(has_domain));
    }
    for key in wanted {
        let below = pieces.iter().enumerate().skip(named_at).take(NEAR).find(|(_, piece)| plain(piece));
        let above = || {
            (0..named_at)
                .rev()
                .filter_map(|place| Some((place, pieces.get(place)?)))
                .find(|(_, piece)| plain(piece) && key == "company")
        };
        if let Some(place) = below.or_else(above).map(|(place, _)| place) {
            let piece = pieces.remove(place);
            card.put(key, "", &piece.text, piece.line);
        }
    }
}

fn is_short(text: &str) -> bool {
    text.len() <= 120 && text.split_whitespace().count() <= 12
}

/// Concludes what the text does not say (CA2).
fn conclude(card: &mut Card) {
    let addresses =
        card.found.iter().filter(|found| found.key == "emails" || found.key == "websites" && found.kind == "work");
    let domains: Vec<(String, usize)> =
        addresses.filter_map(|found| Some((company_domain(&found.value)?, found.line))).collect();
    if let Some((domain, line)) = domains.first() {
        card.conclude("company", &capitals(main_label(domain), '-'), *line);
    }
    let email = card.found.iter().find(|found| found.key == "emails").cloned();
    if let Some(email) = email.filter(|_| card.get("last_name").is_none() && card.get("first_name").is_none()) {
        let local = email.value.split('@').next().unwrap_or_default();
        let parts: Vec<&str> = local.split(['.', '_']).collect();
        let is_name =
            |part: &&str| part.len() > 1 && part.chars().all(|letter| letter.is_alphabetic() || letter == '-');
        if let [first, last] = parts.as_slice()
            && parts.iter().all(is_name)
            && !parts.iter().any(|part| is_in(ROLES, &fold(part)))
        {
            card.conclude("first_name", &capitals(first, '-'), email.line);
            card.conclude("last_name", &capitals(last, '-'), email.line);
        }
    }
}

/// Words that begin with capitals, set apart by spaces where they were by the sign
/// in the name of a company, by the sign itself in that of a person.
fn capitals(text: &str, sign: char) -> String {
    text.split(sign).map(capitalised).collect::<Vec<_>>().join(" ")
}
