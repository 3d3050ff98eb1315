//! Whatever is done in whatever order: nothing panics, every change can be
//! taken back at once and to the letter, and what holds of all records holds.
//! Each run follows from its seed; seeds that failed stay in the list.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use crm::{Crm, all_new, convert, json, map};
use relata::domain::account::{Account, AccountKind, Lifecycle};
use relata::domain::activity::{Activity, Outcome};
use relata::domain::command::{CloseReason, Command, ConvertLead, Flip, MergeRecords, Target};
use relata::domain::contact::Contact;
use relata::domain::id::Id;
use relata::domain::lead::{HandOverAnswer, Lead};
use relata::domain::links;
use relata::domain::opportunity::Opportunity;
use relata::domain::option::{Criterion, Tag};
use relata::domain::pipeline::{Stage, StageKind};
use relata::domain::profile::Profile;
use relata::domain::record::{Collection, Record, RecordRef, Stored};
use relata::domain::workflow::Rejection;
use relata::domain::workflow::convert_lead::{preview, suggest};
use relata::domain::workspace::Workspace;
use serde_json::Value;
use uuid::Uuid;

/// How many runs there are unless `RELATA_RUNS` says another number.
const RUNS: u64 = 40;
const STEPS: usize = 45;
/// Seeds that once found something.
const FOUND: [u64; 4] = [4, 130, 353, 576];

#[test]
fn every_change_can_be_taken_back_and_leaves_the_workspace_sound() {
    let runs = std::env::var("RELATA_RUNS").ok().and_then(|text| text.parse().ok()).unwrap_or(RUNS);
    let mut merged = 0;
    let found = FOUND.into_iter().map(|seed| (seed, false));
    for (seed, merges) in found.chain((0..runs).map(|seed| (seed, true))) {
        let mut run = Run { crm: Crm::new(), dice: Dice(seed), seed, merges, merged: 0 };
        for step in 0..STEPS {
            run.step(step);
        }
        merged += run.merged;
    }
    assert!(merged > 0, "no records were merged");
}

struct Run {
    crm: Crm,
    dice: Dice,
    seed: u64,
    /// Whether what came after the seeds that found something is done too.
    merges: bool,
    merged: usize,
}

impl Run {
    fn step(&mut self, step: usize) {
        let command = self.command();
        let told = format!("seed {} step {step}: {command:?}", self.seed);
        let is_revert = matches!(command, Command::Revert { .. });
        let before = self.crm.workspace.clone();
        if self.dice.one_in(5) {
            self.crm.now += Duration::days(1);
            self.crm.today = self.crm.now.date_naive();
        }
        let gone = match &command {
            Command::MergeRecords(input) => input.others.clone(),
            _ => Vec::new(),
        };
        match self.crm.run(command) {
            Err(_) => assert!(self.crm.workspace == before, "{told}: refused and yet changed"),
            Ok(decision) if decision.changes.is_empty() => {}
            Ok(_) => {
                if !is_revert {
                    self.taken_back_at_once(&before, &told);
                }
                sound(&self.crm.workspace, &told);
                self.merged += gone.len();
                nobody_links_to(&self.crm.workspace, &gone, &told);
                finds_all(&self.crm.workspace, &told);
            }
        }
    }

    /// Takes the last change back on a copy.
    fn taken_back_at_once(&self, before: &Workspace, told: &str) {
        let transaction = Box::new(self.crm.log.last().unwrap().clone());
        let decision = self.crm.decide(&Command::Revert { transaction });
        let decision = decision.unwrap_or_else(|rejection: Rejection| panic!("{told}: {rejection:?}"));
        assert_eq!(decision.blocked, [], "{told}");
        let mut back = self.crm.workspace.clone();
        back.apply(&decision.changes);
        assert!(&back == before, "{told}: not all of it came back");
    }

    fn command(&mut self) -> Command {
        if self.merges && self.dice.one_in(6) {
            return match self.dice.below(4) {
                0 => Command::Distinguish { records: self.some_records() },
                1 => self.tag(),
                _ => self.merge(),
            };
        }
        match self.dice.below(22) {
            0 => Self::create(Collection::Account, json!({"name": "Acme", "kind": "organization"})),
            1 => Self::create(Collection::Account, json!({"name": "Jane Roe", "kind": "person"})),
            2 => self.new_contact(),
            3 | 4 => self.new_lead(),
            5 => self.new_deal(),
            6 => self.new_activity(),
            7 => self.new_option(),
            8..=10 => self.edit(),
            11 | 12 => self.move_deal(),
            13 | 14 => self.convert(),
            15 => Command::Trash { records: self.some_records() },
            16 => Command::Restore { records: self.some_records() },
            17 => Command::Purge { records: self.some_records() },
            18 => self.revert(),
            19 => self.set_lifecycle(),
            20 => self.answer(),
            _ => self.complete(),
        }
    }

    fn create(collection: Collection, fields: Value) -> Command {
        Command::Create { collection, fields: map(fields) }
    }

    fn new_contact(&mut self) -> Command {
        let account = json!({"account": self.any::<Account>(), "primary": true, "active": true});
        let accounts = if self.dice.one_in(2) { json!([account]) } else { json!([]) };
        Self::create(Collection::Contact, json!({"last_name": self.dice.name(), "accounts": accounts}))
    }

    fn new_lead(&mut self) -> Command {
        let company = if self.dice.one_in(3) { "" } else { "Acme Inc." };
        let emails = crm::emails(&[if self.dice.one_in(2) { "a@acme.example" } else { "n@beta.example" }]);
        let (owner, candidate) = (self.any::<Profile>(), self.any::<Account>());
        let fields = json!({"first_name": "John", "last_name": self.dice.name(), "company": company,
            "emails": emails, "owner": owner, "candidate_account": candidate, "employees": 7});
        Self::create(Collection::Lead, fields)
    }

    fn new_deal(&mut self) -> Command {
        let contacts = json!([{"contact": self.any::<Contact>().unwrap_or_default(), "primary": true}]);
        let has_contact = self.dice.one_in(2) && self.any::<Contact>().is_some();
        let account = if self.dice.one_in(2) { self.any::<Account>() } else { None };
        let stage = if self.dice.one_in(3) { self.any::<Stage>() } else { None };
        let contacts = if has_contact { contacts } else { json!([]) };
        Self::create(
            Collection::Opportunity,
            json!({"name": "Deal", "account": account, "contacts": contacts, "stage": stage, "reason_note": "x"}),
        )
    }

    fn new_activity(&mut self) -> Command {
        let links: Vec<RecordRef> = self.some_records();
        let (outcome, due) = (["none", "reached"][self.dice.below(2)], [None, Some("2026-11-30")][self.dice.below(2)]);
        let fields = json!({"kind": "call", "subject": "Call", "outcome": outcome, "due": due, "links": links, "owner": self.any::<Profile>()});
        Self::create(Collection::Activity, fields)
    }

    fn new_option(&mut self) -> Command {
        let collections = [Collection::Profile, Collection::Tag, Collection::Source, Collection::Criterion];
        let many = if self.dice.one_in(4) { 4 } else { 3 };
        let collection = collections[self.dice.below(many)];
        Self::create(collection, json!({"name": self.dice.name()}))
    }

    fn edit(&mut self) -> Command {
        let record = self.some_records().first().copied();
        let record = record.unwrap_or(RecordRef { collection: Collection::Lead, id: Uuid::nil() });
        let name = self.dice.name();
        let fields = match record.collection {
            Collection::Account => match self.dice.below(4) {
                0 => json!({"name": name}),
                1 => json!({"kind": "person"}),
                2 => json!({"kind": "organization"}),
                _ => json!({"emails": crm::emails(&["new@acme.example"]), "parent": self.any::<Account>()}),
            },
            Collection::Contact => match self.dice.below(3) {
                0 => json!({"last_name": name}),
                1 => json!({"accounts": []}),
                _ => json!({"reports_to": self.any::<Contact>(), "owner": self.any::<Profile>()}),
            },
            Collection::Lead => json!({"qualification": "sql", "owner": self.any::<Profile>()}),
            Collection::Opportunity => match self.dice.below(5) {
                0 => json!({"account": self.any::<Account>()}),
                1 => json!({"stage": self.any::<Stage>()}),
                2 => json!({"closed_on": "2026-01-01"}),
                3 => json!({"account": null}),
                _ => json!({"probability": 42, "expected_close": self.crm.today}),
            },
            Collection::Activity => json!({"links": self.some_records()}),
            _ => json!({"name": name}),
        };
        Command::Edit { record, fields: map(fields) }
    }

    fn move_deal(&mut self) -> Command {
        let note = if self.dice.one_in(4) { "" } else { "Too dear" }.to_owned();
        let correction = (!self.dice.one_in(3)).then(|| "Never paid".to_owned());
        Command::MoveOpportunity {
            opportunity: self.any().unwrap_or_default(),
            stage: self.any().unwrap_or_default(),
            close: Some(CloseReason { reason: None, note }),
            correction,
        }
    }

    fn convert(&mut self) -> Command {
        let lead: Id<Lead> = self.any().unwrap_or_default();
        let mut input = match self.crm.workspace.get(lead) {
            Some(found) if self.dice.one_in(2) => suggest(&self.crm.workspace, found),
            _ => ConvertLead {
                account: self.target(),
                contact: self.target(),
                opportunity: self.target(),
                ..all_new(lead)
            },
        };
        if self.dice.one_in(2) {
            input.flips = vec![Flip { collection: Collection::Contact, field: "last_name".to_owned() }];
        }
        input.hand_over = self.any::<Profile>().filter(|_| self.dice.one_in(2)).map(|to| (to, "Note".to_owned()));
        input.override_reason = if self.dice.one_in(4) { String::new() } else { "Knows us".to_owned() };
        input.criteria_met.extend(self.any::<Criterion>());
        preview(&self.crm.workspace, &input, self.crm.today);
        convert(input)
    }

    fn target<T: Stored + 'static>(&mut self) -> Target<T> {
        match (self.dice.below(3), self.any()) {
            (0, Some(id)) => Target::Existing(id),
            (1, _) => Target::None,
            _ => Target::New(serde_json::Map::new()),
        }
    }

    fn revert(&mut self) -> Command {
        let at = self.dice.below(self.crm.log.len().max(1));
        match self.crm.log.get(at) {
            Some(transaction) => Command::Revert { transaction: Box::new(transaction.clone()) },
            None => Command::LoadDemo,
        }
    }

    /// Two or three records of one collection, now and then such that are refused.
    fn merge(&mut self) -> Command {
        let collections =
            [Collection::Account, Collection::Account, Collection::Contact, Collection::Lead, Collection::Tag];
        let collection = collections[self.dice.below(collections.len())];
        let keep = |record: &&Record| record.is_live();
        let all: Vec<Uuid> = self.crm.workspace.records(collection).filter(keep).map(Record::uuid).collect();
        let mut ids: Vec<Uuid> =
            (0..2 + self.dice.below(2)).filter_map(|_| all.get(self.dice.below(all.len().max(1))).copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        let survivor = RecordRef { collection, id: ids.pop().unwrap_or_default() };
        let keys = ["name", "last_name", "kind", "parent", "owner", "reports_to"];
        let mut taken = std::collections::BTreeMap::new();
        if let Some(other) = ids.first().filter(|_| self.dice.one_in(2)) {
            taken.insert(keys[self.dice.below(keys.len())].to_owned(), *other);
        }
        Command::MergeRecords(Box::new(MergeRecords { survivor, others: ids, taken }))
    }

    fn tag(&mut self) -> Command {
        let (add, remove) = (self.any::<Tag>().into_iter().collect(), self.any::<Tag>().into_iter().collect());
        Command::Tag { records: self.some_records(), add, new: vec![self.dice.name()], remove }
    }

    fn set_lifecycle(&mut self) -> Command {
        let lifecycle = [Lifecycle::Prospect, Lifecycle::Customer][self.dice.below(2)];
        Command::SetLifecycle { account: self.any().unwrap_or_default(), lifecycle, reason: "Told".to_owned() }
    }

    fn answer(&mut self) -> Command {
        let answer = [HandOverAnswer::Accepted, HandOverAnswer::Returned][self.dice.below(2)];
        let handed = |lead: &&Lead| lead.conversion.as_ref().is_some_and(|became| became.hand_over.is_some());
        let lead = self.crm.workspace.all::<Lead>().find(handed).map(|lead| lead.id);
        Command::AnswerHandOver { lead: lead.unwrap_or_default(), answer, note: "Note".to_owned() }
    }

    fn complete(&mut self) -> Command {
        let activity: Id<Activity> = self.any().unwrap_or_default();
        if self.dice.one_in(3) {
            return Command::ReopenActivity { activity };
        }
        Command::CompleteActivity { activity, outcome: Outcome::Reached }
    }

    /// A record of a type, in the Trash or not.
    fn any<T: Stored>(&mut self) -> Option<Id<T>> {
        let ids: Vec<Uuid> = self.crm.workspace.records(T::COLLECTION).map(Record::uuid).collect();
        (!ids.is_empty()).then(|| Id::new(ids[self.dice.below(ids.len())]))
    }

    /// One or two records that people make.
    fn some_records(&mut self) -> Vec<RecordRef> {
        let collections = [&Collection::MAIN[..], &[Collection::Profile, Collection::Tag]].concat();
        let of = |collection: &Collection| self.crm.workspace.records(*collection);
        let all: Vec<RecordRef> = collections.iter().flat_map(of).map(Record::reference).collect();
        if all.is_empty() {
            return all;
        }
        (0..=self.dice.below(2)).map(|_| all[self.dice.below(all.len())]).collect()
    }
}

/// What holds of a workspace after every change.
fn sound(workspace: &Workspace, told: &str) {
    for account in workspace.records(Collection::Account).filter_map(Account::from_record) {
        let dated = account.customer_since.is_some();
        assert_eq!(dated, account.lifecycle == Lifecycle::Customer, "{told}: {} is dated wrongly", account.name);
        if let Some(contact) = account.person_contact.and_then(|id| workspace.get(id)) {
            assert_eq!(account.kind, AccountKind::Person, "{told}: {} is a person", account.name);
            assert_eq!(account.name, contact.title(), "{told}: one person, two names");
        }
        let above = std::iter::successors(account.parent, |id| workspace.get(*id)?.parent);
        assert!(above.take(1_000).count() < 1_000, "{told}: {} belongs to itself", account.name);
    }
    for deal in workspace.all::<Opportunity>() {
        let closed = workspace.stage_kind(deal.stage) != StageKind::Open;
        assert_eq!(deal.closed_on.is_some(), closed, "{told}: {} closed or open", deal.name);
        let last = deal.stage_history.last().map(|entry| entry.stage);
        assert_eq!(last, deal.stage, "{told}: the history ends where the deal stands");
    }
    for lead in workspace.records(Collection::Lead).filter_map(Lead::from_record) {
        let phase = workspace.lead_phase(lead.status);
        let converted = phase == relata::domain::option::LeadPhase::Converted;
        assert_eq!(converted, lead.is_converted(), "{told}: {} is half converted", lead.title());
    }
    let known: BTreeSet<Uuid> = workspace.everything().map(Record::uuid).collect();
    for record in workspace.everything() {
        let mut map = record.to_map();
        map.remove("meta");
        if let Some(gone) = first_gone(&Value::Object(map), &known) {
            panic!("{told}: {} points to {gone}, which is gone", record.reference());
        }
    }
}

/// Merged records are led to by nobody any more, not even from the Trash.
fn nobody_links_to(workspace: &Workspace, gone: &[Uuid], told: &str) {
    let others = Collection::ALL.iter().flat_map(|collection| workspace.records(*collection));
    for record in others.filter(|record| !gone.contains(&record.uuid())) {
        let text = Value::Object(record.to_map()).to_string();
        let left = gone.iter().find(|id| text.contains(&id.to_string()));
        assert!(left.is_none(), "{told}: {} still links to {left:?}", record.reference());
    }
}

/// What is kept up with every change is what going through all records finds.
fn finds_all(workspace: &Workspace, told: &str) {
    let mut referrers: BTreeMap<Uuid, BTreeSet<RecordRef>> = BTreeMap::new();
    for record in workspace.everything() {
        let map = record.to_map().into_iter().filter(|(key, _)| links::holds_links(record.collection(), key));
        each_id(&Value::Object(map.collect()), &mut |id| {
            referrers.entry(id).or_default().insert(record.reference());
        });
    }
    for target in workspace.everything().map(Record::reference) {
        let expected = referrers.remove(&target.id).unwrap_or_default();
        assert_eq!(workspace.referrers_of(&BTreeSet::from([target])), expected, "{told}: those that link to {target}");
        for collection in Collection::ALL {
            let linked = workspace.records_linked(*collection, target).map(Record::reference);
            let of_collection = expected.iter().copied().filter(|found| found.collection == *collection);
            assert!(linked.eq(of_collection), "{told}: the {} that link to {target}", collection.plural());
        }
    }
    let accounts = || workspace.records(Collection::Account).filter_map(Account::from_record);
    let highest = accounts().filter_map(|account| account.number.strip_prefix("A-")?.parse().ok()).max();
    assert_eq!(workspace.highest_account_number(), highest.unwrap_or(0), "{told}");
    for account in accounts().filter(|account| !account.number.is_empty()) {
        let plainly = accounts().filter(|other| other.number == account.number);
        assert!(workspace.accounts_numbered(&account.number).eq(plainly), "{told}: {}", account.number);
    }
}

fn each_id(value: &Value, visit: &mut dyn FnMut(Uuid)) {
    match value {
        Value::String(text) => text.parse().into_iter().for_each(visit),
        Value::Array(items) => items.iter().for_each(|item| each_id(item, visit)),
        Value::Object(map) => map.values().for_each(|item| each_id(item, visit)),
        _ => {}
    }
}

fn first_gone(value: &Value, known: &BTreeSet<Uuid>) -> Option<Uuid> {
    match value {
        Value::String(text) => text.parse().ok().filter(|id| !known.contains(id)),
        Value::Array(items) => items.iter().find_map(|item| first_gone(item, known)),
        Value::Object(map) => map.values().find_map(|item| first_gone(item, known)),
        _ => None,
    }
}

/// `SplitMix64`: the same dice for the same seed.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most).unwrap()).unwrap()
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn name(&mut self) -> String {
        ["Doe", "Roe", "Poe", "Moe"][self.below(4)].to_owned()
    }
}
