//! The board of a pipeline: a column for each stage, with its deals in order
//! and what they come to. It is kept up: records that are the same as before
//! are recognised by their identity, and only the columns that a change
//! touched are sorted and added up anew.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::day::Quarter;
use super::forecast::Tally;
use super::id::Id;
use super::opportunity::Opportunity;
use super::order::InOrder;
use super::pipeline::{Pipeline, Stage, StageKind};
use super::record::{Collection, Record};
use super::text::fold;
use super::workspace::Workspace;

/// What a board is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The pipeline whose stages are the columns.
    pub pipeline: Id<Pipeline>,
    /// The deals that may stand on it, in any order; all where none are named.
    pub only: Option<Arc<[Uuid]>>,
    /// The order within columns.
    pub order: Order,
    /// The day.
    pub today: NaiveDate,
}

/// The order of the deals of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The one that should close first on top.
    #[default]
    Close,
    /// The largest amount on top, currency by currency.
    Amount,
    /// The one that has been in its stage longest on top.
    Waiting,
    /// By name.
    Name,
}

impl Order {
    /// Every order, with its name in addresses.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Close, "close"), (Self::Amount, "amount"), (Self::Waiting, "waiting"), (Self::Name, "name")];

    fn sort(self, deals: &mut [&Opportunity]) {
        match self {
            Self::Close => deals.order_by_key(|deal| (deal.expected_close.is_none(), deal.expected_close, deal.id)),
            Self::Amount => deals.order_by_key(|deal| {
                let amount = deal.amount.map(|amount| (amount.currency, Reverse(amount.minor)));
                (amount.is_none(), amount, deal.id)
            }),
            Self::Waiting => deals.order_by_key(|deal| (entered(deal).is_none(), entered(deal), deal.id)),
            Self::Name => deals.order_by_cached_key(|deal| (fold(&deal.name), deal.id)),
        }
    }
}

/// When a deal entered the stage that it is in.
pub fn entered(deal: &Opportunity) -> Option<DateTime<Utc>> {
    deal.stage_history.last().map(|entry| entry.at)
}

/// One column of a board.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The stage.
    pub stage: Id<Stage>,
    /// Its deals in order: all that are open, or those closed in the present quarter.
    pub deals: Arc<[Uuid]>,
    /// What they come to.
    pub tally: Tally,
    /// How many were closed before the present quarter; they are not among `deals`.
    pub older: usize,
}

/// The columns, kept up.
#[derive(Default)]
pub struct Board {
    frame: Option<Frame>,
    /// Every opportunity as it was last, in order of the ids, and where it stands.
    known: Vec<(Arc<Opportunity>, Option<Place>)>,
    columns: Vec<Column>,
}

/// Where a deal stands.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    column: usize,
    older: bool,
}

/// What decides on the place of a deal besides the deal itself.
#[derive(Clone, PartialEq)]
struct Frame {
    asked: Asked,
    /// The ids of `asked.only` in order.
    only: Option<Vec<Uuid>>,
    stages: Vec<(Id<Stage>, StageKind)>,
    quarter: Quarter,
}

impl Board {
    /// The columns of a pipeline in the order of its stages, as of now.
    pub fn columns(&mut self, workspace: &Workspace, asked: &Asked) -> &[Column] {
        let only = asked.only.as_ref().map(|only| {
            let mut only = only.to_vec();
            only.sort_unstable();
            only
        });
        let frame = Frame {
            asked: asked.clone(),
            only,
            stages: workspace.stages(asked.pipeline).into_iter().map(|stage| (stage.id, stage.kind)).collect(),
            quarter: Quarter::of(asked.today, workspace.settings().fiscal_year_start),
        };
        if self.frame.as_ref() != Some(&frame) {
            self.known.clear();
            self.columns = frame.stages.iter().map(|(stage, _)| Column::empty(*stage)).collect();
        }
        let mut touched = vec![self.known.is_empty(); self.columns.len()];
        self.take_note(workspace, &frame, &mut touched);
        self.frame = Some(frame);
        self.make_anew(&touched, asked.order);
        &self.columns
    }

    /// Walks along all deals and finds those that are not as they were.
    fn take_note(&mut self, workspace: &Workspace, frame: &Frame, touched: &mut [bool]) {
        let mut touch = |place: Option<Place>| {
            if let Some(column) = place.and_then(|place| touched.get_mut(place.column)) {
                *column = true;
            }
        };
        let mut before = std::mem::take(&mut self.known).into_iter().peekable();
        for record in workspace.records(Collection::Opportunity) {
            let Record::Opportunity(deal) = record else { continue };
            while let Some((_, place)) = before.next_if(|(known, _)| known.id < deal.id) {
                touch(place);
            }
            let known = before.next_if(|(known, _)| known.id == deal.id);
            if let Some(known) = known.clone().filter(|(known, _)| Arc::ptr_eq(known, deal)) {
                self.known.push(known);
                continue;
            }
            let place = frame.place(deal).filter(|_| record.is_live());
            touch(known.and_then(|(_, place)| place));
            touch(place);
            self.known.push((Arc::clone(deal), place));
        }
        before.for_each(|(_, place)| touch(place));
    }

    fn make_anew(&mut self, touched: &[bool], order: Order) {
        let mut deals: Vec<Vec<&Opportunity>> = vec![Vec::new(); touched.len()];
        let mut closed_before = vec![0; touched.len()];
        for (deal, place) in &self.known {
            let Some(place) = place.filter(|place| touched.get(place.column) == Some(&true)) else { continue };
            if place.older {
                closed_before.iter_mut().skip(place.column).take(1).for_each(|count| *count += 1);
            } else if let Some(column) = deals.get_mut(place.column) {
                column.push(deal.as_ref());
            }
        }
        let made = self.columns.iter_mut().zip(touched).zip(deals.iter_mut().zip(closed_before));
        for ((column, _), (deals, older)) in made.filter(|((_, touched), _)| **touched) {
            order.sort(deals);
            column.deals = deals.iter().map(|deal| deal.id.uuid()).collect();
            column.tally = Tally::of(deals.iter().copied());
            column.older = older;
        }
    }
}

impl Column {
    fn empty(stage: Id<Stage>) -> Self {
        Self { stage, deals: Arc::default(), tally: Tally::default(), older: 0 }
    }
}

impl Frame {
    fn place(&self, deal: &Opportunity) -> Option<Place> {
        let column = self.stages.iter().position(|(stage, _)| deal.stage == Some(*stage))?;
        let open = self.stages.get(column).is_some_and(|(_, kind)| *kind == StageKind::Open);
        let older = !open && !deal.closed_on.is_some_and(|day| self.quarter.contains(day));
        let passes = self.only.as_ref().is_none_or(|only| only.binary_search(&deal.id.uuid()).is_ok());
        passes.then_some(Place { column, older })
    }
}
