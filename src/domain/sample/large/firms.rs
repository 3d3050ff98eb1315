//! The accounts of a lot and the people who work there.

use chrono::{DateTime, TimeDelta, Utc};

use super::super::super::account::{Account, AccountKind};
use super::super::super::contact::{AccountRole, Contact, ContactKind, LawfulBasis};
use super::super::super::field::{Address, Labelled};
use super::super::super::id::Id;
use super::super::super::option::{Relationship, Tag};
use super::super::super::text::fold;
use super::super::super::workspace::account_number;
use super::super::{ANALYTICS, REFERENCE};
use super::lot::{ACCOUNTS, CONTACTS, Lot, mark};
use super::words::{COINED, COINED_END, CULTURES, Culture, DEPARTMENTS, JOBS, TRADES};
use super::{DAYS, VIP};

/// An account and what its people share.
pub struct Firm {
    pub account: Account,
    pub culture: &'static Culture,
    /// The name without its legal form.
    pub short: String,
    pub domain: String,
}

pub(super) fn add(lot: &mut Lot<'_>) {
    for place in 0..ACCOUNTS {
        let born = born(lot, place);
        let firm = firm(lot, place, born);
        lot.firms.push(firm);
    }
    for place in 0..CONTACTS {
        // Everyone's firm has at least one.
        let firm = if place < ACCOUNTS { place } else { lot.dice.below(ACCOUNTS) };
        add_contact(lot, firm);
    }
    if lot.dice.percent(40) {
        make_person(lot);
    }
}

/// Accounts come one after the other through the years.
fn born(lot: &mut Lot<'_>, place: usize) -> DateTime<Utc> {
    let all = i64::try_from(lot.world.lots * ACCOUNTS).unwrap_or(1).max(1);
    let nth = i64::try_from(lot.number * ACCOUNTS + place).unwrap_or_default();
    let begun = lot.world.end - TimeDelta::days(DAYS);
    let share = TimeDelta::days(DAYS).num_milliseconds() / all;
    let from = begun + TimeDelta::milliseconds(share * nth);
    lot.dice.instant(from, from + TimeDelta::milliseconds(share))
}

fn firm(lot: &mut Lot<'_>, place: usize, born: DateTime<Utc>) -> Firm {
    let culture = culture(lot);
    let (trade, industry) = lot.dice.word(TRADES).split_once(':').unwrap_or_default();
    let short = match lot.dice.below(6) {
        0 | 1 => format!("{} {trade}", lot.dice.word(culture.family)),
        2 => format!("{} {trade}", lot.dice.word(culture.cities)),
        3 => format!("{} & {}", lot.dice.word(culture.family), lot.dice.word(culture.family)),
        _ => format!("{}{} {trade}", lot.dice.word(COINED), lot.dice.word(COINED_END)),
    };
    let dash = if lot.dice.percent(50) { "-" } else { "" };
    let domain = format!("{}.example", fold(&short).replace(' ', dash));
    let name = format!("{short} {}", lot.dice.word(culture.forms)).trim_end().to_owned();
    let number = lot.world.highest_number.saturating_add(u32::try_from(lot.number * ACCOUNTS + place + 1).unwrap_or(0));
    let site = format!("https://www.{domain}");
    let account = Account {
        id: lot.id(born),
        meta: lot.meta(born),
        number: account_number(number),
        name,
        industry: if lot.dice.percent(45) { industry.to_owned() } else { String::new() },
        relationships: relationships(lot),
        segment: if lot.dice.percent(12) { lot.dice.pick(&lot.world.segments) } else { None },
        websites: if lot.dice.percent(25) { vec![Labelled::new("work", site)] } else { Vec::new() },
        phones: lot.phone(culture, "work", 30),
        addresses: if lot.dice.percent(25) { vec![address(lot, culture)] } else { Vec::new() },
        employees: if lot.dice.percent(20) { u32::try_from(lot.dice.between(2, 3_000)).ok() } else { None },
        annual_revenue: revenue(lot),
        target: lot.dice.percent(5),
        owner: lot.closer().filter(|_| lot.dice.percent(45)),
        description: lot.notes(),
        tags: tags(lot),
        external_ids: mark(),
        ..Account::default()
    };
    Firm { account, culture, short, domain }
}

fn relationships(lot: &mut Lot<'_>) -> Vec<Id<Relationship>> {
    if lot.dice.percent(88) {
        return vec![Relationship::BUYER];
    }
    lot.dice.pick(&lot.world.relationships).into_iter().collect()
}

fn revenue(lot: &mut Lot<'_>) -> Option<super::super::super::money::Money> {
    if !lot.dice.percent(12) {
        return None;
    }
    let hundreds = lot.dice.between(20, 900) * 100;
    lot.world.money(hundreds)
}

/// One of a few marks, for one record in ten.
pub fn tags(lot: &mut Lot<'_>) -> Vec<Id<Tag>> {
    let rare = lot.dice.percent(7);
    lot.dice.pick(&[ANALYTICS, REFERENCE, VIP]).filter(|_| rare).into_iter().collect()
}

/// A country; of two thrown, the one met more often.
pub fn culture(lot: &mut Lot<'_>) -> &'static Culture {
    let place = lot.dice.below(CULTURES.len()).min(lot.dice.below(CULTURES.len()));
    CULTURES.get(place).unwrap_or(&CULTURES[0])
}

pub fn address(lot: &mut Lot<'_>, culture: &Culture) -> Address {
    let dice = &mut lot.dice;
    let (house, street) = (dice.between(1, 180), dice.word(culture.streets));
    Address {
        kind: "billing".to_owned(),
        street: if culture.house_first { format!("{house} {street}") } else { format!("{street} {house}") },
        city: dice.word(culture.cities).to_owned(),
        postal_code: dice.digits(culture.postal),
        country: culture.country.to_owned(),
        ..Address::default()
    }
}

fn add_contact(lot: &mut Lot<'_>, place: usize) {
    let Some(firm) = lot.firms.get(place) else { return };
    let (id, born, culture) = (firm.account.id, firm.account.meta.created_at, firm.culture);
    let domain = firm.domain.clone();
    let is_first = !lot.contacts.iter().any(|contact| contact.is_at(id));
    // The first person comes with the account, others come as one gets to know them.
    let at = if is_first || lot.dice.percent(30) {
        (born + TimeDelta::milliseconds(lot.dice.between(30_000, 900_000))).min(lot.world.end)
    } else {
        lot.world.after(&mut lot.dice, born, 400)
    };
    let culture = if lot.dice.percent(85) { culture } else { self::culture(lot) };
    let (given, family) = (lot.dice.word(culture.given), lot.dice.word(culture.family));
    let email = email(lot, given, family, &domain);
    let superior = lot.contacts.iter().find(|contact| contact.is_at(id)).map(|contact| contact.id);
    let contact = Contact {
        id: lot.id(at),
        meta: lot.meta(at),
        first_name: given.to_owned(),
        last_name: family.to_owned(),
        job_title: if lot.dice.percent(40) { lot.dice.word(JOBS).to_owned() } else { String::new() },
        department: if lot.dice.percent(12) { lot.dice.word(DEPARTMENTS).to_owned() } else { String::new() },
        accounts: vec![AccountRole { account: id, role: String::new(), primary: true, active: lot.dice.percent(95) }],
        kind: if lot.dice.percent(94) { ContactKind::Buyer } else { ContactKind::Referrer },
        phones: lot.phone(culture, "mobile", 20),
        emails: if lot.dice.percent(65) { vec![Labelled::new("work", email)] } else { Vec::new() },
        reports_to: superior.filter(|_| lot.dice.percent(6)),
        lawful_basis: if lot.dice.percent(8) { LawfulBasis::Consent } else { LawfulBasis::Unknown },
        do_not_mail: lot.dice.percent(3),
        owner: lot.closer().filter(|_| lot.dice.percent(10)),
        description: lot.notes(),
        external_ids: mark(),
        ..Contact::default()
    };
    lot.contacts.push(contact);
}

/// An address at a domain, in one of the ways in which firms make them.
pub fn email(lot: &mut Lot<'_>, given: &str, family: &str, domain: &str) -> String {
    let (given, family) = (fold(given), fold(family).replace(' ', ""));
    let initial: String = given.chars().take(1).collect();
    match lot.dice.below(6) {
        0 => format!("{initial}{family}@{domain}"),
        1 => format!("{given}@{domain}"),
        2 => format!("{family}.{initial}@{domain}"),
        _ => format!("{given}.{family}@{domain}"),
    }
}

/// Makes the last account that of one person who buys alone.
fn make_person(lot: &mut Lot<'_>) {
    let Some(firm) = lot.firms.last_mut() else { return };
    let account = &mut firm.account;
    let mut people = lot.contacts.iter().filter(|contact| contact.is_at(account.id));
    if let (Some(person), None) = (people.next(), people.next()) {
        account.kind = AccountKind::Person;
        account.name = person.title();
        account.person_contact = Some(person.id);
        (account.industry, account.employees, account.annual_revenue) = (String::new(), None, None);
        // Names and numbers live with the contact.
        (account.phones, account.websites, account.addresses) = (Vec::new(), Vec::new(), Vec::new());
        firm.short.clone_from(&account.name);
    }
}
