//! What waits for somebody, as lines.

use chrono::NaiveDate;

use super::lists::Waiting;
use crate::app::route::Route;
use crate::domain::activity::Activity;
use crate::domain::lead::{HandOverAnswer, Lead, Rating};
use crate::domain::opportunity::Opportunity;
use crate::domain::profile::Role;
use crate::domain::record::{Record, RecordRef};
use crate::domain::today::is_about_customer;
use crate::domain::workspace::Workspace;
use crate::ui::components::agenda::AgendaItem;
use crate::ui::components::badge::Tone;
use crate::ui::components::format;
use crate::ui::pages::agenda_item::activity_item;
use crate::ui::show::{self, dotted};
use crate::ui::words::choices::rating;
use crate::ui::words::concepts::quoted;
use crate::ui::words::counts::count;
use crate::ui::words::vocabulary::{said, spoken};

/// The line of a record in a list, as it matters to somebody on a day.
pub(super) fn item(
    workspace: &Workspace,
    record: RecordRef,
    list: Waiting,
    day: NaiveDate,
    role: Option<Role>,
) -> Option<AgendaItem> {
    Some(match workspace.find(record)? {
        Record::Activity(activity) => to_do(workspace, activity, day, role),
        Record::Lead(lead) if matches!(list, Waiting::HandOvers | Waiting::Returned) => {
            hand_over(workspace, lead, day)?
        }
        Record::Lead(lead) => of_lead(workspace, lead, day),
        Record::Opportunity(deal) => of_deal(workspace, deal, list, day, role),
        _ => return None,
    })
}

fn to_do(workspace: &Workspace, activity: &Activity, day: NaiveDate, role: Option<Role>) -> AgendaItem {
    let line = activity_item(workspace, activity, day);
    let marked = role == Some(Role::Support) && is_about_customer(workspace, activity);
    let customer = marked.then(|| spoken("Customer").to_owned());
    AgendaItem { detail: dotted(customer.into_iter().chain([line.detail])), ..line }
}

fn of_lead(workspace: &Workspace, lead: &Lead, day: NaiveDate) -> AgendaItem {
    let since = said!("added {}", format::relative_instant(lead.meta.created_at, day));
    AgendaItem {
        detail: dotted([company_beside(lead), since]),
        end: lead.rating.map(rating).unwrap_or_default().to_owned(),
        tone: if lead.rating == Some(Rating::Hot) { Tone::Warn } else { Tone::Neutral },
        ..line(workspace, RecordRef::of(lead.id))
    }
}

/// The company, where the lead is called by the name of a person.
fn company_beside(lead: &Lead) -> String {
    if lead.has_person() { lead.company.trim().to_owned() } else { String::new() }
}

/// Who passes the work to whom, and what there is to know.
fn hand_over(workspace: &Workspace, lead: &Lead, day: NaiveDate) -> Option<AgendaItem> {
    let conversion = lead.conversion.as_ref()?;
    let hand_over = conversion.hand_over.as_ref()?;
    let name = |of| show::record_title(workspace, RecordRef::of(of));
    let (who, note, at) = if hand_over.answer == HandOverAnswer::Returned {
        (said!("from {}", name(hand_over.to)), &hand_over.answer_note, lead.meta.updated_at)
    } else {
        let to = name(hand_over.to);
        let who = hand_over.from.map_or_else(|| said!("to {}", to), |from| said!("from {} to {}", name(from), to));
        (who, &hand_over.note, conversion.at)
    };
    let note = if note.trim().is_empty() { String::new() } else { quoted(note.trim()) };
    Some(AgendaItem {
        detail: dotted([company_beside(lead), who, note]),
        end: format::relative_instant(at, day),
        ..line(workspace, RecordRef::of(lead.id))
    })
}

/// A deal; for who looks after many, with its owner.
fn of_deal(workspace: &Workspace, deal: &Opportunity, list: Waiting, day: NaiveDate, role: Option<Role>) -> AgendaItem {
    let account = deal.account.map(|id| show::record_title(workspace, RecordRef::of(id)));
    let owner = deal.owner.filter(|_| role == Some(Role::Manager));
    let owner = owner.map(|owner| show::record_title(workspace, RecordRef::of(owner)));
    let since = deal.stage_history.last().filter(|_| list == Waiting::StuckDeals);
    let days = |at| usize::try_from((day - format::local_day(at)).num_days()).unwrap_or_default();
    let late = deal.expected_close.is_some_and(|close| close < day);
    let (end, tone) = match since {
        Some(entry) => (count(days(entry.at), "day", "days"), Tone::Warn),
        None => (
            deal.expected_close.map(|close| format::relative_day(close, day)).unwrap_or_default(),
            if late { Tone::Bad } else { Tone::Neutral },
        ),
    };
    let stage = since.map(|entry| show::record_title(workspace, RecordRef::of(entry.stage)));
    AgendaItem {
        detail: dotted([account, deal.amount.map(format::money), stage, owner].into_iter().flatten()),
        end,
        tone,
        ..line(workspace, RecordRef::of(deal.id))
    }
}

/// The link alone.
fn line(workspace: &Workspace, record: RecordRef) -> AgendaItem {
    AgendaItem {
        id: record.id.to_string(),
        title: show::record_title(workspace, record),
        href: Route::Record(record).href(),
        detail: String::new(),
        end: String::new(),
        tone: Tone::Neutral,
    }
}
