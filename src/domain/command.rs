//! Everything a person can do to the workspace, as data.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::account::{Account, Lifecycle};
use super::activity::{Activity, Outcome};
use super::change::{ChangeSet, Label, Transaction};
use super::contact::Contact;
use super::id::Id;
use super::lead::{HandOverAnswer, Lead};
use super::opportunity::Opportunity;
use super::option::{Criterion, Reason, Relationship, Tag};
use super::pipeline::Stage;
use super::profile::Profile;
use super::record::{Collection, Record, RecordRef};
use super::which::Verdict;

/// One thing to do. Deciding on it gives a [`Decision`] or a
/// [`Rejection`](super::workflow::Rejection); nothing changes by itself.
#[derive(Clone, Debug)]
pub enum Command {
    /// Creates a record of any collection from the fields of a form.
    Create {
        /// What sort of record.
        collection: Collection,
        /// Its fields; others stay at their default.
        fields: Map<String, Value>,
    },
    /// Creates a contact together with the account it belongs to.
    CreateContact {
        /// The fields of the contact but for its accounts.
        fields: Map<String, Value>,
        /// The account.
        account: Target<Account>,
    },
    /// Files a person or company as what it was found to be.
    FileAs(Box<Filing>),
    /// Changes fields of a record.
    Edit {
        /// Which record.
        record: RecordRef,
        /// The new values; null empties a field.
        fields: Map<String, Value>,
    },
    /// Sets the same fields of many records, each by the rules of an edit;
    /// what a rule refuses stays as it is and is named.
    EditMany {
        /// Which records.
        records: Vec<RecordRef>,
        /// The new values; null empties a field.
        fields: Map<String, Value>,
    },
    /// Adds tags to records and takes others away.
    Tag {
        /// Which records.
        records: Vec<RecordRef>,
        /// The tags to add.
        add: Vec<Id<Tag>>,
        /// Names to add: of tags that are there, or of new ones.
        new: Vec<String>,
        /// The tags to take away.
        remove: Vec<Id<Tag>>,
    },
    /// Makes one of records that are the same.
    MergeRecords(Box<MergeRecords>),
    /// Says that records are not the same, although they look alike.
    Distinguish {
        /// Which records.
        records: Vec<RecordRef>,
    },
    /// Moves records to the Trash. Links to them stay.
    Trash {
        /// Which records.
        records: Vec<RecordRef>,
    },
    /// Takes records out of the Trash.
    Restore {
        /// Which records.
        records: Vec<RecordRef>,
    },
    /// Removes records in the Trash for good and takes links to them out.
    Purge {
        /// Which records.
        records: Vec<RecordRef>,
    },
    /// Puts the records of an editable list, or of a part of it, in this order.
    Arrange {
        /// All of them, the first first.
        records: Vec<RecordRef>,
    },
    /// Marks an activity as done.
    CompleteActivity {
        /// Which.
        activity: Id<Activity>,
        /// What came of it.
        outcome: Outcome,
    },
    /// Marks an activity as to be done again.
    ReopenActivity {
        /// Which.
        activity: Id<Activity>,
    },
    /// Moves a deal to another stage.
    MoveOpportunity {
        /// Which deal.
        opportunity: Id<Opportunity>,
        /// Where to.
        stage: Id<Stage>,
        /// Why it was won or lost; needed for a lost one.
        close: Option<CloseReason>,
        /// For a deal that alone made its account a customer and leaves the
        /// won stage: why, which is kept as a correction.
        correction: Option<String>,
    },
    /// Says by hand what an account is.
    SetLifecycle {
        /// Which account.
        account: Id<Account>,
        /// What it is.
        lifecycle: Lifecycle,
        /// Why; needed.
        reason: String,
    },
    /// Sets or takes back that a lead's information or intent was verified,
    /// or that a contact was qualified.
    Verify {
        /// Which lead or contact.
        record: RecordRef,
        /// Which field: `information_verified`, `intent_verified` or `qualified`.
        field: &'static str,
        /// True to set, false to take back.
        verified: bool,
    },
    /// Converts a lead.
    ConvertLead(Box<ConvertLead>),
    /// Converts leads, each on what those before it left.
    ConvertLeads(Vec<BulkConversion>),
    /// Accepts or returns what was handed over at a conversion.
    AnswerHandOver {
        /// The converted lead.
        lead: Id<Lead>,
        /// Accepted or returned.
        answer: HandOverAnswer,
        /// Why it is returned.
        note: String,
    },
    /// Takes in what a reader made of files, as one change.
    Import {
        /// The name of the file, for the history.
        name: String,
        /// Records to create or to put in place of those with the same id,
        /// dates and all.
        records: Vec<Record>,
    },
    /// Takes closed records out that a file holds now. Links to them stay.
    Archive {
        /// The records as the file holds them.
        records: Vec<Record>,
    },
    /// Puts a workspace in place of the present one.
    Replace {
        /// The name of the file, for the history.
        name: String,
        /// All records of the new workspace.
        records: Vec<Record>,
    },
    /// Adds the demonstration records.
    LoadDemo,
    /// Adds a large demonstration instead.
    LoadLargeDemo {
        /// Its records, as [`reference`](super::sample::large::reference)
        /// makes them for this workspace, in as many steps as one likes.
        records: Vec<Record>,
    },
    /// Removes the demonstration records, whatever was done to them.
    RemoveDemo,
    /// Takes a transaction back as far as nothing was changed since.
    Revert {
        /// The transaction.
        transaction: Box<Transaction>,
    },
}

/// Somebody to be filed, and as what.
#[derive(Clone, Debug)]
pub struct Filing {
    /// What they are.
    pub verdict: Verdict,
    /// As what they are not a buyer, where they are not.
    pub relationship: Option<Id<Relationship>>,
    /// The person's name in one piece; may be empty.
    pub person: String,
    /// The company; may be empty.
    pub company: String,
    /// The e-mail address; may be empty.
    pub email: String,
    /// The account they belong to, where it is there already.
    pub account: Option<Id<Account>>,
}

/// Why a deal was won or lost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CloseReason {
    /// One of the list.
    pub reason: Option<Id<Reason>>,
    /// In words.
    pub note: String,
}

/// How records are to be merged.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeRecords {
    /// The record that stays.
    pub survivor: RecordRef,
    /// Those that become it, of the same collection.
    pub others: Vec<Uuid>,
    /// Whose value a field takes, by key, where it is not the usual one.
    pub taken: BTreeMap<String, Uuid>,
}

/// How a lead is to be converted.
#[derive(Clone, Debug)]
pub struct ConvertLead {
    /// The lead.
    pub lead: Id<Lead>,
    /// What becomes of the account.
    pub account: Target<Account>,
    /// What becomes of the contact.
    pub contact: Target<Contact>,
    /// What becomes of the opportunity.
    pub opportunity: Target<Opportunity>,
    /// Fields of existing records that take the lead's value although they are
    /// not empty, and empty ones that do not.
    pub flips: Vec<Flip>,
    /// The person's role at the account.
    pub role: String,
    /// The checklist items that are met, as ticked on the screen.
    pub criteria_met: Vec<Id<Criterion>>,
    /// Why the lead is converted although the checklist is not met.
    pub override_reason: String,
    /// Who takes over, with a note.
    pub hand_over: Option<(Id<Profile>, String)>,
}

/// One of many leads that are converted together.
#[derive(Clone, Debug)]
pub struct BulkConversion {
    /// How it is to be converted.
    pub convert: ConvertLead,
    /// An earlier one, whose account this one takes too, whatever
    /// [`ConvertLead::account`] says.
    pub account_of: Option<Id<Lead>>,
}

/// One of the three switches of a conversion.
#[derive(Clone, Debug, PartialEq)]
pub enum Target<T> {
    /// A record that is there; one in the Trash is restored.
    Existing(Id<T>),
    /// A new record with these fields over those the lead gives.
    New(Map<String, Value>),
    /// None.
    None,
}

/// A field of a record that is turned against the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The collection of the existing record.
    pub collection: Collection,
    /// The field's key.
    pub field: String,
}

/// What a command comes to.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What changes.
    pub changes: ChangeSet,
    /// What was done, for notices and the history.
    pub label: Label,
    /// The record to show next, where there is one.
    pub focus: Option<RecordRef>,
    /// The transaction this takes back, if it does.
    pub reverts: Option<Uuid>,
    /// What an undo left alone.
    pub blocked: Vec<super::undo::Blocked>,
    /// What a change of many left as it is.
    pub refused: Vec<super::workflow::batch::Refused>,
}
