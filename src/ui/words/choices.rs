//! The words for values of closed lists. Every enum is matched without a
//! catch-all: a new value does not compile before it has a word.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::concepts::plural;
use super::vocabulary::{in_language, spoken};
use crate::domain::account::{AccountKind, Lifecycle};
use crate::domain::activity::{ActivityKind, Direction, Outcome, Priority, Remind, Repeats};
use crate::domain::contact::{ContactKind, LawfulBasis};
use crate::domain::lead::{Channel, HandOverAnswer, Qualification, Rating};
use crate::domain::opportunity::{OpportunityKind, ProbabilityOrigin};
use crate::domain::option::{Explains, LeadPhase};
use crate::domain::pipeline::{ForecastCategory, StageKind};
use crate::domain::profile::Role;
use crate::domain::saved_view::ListOf;

/// The words for a value of a choice field, by the field's key and the value
/// as stored. Empty for a value that is none of the field's.
pub fn choice_label(key: &str, value: &str) -> &'static str {
    match key {
        // The words of the kinds of account, contact, deal, activity and stage do not overlap.
        "kind" => worded(value, account_kind)
            .or_else(|| worded(value, contact_kind))
            .or_else(|| worded(value, opportunity_kind))
            .or_else(|| worded(value, activity_kind))
            .or_else(|| worded(value, stage_kind)),
        "lifecycle" => worded(value, lifecycle),
        "lawful_basis" => worded(value, lawful_basis),
        "channel" => worded(value, channel),
        "rating" => worded(value, rating),
        "qualification" => worded(value, qualification),
        "probability_origin" => worded(value, probability_origin),
        "forecast_category" => worded(value, forecast_category),
        "direction" => worded(value, direction),
        "outcome" => worded(value, outcome),
        "priority" => worded(value, priority),
        "remind" => worded(value, remind),
        "repeats" => worded(value, repeats),
        "phase" => worded(value, lead_phase),
        "explains" => worded(value, explains),
        "role" => worded(value, role),
        "list" => worded(value, |list: ListOf| plural(list.collection())),
        _ => None,
    }
    .unwrap_or_default()
}

/// The words for a stored value of an enum; `None` if it is not one of its.
fn worded<'de, T: Deserialize<'de>>(value: &'de str, words: fn(T) -> &'static str) -> Option<&'static str> {
    let deserializer: StrDeserializer<'de, Error> = value.into_deserializer();
    T::deserialize(deserializer).ok().map(words)
}

/// An enum's value as it is stored; the inverse of what [`choice_label`] takes.
pub fn stored<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

/// What an account is by law.
pub fn account_kind(kind: AccountKind) -> &'static str {
    spoken(match kind {
        AccountKind::Organization => "Organization",
        AccountKind::Person => "Person",
    })
}

/// Where an account stands.
pub fn lifecycle(lifecycle: Lifecycle) -> &'static str {
    spoken(match lifecycle {
        Lifecycle::Prospect => "Prospect",
        Lifecycle::Customer => "Customer",
    })
}

/// What a contact is to us.
pub fn contact_kind(kind: ContactKind) -> &'static str {
    spoken(match kind {
        ContactKind::Buyer => "Buyer",
        ContactKind::Referrer => "Referrer",
        ContactKind::Partner => "Partner",
        ContactKind::Personal => "Personal",
    })
}

/// On what ground a person's data may be used.
pub fn lawful_basis(basis: LawfulBasis) -> &'static str {
    spoken(match basis {
        LawfulBasis::Unknown => "Not known",
        LawfulBasis::Consent => "Consent",
        LawfulBasis::Contract => "Contract",
        LawfulBasis::LegalObligation => "Legal obligation",
        LawfulBasis::LegitimateInterest => "Legitimate interest",
        LawfulBasis::Withdrawn => "Consent withdrawn",
    })
}

/// Who turned to whom first.
pub fn channel(channel: Channel) -> &'static str {
    spoken(match channel {
        Channel::Inbound => "Inbound",
        Channel::Outbound => "Outbound",
    })
}

/// How likely a lead converts.
pub fn rating(rating: Rating) -> &'static str {
    spoken(match rating {
        Rating::Cold => "Cold",
        Rating::Warm => "Warm",
        Rating::Hot => "Hot",
    })
}

/// Whose criteria a lead has met.
pub fn qualification(qualification: Qualification) -> &'static str {
    spoken(match qualification {
        Qualification::None => "Not yet",
        Qualification::Mql => "MQL (marketing)",
        Qualification::Sql => "SQL (sales)",
    })
}

/// What the receiver of a hand-over said.
pub fn hand_over_answer(answer: HandOverAnswer) -> &'static str {
    spoken(match answer {
        HandOverAnswer::Waiting => "Waiting for an answer",
        HandOverAnswer::Accepted => "Accepted",
        HandOverAnswer::Returned => "Returned",
    })
}

/// Whether the buyer has bought before.
pub fn opportunity_kind(kind: OpportunityKind) -> &'static str {
    spoken(match kind {
        OpportunityKind::New => "New business",
        OpportunityKind::Repeat => "Repeat business",
    })
}

/// Where a probability comes from.
pub fn probability_origin(origin: ProbabilityOrigin) -> &'static str {
    spoken(match origin {
        ProbabilityOrigin::Stage => "From the stage",
        ProbabilityOrigin::Manual => "Set by hand",
        ProbabilityOrigin::History => "From your own history",
    })
}

/// How a deal counts in the forecast.
pub fn forecast_category(category: ForecastCategory) -> &'static str {
    spoken(match category {
        ForecastCategory::Pipeline => "Pipeline",
        ForecastCategory::BestCase => "Best case",
        ForecastCategory::Commit => "Commit",
        ForecastCategory::Closed => "Closed",
        ForecastCategory::Omitted => "Omitted",
    })
}

/// What being in a stage means for a deal.
pub fn stage_kind(kind: StageKind) -> &'static str {
    spoken(match kind {
        StageKind::Open => "Open",
        StageKind::Won => "Won",
        StageKind::Lost => "Lost",
    })
}

/// What sort of thing an activity is.
pub fn activity_kind(kind: ActivityKind) -> &'static str {
    spoken(match kind {
        ActivityKind::Task => "Task",
        ActivityKind::Call => "Call",
        ActivityKind::Meeting => "Meeting",
        ActivityKind::Email => "E-mail",
        ActivityKind::Note => "Note",
        ActivityKind::Research => "Research",
        ActivityKind::Signup => "Sign-up",
    })
}

/// Who turned to whom.
pub fn direction(direction: Direction) -> &'static str {
    spoken(match direction {
        Direction::None => "No direction",
        Direction::Inbound => "Inbound",
        Direction::Outbound => "Outbound",
    })
}

/// What came of a call, a meeting or an e-mail.
pub fn outcome(outcome: Outcome) -> &'static str {
    spoken(match outcome {
        Outcome::None => "No outcome",
        Outcome::Reached => "Reached",
        Outcome::NoAnswer => "No answer",
        Outcome::LeftMessage => "Left a message",
        Outcome::Replied => "Replied",
        Outcome::Held => "Took place",
        Outcome::NotHeld => "Did not take place",
    })
}

/// How much an activity matters.
pub fn priority(priority: Priority) -> &'static str {
    spoken(match priority {
        Priority::Low => "Low",
        Priority::Normal => "Normal",
        Priority::High => "High",
    })
}

/// How long before its time an activity is announced.
pub fn remind(remind: Remind) -> &'static str {
    match remind {
        Remind::Never => spoken("None"),
        Remind::AtTime => spoken("At the time"),
        Remind::TenMinutesBefore => spoken("10 minutes before"),
        Remind::HourBefore => spoken("1 hour before"),
        Remind::DayBefore => spoken("1 day before"),
    }
}

/// After how long an activity is to be done again.
pub fn repeats(repeats: Repeats) -> &'static str {
    spoken(match repeats {
        Repeats::Never => "Never",
        Repeats::Daily => "Every day",
        Repeats::Weekdays => "Every weekday",
        Repeats::Weekly => "Every week",
        Repeats::Fortnightly => "Every two weeks",
        Repeats::Monthly => "Every month",
        Repeats::Quarterly => "Every quarter",
        Repeats::Yearly => "Every year",
    })
}

/// What a lead's status means.
pub fn lead_phase(phase: LeadPhase) -> &'static str {
    spoken(match phase {
        LeadPhase::New => "New",
        LeadPhase::Working => "Working",
        LeadPhase::Engaged => "Engaged",
        LeadPhase::Qualified => "Qualified",
        LeadPhase::Parked => "Parked",
        LeadPhase::Disqualified => "Disqualified",
        LeadPhase::Converted => "Converted",
    })
}

/// What a reason explains.
pub fn explains(explains: Explains) -> &'static str {
    spoken(match explains {
        Explains::Loss => "A lost deal",
        Explains::Win => "A won deal",
        Explains::Disqualification => "A disqualified lead",
    })
}

/// What somebody does.
pub fn role(role: Role) -> &'static str {
    // Titles of jobs are the same whatever an account is called.
    in_language(match role {
        Role::Sdr => "Sales development (SDR)",
        Role::Ae => "Account executive (AE)",
        Role::Manager => "Manager",
        Role::Support => "Support",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::Kind;
    use crate::domain::record::Collection;

    #[test]
    fn every_choice_of_every_field_has_words() {
        for collection in Collection::ALL {
            for field in collection.fields() {
                let Kind::Choice(values) = field.kind else { continue };
                for value in values {
                    assert_ne!(choice_label(field.key, value), "", "{collection:?}.{} {value}", field.key);
                }
            }
        }
    }

    #[test]
    fn a_value_that_is_none_of_the_fields_has_no_words() {
        assert_eq!(choice_label("rating", "boiling"), "");
        assert_eq!(choice_label("name", "hot"), "");
    }

    #[test]
    fn stored_words_and_spoken_words_belong_together() {
        assert_eq!(stored(Rating::Hot), "hot");
        assert_eq!(choice_label("rating", &stored(Rating::Hot)), rating(Rating::Hot));
    }
}
