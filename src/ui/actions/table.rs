//! The table itself.

use super::place::Place;
use super::{Act, Action, Here, Part};
use crate::domain::record::Collection;

/// Every action, in the order in which help and palette list them.
pub const ACTIONS: &[Action] = &[
    here(Here::Convert, "Convert…", "qualify account contact opportunity", &[]),
    here(Here::Edit, "Edit…", "change rename", &["E"]),
    here(Here::LogCall, "Log call…", "phone activity", &["C"]),
    here(Here::LogMeeting, "Log meeting…", "appointment activity", &["M"]),
    here(Here::LogEmail, "Log e-mail…", "mail message activity", &["Shift+E"]),
    here(Here::LogNote, "Log note…", "write activity", &["O"]),
    here(Here::LogTask, "Log task…", "next step todo reminder activity", &["T"]),
    here(Here::Favourite, "Star or unstar", "favourite bookmark pin", &["S"]),
    here(Here::Next, "Next record of the list", "down forward", &["J", "]"]),
    here(Here::Previous, "Previous record of the list", "up back", &["K", "["]),
    here(Here::Delete, "Delete", "trash remove", &[]),
    Action { place: Place::Lists, ..anywhere(Act::Filter, "Filter", "search narrow", &["/"]) },
    anywhere(Act::Palette, "Search and commands…", "find command palette", &["Ctrl+K"]),
    Action { place: Place::OffLists, ..anywhere(Act::Palette, "Search…", "", &["/"]) },
    anywhere(Act::Undo, "Undo", "take back", &["Ctrl+Z"]),
    anywhere(Act::Redo, "Redo", "again", &["Ctrl+Shift+Z", "Ctrl+Y"]),
    anywhere(Act::Help, "Keyboard shortcuts", "help keys", &["?", "Ctrl+/"]),
    anywhere(Act::Tour, "Guided tour", "help first start introduction show around", &[]),
    anywhere(Act::Print, "Print…", "paper pdf", &[]),
    anywhere(Act::Lock, "Lock now", "passphrase close leave", &[]),
    new(Collection::Lead, "New lead…", Place::NotListOfOthers(Collection::Lead)),
    new(Collection::Account, "New account…", Place::ListOf(Collection::Account)),
    new(Collection::Contact, "New contact…", Place::ListOf(Collection::Contact)),
    new(Collection::Opportunity, "New opportunity…", Place::ListOf(Collection::Opportunity)),
    new(Collection::Activity, "New activity…", Place::ListOf(Collection::Activity)),
    Action {
        part: Part::New,
        ..go("/which", "Which is it?", "file sort lead contact account opportunity new", &["W"])
    },
    Action {
        part: Part::New,
        ..go("/paste", "Paste a signature or card…", "business card vcard e-mail import read lead contact new", &["P"])
    },
    Action { part: Part::New, ..go("/card", "Enter a card…", "business card fast phone thumb fair lead new", &[]) },
    go("/", "Home", "today start", &["G H"]),
    go("/leads", "Leads", "list", &["G L"]),
    go("/accounts", "Accounts", "list companies", &["G A"]),
    go("/contacts", "Contacts", "list people", &["G C"]),
    go("/opportunities", "Opportunities", "list deals", &["G O"]),
    go("/opportunities/board", "Opportunities board", "pipeline stages kanban", &["G B"]),
    go("/activities", "Activities", "list tasks", &["G T"]),
    go("/activities/calendar", "Calendar", "activities month week days ics", &["G D"]),
    go("/accounts?view=customers", "Customers", "accounts", &[]),
    go("/data", "Import & export", "backup csv json demo data erase", &["G I"]),
    go("/data?at=storage", "Storage", "room space full", &[]),
    go("/duplicates", "Duplicates", "find merge twice double", &[]),
    go("/trash", "Trash", "deleted restore", &[]),
    go("/help", "Help", "words glossary lead prospect account contact mql sql meaning what is", &["G ?"]),
    go("/settings/workspace", "Settings", "preferences options", &["G S"]),
    go("/settings/pipelines", "Pipelines and stages", "settings", &[]),
    go("/settings/words", "Vocabulary", "settings words language sap salesforce suitecrm plain", &[]),
    go("/settings/appearance", "Appearance", "settings theme dark light density shortcuts", &[]),
    focused(Part::List, "Go to another cell", &["↑", "↓", "←", "→"]),
    focused(Part::List, "Open the record", &["Enter"]),
    focused(Part::List, "Select the row, or up to it", &["Space", "Shift+Space"]),
    focused(Part::Board, "Go to another card", &["↑", "↓", "←", "→"]),
    focused(Part::Board, "Move it to another stage", &["Shift+←", "Shift+→"]),
];

const fn focused(part: Part, words: &'static str, keys: &'static [&'static str]) -> Action {
    Action { act: Act::Focused, words, also: "", keys, place: Place::Nowhere, part }
}

const fn here(act: Here, words: &'static str, also: &'static str, keys: &'static [&'static str]) -> Action {
    Action { act: Act::Here(act), words, also, keys, place: Place::Records, part: Part::Here }
}

const fn anywhere(act: Act, words: &'static str, also: &'static str, keys: &'static [&'static str]) -> Action {
    Action { act, words, also, keys, place: Place::Everywhere, part: Part::Anywhere }
}

const fn new(collection: Collection, words: &'static str, place: Place) -> Action {
    Action { act: Act::New(collection), words, also: "add create", keys: &["N"], place, part: Part::New }
}

const fn go(address: &'static str, words: &'static str, also: &'static str, keys: &'static [&'static str]) -> Action {
    Action { act: Act::Go(address), words, also, keys, place: Place::Everywhere, part: Part::GoTo }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::route::Route;
    use crate::ui::actions::place::Spot;

    /// Every spot there is.
    fn spots() -> Vec<Spot> {
        let of = |spot: fn(Collection) -> Spot| Collection::MAIN.map(spot);
        [of(Spot::List).as_slice(), of(Spot::Record).as_slice(), &[Spot::Board, Spot::Other]].concat()
    }

    #[test]
    fn no_two_actions_share_a_shortcut_in_one_place() {
        for spot in spots() {
            let here: Vec<&Action> = ACTIONS.iter().filter(|action| action.place.holds(spot)).collect();
            let keys: Vec<&str> = here.iter().flat_map(|action| action.keys.iter().copied()).collect();
            for (at, key) in keys.iter().enumerate() {
                let others = keys.iter().enumerate().filter(|(other, _)| *other != at);
                // The first of two keys cannot do something by itself either.
                let clash =
                    others.map(|(_, other)| *other).find(|other| other == key || other.starts_with(&format!("{key} ")));
                assert_eq!(clash, None, "{key} at {spot:?}");
            }
        }
    }

    #[test]
    fn every_action_has_words_of_its_own() {
        for (at, action) in ACTIONS.iter().enumerate() {
            assert!(action.words.chars().next().is_some_and(char::is_uppercase), "{action:?}");
            let same = ACTIONS.iter().skip(at + 1).find(|other| other.words == action.words);
            assert_eq!(same, None, "two actions of one name");
        }
    }

    #[test]
    fn every_key_counts_somewhere() {
        for action in ACTIONS.iter().filter(|action| action.act != Act::Focused) {
            assert!(spots().into_iter().any(|spot| action.place.holds(spot)), "{action:?}");
        }
    }

    #[test]
    fn every_address_leads_somewhere() {
        for action in ACTIONS {
            if let Act::Go(address) = action.act {
                let route = Route::parse(address);
                assert!(!matches!(route, Route::Unknown(_)), "{address}");
                assert_eq!(route.to_string(), address);
            }
        }
    }

    #[test]
    fn a_new_record_is_named_as_its_form() {
        for action in ACTIONS {
            if let Act::New(collection) = action.act {
                assert_eq!(action.words, format!("{}…", crate::ui::words::concepts::new_title(collection)));
            }
        }
    }
}
