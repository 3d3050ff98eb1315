//! An activity as a line of an agenda.

use chrono::NaiveDate;

use crate::app::route::Route;
use crate::domain::activity::Activity;
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;
use crate::ui::components::agenda::AgendaItem;
use crate::ui::components::badge::Tone;
use crate::ui::components::format;
use crate::ui::show;
use crate::ui::words::choices::activity_kind;

/// The line of an activity: what it is, whom it is about, when it is due.
pub(super) fn activity_item(workspace: &Workspace, activity: &Activity, today: NaiveDate) -> AgendaItem {
    let about = activity.links.first().map(|link| show::record_title(workspace, *link));
    let late = activity.is_overdue(today);
    AgendaItem {
        id: activity.id.to_string(),
        title: show::record_title(workspace, RecordRef::of(activity.id)),
        href: Route::Record(RecordRef::of(activity.id)).href(),
        detail: show::dotted([activity_kind(activity.kind).to_owned()].into_iter().chain(about)),
        end: activity.due.map(|due| format::relative_day(due, today)).unwrap_or_default(),
        tone: if late { Tone::Bad } else { Tone::Neutral },
    }
}
