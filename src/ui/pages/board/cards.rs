//! What stands on the board: plain data from the workspace, for one day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::app::route::{Query, Route};
use crate::domain::activity::Activity;
use crate::domain::day::Quarter;
use crate::domain::forecast::{self, Column};
use crate::domain::id::Id;
use crate::domain::opportunity::Opportunity;
use crate::domain::pipeline::{Pipeline, Stage, StageKind};
use crate::domain::record::{Collection, RecordRef};
use crate::domain::text::fold;
use crate::domain::workspace::Workspace;
use crate::ui::components::badge::Tone;
use crate::ui::components::board::{BoardCard, BoardColumn};
use crate::ui::components::format;

/// The most cards of a column; beyond that the list serves better.
const MOST_CARDS: usize = 200;

/// What a board shows.
pub struct Shown {
    /// The pipeline whose stages are the columns.
    pub pipeline: Id<Pipeline>,
    /// Words that name or account must hold, as typed.
    pub filter: String,
    /// The day.
    pub today: NaiveDate,
    /// For a board of the past: the time, as it stands in addresses.
    pub moment: Option<String>,
}

/// The columns of the board. Columns of won and lost deals hold those of the
/// present quarter and say how many are older.
pub fn columns(workspace: &Workspace, shown: &Shown) -> Vec<BoardColumn> {
    let quarter = Quarter::of(shown.today, workspace.settings().fiscal_year_start);
    let words: Vec<String> = fold(&shown.filter).split_whitespace().map(str::to_owned).collect();
    let holds = |deal: &Opportunity| holds_words(workspace, deal, &words);
    let recent = |deal: &Opportunity| {
        let open = workspace.stage_kind(deal.stage) == StageKind::Open;
        open || deal.closed_on.is_some_and(|day| quarter.contains(day))
    };
    let mut older: BTreeMap<Id<Stage>, usize> = BTreeMap::new();
    for deal in workspace.all::<Opportunity>().filter(|deal| !recent(deal) && holds(deal)) {
        if let Some(stage) = deal.stage {
            *older.entry(stage).or_default() += 1;
        }
    }
    let drawing = Drawing { workspace, shown, planned: planned(workspace) };
    let found = forecast::columns(workspace, shown.pipeline, |deal| recent(deal) && holds(deal));
    let drawn = found.into_iter().filter_map(|column| {
        let older = older.get(&column.stage).copied().unwrap_or_default();
        drawing.column(&column, older)
    });
    drawn.collect()
}

fn holds_words(workspace: &Workspace, deal: &Opportunity, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let account = deal.account.and_then(|id| workspace.title(RecordRef::of(id))).unwrap_or_default();
    let text = fold(&format!("{} {account}", deal.name));
    words.iter().all(|word| text.contains(word.as_str()))
}

/// The deals about which something is to be done.
fn planned(workspace: &Workspace) -> BTreeSet<RecordRef> {
    let open = workspace.all::<Activity>().filter(|activity| activity.is_open());
    let links = open.flat_map(|activity| activity.links.iter().copied());
    links.filter(|link| link.collection == Collection::Opportunity).collect()
}

struct Drawing<'a> {
    workspace: &'a Workspace,
    shown: &'a Shown,
    planned: BTreeSet<RecordRef>,
}

impl Drawing<'_> {
    fn column(&self, column: &Column, older: usize) -> Option<BoardColumn> {
        let stage = self.workspace.get(column.stage)?;
        let deals = column.deals.iter().take(MOST_CARDS).filter_map(|id| self.workspace.get(*id));
        let cards = deals.map(|deal| self.card(deal, stage.kind)).collect();
        let mut summary: Vec<String> = Vec::new();
        if column.deals.len() > MOST_CARDS {
            summary.push(format!("The first {MOST_CARDS} are shown"));
        }
        if !column.tally.sum.amounts().is_empty() {
            summary.push(format::totals(&column.tally.sum));
            if stage.kind == StageKind::Open {
                summary.push(format!("{} weighted", format::totals(&column.tally.weighted)));
            }
        }
        let (tone, view) = match stage.kind {
            StageKind::Open => (Tone::Neutral, "open"),
            StageKind::Won => (Tone::Good, "won"),
            StageKind::Lost => (Tone::Bad, "lost"),
        };
        let list = Route::List(Collection::Opportunity, Query::default().with("view", view)).href();
        let is_now = self.shown.moment.is_none();
        let foot = (older > 0 && is_now).then(|| (format!("{} older", format::quantity(older)), list));
        let (id, title) = (stage.id.to_string(), stage.name.clone());
        Some(BoardColumn { id, title, count: column.deals.len(), summary, tone, cards, foot })
    }

    fn card(&self, deal: &Opportunity, kind: StageKind) -> BoardCard {
        let open = kind == StageKind::Open;
        let reference = RecordRef::of(deal.id);
        let late = open && deal.expected_close.is_some_and(|day| day < self.shown.today);
        let idle = open && deal.next_step.trim().is_empty() && !self.planned.contains(&reference);
        let mut badges = Vec::new();
        if late {
            badges.push(("Past its close date".to_owned(), Tone::Bad));
        }
        if idle {
            badges.push(("No next step".to_owned(), Tone::Warn));
        }
        BoardCard {
            id: deal.id.to_string(),
            title: deal.name.clone(),
            href: match &self.shown.moment {
                Some(moment) => Route::Past(reference, moment.clone()).href(),
                None => Route::Record(reference).href(),
            },
            lines: self.lines(deal, open),
            badges,
        }
    }

    fn lines(&self, deal: &Opportunity, open: bool) -> Vec<String> {
        let title = |reference: Option<RecordRef>| reference.and_then(|it| self.workspace.title(it));
        let buyer = title(deal.account.map(RecordRef::of)).or_else(|| title(deal.primary_contact().map(RecordRef::of)));
        let amount = deal.amount.map(format::money);
        let close = if open {
            deal.expected_close.map(|day| format!("closes {}", self.near_day(day)))
        } else {
            deal.closed_on.map(|day| format!("closed {}", self.near_day(day)))
        };
        let figures: Vec<String> = [amount, close].into_iter().flatten().collect();
        let step = Some(deal.next_step.trim()).filter(|step| open && !step.is_empty());
        let step = step.map(|step| format!("Next: {step}"));
        let owner = title(deal.owner.map(RecordRef::of)).map(|owner| format!("Owner: {owner}"));
        let figures = (!figures.is_empty()).then(|| figures.join(" · "));
        [buyer, figures, step, owner].into_iter().flatten().collect()
    }

    /// A day of this year without the year.
    fn near_day(&self, day: NaiveDate) -> String {
        if day.year() == self.shown.today.year() { format::day_of_year(day) } else { format::day(day) }
    }
}
