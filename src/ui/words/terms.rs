//! The words of CRM explained: what each means here, what it is not, and how
//! SAP, Salesforce, SuiteCRM and plain language use the same word.

use super::vocabulary::{said, spoken};
use crate::app::route::Term;
use crate::domain::record::Collection;

/// A word explained.
pub struct Explained {
    /// The word itself.
    pub word: &'static str,
    /// What it means here.
    pub is: &'static str,
    /// What it is taken for, and is not.
    pub unlike: &'static str,
    /// The same in SAP Sales Cloud, Salesforce, SuiteCRM and plain words.
    pub elsewhere: [&'static str; 4],
}

/// Whose words [`Explained::elsewhere`] has, in its order.
pub const ELSEWHERE: [&str; 4] = ["SAP Sales Cloud", "Salesforce", "SuiteCRM", "Plain words"];

/// What a term means.
pub const fn explained(term: Term) -> Explained {
    match term {
        Term::Account => ACCOUNT,
        Term::Prospect => PROSPECT,
        Term::Customer => CUSTOMER,
        Term::Relationship => RELATIONSHIP,
        Term::Contact => CONTACT,
        Term::Lead => LEAD,
        Term::Rating => RATING,
        Term::Engaged => ENGAGED,
        Term::Mql => MQL,
        Term::Sql => SQL,
        Term::Conversion => CONVERSION,
        Term::Opportunity => OPPORTUNITY,
        Term::Stage => STAGE,
        Term::Activity => ACTIVITY,
    }
}

/// The term that explains a kind of record, where there is one.
pub const fn term_of(collection: Collection) -> Option<Term> {
    match collection {
        Collection::Account => Some(Term::Account),
        Collection::Contact => Some(Term::Contact),
        Collection::Lead => Some(Term::Lead),
        Collection::Opportunity => Some(Term::Opportunity),
        Collection::Activity => Some(Term::Activity),
        _ => None,
    }
}

/// The link to what explains a kind of record.
pub fn link_of(collection: Collection) -> Option<(String, String)> {
    term_of(collection).map(what_is)
}

/// The link to a term: its address and the question it answers, such as “What is a lead?”.
pub fn what_is(term: Term) -> (String, String) {
    let word = super::concepts::in_sentence(spoken(explained(term).word));
    // Abbreviations are spelled: an em-queue-ell.
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u', 'M', 'S']) { "an" } else { "a" };
    let question = match term {
        Term::Conversion | Term::Engaged => said!("What is {}?", word),
        _ => said!("What is {} {}?", article, word),
    };
    (crate::app::route::Route::Help(Some(term)).href(), question)
}

const ACCOUNT: Explained = Explained {
    word: "Account",
    is: "A company you deal with, or a person who buys for themselves. Every account is a prospect or a customer, and whatever else it is to you.",
    unlike: "Not a customer by itself: it becomes one by buying. Not a person you write to: that is a contact.",
    elsewhere: [
        "Account: the umbrella for prospects and customers; corporate accounts and individual customers",
        "Account, a business or a person account; also a company you only wish to sell to",
        "Account: an organization of any type, never an individual",
        "A company or person you do business with, or would like to",
    ],
};
const PROSPECT: Explained = Explained {
    word: "Prospect",
    is: "An account that has not bought yet. You know who they are; whether they buy is open.",
    unlike: "Not a lead, not even one that answered: a lead was checked by nobody yet.",
    elsewhere: [
        "The indicator of an account that is a possible buyer; stays out of the ERP",
        "A type of account; in talk, often a lead that has answered",
        "A type of account; its targets, before leads, are stored under that name too",
        "Somebody who might buy",
    ],
};
const CUSTOMER: Explained = Explained {
    word: "Customer",
    is: "An account that has bought, now or once. The same record as before, with the day and the deal that made it one.",
    unlike: "Not every account, and not for a while only: who has bought stays a customer.",
    elsewhere: [
        "The indicator of an account that buys or has bought; goes to the ERP",
        "A type of account, such as Customer - Direct; said of anybody who has bought",
        "An account that has bought; an individual customer is a contact",
        "Somebody who has bought",
    ],
};
const RELATIONSHIP: Explained = Explained {
    word: "Relationship",
    is: "What an account is to you: buyer, partner, supplier, reseller, press and more, several at once.",
    unlike: "Not the same as prospect or customer: a supplier can be a customer as well. Without Buyer, an account is neither.",
    elsewhere: [
        "The role of an account",
        "The type of an account, one of a list",
        "The type of an account, one of a list",
        "What they are to you",
    ],
};
const CONTACT: Explained = Explained {
    word: "Contact",
    is: "A real person you can reach, at one account or several, or on their own.",
    unlike: "Not a company: that is an account. Not a lead: a contact is somebody you know.",
    elsewhere: [
        "A person who works at an account, linked to it",
        "A person at an account who has been qualified; before that, a lead",
        "A person, with an account or without",
        "A person you know",
    ],
};
const LEAD: Explained = Explained {
    word: "Lead",
    is: "A person or company that might become business, as far as somebody told: neither who they are nor what they want is checked.",
    unlike: "Not a contact and not a prospect; it becomes an account, a contact and an opportunity when you convert it.",
    elsewhere: [
        "Lead, with a qualification level",
        "The first record that new contact information makes",
        "Lead; before it there are targets, names nobody has worked on",
        "A name that nobody has checked",
    ],
};
const RATING: Explained = Explained {
    word: "Rating",
    is: "How likely a lead becomes business. Cold: as from a phone book. Warm: showed interest. Hot: wants to buy now.",
    unlike: "Not a probability: that belongs to opportunities, in percent.",
    elsewhere: [
        "The qualification level: hot, warm or cold",
        "Rating: hot, warm or cold, on leads and accounts",
        "None on leads; the status says how far one is",
        "Cold, warm, hot",
    ],
};
const ENGAGED: Explained = Explained {
    word: "Engaged",
    is: "Said of a lead that has answered: a call, a reply, a meeting, two ways. Logging one sets it.",
    unlike: "Not checked by that: who they are may still be wrong.",
    elsewhere: [
        "A status of your own",
        "The status Working - Contacted; in talk, a prospect",
        "The status In Process",
        "They have answered",
    ],
};
const MQL: Explained = Explained {
    word: "MQL",
    is: "Marketing qualified lead: marketing finds it good enough for sales to look at.",
    unlike: "Not yet accepted by sales: that is an SQL.",
    elsewhere: ["No field of its own", "No field of its own", "No field of its own", "Marketing says: worth a call"],
};
const SQL: Explained = Explained {
    word: "SQL",
    is: "Sales qualified lead: sales has looked and takes it on. Usually the moment to convert it.",
    unlike: "Not an opportunity yet: that begins with a deal to win.",
    elsewhere: ["No field of its own", "No field of its own", "No field of its own", "Sales says: worth the work"],
};
const CONVERSION: Explained = Explained {
    word: "Conversion",
    is: "What turns a checked lead into an account, a contact and an opportunity, each new or there already. A person does it, and can undo it at any later time.",
    unlike: "Not a sign-up on a web site, which marketing calls so too: that is an activity here.",
    elsewhere: [
        "Lead to opportunity; account and contact are made or chosen",
        "Lead to account and contact, and to an opportunity if wanted; cannot be undone",
        "One form for contact, account and opportunity; cannot be undone",
        "Taking somebody on for good",
    ],
};
const OPPORTUNITY: Explained = Explained {
    word: "Opportunity",
    is: "A deal in the making with somebody you have checked: what it is worth, how likely it is, when it should close. Open, won or lost.",
    unlike: "Not a lead: there is something to win. Not an order: nothing is bought before it is won.",
    elsewhere: [
        "Opportunity, in the phases of a sales cycle",
        "Opportunity, with stage, probability and forecast category",
        "Opportunity, with a sales stage",
        "A deal",
    ],
};
const STAGE: Explained = Explained {
    word: "Stage",
    is: "A step on the way of an opportunity, with the usual chance of winning from there. The stages in their order are a pipeline.",
    unlike: "Not the status of a lead: that says how far you are before there is a deal.",
    elsewhere: ["Sales phase", "Stage", "Sales stage", "A step of the deal"],
};
const ACTIVITY: Explained = Explained {
    word: "Activity",
    is: "What was done and what is to do: calls, meetings, e-mails, notes and tasks, linked to whom they are about. One with a day can be announced: by a reminder, while Relata is open.",
    unlike: "Not an opportunity: a call may bring one.",
    elsewhere: [
        "Activities: appointments, calls, tasks",
        "Tasks and events",
        "Calls, meetings, tasks and notes, each a module",
        "What was done, and what is to do",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_is_explained_here_and_everywhere() {
        for (term, name) in Term::ALL {
            let Explained { word, is, unlike, elsewhere } = explained(term);
            assert_eq!(word.to_lowercase(), name);
            assert!(is.ends_with('.') && unlike.ends_with('.'), "{name}");
            assert!(elsewhere.iter().all(|text| !text.is_empty()), "{name}");
        }
    }

    #[test]
    fn every_kind_of_record_in_the_navigation_has_a_term_of_its_name() {
        for collection in Collection::MAIN {
            let term = term_of(collection).unwrap();
            assert_eq!(explained(term).word, super::super::concepts::singular(collection));
        }
    }

    #[test]
    fn links_ask_what_they_answer() {
        assert_eq!(what_is(Term::Lead), ("#/help?term=lead".to_owned(), "What is a lead?".to_owned()));
        assert_eq!(what_is(Term::Opportunity).1, "What is an opportunity?");
        assert_eq!(what_is(Term::Mql).1, "What is an MQL?");
    }
}
