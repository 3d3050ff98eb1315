//! A workspace to act on in tests: it starts as a new one does, each command
//! comes a minute after the one before, and every change is shown to be
//! repeatable, invertible and writable as patches on the way.
#![allow(dead_code, missing_docs)]

use chrono::{DateTime, Duration, NaiveDate, Utc};
use relata::domain::account::Account;
use relata::domain::change::{ChangeSet, Transaction};
use relata::domain::command::{CloseReason, Command, ConvertLead, Decision, Target};
use relata::domain::contact::Contact;
use relata::domain::env::Env;
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::opportunity::Opportunity;
use relata::domain::option::{Criterion, LeadPhase};
use relata::domain::pipeline::{Pipeline, Stage, StageKind};
use relata::domain::profile::Profile;
use relata::domain::record::{RecordRef, Stored};
use relata::domain::undo::Blocked;
use relata::domain::workflow::{Rejection, decide};
use relata::domain::workspace::Workspace;
use serde_json::{Map, Value};

pub use serde_json::json;

pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();

pub struct Crm {
    pub workspace: Workspace,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub actor: Option<Id<Profile>>,
    /// What was done, oldest first.
    pub log: Vec<Transaction>,
}

impl Crm {
    pub fn new() -> Self {
        let now = "2026-11-21T09:00:00Z".parse().unwrap();
        Self { workspace: Workspace::starter(), now, today: TODAY, actor: None, log: Vec::new() }
    }

    pub fn env(&self) -> Env {
        Env::new(self.now, self.today, self.actor, u64::try_from(self.now.timestamp()).unwrap())
    }

    pub fn decide(&self, command: &Command) -> Result<Decision, Rejection> {
        decide(&self.workspace, command, &self.env())
    }

    /// Does it, and shows that the change keeps the promises of all changes.
    pub fn run(&mut self, command: Command) -> Result<Decision, Rejection> {
        let env = self.env();
        let decision = decide(&self.workspace, &command, &env)?;
        let again = decide(&self.workspace, &command, &env.again()).unwrap();
        assert!(decision.changes == again.changes, "deciding again comes to the same");
        let before = self.workspace.clone();
        let patches = decision.changes.to_patches();
        let from_patches = ChangeSet::from_patches(&before, &patches).unwrap();
        assert!(decision.changes == from_patches, "the patches say all of it");
        self.workspace.apply(&decision.changes);
        let mut back = self.workspace.clone();
        back.apply(&decision.changes.invert());
        assert!(back == before, "the inverse brings all of it back");
        let (id, at, by) = (env.mint(), env.now, env.actor);
        let (label, reverts) = (decision.label.clone(), decision.reverts);
        self.log.push(Transaction { id, at, by, label, reverts, patches });
        self.now += Duration::minutes(1);
        Ok(decision)
    }

    pub fn must(&mut self, command: Command) -> Decision {
        self.run(command).unwrap()
    }

    pub fn refused(&self, command: &Command) -> Rejection {
        self.decide(command).unwrap_err()
    }

    pub fn create<T: Stored>(&mut self, fields: Value) -> Id<T> {
        let decision = self.must(Command::Create { collection: T::COLLECTION, fields: map(fields) });
        decision.focus.unwrap().id_of().unwrap()
    }

    pub fn edit<T: Stored>(&mut self, id: Id<T>, fields: Value) -> Result<Decision, Rejection> {
        self.run(Command::Edit { record: RecordRef::of(id), fields: map(fields) })
    }

    pub fn move_to(&mut self, id: Id<Opportunity>, stage: &str) -> Result<Decision, Rejection> {
        let stage = self.stage(stage);
        self.run(Command::MoveOpportunity { opportunity: id, stage, close: None, correction: None })
    }

    pub fn lose(&mut self, id: Id<Opportunity>, note: &str, correction: Option<&str>) -> Result<Decision, Rejection> {
        let close = Some(CloseReason { reason: None, note: note.to_owned() });
        let (stage, correction) = (self.stage("Closed lost"), correction.map(str::to_owned));
        self.run(Command::MoveOpportunity { opportunity: id, stage, close, correction })
    }

    pub fn trash<T: Stored>(&mut self, id: Id<T>) -> Result<Decision, Rejection> {
        self.run(Command::Trash { records: vec![RecordRef::of(id)] })
    }

    pub fn restore<T: Stored>(&mut self, id: Id<T>) -> Result<Decision, Rejection> {
        self.run(Command::Restore { records: vec![RecordRef::of(id)] })
    }

    pub fn purge<T: Stored>(&mut self, id: Id<T>) -> Decision {
        self.must(Command::Purge { records: vec![RecordRef::of(id)] })
    }

    /// Takes the last transaction back; says what stays.
    pub fn undo(&mut self) -> Result<Vec<Blocked>, Rejection> {
        let last = self.log.last().unwrap().clone();
        self.revert(last)
    }

    pub fn revert(&mut self, transaction: Transaction) -> Result<Vec<Blocked>, Rejection> {
        let revert = Command::Revert { transaction: Box::new(transaction) };
        self.run(revert).map(|decision| decision.blocked)
    }

    pub fn get<T: Stored>(&self, id: Id<T>) -> &T {
        self.workspace.get(id).unwrap()
    }

    pub fn stage(&self, name: &str) -> Id<Stage> {
        self.workspace.stages(Pipeline::SALES).into_iter().find(|stage| stage.name == name).unwrap().id
    }

    pub fn stage_kind(&self, id: Id<Opportunity>) -> StageKind {
        self.workspace.stage_kind(self.get(id).stage)
    }

    pub fn phase(&self, id: Id<Lead>) -> LeadPhase {
        self.workspace.lead_phase(self.get(id).status)
    }

    pub fn profile(&mut self, name: &str) -> Id<Profile> {
        self.create(json!({"name": name}))
    }

    pub fn criterion(&mut self, name: &str) -> Id<Criterion> {
        self.create(json!({"name": name}))
    }

    pub fn account(&mut self, name: &str) -> Id<Account> {
        self.create(json!({"name": name}))
    }

    pub fn contact(&mut self, last_name: &str) -> Id<Contact> {
        self.create(json!({"last_name": last_name}))
    }

    /// A person at a company, with an address.
    pub fn lead(&mut self, company: &str) -> Id<Lead> {
        let emails = json!([{"kind": "work", "value": "john@techcorp.example"}]);
        self.create(json!({"first_name": "John", "last_name": "Doe", "company": company, "emails": emails}))
    }

    pub fn deal(&mut self, account: Option<Id<Account>>) -> Id<Opportunity> {
        let amount = json!({"minor": 100_000, "currency": "USD"});
        self.create(json!({"name": "A deal", "account": account, "amount": amount}))
    }
}

/// A conversion into three new records.
pub fn all_new(lead: Id<Lead>) -> ConvertLead {
    ConvertLead {
        lead,
        account: Target::New(Map::new()),
        contact: Target::New(Map::new()),
        opportunity: Target::New(Map::new()),
        flips: Vec::new(),
        role: String::new(),
        criteria_met: Vec::new(),
        override_reason: String::new(),
        hand_over: None,
    }
}

pub fn convert(input: ConvertLead) -> Command {
    Command::ConvertLead(Box::new(input))
}

pub fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => panic!("{other} is not an object"),
    }
}

pub fn emails(addresses: &[&str]) -> Value {
    addresses.iter().map(|address| json!({"kind": "work", "value": address})).collect()
}
