//! Merging duplicates: nothing is lost, no link dangles, undo brings all back.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod crm;

use std::collections::BTreeMap;

use crm::{Crm, all_new, convert, emails, json};
use relata::domain::account::{Account, AccountKind, Lifecycle};
use relata::domain::activity::Activity;
use relata::domain::command::{Command, MergeRecords};
use relata::domain::contact::{Contact, LawfulBasis};
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::opportunity::Opportunity;
use relata::domain::option::Tag;
use relata::domain::query::{Asking, KEYS, Table, parse};
use relata::domain::record::{Collection, RecordRef, Stored};
use relata::domain::workflow::Rejection;
use relata::domain::workflow::merge_records::{Manner, are_distinct, preview, suggest, survivor_of};

fn input<T: Stored>(survivor: Id<T>, others: &[Id<T>]) -> MergeRecords {
    let others = others.iter().map(|id| id.uuid()).collect();
    MergeRecords { survivor: RecordRef::of(survivor), others, taken: BTreeMap::new() }
}

fn merge<T: Stored>(survivor: Id<T>, others: &[Id<T>]) -> Command {
    Command::MergeRecords(Box::new(input(survivor, others)))
}

#[test]
fn mr1_only_records_of_one_collection_that_are_there_are_merged() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("Acme"), crm.account("Acme Inc."));
    assert_eq!(crm.refused(&merge(one, &[])), Rejection::NothingToMerge);
    assert_eq!(crm.refused(&merge(one, &[one])), Rejection::NothingToMerge);
    assert_eq!(crm.refused(&merge(one, &[two, two])), Rejection::NothingToMerge);
    crm.trash(two).unwrap();
    assert_eq!(crm.refused(&merge(one, &[two])), Rejection::InTrash(RecordRef::of(two)));
    let (open, converted) = (crm.lead("TechCorp"), crm.lead("TechCorp"));
    crm.must(convert(all_new(converted)));
    assert_eq!(crm.refused(&merge(open, &[converted])), Rejection::AlreadyConverted(RecordRef::of(converted)));
    let deals = (crm.deal(Some(one)), crm.deal(Some(one)));
    assert_eq!(crm.refused(&merge(deals.0, &[deals.1])), Rejection::NothingToMerge);
}

#[test]
fn mr2_empty_fields_are_filled_and_a_choice_goes_before() {
    let mut crm = Crm::new();
    let one: Id<Contact> = crm.create(json!({"first_name": "Ada", "last_name": "Byron", "job_title": "Countess"}));
    let two: Id<Contact> = crm.create(json!({"first_name": "Ada", "last_name": "Lovelace", "department": "Engines",
        "job_title": "Analyst", "do_not_call": true, "lawful_basis": "withdrawn"}));
    let mut wanted = input(one, &[two]);
    wanted.taken.insert("last_name".to_owned(), two.uuid());
    let plan = preview(&crm.workspace, &wanted).unwrap();
    let names: Vec<&str> = plan.fields.iter().map(|field| field.key).collect();
    assert_eq!(names, ["last_name", "job_title", "department", "lawful_basis", "do_not_call"]);
    assert_eq!(plan.fields[0].manner, Manner::Chosen(two.uuid()));
    let created = crm.get(one).meta.created_at;
    crm.must(Command::MergeRecords(Box::new(wanted)));
    let merged = crm.get(one);
    assert_eq!((merged.last_name.as_str(), merged.job_title.as_str()), ("Lovelace", "Countess"));
    assert_eq!((merged.department.as_str(), merged.do_not_call), ("Engines", true));
    assert_eq!(merged.lawful_basis, LawfulBasis::Withdrawn);
    assert_eq!(merged.meta.created_at, created);
    assert_eq!(plan.record.title(), merged.title(), "what is shown is what is stored");
}

#[test]
fn mr3_lists_are_united_and_two_ids_of_one_system_are_both_kept() {
    let mut crm = Crm::new();
    let tag: Id<Tag> = crm.create(json!({"name": "VIP"}));
    let one: Id<Account> = crm.create(json!({"name": "Acme", "emails": emails(&["a@acme.example"]),
        "phones": [{"kind": "work", "value": "+49 30 1234567"}],
        "external_ids": {"salesforce": "001A"}, "custom": {"Region": "North"}}));
    let two: Id<Account> =
        crm.create(json!({"name": "ACME", "tags": [tag], "emails": emails(&["A@Acme.example", "b@acme.example"]),
        "phones": [{"kind": "main", "value": "030 1234567"}],
        "external_ids": {"salesforce": "001B", "hubspot": "7"}, "custom": {"Region": "South", "Size": 4}}));
    crm.must(merge(one, &[two]));
    let merged = crm.get(one);
    assert_eq!(merged.emails.len(), 2, "one address in other letters is one");
    assert_eq!((merged.phones.len(), merged.tags.as_slice()), (1, &[tag][..]), "with its country and without");
    let ids: Vec<(&str, &str)> = merged.external_ids.iter().map(|(name, id)| (name.as_str(), id.as_str())).collect();
    assert_eq!(ids, [("hubspot", "7"), ("salesforce", "001A"), ("salesforce+2", "001B")]);
    assert_eq!(merged.custom["Region"], "North");
    assert_eq!(merged.custom["Region+2"], "South");
}

#[test]
fn mr4_every_link_leads_to_the_survivor_once() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("Acme"), crm.account("Acme Inc."));
    let role = |account: Id<Account>, role: &str, primary: bool| json!({"account": account, "role": role, "primary": primary, "active": true});
    let person: Id<Contact> =
        crm.create(json!({"last_name": "Doe", "accounts": [role(one, "", false), role(two, "Buyer", true)]}));
    let deal = crm.deal(Some(two));
    let links = json!([RecordRef::of(one), RecordRef::of(two), RecordRef::of(deal)]);
    let call: Id<Activity> = crm.create(json!({"kind": "call", "subject": "Call", "links": links}));
    let child: Id<Account> = crm.create(json!({"name": "Acme Berlin", "parent": two}));
    let lead: Id<Lead> = crm.create(json!({"company": "Acme", "candidate_account": two}));
    let gone: Id<Opportunity> = crm.deal(Some(two));
    crm.trash(gone).unwrap();
    let before = crm.workspace.clone();
    crm.must(merge(one, &[two]));
    let roles = &crm.get(person).accounts;
    assert_eq!(roles.len(), 1);
    assert_eq!((roles[0].account, roles[0].role.as_str(), roles[0].primary), (one, "Buyer", true));
    assert_eq!(crm.get(deal).account, Some(one));
    assert_eq!(crm.get(call).links, [RecordRef::of(one), RecordRef::of(deal)]);
    assert_eq!((crm.get(child).parent, crm.get(lead).candidate_account), (Some(one), Some(one)));
    assert_eq!(crm.get(gone).account, Some(one), "also from the Trash");
    assert_eq!((crm.get(two).merged_into, crm.get(two).trashed_at.is_some()), (Some(one), true));
    crm.now += chrono::Duration::days(400);
    crm.account("Something later");
    let merged = crm.log[crm.log.len() - 2].clone();
    assert_eq!(crm.revert(merged), Ok(Vec::new()));
    let later = crm.log[crm.log.len() - 2].clone();
    crm.revert(later).unwrap();
    assert!(crm.workspace == before, "undone at a later time, to the letter");
}

#[test]
fn mr5_a_customer_stays_one_with_all_its_evidence() {
    let mut crm = Crm::new();
    let (prospect, customer) = (crm.account("Acme"), crm.account("Acme Inc."));
    let deal = crm.deal(Some(customer));
    crm.move_to(deal, "Closed won").unwrap();
    assert_eq!(
        suggest(&crm.workspace, &[RecordRef::of(prospect), RecordRef::of(customer)]).unwrap().survivor.id,
        customer.uuid()
    );
    crm.must(merge(prospect, &[customer]));
    let merged = crm.get(prospect);
    assert_eq!(
        (merged.lifecycle, merged.customer_since, merged.evidence.len()),
        (Lifecycle::Customer, Some(crm.today), 1)
    );
    let refused = crm.lose(deal, "Paid back", None).unwrap_err();
    assert_eq!(refused, Rejection::CorrectionNeeded { account: RecordRef::of(prospect) }, "the evidence came along");
}

#[test]
fn mr5_a_correction_of_one_customer_ends_no_win_of_another() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("Acme"), crm.account("Acme Inc."));
    let first_day = crm.today;
    let won = |crm: &mut Crm, account| {
        let deal = crm.deal(Some(account));
        crm.move_to(deal, "Closed won").unwrap();
        deal
    };
    won(&mut crm, one);
    let taken_back = won(&mut crm, two);
    crm.lose(taken_back, "Paid back", Some("Never delivered")).unwrap();
    crm.today += chrono::Duration::days(365);
    let last = won(&mut crm, two);
    crm.must(merge(one, &[two]));
    assert_eq!(crm.get(one).evidence.len(), 3, "the correction took the place of a win");
    crm.lose(last, "Paid back", Some("Never delivered")).unwrap();
    let merged = crm.get(one);
    assert_eq!(
        (merged.lifecycle, merged.customer_since),
        (Lifecycle::Customer, Some(first_day)),
        "the first win stands"
    );
}

#[test]
fn mr6_no_account_comes_to_belong_to_itself() {
    let mut crm = Crm::new();
    let top = crm.account("Holding");
    let two: Id<Account> = crm.create(json!({"name": "Acme Inc.", "parent": top}));
    let between: Id<Account> = crm.create(json!({"name": "Acme Europe", "parent": two}));
    let one: Id<Account> = crm.create(json!({"name": "Acme", "parent": between}));
    crm.must(merge(one, &[two]));
    assert_eq!(crm.get(between).parent, Some(one));
    assert_eq!(crm.get(one).parent, Some(top), "its own led back to it; the next one does not");
    let chief = crm.contact("Chief");
    let worker: Id<Contact> = crm.create(json!({"last_name": "Worker", "reports_to": chief, "referred_by": chief}));
    crm.must(merge(worker, &[chief]));
    assert_eq!((crm.get(worker).reports_to, crm.get(worker).referred_by), (None, None));
}

#[test]
fn mr7_two_person_accounts_and_their_contacts_are_one_person_afterwards() {
    let mut crm = Crm::new();
    let person = json!({"name": "Jane Roe", "kind": "person", "emails": emails(&["jane@roe.example"])});
    let one: Id<Account> = crm.create(person);
    let two: Id<Account> =
        crm.create(json!({"name": "J. Roe", "kind": "person", "emails": emails(&["j@roe.example"])}));
    let contact = |crm: &Crm, account: Id<Account>| crm.get(account).person_contact.unwrap();
    let (hers, other) = (contact(&crm, one), contact(&crm, two));
    for merging in [merge(one, &[two]), merge(hers, &[other])] {
        let before = crm.workspace.clone();
        crm.must(merging);
        assert_eq!((crm.get(one).person_contact, crm.get(two).person_contact), (Some(hers), None));
        assert_eq!((crm.get(two).merged_into, crm.get(other).merged_into), (Some(one), Some(hers)));
        assert_eq!((crm.get(hers).emails.len(), crm.get(one).emails.len()), (2, 0));
        assert_eq!((crm.get(hers).accounts.len(), crm.get(one).name.as_str()), (1, "Jane Roe"));
        assert_eq!(crm.undo(), Ok(Vec::new()));
        assert!(crm.workspace == before);
    }
    let company = crm.account("Roe Ltd");
    crm.must(merge(company, &[two]));
    assert_eq!((crm.get(company).kind, crm.get(company).person_contact), (AccountKind::Organization, None));
    assert!(
        crm.get(other).trashed_at.is_none() && crm.get(other).is_at(company),
        "the person stays, as one of its people"
    );
}

#[test]
fn mr6_nobody_comes_to_be_referred_by_themselves_through_a_value_taken_over() {
    let mut crm = Crm::new();
    let one = crm.contact("Doe");
    let two: Id<Contact> = crm.create(json!({"last_name": "Doe", "referred_by": one}));
    crm.must(merge(one, &[two]));
    assert_eq!(crm.get(one).referred_by, None);
}

#[test]
fn mr3_of_two_primary_accounts_the_survivors_stays_primary() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("Acme"), crm.account("Bolt"));
    let role = |account: Id<Account>, primary: bool| json!({"account": account, "role": "", "primary": primary, "active": true});
    let doe: Id<Contact> = crm.create(json!({"last_name": "Doe", "accounts": [role(one, false), role(two, true)]}));
    let other: Id<Contact> = crm.create(json!({"last_name": "Doe", "accounts": [role(one, true)]}));
    crm.must(merge(doe, &[other]));
    let primary: Vec<Id<Account>> =
        crm.get(doe).accounts.iter().filter(|role| role.primary).map(|role| role.account).collect();
    assert_eq!(primary, [two]);
}

#[test]
fn mr7_an_organisation_may_take_the_kind_and_with_it_the_contact_of_a_person() {
    let mut crm = Crm::new();
    let company = crm.account("Roe Ltd");
    let person: Id<Account> = crm.create(json!({"name": "Jane Roe", "kind": "person"}));
    let contact = crm.get(person).person_contact;
    let mut wanted = input(company, &[person]);
    wanted.taken.insert("kind".to_owned(), person.uuid());
    crm.must(Command::MergeRecords(Box::new(wanted)));
    assert_eq!((crm.get(company).kind, crm.get(company).person_contact), (AccountKind::Person, contact));
    assert_eq!(crm.get(person).person_contact, None);
}

#[test]
fn mr8_a_merged_record_that_is_restored_is_one_of_its_own_again() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("Acme"), crm.account("Acme Inc."));
    crm.must(merge(one, &[two]));
    crm.restore(two).unwrap();
    assert_eq!((crm.get(two).merged_into, crm.get(two).trashed_at), (None, None));
    crm.must(merge(one, &[two]));
    let third = crm.account("Acme AG");
    crm.must(merge(third, &[one]));
    assert_eq!(
        survivor_of(&crm.workspace, RecordRef::of(two)),
        RecordRef::of(third),
        "old links lead on to who is left"
    );
    crm.trash(third).unwrap();
    crm.purge(third);
    assert_eq!(crm.get(two).merged_into, None);
}

#[test]
fn mr8_what_comes_back_from_an_archive_or_a_file_hangs_on_the_survivor() {
    let mut crm = Crm::new();
    let (one, two) = (crm.account("Acme"), crm.account("Acme Inc."));
    let deal = crm.deal(Some(two));
    crm.lose(deal, "Price", None).unwrap();
    let lost = crm.workspace.find(RecordRef::of(deal)).unwrap().clone();
    crm.must(Command::Archive { records: vec![lost.clone()] });
    let archiving = crm.log.last().unwrap().clone();
    crm.must(merge(one, &[two]));
    crm.revert(archiving).unwrap();
    assert_eq!(crm.get(deal).account, Some(one), "from the archive");
    crm.trash(deal).unwrap();
    crm.purge(deal);
    crm.must(Command::Import { name: "archive.json".to_owned(), records: vec![lost] });
    assert_eq!(crm.get(deal).account, Some(one), "from the file");
}

#[test]
fn tags_are_merged_like_anything_else() {
    let mut crm = Crm::new();
    let (vip, key): (Id<Tag>, Id<Tag>) = (crm.create(json!({"name": "VIP"})), crm.create(json!({"name": "Key"})));
    let acme: Id<Account> = crm.create(json!({"name": "Acme", "tags": [key, vip]}));
    crm.must(merge(vip, &[key]));
    assert_eq!(crm.get(acme).tags, [vip]);
    assert!(crm.get(key).trashed_at.is_some());
    assert_eq!(crm.undo(), Ok(Vec::new()));
    assert_eq!(crm.get(acme).tags, [key, vip]);
}

#[test]
fn who_is_said_not_to_be_the_same_stays_so_when_merged_with_others() {
    let mut crm = Crm::new();
    let people: Vec<Id<Contact>> = ["Doe", "Doe", "Doe"].iter().map(|name| crm.contact(name)).collect();
    let records = people[..2].iter().map(|id| RecordRef::of(*id)).collect();
    crm.must(Command::Distinguish { records });
    let record = |crm: &Crm, at: usize| crm.workspace.find(RecordRef::of(people[at])).unwrap().clone();
    assert!(are_distinct(&record(&crm, 0), &record(&crm, 1)) && are_distinct(&record(&crm, 1), &record(&crm, 0)));
    assert!(!are_distinct(&record(&crm, 0), &record(&crm, 2)));
    crm.must(merge(people[2], &[people[0]]));
    assert!(are_distinct(&record(&crm, 1), &record(&crm, 2)));
}

#[test]
fn mr4_a_filter_that_names_a_merged_record_by_its_id_means_the_survivor() {
    let mut crm = Crm::new();
    let (one, two, three) = (crm.account("Acme"), crm.account("Acme Inc."), crm.account("Acme Ltd"));
    let deal = crm.deal(Some(one));
    let asking = Asking { today: crm.today, actor: None, local_day: |at| at.date_naive(), wording: KEYS };
    let (filter, faults) = parse(&format!("account:{three}"), Collection::Opportunity, KEYS);
    assert_eq!(faults, []);
    let mut table = Table::new(&crm.workspace, Collection::Opportunity);
    assert!(table.rows(&crm.workspace, &filter, &[], &asking).is_empty());
    for merge in [merge(two, &[three]), merge(one, &[two])] {
        let decision = crm.decide(&merge).unwrap();
        crm.workspace.apply(&decision.changes);
        table.note(&decision.changes);
    }
    assert_eq!(table.rows(&crm.workspace, &filter, &[], &asking).to_vec(), [deal.uuid()]);
}
