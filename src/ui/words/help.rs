//! Help where a name alone does not say what is meant: one line each.

use super::vocabulary::spoken;
use crate::domain::account::Lifecycle;
use crate::domain::lead::Rating;
use crate::domain::option::LeadPhase;
use crate::domain::record::Collection;

/// What a rating means.
pub fn rating(rating: Rating) -> &'static str {
    spoken(match rating {
        Rating::Cold => "As good as picked from a phone book: unlikely, many are needed for one deal",
        Rating::Warm => "Showed interest, such as by attending a webinar or subscribing: some work is needed",
        Rating::Hot => "In the market now: very likely",
    })
}

/// What a phase of leads means.
pub fn lead_phase(phase: LeadPhase) -> &'static str {
    spoken(match phase {
        LeadPhase::New => "Nobody has done anything yet",
        LeadPhase::Working => "You are trying to reach them",
        LeadPhase::Engaged => "They have answered",
        LeadPhase::Qualified => "Vetted and ready to be converted",
        LeadPhase::Parked => "Not now",
        LeadPhase::Disqualified => "Comes to nothing",
        LeadPhase::Converted => "Became an account, a contact or an opportunity",
    })
}

/// What a lifecycle means.
pub fn lifecycle(lifecycle: Lifecycle) -> &'static str {
    spoken(match lifecycle {
        Lifecycle::Prospect => "Has not bought yet",
        Lifecycle::Customer => "Has bought, now or once; it stays a customer",
    })
}

/// One line below a field, where its name needs it.
pub fn field_hint(collection: Collection, key: &str) -> Option<&'static str> {
    let hint = match (collection, key) {
        (Collection::Lead, "rating") => "Cold: picked at random. Warm: showed interest. Hot: in the market now",
        (Collection::Lead, "qualification") => "MQL: accepted by marketing. SQL: accepted by sales",
        (Collection::Lead, "channel") => "Inbound: they came to you. Outbound: you went to them",
        (Collection::Lead, "source_detail") => "The fair, form or list in particular",
        (Collection::Lead, "candidate_account") => "The account they probably belong to; decided at conversion",
        (Collection::Lead, "criteria_met") => "What you know already; asked for at conversion",
        (Collection::Account, "number") => "Left empty, the next free one",
        (Collection::Account, "relationships") => "What it is to you; only buyers count as prospects and customers",
        (Collection::Account, "target") => "One you sell to by plan (account-based selling)",
        (Collection::Account, "target_tier") => "1 is the most wanted, 5 the least; 0 is none",
        (Collection::Account, "websites") => "Their domains recognise the people who work there",
        (Collection::Contact, "lawful_basis") => "The ground on which you may use this person's data",
        (Collection::Opportunity, "probability") => "Left empty, the stage's usual chance",
        (Collection::Opportunity, "forecast_category") => "Left empty, the stage's",
        (Collection::Activity, "due") => "For what is still to be done",
        (Collection::Activity, "remind") => "Without a time of day, at nine in the morning of its day",
        (Collection::Stage, "kind") => "Won and lost stages close a deal",
        (Collection::LeadStatus, "phase") => "What the status means for lists, reports and conversion",
        (Collection::Settings, "currency") => "Three letters, such as EUR; for new amounts",
        (Collection::Settings, "fiscal_year_start") => "1 is January",
        (_, "position") => "The smallest comes first",
        _ => return None,
    };
    Some(spoken(hint))
}
