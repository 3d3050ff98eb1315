//! Where actions are carried out, and where the page that is shown says what it offers.

use leptos::prelude::*;

use super::place::{Place, Spot};
use super::{ACTIONS, Act, Action, Here};
use crate::app::crm::Crm;
use crate::app::keyboard;
use crate::app::locking::LockStatus;
use crate::app::route::{Query, Route};
use crate::ui::components::paper;

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The command palette.
    Palette,
    /// The list of shortcuts.
    Help,
    /// The guided tour.
    Tour,
}

/// Carries actions out. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct Desk {
    crm: Crm,
    /// What lies over the page, if anything.
    pub over: RwSignal<Option<Over>>,
    /// What the palette begins with.
    pub typed: StoredValue<String>,
    offers: StoredValue<Vec<Offer>>,
}

/// Something that the page that is shown can do.
#[derive(Clone, Copy)]
struct Offer {
    /// Tells it from the others.
    number: usize,
    here: Here,
    possible: Signal<bool>,
    run: Callback<()>,
}

/// The desk of this page.
pub fn use_desk() -> Desk {
    expect_context::<Desk>()
}

impl Desk {
    /// For [`use_desk`] below.
    pub fn provide(crm: Crm) -> Self {
        let (over, typed) = (RwSignal::new(None), StoredValue::new(String::new()));
        let desk = Self { crm, over, typed, offers: StoredValue::new(Vec::new()) };
        provide_context(desk);
        desk
    }

    /// Offers an action for as long as the component lives that calls this, and
    /// while it is `possible`. Of two offers of one action the later counts.
    pub fn offer(self, here: Here, possible: impl Into<Signal<bool>>, run: Callback<()>) {
        let possible = possible.into();
        let number = self.offers.with_value(|offers| offers.last().map_or(0, |last| last.number + 1));
        self.offers.update_value(|offers| offers.push(Offer { number, here, possible, run }));
        on_cleanup(move || {
            self.offers.try_update_value(|offers| offers.retain(|other| other.number != number));
        });
    }

    /// Opens the palette with something typed already.
    pub fn search(self, typed: String) {
        self.typed.set_value(typed);
        self.over.set(Some(Over::Palette));
    }

    /// Where one is.
    pub fn spot(self) -> Spot {
        self.crm.router.route().with_untracked(Spot::of)
    }

    /// True when the action would do something now.
    pub fn can(self, act: Act) -> bool {
        untrack(|| match act {
            Act::Undo => self.crm.with_session(|session| session.undo_label().is_some()),
            Act::Redo => self.crm.with_session(|session| session.redo_label().is_some()),
            Act::Here(here) => self.offered(here).is_some(),
            Act::Filter => Place::Lists.holds(self.spot()),
            Act::Lock => self.crm.locking.status().get() != LockStatus::Off,
            Act::Go(_) | Act::New(_) | Act::Palette | Act::Help | Act::Tour | Act::Print => true,
            Act::Focused => false,
        })
    }

    /// The actions that would do something now, in the order of the table.
    pub fn possible(self) -> impl Iterator<Item = &'static Action> {
        ACTIONS.iter().filter(move |action| self.can(action.act))
    }

    /// Does it, where it can be done now.
    pub fn run(self, act: Act) {
        let crm = self.crm;
        match act {
            Act::Go(address) => crm.router.go(&Route::parse(address)),
            Act::New(collection) => crm.router.go(&Route::New(collection, Query::default())),
            Act::Palette => self.over.set(Some(Over::Palette)),
            Act::Help => self.over.set(Some(Over::Help)),
            Act::Tour => self.over.set(Some(Over::Tour)),
            Act::Print => paper::print(),
            Act::Lock => crm.locking.lock_now(crm),
            Act::Filter => keyboard::focus(".toolbar-filter input"),
            Act::Focused => {}
            Act::Undo => crm.undo(),
            Act::Redo => crm.redo(),
            Act::Here(here) => {
                if let Some(run) = self.offered(here) {
                    run.run(());
                }
            }
        }
    }

    fn offered(self, here: Here) -> Option<Callback<()>> {
        let offers = self.offers.get_value();
        let mut possible = offers.iter().rev().filter(|offer| offer.possible.try_get_untracked() == Some(true));
        possible.find(|offer| offer.here == here).map(|offer| offer.run)
    }
}
