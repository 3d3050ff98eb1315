//! Conditions with a name of their own, such as `is:overdue`: those that are
//! more than a field compared to a value.

use super::super::record::Collection;

/// What a record may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// An activity past its day; an open deal past its expected close; a
    /// record whose next activity is past its day.
    Overdue,
    /// An open deal that has been in its stage for more than
    /// [`STUCK_AFTER`](super::facts::STUCK_AFTER) days; a lead in work about which
    /// nothing was done for more than
    /// [`LEAD_STUCK_AFTER`](super::facts::LEAD_STUCK_AFTER), and nothing is planned.
    Stuck,
    /// A new lead about which nothing was done and nothing is planned.
    Untouched,
    /// An open deal with neither a next step nor an open activity; any other
    /// record without an open activity.
    Idle,
    /// Its owner is the one who asks.
    Mine,
    /// A lead that is worked on, a deal not yet decided, an activity to be done.
    Open,
    /// An activity that was done.
    Done,
    /// A deal decided for us.
    Won,
    /// A deal decided against us.
    Lost,
    /// An account that buys or might.
    Buyer,
    /// A lead that was vetted and became something else.
    Converted,
    /// A lead that is put off.
    Parked,
    /// A lead that comes to nothing.
    Disqualified,
}

use Collection::{Account, Activity, Contact, Lead, Opportunity};

/// Every condition with its name and the collections that know it.
const ALL: [(Condition, &str, &[Collection]); 13] = [
    (Condition::Overdue, "overdue", &Collection::MAIN),
    (Condition::Stuck, "stuck", &[Lead, Opportunity]),
    (Condition::Untouched, "untouched", &[Lead]),
    (Condition::Idle, "no-next-step", &[Account, Contact, Lead, Opportunity]),
    (Condition::Mine, "mine", &Collection::MAIN),
    (Condition::Open, "open", &[Lead, Opportunity, Activity]),
    (Condition::Done, "done", &[Activity]),
    (Condition::Won, "won", &[Opportunity]),
    (Condition::Lost, "lost", &[Opportunity]),
    (Condition::Buyer, "buyer", &[Account]),
    (Condition::Converted, "converted", &[Lead]),
    (Condition::Parked, "parked", &[Lead]),
    (Condition::Disqualified, "disqualified", &[Lead]),
];

impl Condition {
    /// The name after `is:`.
    pub fn name(self) -> &'static str {
        ALL.iter().find(|(known, ..)| *known == self).map_or("", |(_, name, _)| name)
    }

    /// The condition of that name that records of the collection can meet.
    pub fn parse(collection: Collection, name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace([' ', '_'], "-");
        Self::of(collection).find(|condition| condition.name() == name)
    }

    /// What records of a collection can be.
    pub fn of(collection: Collection) -> impl Iterator<Item = Self> {
        ALL.iter().filter(move |(_, _, known)| known.contains(&collection)).map(|(condition, ..)| *condition)
    }

    /// The conditions that a word alone means, without `is:`.
    pub(super) fn of_word(collection: Collection, word: &str) -> Option<Self> {
        Self::parse(collection, word)
            .filter(|found| matches!(found, Self::Overdue | Self::Stuck | Self::Untouched | Self::Mine))
    }
}
