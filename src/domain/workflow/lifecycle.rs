//! Prospect and Customer: what makes an account what it is.
//!
//! - L1 A won deal makes its account a customer, dated by the day it closed,
//!   with the deal as evidence, and adds the relationship Buyer.
//! - L2 A customer stays one, however long ago it bought.
//! - L3 A won deal without an account makes a person account of its primary
//!   contact in the same change.
//! - L4 Taking the only evidence away is a correction: it needs a reason and
//!   is kept with its date.
//! - L5 A change by hand needs a reason; who is a customer is a Buyer too.
//! - L6 A won deal that goes to another account takes its evidence along; one
//!   that closed on another day dates its evidence anew.

use super::super::account::{Account, AccountKind, Basis, Evidence, Lifecycle};
use super::super::change::{Label, Verb};
use super::super::command::Decision;
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::id::Id;
use super::super::opportunity::Opportunity;
use super::super::option::Relationship;
use super::super::pipeline::StageKind;
use super::super::record::{Record, RecordRef, Stored};
use super::super::workspace::Workspace;
use super::{Rejection, open_record};

pub(super) fn set_by_hand(
    workspace: &Workspace,
    id: Id<Account>,
    lifecycle: Lifecycle,
    reason: &str,
    env: &Env,
) -> Result<Decision, Rejection> {
    let reference = RecordRef::of(id);
    open_record(workspace, reference)?;
    let mut account = workspace.get(id).cloned().ok_or(Rejection::NotFound(reference))?;
    if reason.trim().is_empty() {
        return Err(Rejection::ReasonNeeded);
    }
    let mut draft = Draft::new(workspace, env);
    let basis = Basis::ByHand { reason: reason.trim().to_owned() };
    account.evidence.push(evidence(lifecycle, env.today, basis, env));
    account.lifecycle = lifecycle;
    account.customer_since = match lifecycle {
        Lifecycle::Customer => account.customer_since.or(Some(env.today)),
        Lifecycle::Prospect => None,
    };
    if lifecycle == Lifecycle::Customer {
        add_buyer(&mut account);
    }
    let label = Label::of(Verb::LifecycleChanged, &Record::Account(std::sync::Arc::new(account.clone())));
    draft.put(account);
    Ok(Decision::new(draft.finish(), label).showing(reference))
}

/// Follows a deal's new stage: a win is evidence for its account.
pub(super) fn after_stage(draft: &mut Draft<'_>, opportunity: &Opportunity, left: StageKind) {
    if left == StageKind::Won || draft.workspace.stage_kind(opportunity.stage) != StageKind::Won {
        return;
    }
    let Some(account) = opportunity.account.or_else(|| person_account(draft, opportunity)) else { return };
    if let Some(account) = draft.get(account).cloned() {
        let won = won_account(account, opportunity, draft.env);
        draft.put(won);
    }
}

/// The account as a won deal leaves it.
pub fn won_account(mut account: Account, opportunity: &Opportunity, env: &Env) -> Account {
    let on = opportunity.closed_on.unwrap_or(env.today);
    let basis = Basis::WonOpportunity { opportunity: opportunity.id };
    if !account.evidence.iter().any(|known| known.basis == basis) {
        account.evidence.push(evidence(Lifecycle::Customer, on, basis, env));
    }
    account.lifecycle = Lifecycle::Customer;
    account.customer_since = Some(account.customer_since.map_or(on, |since| since.min(on)));
    add_buyer(&mut account);
    account
}

fn add_buyer(account: &mut Account) {
    if !account.is_buyer() {
        account.relationships.push(Relationship::BUYER);
    }
}

/// A new account that comes as a customer is one by hand.
pub(super) fn entered(mut account: Account, env: &Env) -> Account {
    if account.lifecycle == Lifecycle::Customer && account.evidence.is_empty() {
        let on = account.customer_since.unwrap_or(env.today);
        let basis = Basis::ByHand { reason: "Entered as a customer".to_owned() };
        account.evidence.push(evidence(Lifecycle::Customer, on, basis, env));
        account.customer_since = Some(on);
        add_buyer(&mut account);
    }
    account
}

/// Follows an edit of a deal that stays won (L6).
pub(super) fn after_edit(draft: &mut Draft<'_>, before: &Opportunity, after: &Opportunity) -> Result<(), Rejection> {
    if draft.workspace.stage_kind(before.stage) != StageKind::Won {
        return Ok(());
    }
    if before.account != after.account {
        take_back_win(draft, before, Some("The won opportunity went to another account"))?;
        after_stage(draft, after, StageKind::Open);
    } else if before.closed_on != after.closed_on {
        redate_win(draft, after);
    }
    Ok(())
}

fn redate_win(draft: &mut Draft<'_>, opportunity: &Opportunity) {
    let Some(mut account) = opportunity.account.and_then(|id| draft.get(id)).cloned() else { return };
    let on = opportunity.closed_on.unwrap_or(draft.env.today);
    for known in account.evidence.iter_mut().filter(|known| is_win_of(known, opportunity.id)) {
        known.on = on;
    }
    date_customer(&mut account);
    draft.put(account);
}

/// A customer is one since the day of its first evidence.
fn date_customer(account: &mut Account) {
    if account.lifecycle == Lifecycle::Customer {
        account.customer_since = first_customer_day(account).or(account.customer_since);
    }
}

/// Makes a person account of a deal's primary contact and hangs the deal on it.
fn person_account(draft: &mut Draft<'_>, opportunity: &Opportunity) -> Option<Id<Account>> {
    let mut contact = draft.get(opportunity.primary_contact()?)?.clone();
    let present = draft
        .workspace
        .all_linked::<Account>(RecordRef::of(contact.id))
        .find(|account| account.person_contact == Some(contact.id));
    let id = match present {
        Some(account) => account.id,
        None => draft.create(Account {
            name: contact.title(),
            kind: AccountKind::Person,
            number: draft.next_account_number(),
            relationships: vec![Relationship::BUYER],
            person_contact: Some(contact.id),
            owner: opportunity.owner,
            ..Account::default()
        }),
    };
    contact.join(id, "");
    draft.put(contact);
    draft.put(Opportunity { account: Some(id), ..opportunity.clone() });
    Some(id)
}

/// Takes the evidence of a deal that is no longer won out of its account.
pub(super) fn take_back_win(
    draft: &mut Draft<'_>,
    opportunity: &Opportunity,
    correction: Option<&str>,
) -> Result<(), Rejection> {
    let Some(mut account) = opportunity.account.and_then(|id| draft.get(id)).cloned() else { return Ok(()) };
    if !rests_on(&account, opportunity.id) {
        account.evidence.retain(|known| !is_win_of(known, opportunity.id));
        date_customer(&mut account);
        draft.put(account);
        return Ok(());
    }
    let reason = correction.map(str::trim).filter(|reason| !reason.is_empty());
    let Some(reason) = reason else {
        return Err(Rejection::CorrectionNeeded { account: RecordRef::of(account.id) });
    };
    account.evidence.retain(|known| !is_win_of(known, opportunity.id));
    let basis = Basis::Correction { reason: reason.to_owned() };
    account.evidence.push(evidence(Lifecycle::Prospect, draft.env.today, basis, draft.env));
    account.lifecycle = Lifecycle::Prospect;
    account.customer_since = None;
    draft.put(account);
    Ok(())
}

/// True when the account is a customer and only that deal shows it.
pub(super) fn rests_on(account: &Account, opportunity: Id<Opportunity>) -> bool {
    let since_correction = account.evidence.iter().rev().take_while(|known| known.lifecycle == Lifecycle::Customer);
    let mut others = since_correction.filter(|known| !is_win_of(known, opportunity));
    let shown = account.evidence.iter().any(|known| is_win_of(known, opportunity));
    account.lifecycle == Lifecycle::Customer && shown && others.next().is_none()
}

fn is_win_of(evidence: &Evidence, opportunity: Id<Opportunity>) -> bool {
    evidence.basis == Basis::WonOpportunity { opportunity }
}

/// The first day of evidence since it was last said not to be one.
pub(super) fn first_customer_day(account: &Account) -> Option<chrono::NaiveDate> {
    let standing = account.evidence.iter().rev().take_while(|known| known.lifecycle == Lifecycle::Customer);
    standing.map(|known| known.on).min()
}

fn evidence(lifecycle: Lifecycle, on: chrono::NaiveDate, basis: Basis, env: &Env) -> Evidence {
    Evidence { lifecycle, on, basis, at: env.now, by: env.actor }
}

/// The won deals of an account, for the evidence that deleting one takes away.
pub(super) fn won_account_of(workspace: &Workspace, record: &Record) -> Option<(Id<Account>, Opportunity)> {
    let opportunity = Opportunity::from_record(record)?;
    let won = workspace.stage_kind(opportunity.stage) == StageKind::Won;
    won.then(|| opportunity.account.map(|account| (account, opportunity.clone()))).flatten()
}
