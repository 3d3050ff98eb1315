//! The sentence above the button: what converting will do.

use crate::domain::text::capitalised;
use crate::domain::workflow::convert_lead::PreviewField;
use crate::ui::words::counts::{count, joined};
use crate::ui::words::vocabulary::{said, spoken};

/// A part of the conversion as the sentence needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum What {
    /// There is none.
    #[default]
    None,
    /// A record of this name comes to be.
    New(String),
    /// A record of this name is used.
    Existing {
        /// Its name.
        name: String,
        /// How many of its fields change.
        changes: usize,
        /// True when it comes out of the Trash.
        restored: bool,
    },
}

/// All that the sentence speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The account.
    pub account: What,
    /// True when the new account is a person.
    pub person_account: bool,
    /// The contact.
    pub contact: What,
    /// True when the contact belongs to the account already.
    pub together: bool,
    /// The opportunity.
    pub opportunity: What,
    /// How many activities go along.
    pub activities: usize,
    /// Who takes over.
    pub receiver: Option<String>,
}

/// How many fields of an existing record change.
pub fn changes(fields: &[PreviewField]) -> usize {
    fields.iter().filter(|field| field.taken).count()
}

impl Facts {
    /// What converting will do, in one sentence.
    pub fn sentence(&self) -> String {
        let mut clauses: Vec<String> = Vec::new();
        clauses.extend(self.restores());
        clauses.extend(self.people());
        match &self.opportunity {
            What::None => {}
            What::New(name) => clauses.push(said!("creates the {} {}", spoken("opportunity"), name)),
            What::Existing { name, .. } => clauses.push(said!("adds to the {} {}", spoken("opportunity"), name)),
        }
        if clauses.is_empty() {
            return spoken("Nothing is chosen yet").to_owned();
        }
        clauses.extend(self.updates());
        if self.activities > 0 {
            clauses.push(said!("takes {} along", count(self.activities, "activity", "activities")));
        }
        if let Some(receiver) = &self.receiver {
            clauses.push(said!("hands over to {}", receiver));
        }
        capitalised(&joined(&clauses, "and"))
    }

    fn restores(&self) -> Option<String> {
        let parts = [&self.account, &self.contact, &self.opportunity];
        let names = parts.into_iter().filter_map(|part| match part {
            What::Existing { name, restored: true, .. } => Some(name.clone()),
            _ => None,
        });
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| said!("restores {} from the Trash", joined(&names, "and")))
    }

    fn people(&self) -> Option<String> {
        let clause = match (&self.account, &self.contact) {
            (What::None, What::None) => return None,
            (What::New(account), _) if self.person_account => {
                said!("creates {} as {}", account, spoken("a person account"))
            }
            (What::New(account), What::None) => said!("creates the {} {}", spoken("account"), account),
            (What::New(account), What::New(contact)) => {
                said!("creates the {} {} with the {} {}", spoken("account"), account, spoken("contact"), contact)
            }
            (What::New(account), What::Existing { name, .. }) => {
                said!("creates the {} {} and adds {} to it", spoken("account"), account, name)
            }
            (What::None, What::New(contact)) => said!("creates the {} {}", spoken("contact"), contact),
            (What::Existing { name, .. }, What::New(contact)) => said!("adds {} to {}", contact, name),
            (What::Existing { name: account, .. }, What::Existing { name, .. }) if self.together => {
                said!("goes on with {} at {}", name, account)
            }
            (What::Existing { name: account, .. }, What::Existing { name, .. }) => {
                said!("adds {} to {}", name, account)
            }
            (What::None, What::Existing { name, .. }) | (What::Existing { name, .. }, What::None) => {
                said!("goes on with {}", name)
            }
        };
        Some(clause)
    }

    fn updates(&self) -> Option<String> {
        let parts = [&self.account, &self.contact, &self.opportunity];
        let changed = parts.into_iter().filter_map(|part| match part {
            What::Existing { name, changes, .. } if *changes > 0 => {
                Some(said!("{} of {}", count(*changes, "field", "fields"), name))
            }
            _ => None,
        });
        let changed: Vec<String> = changed.collect();
        (!changed.is_empty()).then(|| said!("changes {}", joined(&changed, "and")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn existing(name: &str, changes: usize) -> What {
        What::Existing { name: name.to_owned(), changes, restored: false }
    }

    fn new(name: &str) -> What {
        What::New(name.to_owned())
    }

    #[test]
    fn a_new_person_joins_an_account_that_is_there() {
        let facts = Facts {
            account: existing("Acme", 2),
            contact: new("Ada Lovelace"),
            opportunity: new("Acme engines"),
            activities: 3,
            receiver: Some("Grace".to_owned()),
            ..Facts::default()
        };
        assert_eq!(
            facts.sentence(),
            "Adds Ada Lovelace to Acme, creates the opportunity Acme engines, changes 2 fields of Acme, \
             takes 3 activities along and hands over to Grace"
        );
    }

    #[test]
    fn everything_new_is_one_sentence() {
        let facts = Facts { account: new("Acme"), contact: new("Ada"), opportunity: new("Deal"), ..Facts::default() };
        assert_eq!(facts.sentence(), "Creates the account Acme with the contact Ada and creates the opportunity Deal");
    }

    #[test]
    fn what_comes_out_of_the_trash_is_said_first() {
        let account = What::Existing { name: "Acme".to_owned(), changes: 0, restored: true };
        let facts = Facts { account, ..Facts::default() };
        assert_eq!(facts.sentence(), "Restores Acme from the Trash and goes on with Acme");
    }

    #[test]
    fn a_person_account_needs_no_second_name() {
        let facts = Facts { account: new("Ada"), contact: new("Ada"), person_account: true, ..Facts::default() };
        assert_eq!(facts.sentence(), "Creates Ada as a person account");
    }

    #[test]
    fn nothing_chosen_is_not_a_promise() {
        assert_eq!(Facts::default().sentence(), "Nothing is chosen yet");
    }
}
