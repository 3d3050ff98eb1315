//! The words of the guided tour.

/// A stop: its address, its heading, and what there is to know.
pub type Stop = (&'static str, &'static str, &'static str);

/// The stops, in order.
pub const STOPS: [Stop; 5] = [
    (
        "/leads",
        "It begins with a lead",
        "Whoever might become business starts here, as far as you know them. N adds a lead from any page.",
    ),
    (
        "/which",
        "Not sure what somebody is?",
        "Two or three answers say whether it is a lead, a contact, an account or an opportunity, and file it.",
    ),
    (
        "/opportunities/board",
        "Deals go from left to right",
        "A lead that you have checked is converted. Its opportunity moves over this board until it is won or lost, and any step can be undone.",
    ),
    (
        "/data",
        "Your data is yours",
        "It stays in this browser. Bring files in here, and now and then take everything out as one file.",
    ),
    (
        "/",
        "Home says what comes next",
        "What is due, what nobody looks after, what the deals come to. Ctrl+K finds everything, ? lists the keys, and Help explains the words.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::route::Route;

    #[test]
    fn every_stop_is_a_page() {
        for (address, ..) in STOPS {
            assert!(!matches!(Route::parse(address), Route::Unknown(_)), "{address}");
        }
    }
}
