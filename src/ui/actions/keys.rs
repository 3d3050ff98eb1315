//! How keys are written in the table, matched against what is pressed, and
//! shown to people.
//!
//! `Ctrl+Shift+Z` is one press, with ⌘ for Ctrl on a Mac; `G L` are two, one
//! after the other. Letters are told apart by Shift; of other characters, which
//! stand in other places on every keyboard, only the character counts.

use super::place::Spot;
use super::{ACTIONS, Action};

/// How long the second key may wait for the first, in milliseconds.
pub const PATIENCE: f64 = 1_500.0;

/// One press of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The character or the name of the key, in lower case.
    pub key: String,
    /// With Ctrl, or ⌘ on a Mac.
    pub command: bool,
    /// With Shift.
    pub shift: bool,
}

impl Press {
    /// What was pressed, from what the browser tells: the character, and the
    /// place of the key, which stands for the letter where the keyboard writes
    /// another script.
    pub fn new(key: &str, code: &str, command: bool, shift: bool) -> Self {
        let latin = code.strip_prefix("Key").filter(|_| !key.is_ascii());
        Self { key: latin.unwrap_or(key).to_lowercase(), command, shift }
    }

    fn read(written: &str) -> Self {
        let mut press = Self { key: String::new(), command: false, shift: false };
        for part in written.split('+') {
            match part {
                "Ctrl" => press.command = true,
                "Shift" => press.shift = true,
                key => press.key = key.to_lowercase(),
            }
        }
        press
    }

    fn is(&self, written: &str) -> bool {
        let meant = Self::read(written);
        let letter = meant.key.chars().all(char::is_alphabetic);
        self.key == meant.key && self.command == meant.command && (self.shift == meant.shift || !letter)
    }
}

/// What a press comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It does this.
    Does(&'static Action),
    /// It may be the first of two.
    Begins,
    /// Nothing.
    Nothing,
}

/// What a press means at a spot, after the first of two where there was one.
pub fn meaning(spot: Spot, first: Option<&Press>, press: &Press) -> Meaning {
    let here = || ACTIONS.iter().filter(|action| action.place.holds(spot));
    let second = |written: &&str| {
        let pair = written.split_once(' ');
        pair.is_some_and(|(one, two)| first.is_some_and(|first| first.is(one)) && press.is(two))
    };
    if let Some(action) = here().find(|action| action.keys.iter().any(second)) {
        return Meaning::Does(action);
    }
    if let Some(action) = here().find(|action| action.keys.iter().any(|written| press.is(written))) {
        return Meaning::Does(action);
    }
    let begins = |written: &&str| written.split_once(' ').is_some_and(|(one, _)| press.is(one));
    if here().any(|action| action.keys.iter().any(begins)) { Meaning::Begins } else { Meaning::Nothing }
}

/// True for keys without Ctrl, which people may switch off: speech and
/// unsteady hands press them unasked (WCAG 2.1.4).
pub fn is_plain(written: &str) -> bool {
    !written.starts_with("Ctrl+")
}

/// Keys as people read them: `Ctrl+K`, on a Mac `⌘K`; `G then L`.
pub fn shown(written: &str, mac: bool) -> String {
    let written = if mac { written.replace("Ctrl+", "⌘").replace("Shift+", "⇧") } else { written.to_owned() };
    written.replace(' ', " then ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::record::Collection;
    use crate::ui::actions::{Act, Here};

    fn press(key: &str) -> Press {
        Press::new(key, "", false, key.chars().all(char::is_uppercase))
    }

    fn does(spot: Spot, first: Option<&str>, key: &str) -> Option<Act> {
        match meaning(spot, first.map(press).as_ref(), &press(key)) {
            Meaning::Does(action) => Some(action.act),
            Meaning::Begins | Meaning::Nothing => None,
        }
    }

    #[test]
    fn g_then_l_goes_to_the_leads() {
        assert_eq!(meaning(Spot::Other, None, &press("g")), Meaning::Begins);
        assert_eq!(does(Spot::Other, Some("g"), "l"), Some(Act::Go("/leads")));
        assert_eq!(does(Spot::Other, None, "l"), None);
        assert_eq!(does(Spot::Other, Some("x"), "l"), None);
    }

    #[test]
    fn the_second_of_two_keys_is_not_taken_for_a_key_of_its_own() {
        let on_lead = Spot::Record(Collection::Lead);
        assert_eq!(does(on_lead, None, "c"), Some(Act::Here(Here::LogCall)));
        assert_eq!(does(on_lead, Some("g"), "c"), Some(Act::Go("/contacts")));
    }

    #[test]
    fn n_makes_what_is_listed_and_elsewhere_a_lead() {
        assert_eq!(does(Spot::Other, None, "n"), Some(Act::New(Collection::Lead)));
        assert_eq!(does(Spot::List(Collection::Contact), None, "n"), Some(Act::New(Collection::Contact)));
        assert_eq!(does(Spot::Board, None, "n"), Some(Act::New(Collection::Opportunity)));
    }

    #[test]
    fn shift_tells_letters_apart_but_no_other_characters() {
        let on_lead = Spot::Record(Collection::Lead);
        assert_eq!(does(on_lead, None, "e"), Some(Act::Here(Here::Edit)));
        assert_eq!(does(on_lead, None, "E"), Some(Act::Here(Here::LogEmail)));
        let question = Press { key: "?".to_owned(), command: false, shift: true };
        assert!(matches!(meaning(on_lead, None, &question), Meaning::Does(action) if action.act == Act::Help));
    }

    #[test]
    fn a_keyboard_of_another_script_has_its_letters_where_they_stand() {
        let cyrillic = Press::new("т", "KeyN", false, false);
        let does = meaning(Spot::Other, None, &cyrillic);
        assert!(matches!(does, Meaning::Does(action) if action.act == Act::New(Collection::Lead)));
    }

    #[test]
    fn keys_read_as_people_know_them() {
        assert_eq!(shown("Ctrl+Shift+Z", false), "Ctrl+Shift+Z");
        assert_eq!(shown("Ctrl+Shift+Z", true), "⌘⇧Z");
        assert_eq!(shown("G L", false), "G then L");
    }
}
