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
        "name" | "title" => "Name",
        "created_at" => "Created",
        "created_by" => "Created by",
        "updated_at" => "Changed",
        "updated_by" => "Changed by",
        "last_touch" => "Last touch",
        "next_activity" => "Next activity",
        "lifetime_revenue" => "Lifetime revenue",
        "open_pipeline" => "Open pipeline",
        "salutation" => "Salutation",
        "first_name" => "First name",
        "last_name" => "Last name",
        "job_title" => "Job title",
        "emails" => "E-mail",
        "phones" => "Phone",
        "websites" => "Website",
        "addresses" => "Address",
        "source" => "Source",
        "campaign" => "Campaign",
        "industry" => "Industry",
        "employees" => "Employees",
        "annual_revenue" => "Annual revenue",
        "referred_by" => "Referred by",
        "do_not_call" => "Do not call",
        "do_not_mail" => "Do not e-mail",
        "owner" => "Owner",
        "description" => "Description",
        "merged_into" => "Merged into",
        "distinct_from" => "Not the same as",
        "tags" => "Tags",
        "external_ids" => "Ids in other systems",
        "custom" => "Other fields",
        "position" => "Place in the list",
        "pipeline" => "Pipeline",
        "probability" => "Probability",
        "forecast_category" => "Forecast category",
        "phase" => "Phase",
        "explains" => "Explains",
        "role" => "Role",
        "meta" => "Dates",
        "trashed_at" => "In the Trash since",
        _ => return None,
    })
}

fn account(key: &str) -> Option<&'static str> {
    Some(match key {
        "legal_name" => "Legal name",
        "kind" => "Kind",
        "number" => "Account number",
        "erp_id" => "ERP id",
        "lifecycle" => "Lifecycle",
        "customer_since" => "Customer since",
        "evidence" => "Evidence",
        "relationships" => "Relationships",
        "segment" => "Segment",
        "target" => "Target account",
        "target_tier" => "Target tier",
        "parent" => "Parent account",
        "person_contact" => "Person",
        _ => return None,
    })
}

fn contact(key: &str) -> Option<&'static str> {
    Some(match key {
        "department" => "Department",
        "accounts" => "Accounts",
        "kind" => "Kind",
        "birthday" => "Birthday",
        "reports_to" => "Reports to",
        "qualified" => "Qualified",
        "lawful_basis" => "Lawful basis",
        _ => return None,
    })
}

fn lead(key: &str) -> Option<&'static str> {
    Some(match key {
        "company" => "Company",
        "candidate_account" => "Likely account",
        "source_detail" => "Source detail",
        "channel" => "Channel",
        "rating" => "Rating",
        "status" => "Status",
        "disqualify_reason" => "Reason for disqualifying",
        "qualification" => "Qualification",
        "mql_on" => "MQL since",
        "sql_on" => "SQL since",
        "information_verified" => "Information verified",
        "intent_verified" => "Intent verified",
        "criteria_met" => "Checklist",
        "needs" => "Needs",
        "budget" => "Budget",
        "authority" => "Who decides",
        "timing" => "Timing",
        "estimated_amount" => "Estimated amount",
        "conversion" => "Conversion",
        _ => return None,
    })
}

fn opportunity(key: &str) -> Option<&'static str> {
    Some(match key {
        "account" => "Account",
        "contacts" => "Contacts",
        "amount" => "Amount",
        "stage" => "Stage",
        "probability_origin" => "Origin of the probability",
        "expected_close" => "Expected close",
        "close_date_slips" => "Times put off",
        "closed_on" => "Closed on",
        "next_step" => "Next step",
        "kind" => "Type",
        "competitors" => "Competitors",
        "reason" => "Reason",
        "reason_note" => "What went right or wrong",
        "stage_history" => "Stage history",
        "origin_lead" => "From lead",
        _ => return None,
    })
}

fn activity(key: &str) -> Option<&'static str> {
    Some(match key {
        "kind" => "Kind",
        "subject" | "title" => "Subject",
        "body" => "Text",
        "direction" => "Direction",
        "outcome" => "Outcome",
        "at" => "When",
        "due" => "Due",
        "remind" => "Reminder",
        "repeats" => "Repeats",
        "repeats_since" => "Repeats since",
        "done_at" => "Done",
        "duration_minutes" => "Minutes",
        "priority" => "Priority",
        "links" => "About",
        _ => return None,
    })
}

fn stage(key: &str) -> Option<&'static str> {
    (key == "kind").then_some("A deal here is")
}

fn saved_view(key: &str) -> Option<&'static str> {
    Some(match key {
        "list" => "List",
        "filter" => "Filter",
        "sort" => "Sorted by",
        "columns" => "Columns",
        "group" => "Grouped by",
        "pinned" => "Has a tab",
        "opens_first" => "The list opens with it",
        _ => return None,
    })
}

fn settings(key: &str) -> Option<&'static str> {
    Some(match key {
        "currency" => "Currency",
        "fiscal_year_start" => "First month of the fiscal year",
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
