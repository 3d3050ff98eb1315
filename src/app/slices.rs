//! Long work in slices, between which the page draws and answers.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::interchange::rest::Rest;
use crate::platform::idle::Slices;
use crate::store::vault::Pace;

/// Calls `step` again and again until it says that nothing is left to do. A
/// step should take a few milliseconds.
pub fn work(mut step: Box<dyn FnMut() -> bool>) {
    spawn_local(async move {
        let slices = Slices::begin();
        while step() {
            slices.pause().await;
        }
    });
}

/// Work that somebody waits for: how far it is, and whether it is still wanted.
/// One after the other: what begins calls off what went on. A copy is a handle
/// to the same.
#[derive(Clone, Copy)]
pub struct LongWork {
    percent: RwSignal<Option<u32>>,
    /// Tells work that other work has begun, or that it was called off.
    run: StoredValue<u32>,
}

impl LongWork {
    /// None goes on. It ends with whoever makes this.
    pub fn new() -> Self {
        Self { percent: RwSignal::new(None), run: StoredValue::new(0) }
    }

    /// How far it is; `None` while none goes on, and in the first moment of it.
    pub fn percent(self) -> Signal<Option<u32>> {
        self.percent.into()
    }

    /// Begins another.
    pub fn begin(self) -> Turn {
        self.cancel();
        // Gone with whoever made it, nothing of it is wanted either.
        Turn { work: self, run: self.run.try_get_value().unwrap_or_default(), slices: Slices::begin() }
    }

    /// Calls off what goes on.
    pub fn cancel(self) {
        self.run.update_value(|run| *run = run.wrapping_add(1));
        self.percent.set(None);
    }
}

impl Default for LongWork {
    fn default() -> Self {
        Self::new()
    }
}

/// The work is not wanted any more.
pub struct Stopped;

/// One piece of [`LongWork`], which ends when this goes.
pub struct Turn {
    work: LongWork,
    run: u32,
    slices: Slices,
}

impl Turn {
    /// A part of the work, from one percentage to another.
    pub fn part(&self, from: usize, to: usize) -> impl Rest<Stopped = Stopped> {
        TurnPart { turn: self, from, to }
    }

    /// False once it was called off, other work has begun, or whoever made the
    /// [`LongWork`] is gone.
    pub fn is_wanted(&self) -> bool {
        self.work.run.try_get_value() == Some(self.run)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.is_wanted() {
            self.work.percent.try_set(None);
        }
    }
}

struct TurnPart<'a> {
    turn: &'a Turn,
    from: usize,
    to: usize,
}

impl Rest for TurnPart<'_> {
    type Stopped = Stopped;

    async fn rest(&self, done: usize, of: usize) -> Result<(), Stopped> {
        let Turn { work, slices, .. } = self.turn;
        if !slices.is_long() {
            return Ok(());
        }
        // The screen follows before it is asked whether the work is wanted.
        let percent = u32::try_from(self.from + (self.to - self.from) * done.min(of) / of.max(1)).ok();
        if self.turn.is_wanted() && work.percent.try_get_untracked().is_some_and(|before| before != percent) {
            work.percent.try_set(percent);
        }
        slices.pause().await;
        if self.turn.is_wanted() { Ok(()) } else { Err(Stopped) }
    }
}
