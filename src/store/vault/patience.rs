//! How long the vault waits for a recorder that does not answer. Counted in
//! seconds that somebody else counts: knows no clock.

/// How many seconds an answer may take. Long, for whoever gives up goes on
/// without the recorder.
const PATIENCE: u32 = 10;

/// How many more it may take because another tab writes much, an import of a
/// hundred thousand records on a slow device: those before us in the row are
/// no sign of a recorder that has stopped. Not for ever: that tab may wait
/// for a recorder that has.
const WHILE_OTHERS_WRITE: u32 = 110;

/// Patience with one request.
#[derive(Debug, Default)]
pub struct Patience {
    waited: u32,
    excused: u32,
}

impl Patience {
    /// Counts a second without an answer, in which another tab wrote much or
    /// not. False when the patience has come to its end.
    pub fn lasts(&mut self, another_writes: bool) -> bool {
        if another_writes && self.excused < WHILE_OTHERS_WRITE {
            self.excused += 1;
        } else {
            self.waited += 1;
        }
        self.waited < PATIENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After how many seconds it ends, where those of `busy` were another tab's.
    fn ends(busy: impl Fn(u32) -> bool) -> u32 {
        let mut patience = Patience::default();
        (1..1_000).find(|second| !patience.lasts(busy(*second))).unwrap_or_default()
    }

    #[test]
    fn a_recorder_that_does_not_answer_is_given_up_after_ten_seconds() {
        assert_eq!(ends(|_| false), 10);
    }

    #[test]
    fn what_another_tab_takes_to_write_much_does_not_count() {
        assert_eq!(ends(|second| (3..=40).contains(&second)), 48);
    }

    #[test]
    fn a_tab_that_seems_to_write_for_ever_is_not_waited_for_for_ever() {
        assert_eq!(ends(|_| true), 120);
    }
}
