//! Recognising a file by its whole header: which system wrote it, what its
//! rows are, and what each column becomes.

use super::mapping::{Column, Part, Target};
use super::names::{self, squeeze};
use super::table::Table;
use super::write;
use crate::domain::record::Collection;

/// Who wrote a file, as far as its header tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Preset {
    /// Our own export.
    Relata,
    /// Salesforce by field names: Data Loader, weekly export.
    Salesforce,
    /// Salesforce by labels: reports and list views.
    SalesforceReport,
    HubSpot,
    Zoho,
    Pipedrive,
    Outlook,
    Google,
    LinkedIn,
    AtomicCrm,
    /// Plain words.
    Plain,
}

impl Preset {
    /// The name under which the system's ids are kept; `None` where ids mean
    /// nothing outside the file.
    pub fn system(self) -> Option<&'static str> {
        match self {
            Self::Salesforce | Self::SalesforceReport => Some("salesforce"),
            Self::HubSpot => Some("hubspot"),
            Self::Zoho => Some("zoho"),
            Self::Pipedrive => Some("pipedrive"),
            Self::AtomicCrm => Some("atomic-crm"),
            Self::Relata | Self::Outlook | Self::Google | Self::LinkedIn | Self::Plain => None,
        }
    }
}

impl Preset {
    /// The name under which ids of such a file are kept.
    pub(super) fn system_or_csv(self) -> &'static str {
        self.system().unwrap_or("csv")
    }
}

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Records of a collection.
    Of(Collection),
    /// Something for which there is no collection yet: its name in the file's system.
    Other(&'static str),
    /// Nothing that can be told.
    Unknown,
}

/// Says who wrote a table.
pub(super) fn preset(header: &[String]) -> Preset {
    let has = |name: &str| header.iter().any(|column| column == name);
    let squeezed: Vec<String> = header.iter().map(|column| squeeze(column)).collect();
    let any = |names: &[&str]| squeezed.iter().any(|column| names.contains(&column.as_str()));
    let starts = |start: &str| header.iter().any(|column| column.starts_with(start));
    let glued = ["FirstName", "LastName", "MobilePhone", "MailingStreet", "MailingCity", "LeadSource", "StageName"];
    if has("id") && has("created_at") && has("updated_at") && has("trashed_at") {
        Preset::Relata
    } else if any(&["systemmodstamp", "createdbyid", "lastmodifiedbyid", "isdeleted", "masterrecordid"])
        || glued.iter().filter(|name| has(name)).count() > 1
    {
        Preset::Salesforce
    } else if has("Record Id") || has("Account Name.id") {
        Preset::Zoho
    } else if any(&["recordid", "idderegistro"]) {
        Preset::HubSpot
    } else if ["Person - ", "Deal - ", "Organization - ", "Lead - "].into_iter().any(starts) {
        Preset::Pipedrive
    } else if has("Account Owner")
        || any(&[
            "companyaccount",
            "mailingstateprovince",
            "mailingzippostalcode",
            "billingstateprovince",
            "fiscalperiod",
        ])
        || any(&["opportunityowner", "leadowner"])
    {
        Preset::SalesforceReport
    } else if any(&["email1value", "organization1name", "filed as"]) {
        Preset::Google
    } else if has("E-mail Address") && (any(&["businessphone", "emaildisplayname"])) {
        Preset::Outlook
    } else if any(&["connectedon"]) {
        Preset::LinkedIn
    } else if has("first_name") && has("email_work") {
        Preset::AtomicCrm
    } else {
        Preset::Plain
    }
}

/// Says what the rows of a table are.
pub(super) fn rows(table: &Table, preset: Preset) -> Rows {
    if let Some(rows) = rows_by_id(table, preset) {
        return rows;
    }
    let squeezed: Vec<String> = table.header.iter().map(|column| squeeze(column)).collect();
    let has = |name: &str| squeezed.iter().any(|column| column == name);
    let other = OTHERS.iter().find(|(names, _)| names.iter().all(|name| has(name)));
    match (other, preset) {
        (_, Preset::Relata) => return own(table).map_or(Rows::Unknown, Rows::Of),
        (_, Preset::Pipedrive) => return rows_by_entity(table),
        (Some((_, what)), _) => return Rows::Other(what),
        (None, Preset::Google | Preset::Outlook | Preset::LinkedIn | Preset::AtomicCrm) => {
            return Rows::Of(Collection::Contact);
        }
        (None, _) => {}
    }
    let score = |collection: Collection| -> usize {
        let known = table.header.iter().filter(|column| names::target(collection, column).is_some()).count();
        let names = if is_named(table, collection) { 10 } else { 0 };
        let typical = typical(collection).iter().filter(|name| has(name)).count() * 20;
        let told = if tells(&table.name, collection) { 15 } else { 0 };
        // A name and an amount of anything are not yet a deal.
        let nothing_typical = typical == 0 && matches!(collection, Collection::Opportunity | Collection::Activity);
        if known == 0 || names == 0 || nothing_typical { 0 } else { known + names + typical + told }
    };
    // The last of equal scores wins.
    let candidates =
        [Collection::Activity, Collection::Account, Collection::Lead, Collection::Opportunity, Collection::Contact];
    let best = candidates.into_iter().max_by_key(|collection| score(*collection));
    best.filter(|collection| score(*collection) > 0).map_or(Rows::Unknown, Rows::Of)
}

/// Columns that all stand only in exports of what has no place yet.
const OTHERS: [(&[&str], &str); 9] = [
    (&["casenumber"], "Case"),
    (&["campaignid", "hasresponded"], "CampaignMember"),
    (&["numberofleads", "numberofresponses"], "Campaign"),
    (&["accountid", "contactid", "isdirect"], "AccountContactRelation"),
    (&["noteid", "parentid"], "Note"),
    (&["name", "price"], "Product"),
    (&["productname"], "Product"),
    (&["productcode"], "Product"),
    (&["ticketname"], "Ticket"),
];

/// Pipedrive's columns say what they are of; the entity with most of them it is.
fn rows_by_entity(table: &Table) -> Rows {
    let entities = [
        ("Activity - ", Collection::Activity),
        ("Organization - ", Collection::Account),
        ("Lead - ", Collection::Lead),
        ("Deal - ", Collection::Opportunity),
        ("Person - ", Collection::Contact),
    ];
    let count = |start: &str| table.header.iter().filter(|column| column.starts_with(start)).count();
    // The last of equal counts wins.
    let best = entities.into_iter().max_by_key(|(start, _)| count(start));
    best.map_or(Rows::Unknown, |(_, collection)| Rows::Of(collection))
}

/// Salesforce's ids begin with what the record is.
fn rows_by_id(table: &Table, preset: Preset) -> Option<Rows> {
    if preset != Preset::Salesforce {
        return None;
    }
    let column = table.header.iter().position(|column| squeeze(column) == "id")?;
    let id = table.rows.first()?.cell(column);
    if !matches!(id.len(), 15 | 18) {
        return None;
    }
    Some(match id.get(..3)? {
        "001" => Rows::Of(Collection::Account),
        "003" => Rows::Of(Collection::Contact),
        "00Q" => Rows::Of(Collection::Lead),
        "006" => Rows::Of(Collection::Opportunity),
        "00T" => Rows::Of(Collection::Activity),
        "500" => Rows::Other("Case"),
        "701" => Rows::Other("Campaign"),
        "00v" => Rows::Other("CampaignMember"),
        "01t" => Rows::Other("Product2"),
        "005" => Rows::Other("User"),
        "00U" => Rows::Other("Event"),
        _ => return None,
    })
}

/// The collection of our own export: the one whose fields the header has most of.
fn own(table: &Table) -> Option<Collection> {
    let score = |collection: &Collection| {
        let has = |key: &str| {
            let below = format!("{key}.");
            table.header.iter().any(|column| column == key || column.starts_with(&below))
        };
        let fields = collection.fields();
        let known = fields.iter().filter(|field| has(field.key)).count();
        // What is written only where it is needed is missed by nobody.
        let missed = fields.iter().filter(|field| !write::is_as_needed(field.kind) && !has(field.key)).count();
        let told = usize::from(tells(&table.name, *collection));
        (known * 1_000 / (known + missed).max(1), told, known)
    };
    Collection::ALL.iter().copied().max_by_key(score)
}

/// True where the header has something that a record of the collection is called by.
fn is_named(table: &Table, collection: Collection) -> bool {
    let naming = |target: Target| match target {
        Target::Field(key) => matches!(key, "name" | "first_name" | "last_name" | "company" | "subject"),
        Target::FullName => true,
        Target::Listed(field, _) => field == "emails" && collection == Collection::Contact,
        _ => false,
    };
    table.header.iter().any(|column| names::target(collection, column).is_some_and(naming))
}

/// Columns that hardly any other collection has.
fn typical(collection: Collection) -> &'static [&'static str] {
    match collection {
        Collection::Account => {
            &["billingcity", "billingstreet", "numberofemployees", "accounttype", "companydomainname"]
        }
        Collection::Contact => {
            &["mailingcity", "mailingstreet", "birthdate", "birthday", "reportstoid", "department", "contactowner"]
        }
        Collection::Lead => &["leadstatus", "rating", "isconverted", "leadowner", "companyaccount", "leadid"],
        Collection::Opportunity => &[
            "stagename",
            "stage",
            "dealstage",
            "closedate",
            "closingdate",
            "dealname",
            "opportunityname",
            "probability",
            "amount",
        ],
        Collection::Activity => &["activitydate", "duedate", "whoid", "tasksubtype", "subject"],
        _ => &[],
    }
}

fn tells(name: &str, collection: Collection) -> bool {
    let name = name.to_lowercase();
    let words: &[&str] = match collection {
        Collection::Account => &["account", "compan", "organi"],
        Collection::Contact => &["contact", "people", "person", "connections"],
        Collection::Lead => &["lead"],
        Collection::Opportunity => &["opportunit", "deal", "oppty"],
        Collection::Activity => &["task", "activit"],
        other => return name.contains(other.plural()),
    };
    words.iter().any(|word| name.contains(word))
}

/// What each column becomes.
pub(super) fn columns(table: &Table, preset: Preset, collection: Option<Collection>) -> Vec<Column> {
    let has_status = collection == Some(Collection::Lead);
    let birth_in_parts = table.header.iter().any(|column| squeeze(column) == "birthyear");
    let statuses = table.header.iter().any(|column| squeeze(column) == "leadstatus");
    let mut columns: Vec<Column> = Vec::new();
    for header in &table.header {
        let known = collection.and_then(|collection| names::target(collection, header));
        let target = match (preset, known) {
            (Preset::Relata, _) => Target::Exact,
            // HubSpot and others have both a status of the lead and one of the record.
            (_, Some(Target::Field("status"))) if has_status && statuses && squeeze(header) == "status" => {
                Target::Custom
            }
            (Preset::Outlook, Some(Target::Field("job_title"))) if header == "Title" => Target::Field("salutation"),
            // Thunderbird has day, month and year of birth apart.
            (_, Some(Target::Field("birthday"))) if birth_in_parts => Target::Custom,
            (_, Some(Target::ExternalId)) if preset.system().is_none() => Target::Custom,
            (_, Some(target)) => target,
            (_, None) => Target::Custom,
        };
        columns.push(Column { header: header.clone(), target });
    }
    settle_whole_addresses(&mut columns);
    columns
}

/// An "Address" column is the street where no column says so itself.
fn settle_whole_addresses(columns: &mut [Column]) {
    let streets: Vec<&str> = columns
        .iter()
        .filter_map(|column| match column.target {
            Target::Address(kind, Part::Street) => Some(kind),
            _ => None,
        })
        .collect();
    for column in columns.iter_mut() {
        match column.target {
            Target::Address(kind, Part::Whole) if !streets.contains(&kind) => {
                column.target = Target::Address(kind, Part::Street);
            }
            _ => {}
        }
    }
}
