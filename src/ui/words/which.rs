//! The words of **Which is it?**: its questions, their answers, and what each
//! verdict means.

use super::vocabulary::spoken;
use crate::domain::which::{Question, Standing, Talk, Verdict};

/// An answer: what it stands for, what it says, what that means.
pub type Answer<T> = (T, &'static str, &'static str);

/// The question itself.
pub fn question(question: Question) -> &'static str {
    match question {
        Question::Standing => spoken("What are they to you?"),
        Question::Checked => spoken("Has somebody checked who they are?"),
        Question::Talk => spoken("How far have you come?"),
        Question::Relationship => spoken("What else are they?"),
    }
}

/// What somebody can be to us.
pub const STANDINGS: [Answer<Standing>; 5] = [
    (Standing::MightBuy, "They might buy", "You would like to sell to them"),
    (Standing::HasBought, "They have bought", "Once or often, now or long ago"),
    (Standing::Other, "They are something else", "A partner, a supplier, a reseller, an investor, the press"),
    (Standing::Recommends, "They recommend you", "A person who sends others your way"),
    (Standing::Acquaintance, "You know them in person", "Somebody to reach, without business"),
];

/// Whether somebody was looked into.
pub const CHECKED: [Answer<bool>; 2] = [
    (false, "No, not yet", "A card, a form, a list, a call: words that nobody has looked into"),
    (true, "Yes", "A human has: they are real, they are right, they are worth the work"),
];

/// How far one has come with somebody who might buy.
pub const TALKS: [Answer<Talk>; 3] = [
    (Talk::OneWay, "One way only", "You wrote or called, or they left their name; nothing came back"),
    (Talk::Answered, "They have answered", "You have talked, written to and fro, or met"),
    (Talk::Deal, "They want to buy", "There is a need, a price or a date: something to win or to lose"),
];

/// How far one has come with somebody who has bought.
pub const MORE_TALKS: [Answer<Talk>; 2] = [
    (Talk::Answered, "Nothing new is for sale", "They have what they bought, and you stay in touch"),
    (Talk::Deal, "They want to buy again", "There is another deal to win or to lose"),
];

/// What they are, after “This is”.
pub fn verdict(verdict: Verdict) -> &'static str {
    spoken(match verdict {
        Verdict::Lead => "a lead",
        Verdict::EngagedLead => "a lead that is engaged",
        Verdict::HotLead => "a hot lead",
        Verdict::Prospect => "an account, a prospect",
        Verdict::Customer => "an account, a customer",
        Verdict::Deal => "an opportunity",
        Verdict::RepeatDeal => "an opportunity with a customer",
        Verdict::NotABuyer => "an account, not a buyer",
        Verdict::Referrer | Verdict::Acquaintance => "a contact",
    })
}

/// Why that is what they are.
pub fn reason(verdict: Verdict) -> &'static str {
    spoken(match verdict {
        Verdict::Lead => {
            "Neither who they are nor what they want is sure yet. A lead stays apart from accounts, contacts and forecasts until somebody has checked it."
        }
        Verdict::EngagedLead => {
            "They have answered, so something may come of it; but nobody has checked who they are. Some call this a prospect: here a prospect is an account."
        }
        Verdict::HotLead => {
            "They want to buy, but nobody has checked who they are. Check it, then convert the lead: it becomes account, contact and opportunity in one step."
        }
        Verdict::Prospect => {
            "You know who they are, and they have not bought yet. The person is a contact of the account; somebody who buys for themselves is an account too."
        }
        Verdict::Customer => {
            "Who has bought is a customer, and stays one however long ago it was. The person is a contact of the account; somebody who buys for themselves is an account too."
        }
        Verdict::Deal => {
            "You know who they are, and there is something to win. The opportunity belongs to an account, a prospect until it is won, and the person is its contact."
        }
        Verdict::RepeatDeal => {
            "Who has bought stays a customer; what they may buy next is an opportunity of its own, with its own amount, chance and date."
        }
        Verdict::NotABuyer => {
            "They are an account like any other, but count neither as prospect nor as customer. Should they buy one day, the same account becomes a customer."
        }
        Verdict::Referrer => {
            "A person you can reach who brings others. No account is needed; mark who came through them."
        }
        Verdict::Acquaintance => "A person you can reach. No account is needed, and nothing is for sale.",
    })
}
