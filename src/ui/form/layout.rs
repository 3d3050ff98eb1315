//! Which fields a form shows, in which order, under which heading. The first
//! group is what is typed in a hurry; the rest waits under "More fields".

use crate::domain::field::Kind;
use crate::domain::record::Collection;

/// Fields that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The heading; empty for the first group of a form.
    pub title: &'static str,
    /// The keys of the fields in order.
    pub keys: &'static [&'static str],
}

const fn group(title: &'static str, keys: &'static [&'static str]) -> Group {
    Group { title, keys }
}

/// The groups of a record type's form, the essential one first.
pub const fn groups(collection: Collection) -> &'static [Group] {
    match collection {
        Collection::Lead => LEAD,
        Collection::Account => ACCOUNT,
        Collection::Contact => CONTACT,
        Collection::Opportunity => OPPORTUNITY,
        Collection::Activity => ACTIVITY,
        Collection::Profile => PROFILE,
        Collection::Stage => STAGE,
        Collection::LeadStatus => LEAD_STATUS,
        Collection::Reason => REASON,
        Collection::Pipeline
        | Collection::Source
        | Collection::Segment
        | Collection::Relationship
        | Collection::Tag
        | Collection::Campaign
        | Collection::Criterion
        | Collection::SavedView => NAMED,
        Collection::Settings => SETTINGS,
    }
}

/// True for a field that people type. The others follow from what they do:
/// from moving a deal, converting a lead, verifying, saying who is a customer.
pub fn is_typed(collection: Collection, key: &str) -> bool {
    groups(collection).iter().any(|group| group.keys.contains(&key))
}

/// True for a field without which the record cannot be saved.
pub fn is_required(collection: Collection, key: &str) -> bool {
    match (collection, key) {
        (Collection::Lead | Collection::Contact | Collection::Activity | Collection::Settings, _) => false,
        (Collection::Opportunity, "stage") | (Collection::Stage, "pipeline") | (_, "name") => true,
        _ => false,
    }
}

/// True for a field that needs the full width of a form.
pub const fn is_wide(kind: Kind) -> bool {
    match kind {
        Kind::LongText | Kind::References(_) | Kind::Addresses | Kind::Structure => true,
        Kind::Text
        | Kind::Emails
        | Kind::Phones
        | Kind::Websites
        | Kind::Number
        | Kind::Percent
        | Kind::Money
        | Kind::Day
        | Kind::Instant
        | Kind::Flag
        | Kind::Choice(_)
        | Kind::Reference(_) => false,
    }
}

const LEAD: &[Group] = &[
    group("", &["first_name", "last_name", "company", "job_title", "emails", "phones", "source", "rating", "status"]),
    group("What they want", &["needs", "estimated_amount", "budget", "authority", "timing", "description"]),
    group("Where it came from", &["source_detail", "campaign", "channel", "referred_by"]),
    group("Qualification", &["qualification", "criteria_met", "disqualify_reason"]),
    group(
        "About the company",
        &["candidate_account", "industry", "employees", "annual_revenue", "websites", "addresses"],
    ),
    group("Handling", &["salutation", "owner", "tags", "do_not_call", "do_not_mail"]),
];

const ACCOUNT: &[Group] = &[
    group("", &["name", "kind", "websites", "phones", "emails", "relationships"]),
    group("About the account", &["industry", "employees", "annual_revenue", "legal_name", "parent", "description"]),
    group("Selling", &["segment", "target", "target_tier", "source", "campaign"]),
    group("Addresses", &["addresses"]),
    group("Handling", &["owner", "tags", "number", "erp_id"]),
];

const CONTACT: &[Group] = &[
    group("", &["first_name", "last_name", "accounts", "emails", "phones", "job_title", "department"]),
    group(
        "About the person",
        &["salutation", "kind", "reports_to", "birthday", "websites", "addresses", "description"],
    ),
    group("Where the person came from", &["source", "campaign", "referred_by"]),
    group("Consent", &["lawful_basis", "do_not_call", "do_not_mail"]),
    group("Handling", &["owner", "tags"]),
];

const OPPORTUNITY: &[Group] = &[
    group("", &["name", "account", "amount", "stage", "expected_close", "probability", "contacts", "next_step"]),
    group("About the deal", &["kind", "forecast_category", "competitors", "description"]),
    group("Where it came from", &["source", "campaign"]),
    group("How it ended", &["reason", "reason_note"]),
    group("Handling", &["owner", "tags"]),
];

const ACTIVITY: &[Group] = &[
    group(
        "",
        &["kind", "subject", "body", "links", "due", "remind", "repeats", "at", "done_at", "direction", "outcome"],
    ),
    group("More", &["duration_minutes", "priority", "owner", "tags"]),
];

const PROFILE: &[Group] = &[group("", &["name", "role", "position"])];

const STAGE: &[Group] = &[group("", &["name", "pipeline", "kind", "probability", "forecast_category", "position"])];

const LEAD_STATUS: &[Group] = &[group("", &["name", "phase", "position"])];

const REASON: &[Group] = &[group("", &["name", "explains", "position"])];

const NAMED: &[Group] = &[group("", &["name", "position"])];

const SETTINGS: &[Group] = &[group("", &["currency", "fiscal_year_start"])];
