//! Tells of what is due: by a notification where the browser shows them, else
//! by a notice in the page. A press leads to the activity.

use crate::app::crm::Crm;
use crate::app::notices::Message;
use crate::app::reminders::{notify, time_here};
use crate::app::route::{Query, Route};
use crate::domain::activity::Activity;
use crate::domain::id::Id;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;

use super::components::format;
use super::show;
use super::words::choices::activity_kind;
use super::words::counts::count;

/// More than so many are told in one.
const EACH: usize = 3;

/// Tells of activities, each for itself while they are few.
pub(super) fn tell(crm: Crm, due: Vec<Id<Activity>>) {
    if due.len() > EACH {
        tell_one(crm, due);
    } else {
        for activity in due {
            tell_one(crm, vec![activity]);
        }
    }
}

fn tell_one(crm: Crm, due: Vec<Id<Activity>>) {
    let (title, body) = crm.peek(|workspace| words(workspace, &due));
    let (place, tag) = (route(&due), due.first().map(ToString::to_string).unwrap_or_default());
    if !notify(&title, &body, &tag, move || crm.router.go(&place)) {
        crm.notices.push(Message::Reminder(format!("{title}: {body}"), due), false);
    }
}

/// Where the press leads.
pub(super) fn route(due: &[Id<Activity>]) -> Route {
    match due {
        [activity] => Route::Record(RecordRef::of(*activity)),
        _ => Route::List(Collection::Activity, Query::default()),
    }
}

/// What is due, and what else there is to know of it.
pub(super) fn words(workspace: &Workspace, due: &[Id<Activity>]) -> (String, String) {
    let title = |id: &Id<Activity>| show::record_title(workspace, RecordRef::of(*id));
    let [only] = due else {
        let titles: Vec<String> = due.iter().take(EACH).map(title).chain(["…".to_owned()]).collect();
        return (count(due.len(), "reminder", "reminders"), titles.join(", "));
    };
    let Some(activity) = workspace.get(*only) else { return Default::default() };
    let when = time_here(activity).map(format::date_time).or_else(|| activity.due.map(format::day));
    let about = activity.links.first().map(|link| show::record_title(workspace, *link));
    let parts = [when, Some(activity_kind(activity.kind).to_owned()), about];
    (title(only), show::dotted(parts.into_iter().flatten()))
}
