//! What stands on the board: plain data from the workspace, for one day.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::app::route::{Query, Route};
use crate::domain::activity::Activity;
use crate::domain::board::Column;
use crate::domain::id::Id;
use crate::domain::opportunity::Opportunity;
use crate::domain::pace::Pace;
use crate::domain::pipeline::StageKind;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::components::badge::Tone;
use crate::ui::components::board::{BoardCard, BoardColumn};
use crate::ui::components::format;
use crate::ui::show::dotted;
use crate::ui::words::vocabulary::{said, spoken};

/// A board of one day, to be drawn.
pub(super) struct Drawing<'a> {
    pub workspace: &'a Workspace,
    pub today: NaiveDate,
    /// For a board of the past: the time, as it stands in addresses.
    pub moment: Option<&'a str>,
}

impl Drawing<'_> {
    /// A column with its sums.
    pub(super) fn column(&self, column: &Column, folded: bool) -> Option<BoardColumn> {
        let stage = self.workspace.get(column.stage)?;
        let mut summary: Vec<String> = Vec::new();
        if !column.tally.sum.amounts().is_empty() {
            summary.push(format::totals(&column.tally.sum));
            if stage.kind == StageKind::Open {
                summary.push(said!("{} weighted", format::totals(&column.tally.weighted)));
            }
        }
        let (tone, view) = match stage.kind {
            StageKind::Open => (Tone::Neutral, "open"),
            StageKind::Won => (Tone::Good, "won"),
            StageKind::Lost => (Tone::Bad, "lost"),
        };
        let list = Route::List(Collection::Opportunity, Query::default().with("view", view)).href();
        let foot = (column.older > 0 && self.moment.is_none())
            .then(|| (said!("{} older", format::quantity(column.older)), list));
        let (id, title, cards) = (stage.id.uuid(), stage.name.clone(), column.deals.clone());
        Some(BoardColumn { id, title, summary, tone, cards, foot, folded })
    }

    /// A card, if there is such a deal.
    pub(super) fn card(&self, deal: Uuid, pace: &Pace) -> Option<BoardCard> {
        let deal: &Opportunity = self.workspace.get(Id::new(deal))?;
        let open = self.workspace.stage_kind(deal.stage) == StageKind::Open;
        let reference = RecordRef::of(deal.id);
        let mut badges = Vec::new();
        if open {
            if deal.expected_close.is_some_and(|day| day < self.today) {
                badges.push((spoken("Overdue").to_owned(), Tone::Bad));
            }
            if deal.next_step.trim().is_empty() && !self.workspace.activities_about(reference).any(Activity::is_open) {
                badges.push((spoken("No next step").to_owned(), Tone::Warn));
            }
            if let Some(days) = pace.stuck(deal, self.today) {
                badges.push((said!("Stuck {} d", format::number(days)), Tone::Warn));
            }
        }
        let href = match self.moment {
            Some(moment) => Route::Past(reference, moment.to_owned()).href(),
            None => Route::Record(reference).href(),
        };
        let step = deal.next_step.trim();
        let last = if open && !step.is_empty() { said!("Next: {}", step) } else { String::new() };
        Some(BoardCard { title: deal.name.clone(), href, lines: self.lines(deal, open), badges, last })
    }

    /// Who buys and who sells; how much and when.
    fn lines(&self, deal: &Opportunity, open: bool) -> [String; 2] {
        let title = |reference: Option<RecordRef>| reference.and_then(|it| self.workspace.title(it));
        let buyer = title(deal.account.map(RecordRef::of)).or_else(|| title(deal.primary_contact().map(RecordRef::of)));
        let owner = title(deal.owner.map(RecordRef::of));
        let amount = deal.amount.map(format::money);
        let close = if open {
            deal.expected_close.map(|day| said!("closes {}", self.near_day(day)))
        } else {
            deal.closed_on.map(|day| said!("closed {}", self.near_day(day)))
        };
        [[buyer, owner], [amount, close]].map(|parts| dotted(parts.into_iter().flatten()))
    }

    /// A day of this year without the year.
    fn near_day(&self, day: NaiveDate) -> String {
        if day.year() == self.today.year() { format::day_of_year(day) } else { format::day(day) }
    }
}
