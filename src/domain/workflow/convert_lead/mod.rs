//! Converting a lead: a human has vetted it, and it becomes an account, a
//! contact and an opportunity, each existing, new or none. One change, taken
//! back at any later time.
//!
//! - CV1 At least one of account, contact and opportunity is not none.
//! - CV2 On an existing record only empty fields are filled unless a field is
//!   flipped; a flipped list gains what the lead has and loses nothing. Tags,
//!   custom fields and ids elsewhere are added where there is room.
//! - CV3 A new opportunity has a name and a pipeline, closes on the last day
//!   of the fiscal quarter unless told otherwise, and involves the contact.
//! - CV4 Activities keep their dates and gain links to what the lead became.
//! - CV5 A converted lead can be neither edited nor converted again.
//! - CV6 New records belong to the lead's owner. Handed over, they and the
//!   open activities belong to the receiver, and from, to and note are kept.
//! - CV7 Taking the conversion back restores the workspace exactly.
//! - CV8 A chosen record that is gone refuses the conversion; one in the Trash
//!   comes back.
//! - CV9 Items of the checklist that are not met need a reason, which is kept.
//! - CV10 A new account of a lead without a company is a person account bound
//!   to the contact, and needs one.
//! - CV11 A contact of a conversion is qualified, now and by whoever acts, and
//!   joins the account.
//! - CV12 The lead keeps what it was like: age, touches, status, and why the
//!   checklist was overridden.
//! - CV13 What is wrong in the form names its record first: `account.name`.
//!   What is wrong in the lead stays on the lead.
//! - CV14 What the screen previews is what is stored: both come from one plan.

mod offer;
mod preview;

pub(super) use offer::row_key;
pub(super) use preview::suggest_of;
pub use preview::{Preview, PreviewField, preview, suggest, unmet_criteria};

use preview::{Planned, Plans};

use super::super::account::{Account, AccountKind};
use super::super::activity::Activity;
use super::super::change::{Label, Verb};
use super::super::command::{ConvertLead, Decision, Target};
use super::super::contact::{Contact, Verification};
use super::super::draft::Draft;
use super::super::env::Env;
use super::super::id::Id;
use super::super::lead::{Conversion, HandOver, HandOverAnswer, Lead};
use super::super::opportunity::Opportunity;
use super::super::option::{Criterion, LeadPhase};
use super::super::pipeline::StageKind;
use super::super::record::{Collection, Record, RecordRef, Stored};
use super::super::validate::{FieldError, Problem, check};
use super::super::workspace::Workspace;
use super::{Rejection, edit_opportunity, edit_record, lifecycle, open_record, person_account, trash};

pub(super) fn convert_lead(workspace: &Workspace, input: &ConvertLead, env: &Env) -> Result<Decision, Rejection> {
    let lead = convertible(workspace, input)?;
    let mut draft = Draft::new(workspace, env);
    for chosen in chosen(input) {
        trash::bring_back(&mut draft, chosen)?;
    }
    let plans = Plans::new(workspace, &|reference| draft.find(reference).cloned(), lead, input, env.today);
    let ready = Ready::check(&draft, plans, input)?;
    let became = ready.store(&mut draft, lead, input);
    let touches = link_activities(&mut draft, lead, &became, input);
    draft.put(converted(workspace, lead, &became, touches, input, env));
    lifecycle_after(&mut draft, workspace, became.opportunity);
    let label = Label { verb: Verb::Converted, subject: lead.title(), collection: Some(Collection::Lead) };
    let decision = Decision::new(draft.finish(), label);
    let focus = became.references().into_iter().next_back();
    Ok(focus.map_or(decision.clone(), |focus| decision.showing(focus)))
}

/// The lead, if it and the form allow a conversion.
fn convertible<'a>(workspace: &'a Workspace, input: &ConvertLead) -> Result<&'a Lead, Rejection> {
    let reference = RecordRef::of(input.lead);
    open_record(workspace, reference)?;
    let lead = workspace.get(input.lead).ok_or(Rejection::NotFound(reference))?;
    if lead.is_converted() {
        return Err(Rejection::AlreadyConverted(reference));
    }
    if input.account == Target::None && input.contact == Target::None && input.opportunity == Target::None {
        return Err(Rejection::NothingToConvertTo);
    }
    if let Some((to, _)) = input.hand_over {
        open_record(workspace, RecordRef::of(to))?;
    }
    let unmet = unmet_criteria(workspace, &input.criteria_met);
    if !unmet.is_empty() && input.override_reason.trim().is_empty() {
        let names = unmet.iter().filter_map(|id| workspace.get::<Criterion>(*id)).map(Criterion::title);
        return Err(Rejection::ChecklistNotMet { unmet: names.collect() });
    }
    Ok(lead)
}

fn chosen(input: &ConvertLead) -> impl Iterator<Item = RecordRef> {
    let account = existing(&input.account).map(RecordRef::of);
    let contact = existing(&input.contact).map(RecordRef::of);
    let opportunity = existing(&input.opportunity).map(RecordRef::of);
    [account, contact, opportunity].into_iter().flatten()
}

fn existing<T>(target: &Target<T>) -> Option<Id<T>> {
    match target {
        Target::Existing(id) => Some(*id),
        Target::New(_) | Target::None => None,
    }
}

/// What the lead became.
#[derive(Clone, Copy, Default)]
struct Became {
    account: Option<Id<Account>>,
    contact: Option<Id<Contact>>,
    opportunity: Option<Id<Opportunity>>,
}

impl Became {
    /// The records, the one to show last.
    fn references(self) -> Vec<RecordRef> {
        let contact = self.contact.map(RecordRef::of);
        let account = self.account.map(RecordRef::of);
        [contact, account, self.opportunity.map(RecordRef::of)].into_iter().flatten().collect()
    }
}

/// The three records as they will be but for the links between them.
struct Ready {
    account: Option<Account>,
    contact: Option<Contact>,
    opportunity: Option<Opportunity>,
}

impl Ready {
    /// Completes new records and refuses what may not be stored.
    fn check(draft: &Draft<'_>, plans: Plans, input: &ConvertLead) -> Result<Self, Rejection> {
        let mut errors = Vec::new();
        let account = completed(draft, plans.account, &input.account, &mut errors);
        let contact = completed(draft, plans.contact, &input.contact, &mut errors);
        let opportunity = completed(draft, plans.opportunity, &input.opportunity, &mut errors);
        let ready = Self {
            account: account.as_ref().and_then(Account::from_record).cloned(),
            contact: contact.as_ref().and_then(Contact::from_record).cloned(),
            opportunity: opportunity.as_ref().and_then(Opportunity::from_record).cloned(),
        };
        errors.extend(ready.check_person_account(draft.workspace));
        edit_record::reject_invalid(errors)?;
        if let Some(opportunity) = &ready.opportunity
            && opportunity.id.is_nil()
        {
            edit_opportunity::refuse_unexplained_loss(draft.workspace, opportunity)?;
        }
        Ok(ready)
    }

    /// A new person account needs a contact that is not another one's (CV10).
    fn check_person_account(&self, workspace: &Workspace) -> Option<FieldError> {
        let account = self.account.as_ref().filter(|account| account.id.is_nil())?;
        if account.kind != AccountKind::Person {
            return None;
        }
        let Some(contact) = &self.contact else {
            return Some(FieldError::new("account.person_contact", Problem::Required));
        };
        let bound = |other: &&Account| !contact.id.is_nil() && other.person_contact == Some(contact.id);
        let by = RecordRef::of(workspace.all_linked::<Account>(RecordRef::of(contact.id)).find(bound)?.id);
        Some(FieldError::new("account.person_contact", Problem::Taken { by }))
    }

    /// Stores the records and links them with each other and the lead.
    fn store(self, draft: &mut Draft<'_>, lead: &Lead, input: &ConvertLead) -> Became {
        let mut became = Became { account: self.account.map(|account| stored(draft, account)), ..Became::default() };
        if let Some(mut contact) = self.contact {
            let verification = Verification { at: draft.env.now, by: draft.env.actor };
            contact.qualified = contact.qualified.or(Some(verification));
            if let Some(account) = became.account {
                contact.join(account, input.role.trim());
            }
            let is_new = contact.id.is_nil();
            let id = stored(draft, contact);
            if !is_new {
                person_account::after_contact(draft, id);
            }
            became.contact = Some(id);
        }
        if let Some(mut account) = became.account.and_then(|id| draft.get(id)).cloned()
            && account.kind == AccountKind::Person
            && account.person_contact.is_none()
        {
            account.person_contact = became.contact;
            account.name = became.contact.and_then(|id| draft.get(id)).map_or(account.name, Contact::title);
            draft.put(account);
        }
        if let Some(mut opportunity) = self.opportunity {
            opportunity.account = opportunity.account.or(became.account);
            opportunity.origin_lead = opportunity.origin_lead.or(Some(lead.id));
            if let Some(contact) = became.contact {
                opportunity.involve(contact, "");
            }
            became.opportunity = Some(stored(draft, opportunity));
        }
        became
    }
}

/// A new record is completed and checked as one from a form is; an existing
/// one took only what it can keep.
fn completed<T>(
    draft: &Draft<'_>,
    planned: Planned,
    target: &Target<T>,
    errors: &mut Vec<FieldError>,
) -> Option<Record> {
    let record = planned.record?;
    let Target::New(fields) = target else { return Some(record) };
    let prefix = record.collection().singular();
    let record = edit_record::complete_new(draft, record, fields);
    let found = planned.errors.into_iter().chain(check(draft.workspace, &record));
    errors.extend(found.map(|error| FieldError::new(format!("{prefix}.{}", error.field), error.problem)));
    Some(record)
}

fn stored<T: Stored>(draft: &mut Draft<'_>, record: T) -> Id<T> {
    let id = record.id();
    if id.is_nil() {
        return draft.create(record);
    }
    draft.put(record);
    id
}

/// Links the lead's activities to what it became and passes the open ones on;
/// says how many there are (CV4, CV6). Those in the Trash are linked too, so
/// that they are complete when they come back.
fn link_activities(draft: &mut Draft<'_>, lead: &Lead, became: &Became, input: &ConvertLead) -> u32 {
    let about = RecordRef::of(lead.id);
    let linked = draft.workspace.records_linked(Collection::Activity, about).filter_map(Activity::from_record);
    let mut touches = 0;
    for mut activity in linked.filter(|activity| activity.is_about(about)).cloned() {
        touches += u32::from(activity.trashed_at.is_none());
        for link in became.references() {
            if !activity.is_about(link) {
                activity.links.push(link);
            }
        }
        if let Some((to, _)) = input.hand_over
            && activity.is_open()
        {
            activity.owner = Some(to);
        }
        draft.put(activity);
    }
    touches
}

/// The lead as the conversion leaves it (CV12).
fn converted(
    workspace: &Workspace,
    lead: &Lead,
    became: &Became,
    touches: u32,
    input: &ConvertLead,
    env: &Env,
) -> Lead {
    let overridden = !unmet_criteria(workspace, &input.criteria_met).is_empty();
    let override_reason = if overridden { input.override_reason.trim().to_owned() } else { String::new() };
    let hand_over = input.hand_over.as_ref().map(|(to, note)| HandOver {
        from: lead.owner.or(env.actor),
        to: *to,
        note: note.trim().to_owned(),
        answer: HandOverAnswer::Waiting,
        answer_note: String::new(),
    });
    let conversion = Conversion {
        at: env.now,
        by: env.actor,
        account: became.account,
        contact: became.contact,
        opportunity: became.opportunity,
        status_before: lead.status,
        age_days: (env.now - lead.meta.created_at).num_days().max(0),
        touches,
        override_reason,
        hand_over,
    };
    let status = workspace.status_of_phase(LeadPhase::Converted).or(lead.status);
    let met = input.criteria_met.iter().copied().filter(|id| workspace.get(*id).is_some());
    Lead { status, criteria_met: met.collect(), conversion: Some(conversion), ..lead.clone() }
}

/// A deal that is won from the start, or that found its account only now.
fn lifecycle_after(draft: &mut Draft<'_>, workspace: &Workspace, opportunity: Option<Id<Opportunity>>) {
    let Some(after) = opportunity.and_then(|id| draft.get(id)).cloned() else { return };
    let before = workspace.get(after.id);
    if before.is_none_or(|before| before.account != after.account) {
        lifecycle::after_stage(draft, &after, StageKind::Open);
    }
}
