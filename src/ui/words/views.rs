//! The views that every list has from the start: each a word for the tab, a
//! name for the address (`?view=customers`) and a filter.

use crate::domain::query::{Filter, parse};
use crate::domain::record::Collection;

use super::query::WORDING;

/// A view that a list has from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// The name in addresses; the first view of a list is the one without a name.
    pub name: &'static str,
    /// The word on the tab.
    pub label: &'static str,
    /// What its records are like.
    pub filter: &'static str,
    /// In which order, as in addresses; empty for the newest first.
    pub sort: &'static str,
}

impl BuiltIn {
    /// The filter as a tree.
    pub fn tree(self, collection: Collection) -> Filter {
        parse(self.filter, collection, WORDING).0
    }
}

const fn view(name: &'static str, label: &'static str, filter: &'static str) -> BuiltIn {
    BuiltIn { name, label, filter, sort: "" }
}

/// What is to be done, in the order in which it is due.
const fn to_do(name: &'static str, label: &'static str, filter: &'static str) -> BuiltIn {
    BuiltIn { name, label, filter, sort: "due" }
}

/// The views of a collection, the usual one first.
pub const fn views(collection: Collection) -> &'static [BuiltIn] {
    match collection {
        Collection::Lead => &LEADS,
        Collection::Account => &ACCOUNTS,
        Collection::Contact => &CONTACTS,
        Collection::Opportunity => &OPPORTUNITIES,
        Collection::Activity => &ACTIVITIES,
        _ => &EVERYTHING,
    }
}

const LEADS: [BuiltIn; 5] = [
    view("open", "Open", "is:open"),
    view("untouched", "Untouched", "is:untouched"),
    view("converted", "Converted", "is:converted"),
    view("closed", "Parked or disqualified", "is:parked or is:disqualified"),
    ALL,
];
const ACCOUNTS: [BuiltIn; 5] = [
    ALL,
    view("customers", "Customers", "lifecycle:customer is:buyer"),
    view("prospects", "Prospects", "lifecycle:prospect is:buyer"),
    view("others", "Not buyers", "-is:buyer"),
    view("targets", "Targets", "target:yes"),
];
const CONTACTS: [BuiltIn; 2] = [ALL, view("without-account", "Without account", "no:accounts")];
const OPPORTUNITIES: [BuiltIn; 6] = [
    view("open", "Open", "is:open"),
    view("no-next-step", "No next step", "is:no-next-step"),
    view("past-close", "Past close date", "is:overdue"),
    view("won", "Won", "is:won"),
    view("lost", "Lost", "is:lost"),
    ALL,
];
const ACTIVITIES: [BuiltIn; 6] = [
    to_do("open", "To do", "is:open"),
    to_do("overdue", "Overdue", "is:overdue"),
    to_do("today", "Due today", "is:open due:today"),
    to_do("week", "This week", "is:open due>=today due<=\"this week\""),
    view("done", "Done", "is:done"),
    ALL,
];
const EVERYTHING: [BuiltIn; 1] = [ALL];
const ALL: BuiltIn = view("all", "All", "");

/// The view of that name, else the usual one.
pub fn built_in(collection: Collection, name: Option<&str>) -> BuiltIn {
    let known = views(collection).iter().find(|view| Some(view.name) == name);
    known.or_else(|| views(collection).first()).copied().unwrap_or(ALL)
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::speak;
    use super::*;
    use crate::app::language::Tongue;
    use crate::app::vocabulary::Vocabulary;

    #[test]
    fn the_filters_of_the_built_in_views_are_understood_in_any_vocabulary() {
        for vocabulary in Vocabulary::ALL {
            speak(Tongue::English, vocabulary);
            for collection in Collection::MAIN {
                for view in views(collection) {
                    assert_eq!(parse(view.filter, collection, WORDING).1, [], "{} in {vocabulary:?}", view.name);
                }
            }
        }
    }
}
