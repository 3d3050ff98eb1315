//! What the vault wants of whoever lets it work: a moment's rest between two
//! slices of long work, so that a page stays alive. Knows no clock.

/// Gives others a turn.
#[allow(async_fn_in_trait)]
pub trait Pace {
    /// Returns at once while the present slice is short, later where it has
    /// become long. Called between steps of a few milliseconds.
    async fn pause(&self);

    /// Hears how much of a long work is done.
    fn progress(&self, _done: usize, _of: usize) {}
}

/// Never rests: for tests, and for work nobody waits beside.
impl Pace for () {
    async fn pause(&self) {}
}
