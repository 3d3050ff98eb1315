//! Looking for duplicates through the whole workspace.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr, missing_docs)]

mod crm;

use std::time::{Duration, Instant};

use crm::{Crm, all_new, convert, emails, json};
use relata::domain::account::Account;
use relata::domain::command::Command;
use relata::domain::contact::Contact;
use relata::domain::duplicates::{Findings, Progress, Scan};
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::matching::Reason;
use relata::domain::record::{Collection, Record, RecordRef, Stored};
use relata::domain::sample::large::reference;
use relata::domain::workspace::Workspace;
use serde_json::Value;

fn scan(workspace: &Workspace, budget: usize) -> Findings {
    let mut scan = Scan::new(workspace);
    let mut last = 0;
    while let Progress::Working(done) = scan.step(budget) {
        assert!(done >= last && done <= 1_000, "progress goes on: {last} to {done}");
        last = done;
    }
    scan.take_findings()
}

fn found(crm: &Crm) -> Vec<Vec<RecordRef>> {
    scan(&crm.workspace, 1_000).groups.into_iter().map(|group| group.records).collect()
}

fn refs<T: Stored>(ids: &[Id<T>]) -> Vec<RecordRef> {
    ids.iter().map(|id| RecordRef::of(*id)).collect()
}

fn person(crm: &mut Crm, first: &str, last: &str, email: &str) -> Id<Contact> {
    let emails = if email.is_empty() { json!([]) } else { emails(&[email]) };
    crm.create(json!({"first_name": first, "last_name": last, "emails": emails}))
}

#[test]
fn records_with_one_address_number_domain_or_company_are_found() {
    let mut crm = Crm::new();
    let mail =
        [person(&mut crm, "Ada", "Byron", "ada@x.example"), person(&mut crm, "A.", "Lovelace", "ADA@x.example ")];
    let phone: Vec<Id<Contact>> = ["+49 30 1234567", "030 1234567"]
        .iter()
        .map(|number| {
            crm.create(
                json!({"first_name": "Max", "last_name": "Muster", "phones": [{"kind": "work", "value": number}]}),
            )
        })
        .collect();
    let company = [crm.account("Acme, Inc."), crm.account("ACME")];
    let site = |crm: &mut Crm, name: &str, site: &str| -> Id<Account> {
        crm.create(json!({"name": name, "websites": [{"kind": "work", "value": site}]}))
    };
    let domain =
        [site(&mut crm, "Globex", "https://www.globex.example/about"), site(&mut crm, "GX Holding", "globex.example")];
    let leads: Vec<Id<Lead>> =
        ["Initech", "Initech Ltd"].iter().map(|name| crm.create(json!({"company": name}))).collect();
    let groups = found(&crm);
    for expected in [refs(&mail), refs(&phone), refs(&company), refs(&domain), refs(&leads)] {
        assert!(groups.contains(&expected), "{expected:?} in {groups:?}");
    }
    assert_eq!(groups.len(), 5);
}

#[test]
fn typing_errors_are_found_where_something_else_speaks_for_it() {
    let mut crm = Crm::new();
    let companies =
        [crm.account("Northwind Traders"), crm.account("Nortwhind Traders Ltd"), crm.account("Southwind Bakers")];
    let acme = crm.account("Acme");
    let accounts = json!([{"account": acme, "primary": true, "active": true}]);
    let mut at_acme = |first: &str, last: &str| -> Id<Contact> {
        crm.create(json!({"first_name": first, "last_name": last, "accounts": accounts}))
    };
    let people = [
        at_acme("Christopher", "Wellington"),
        at_acme("Wellington", "Christopher"),
        at_acme("Cristopher", "Wellington"),
    ];
    at_acme("Christine", "Waters");
    person(&mut crm, "Christofer", "Wellington", "");
    let groups = found(&crm);
    assert_eq!(groups, [refs(&companies[..2]), refs(&people)]);
    let findings = scan(&crm.workspace, 10);
    assert!(findings.groups[1].pairs.iter().all(|pair| pair.reasons.contains(&Reason::SameAccount { account: acme })));
}

#[test]
fn what_many_share_does_not_make_them_one() {
    let mut crm = Crm::new();
    for name in ["Ada", "Bob", "Cy", "Di", "Ed"] {
        person(&mut crm, name, &format!("{name}son"), "info@acme.example");
        person(&mut crm, "John", "Smith", &format!("{name}@elsewhere.example").to_lowercase());
        let phones = json!([{"kind": "work", "value": "+1 555 0100 200"}]);
        crm.create::<Contact>(json!({"first_name": name, "last_name": format!("{name}man"), "phones": phones}));
    }
    let groups = scan(&crm.workspace, 1_000).groups;
    let reasons: Vec<&Reason> = groups.iter().flat_map(|group| &group.pairs).flat_map(|pair| &pair.reasons).collect();
    assert!(
        reasons.iter().all(|reason| !matches!(reason, Reason::SamePhone { .. } | Reason::SameEmail { .. })),
        "{reasons:?}"
    );
    let smiths = groups.iter().find(|group| group.records.len() == 5);
    assert!(
        smiths.is_some_and(|group| group.pairs.iter().all(|pair| matches!(pair.reasons[0], Reason::SameDomain { .. })))
    );
    assert_eq!(groups.len(), 1, "five of one name at one domain, and nothing else");
}

#[test]
fn what_is_converted_deleted_or_said_to_be_different_stays_away() {
    let mut crm = Crm::new();
    let (one, two) = (crm.lead("TechCorp"), crm.lead("TechCorp"));
    let people = [person(&mut crm, "A", "B", "a@b.example"), person(&mut crm, "A", "C", "a@b.example")];
    let accounts = [crm.account("Acme"), crm.account("Acme Ltd")];
    assert_eq!(found(&crm).len(), 3);
    crm.must(Command::Distinguish { records: refs(&people) });
    crm.trash(accounts[0]).unwrap();
    let lead = RecordRef::of(one);
    assert_eq!(found(&crm), [vec![lead, RecordRef::of(two)]]);
    crm.must(convert(all_new(two)));
    assert_eq!(found(&crm), Vec::<Vec<RecordRef>>::new());
    let known = scan(&crm.workspace, 50).known;
    assert_eq!(known.iter().map(|pair| pair.one).collect::<Vec<_>>(), [lead], "who is a contact by now is said");
    assert_eq!(known[0].other.collection, Collection::Contact);
}

#[test]
fn the_likeliest_come_first_and_steps_of_any_size_find_the_same() {
    let mut crm = Crm::new();
    crm.account("Acme");
    crm.account("Acme Inc");
    let mail = [
        person(&mut crm, "Ada", "B", "ada@x.example"),
        person(&mut crm, "Ada", "B", "ada@x.example"),
        person(&mut crm, "", "", "ada@x.example"),
    ];
    person(&mut crm, "Eve", "Rare", "eve@one.example");
    person(&mut crm, "Eve", "Rare", "eve@two.example");
    let all = scan(&crm.workspace, 1_000_000);
    let contacts: Vec<&Vec<RecordRef>> = all
        .groups
        .iter()
        .map(|group| &group.records)
        .filter(|records| records[0].collection == Collection::Contact)
        .collect();
    assert_eq!(*contacts[0], refs(&mail), "three that hang together are one group");
    assert_eq!(contacts.len(), 2);
    for budget in [1, 7, 100] {
        assert_eq!(scan(&crm.workspace, budget), all);
    }
}

/// The reference data with every 47th record, if it is an account, a contact or a lead, once more,
/// written a little differently.
fn with_doubles(records: usize) -> (Workspace, Vec<(RecordRef, RecordRef)>) {
    let crm = Crm::new();
    let made: Vec<Record> = reference(&crm.workspace, &crm.env(), records, 7).collect();
    let mut all = crm.workspace.clone();
    let mut doubles = Vec::new();
    for (at, record) in made.into_iter().enumerate() {
        let scanned = matches!(record.collection(), Collection::Account | Collection::Contact | Collection::Lead);
        let converted = matches!(&record, Record::Lead(lead) if lead.is_converted());
        if scanned && !converted && at % 47 == 0 {
            let mut double = record.clone();
            double.set_uuid(uuid::Uuid::from_u128(u128::from(u32::try_from(at).unwrap()) + 1));
            if double.set("person_contact", Value::Null).is_ok() {
                double.set("kind", json!("organization")).unwrap();
            }
            if let Some(Value::String(name)) = double.get("name") {
                double.set("name", json!(format!("{} ", name.to_uppercase()))).unwrap();
            }
            doubles.push((record.reference(), double.reference()));
            all.set(double.reference(), Some(double));
        }
        all.set(record.reference(), Some(record));
    }
    (all, doubles)
}

fn together(findings: &Findings, one: RecordRef, two: RecordRef) -> bool {
    findings
        .groups
        .iter()
        .any(|group| group.records.binary_search(&one).is_ok() && group.records.binary_search(&two).is_ok())
}

#[test]
fn whoever_is_there_twice_is_found_among_thousands() {
    let (workspace, doubles) = with_doubles(5_000);
    let findings = scan(&workspace, 5_000);
    let missed: Vec<String> = doubles
        .iter()
        .filter(|(one, two)| !together(&findings, *one, *two))
        .map(|(one, _)| format!("{:?}", workspace.find(*one).map(Record::to_map)))
        .collect();
    assert!(doubles.len() > 40);
    // A person of whom nothing but a common name is known is nobody's double for sure.
    assert!(missed.len() * 20 < doubles.len(), "{} of {} missed: {missed:#?}", missed.len(), doubles.len());
}

#[test]
fn a_key_of_thousands_takes_no_longer_than_their_number() {
    let mut all = Workspace::starter();
    for at in 0..20_000_u32 {
        let contact = Contact {
            id: Id::new(uuid::Uuid::from_u128(u128::from(at) + 1)),
            first_name: "John".to_owned(),
            last_name: "Smith".to_owned(),
            emails: vec![relata::domain::field::Labelled::new("work", "info@acme.example")],
            ..Contact::default()
        };
        all.set(RecordRef::of(contact.id), Some(contact.into_record()));
    }
    let started = Instant::now();
    let findings = scan(&all, 1_000);
    assert!(started.elapsed() < Duration::from_secs(20), "took {:?}", started.elapsed());
    assert_eq!(findings.crowded, 2, "the mailbox and its domain");
    assert_eq!(findings.groups.len(), 1);
    assert_eq!(findings.groups[0].records.len(), 20_000);
}

/// Prints what the scan takes at the size that goals.md names; run it with
/// `cargo test --release --no-default-features --test duplicates -- --nocapture measured`.
#[test]
fn measured_at_the_size_of_the_goal() {
    let size = if cfg!(debug_assertions) { 5_000 } else { 100_000 };
    let (workspace, doubles) = with_doubles(size);
    let mut longest = Duration::ZERO;
    let started = Instant::now();
    let mut scan = Scan::new(&workspace);
    loop {
        let step = Instant::now();
        let progress = scan.step(2_000);
        longest = longest.max(step.elapsed());
        if progress == Progress::Done {
            break;
        }
    }
    let findings = scan.take_findings();
    let took = started.elapsed();
    let missed = doubles.iter().filter(|(one, two)| !together(&findings, *one, *two)).count();
    eprintln!(
        "{size} records, {} looked at, {} doubles, {missed} of them missed: {} groups, {} known, {} crowded, in {took:?}, longest step {longest:?}",
        findings.records,
        doubles.len(),
        findings.groups.len(),
        findings.known.len(),
        findings.crowded
    );
    assert!(took < Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 5 }));
}
