//! The name of every field of every record type.

use super::vocabulary::spoken;
use crate::domain::record::Collection;

/// The visible name of a field. A key that has none reads "Other field";
/// a test sees to it that no field of a record does.
pub fn field_label(collection: Collection, key: &str) -> &'static str {
    let own = match collection {
        Collection::Account => account(key),
        Collection::Contact => contact(key),
        Collection::Lead => lead(key),
        Collection::Opportunity => opportunity(key),
        Collection::Activity => activity(key),
        Collection::Stage => stage(key),
        Collection::Criterion => (key == "name").then_some(spoken("What must be true")),
        Collection::Settings => settings(key),
        Collection::SavedView => saved_view(key),
        Collection::Profile
        | Collection::Pipeline
        | Collection::LeadStatus
        | Collection::Source
        | Collection::Reason
        | Collection::Segment
        | Collection::Relationship
        | Collection::Tag
        | Collection::Campaign => None,
    };
    spoken(own.or_else(|| common(key)).unwrap_or(UNNAMED))
}

/// What a key reads that is no field.
pub const UNNAMED: &str = "Other field";

/// Names that several record types share; what is derived has one too.
fn common(key: &str) -> Option<&'static str> {
    Some(match key {
        "name" | "title" => spoken("Name"),
        "created_at" => spoken("Created"),
        "created_by" => spoken("Created by"),
        "updated_at" => spoken("Changed"),
        "updated_by" => spoken("Changed by"),
        "last_touch" => spoken("Last touch"),
        "next_activity" => spoken("Next activity"),
        "lifetime_revenue" => spoken("Lifetime revenue"),
        "open_pipeline" => spoken("Open pipeline"),
        "salutation" => spoken("Salutation"),
        "first_name" => spoken("First name"),
        "last_name" => spoken("Last name"),
        "job_title" => spoken("Job title"),
        "emails" => "E-mail",
        "phones" => spoken("Phone"),
        "websites" => spoken("Website"),
        "addresses" => spoken("Address"),
        "source" => spoken("Source"),
        "campaign" => spoken("Campaign"),
        "industry" => spoken("Industry"),
        "employees" => spoken("Employees"),
        "annual_revenue" => spoken("Annual revenue"),
        "referred_by" => spoken("Referred by"),
        "do_not_call" => spoken("Do not call"),
        "do_not_mail" => spoken("Do not e-mail"),
        "owner" => spoken("Owner"),
        "description" => spoken("Description"),
        "merged_into" => spoken("Merged into"),
        "distinct_from" => spoken("Not the same as"),
        "tags" => spoken("Tags"),
        "external_ids" => spoken("Ids in other systems"),
        "custom" => spoken("Other fields"),
        "position" => spoken("Place in the list"),
        "pipeline" => spoken("Pipeline"),
        "probability" => spoken("Probability"),
        "forecast_category" => spoken("Forecast category"),
        "phase" => spoken("Phase"),
        "explains" => spoken("Explains"),
        "role" => spoken("Role"),
        "meta" => spoken("Dates"),
        "trashed_at" => spoken("In the Trash since"),
        _ => return None,
    })
}

fn account(key: &str) -> Option<&'static str> {
    Some(match key {
        "legal_name" => spoken("Legal name"),
        "kind" => spoken("Kind"),
        "number" => spoken("Account number"),
        "erp_id" => spoken("ERP id"),
        "lifecycle" => spoken("Lifecycle"),
        "customer_since" => spoken("Customer since"),
        "evidence" => spoken("Evidence"),
        "relationships" => spoken("Relationships"),
        "segment" => spoken("Segment"),
        "target" => spoken("Target account"),
        "target_tier" => spoken("Target tier"),
        "parent" => spoken("Parent account"),
        "person_contact" => spoken("Person"),
        _ => return None,
    })
}

fn contact(key: &str) -> Option<&'static str> {
    Some(match key {
        "department" => spoken("Department"),
        "accounts" => spoken("Accounts"),
        "kind" => spoken("Kind"),
        "birthday" => spoken("Birthday"),
        "reports_to" => spoken("Reports to"),
        "qualified" => spoken("Qualified"),
        "lawful_basis" => spoken("Lawful basis"),
        _ => return None,
    })
}

fn lead(key: &str) -> Option<&'static str> {
    Some(match key {
        "company" => spoken("Company"),
        "candidate_account" => spoken("Likely account"),
        "source_detail" => spoken("Source detail"),
        "channel" => spoken("Channel"),
        "rating" => spoken("Rating"),
        "status" => spoken("Status"),
        "disqualify_reason" => spoken("Reason for disqualifying"),
        "qualification" => spoken("Qualification"),
        "mql_on" => spoken("MQL since"),
        "sql_on" => spoken("SQL since"),
        "information_verified" => spoken("Information verified"),
        "intent_verified" => spoken("Intent verified"),
        "criteria_met" => spoken("Checklist"),
        "needs" => spoken("Needs"),
        "budget" => spoken("Budget"),
        "authority" => spoken("Who decides"),
        "timing" => spoken("Timing"),
        "estimated_amount" => spoken("Estimated amount"),
        "conversion" => spoken("Conversion"),
        _ => return None,
    })
}

fn opportunity(key: &str) -> Option<&'static str> {
    Some(match key {
        "account" => spoken("Account"),
        "contacts" => spoken("Contacts"),
        "amount" => spoken("Amount"),
        "stage" => spoken("Stage"),
        "probability_origin" => spoken("Origin of the probability"),
        "expected_close" => spoken("Expected close"),
        "close_date_slips" => spoken("Times put off"),
        "closed_on" => spoken("Closed on"),
        "next_step" => spoken("Next step"),
        "kind" => spoken("Type"),
        "competitors" => spoken("Competitors"),
        "reason" => spoken("Reason"),
        "reason_note" => spoken("What went right or wrong"),
        "stage_history" => spoken("Stage history"),
        "origin_lead" => spoken("From lead"),
        _ => return None,
    })
}

fn activity(key: &str) -> Option<&'static str> {
    Some(match key {
        "kind" => spoken("Kind"),
        "subject" | "title" => spoken("Subject"),
        "body" => spoken("Text"),
        "direction" => spoken("Direction"),
        "outcome" => spoken("Outcome"),
        "at" => spoken("When"),
        "due" => spoken("Due"),
        "repeats" => spoken("Repeats"),
        "repeats_since" => spoken("Repeats since"),
        "done_at" => spoken("Done"),
        "duration_minutes" => spoken("Minutes"),
        "priority" => spoken("Priority"),
        "links" => spoken("About"),
        _ => return None,
    })
}

fn stage(key: &str) -> Option<&'static str> {
    (key == "kind").then_some(spoken("A deal here is"))
}

fn saved_view(key: &str) -> Option<&'static str> {
    Some(match key {
        "list" => spoken("List"),
        "filter" => spoken("Filter"),
        "sort" => spoken("Sorted by"),
        "columns" => spoken("Columns"),
        "group" => spoken("Grouped by"),
        "pinned" => spoken("Has a tab"),
        "opens_first" => spoken("The list opens with it"),
        _ => return None,
    })
}

fn settings(key: &str) -> Option<&'static str> {
    Some(match key {
        "currency" => spoken("Currency"),
        "fiscal_year_start" => spoken("First month of the fiscal year"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::speak;
    use super::*;
    use crate::app::language::Tongue;
    use crate::app::vocabulary::Vocabulary;

    #[test]
    fn every_field_of_every_record_has_a_name_of_its_own() {
        for (vocabulary, collection) in Vocabulary::ALL
            .into_iter()
            .flat_map(|vocabulary| Collection::ALL.iter().map(move |collection| (vocabulary, collection)))
        {
            speak(Tongue::English, vocabulary);
            let mut labels = std::collections::BTreeSet::new();
            for field in collection.fields() {
                let label = field_label(*collection, field.key);
                assert_ne!(label, UNNAMED, "{collection:?}.{}", field.key);
                assert!(labels.insert(label), "{vocabulary:?}: {collection:?} has two fields named {label}");
            }
        }
    }
}
