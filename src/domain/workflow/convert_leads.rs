//! Converting many leads at once, after a look at each.
//!
//! - CL1 Each lead is converted by the rules of a single conversion (CV1 to
//!   CV14) on what those before it left; what a rule refuses stays a lead and
//!   is named. All of it is one change and one undo.
//! - CL2 Two leads of one company make one account: the second takes the one
//!   that the first became. Where the first was refused, it makes its own.

use serde_json::Map;

use super::super::account::Account;
use super::super::change::Verb;
use super::super::command::{BulkConversion, ConvertLead, Decision, Target};
use super::super::contact::Contact;
use super::super::env::Env;
use super::super::id::Id;
use super::super::lead::Lead;
use super::super::matching::{Match, account_matches, contact_matches};
use super::super::record::RecordRef;
use super::super::text::company_key;
use super::super::workspace::Workspace;
use super::batch::Batch;
use super::convert_lead::{convert_lead, suggest_of, unmet_criteria};
use super::{Rejection, open_record};

pub(super) fn convert_leads(workspace: &Workspace, rows: &[BulkConversion], env: &Env) -> Result<Decision, Rejection> {
    let mut batch = Batch::new(workspace);
    for row in rows {
        batch.decide(RecordRef::of(row.convert.lead), |so_far| convert_lead(so_far, &resolved(so_far, row), env));
    }
    batch.finish(Verb::Converted)
}

/// The conversion with the account that an earlier one made (CL2).
fn resolved(so_far: &Workspace, row: &BulkConversion) -> ConvertLead {
    let earlier = row.account_of.and_then(|lead| so_far.get(lead)).and_then(|lead| lead.conversion.as_ref());
    match earlier.and_then(|conversion| conversion.account) {
        Some(account) => ConvertLead { account: Target::Existing(account), ..row.convert.clone() },
        None => row.convert.clone(),
    }
}

/// One lead of a selection, with what it might become.
#[derive(Clone, Debug)]
pub struct ReviewRow {
    /// The conversion to start from.
    pub row: BulkConversion,
    /// The accounts it might belong to, the likeliest first; a few.
    pub accounts: Vec<Match<Account>>,
    /// The contacts it might be, the likeliest first; a few.
    pub contacts: Vec<Match<Contact>>,
    /// Why it cannot be converted at all.
    pub refused: Option<Rejection>,
}

/// How many matches a row offers.
const OFFERED: usize = 4;

/// Looks at one more lead of a selection; those before it are in `rows`. Takes
/// as long as there are accounts and contacts: one lead at a time is enough.
pub fn review(workspace: &Workspace, lead: Id<Lead>, rows: &[ReviewRow]) -> ReviewRow {
    let empty = |refused| {
        let convert = suggest_of(lead, false, &[], &[]);
        let row = BulkConversion { convert, account_of: None };
        ReviewRow { row, accounts: Vec::new(), contacts: Vec::new(), refused: Some(refused) }
    };
    let reference = RecordRef::of(lead);
    if let Err(refused) = open_record(workspace, reference) {
        return empty(refused);
    }
    let Some(found) = workspace.get(lead) else { return empty(Rejection::NotFound(reference)) };
    if found.is_converted() {
        return empty(Rejection::AlreadyConverted(reference));
    }
    let (mut accounts, mut contacts) = (account_matches(workspace, found), contact_matches(workspace, found));
    let mut convert = suggest_of(lead, found.has_person(), &accounts, &contacts);
    convert.criteria_met.clone_from(&found.criteria_met);
    accounts.truncate(OFFERED);
    contacts.truncate(OFFERED);
    let makes_company = |lead: &Lead, target: &Target<Account>| {
        let key = company_key(&lead.company);
        (*target == Target::New(Map::new()) && !key.is_empty()).then_some(key)
    };
    let own = makes_company(found, &convert.account);
    let same = |row: &&ReviewRow| {
        let lead =
            workspace.get(row.row.convert.lead).filter(|_| row.refused.is_none() && row.row.account_of.is_none());
        own.is_some() && lead.and_then(|lead| makes_company(lead, &row.row.convert.account)) == own
    };
    let account_of = rows.iter().find(same).map(|row| row.row.convert.lead);
    ReviewRow { row: BulkConversion { convert, account_of }, accounts, contacts, refused: None }
}

/// Why a row would be refused as it is now, with that reason for overriding
/// the checklist: for marking it before it is tried.
pub fn obstacle(workspace: &Workspace, row: &ReviewRow, override_reason: &str) -> Option<Rejection> {
    let convert = &row.row.convert;
    let nothing =
        convert.account == Target::None && convert.contact == Target::None && convert.opportunity == Target::None;
    if row.refused.is_some() {
        return row.refused.clone();
    }
    if nothing && row.row.account_of.is_none() {
        return Some(Rejection::NothingToConvertTo);
    }
    let unmet = unmet_criteria(workspace, &convert.criteria_met);
    let names = unmet.iter().filter_map(|item| workspace.title(RecordRef::of(*item)));
    (!unmet.is_empty() && override_reason.trim().is_empty())
        .then(|| Rejection::ChecklistNotMet { unmet: names.collect() })
}
