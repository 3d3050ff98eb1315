//! Words and links of a row, once every row of every file is known.

use serde_json::{Value, json};
use uuid::Uuid;

use super::batch::{Batch, StageHint};
use super::candidate::{Candidate, Link, LinkTo, Word};
use super::names::squeeze;
use super::report::ProblemKind;
use super::words::{self, Becomes, Words};
use crate::domain::field::{Field, Kind};
use crate::domain::pipeline::StageKind;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::validate;

/// Turns the words of a row into options and choices. A word that becomes
/// something of another name stays in `custom` too.
pub(super) fn words(batch: &mut Batch<'_>, chosen: &mut Words<'_>, collection: Collection, candidate: &mut Candidate) {
    for word in std::mem::take(&mut candidate.words) {
        let parts: Vec<String> = if words::takes_many(word.field) {
            let parts = word.text.split([';', ',']).flat_map(|part| part.split(" ::: "));
            parts.map(|part| part.trim().trim_start_matches("* ").to_owned()).filter(|part| !part.is_empty()).collect()
        } else {
            vec![word.text.clone()]
        };
        let mut became = Vec::new();
        let mut renamed = false;
        for part in &parts {
            let becomes = chosen.becomes(batch.workspace, collection, word.field, part);
            let value = value_of(batch, candidate, word.field, part, &becomes);
            renamed |= value.as_ref().is_none_or(|(_, name)| squeeze(name) != squeeze(part));
            became.extend(value.map(|(value, _)| value));
        }
        put_word(candidate, &word, became, renamed);
    }
}

fn put_word(candidate: &mut Candidate, word: &Word, became: Vec<Value>, renamed: bool) {
    let Some(first) = became.first().cloned() else { return candidate.keep(&word.header, &word.text) };
    let many = matches!(word.field.kind, Kind::References(_));
    let value = if many { Value::Array(became) } else { first };
    match candidate.fields.get(word.field.key) {
        Some(present) if *present != value => return candidate.keep(&word.header, &word.text),
        Some(_) => candidate.cells.repeated += 1,
        None => {
            candidate.cells.in_fields += 1;
            candidate.fields.insert(word.field.key, value);
            candidate.headers.insert(word.field.key, (word.header.clone(), word.text.clone()));
        }
    }
    if renamed {
        candidate.custom.insert(word.header.clone(), Value::from(word.text.as_str()));
    }
}

/// The value for a word, and what that is called.
fn value_of(
    batch: &mut Batch<'_>,
    candidate: &Candidate,
    field: &Field,
    word: &str,
    becomes: &Becomes,
) -> Option<(Value, String)> {
    match (becomes, field.kind) {
        (Becomes::Word(choice), _) => Some((Value::from(*choice), (*choice).to_owned())),
        (Becomes::Existing(id), Kind::Reference(list) | Kind::References(list)) => {
            let name = batch.draft.find(RecordRef { collection: list, id: *id }).map(Record::title)?;
            Some((json!(id), name))
        }
        (Becomes::New(name), Kind::Reference(list) | Kind::References(list)) => {
            let name = if name.trim().is_empty() { word } else { name.trim() };
            let id = batch.option(list, name, hint(candidate))?;
            Some((json!(id), name.to_owned()))
        }
        _ => None,
    }
}

fn hint(candidate: &Candidate) -> StageHint {
    let kind = match (candidate.won, candidate.closed) {
        (Some(true), _) => StageKind::Won,
        (_, Some(true)) => StageKind::Lost,
        _ => StageKind::Open,
    };
    let probability = candidate.fields.get("probability").and_then(Value::as_u64);
    StageHint { kind, probability: probability.and_then(|percent| u8::try_from(percent).ok()) }
}

/// Turns the links of a row into references. One that leads nowhere stays in
/// `custom` and is told.
pub(super) fn links(
    batch: &mut Batch<'_>,
    collection: Collection,
    system: &str,
    make_accounts: bool,
    candidate: &mut Candidate,
) {
    let (by_id, by_name): (Vec<Link>, Vec<Link>) =
        std::mem::take(&mut candidate.links).into_iter().partition(|link| link.by_id);
    for link in by_id {
        link_by_id(batch, system, candidate, &link);
    }
    for link in by_name {
        link_by_name(batch, collection, make_accounts, candidate, &link);
    }
    if collection == Collection::Lead {
        company_of_lead(batch, system, candidate);
    }
}

/// The collections that a link may lead to.
fn targets(to: LinkTo) -> &'static [Collection] {
    match to {
        LinkTo::Converted(Collection::Account) => &[Collection::Account],
        LinkTo::Converted(Collection::Contact)
        | LinkTo::Field("contacts" | "reports_to" | "referred_by" | "person_contact") => &[Collection::Contact],
        LinkTo::Converted(_) => &[Collection::Opportunity],
        LinkTo::Field("links") => {
            &[Collection::Contact, Collection::Lead, Collection::Account, Collection::Opportunity]
        }
        LinkTo::Field("origin_lead") => &[Collection::Lead],
        LinkTo::Field(_) => &[Collection::Account],
    }
}

fn link_by_id(batch: &Batch<'_>, system: &str, candidate: &mut Candidate, link: &Link) {
    let targets = targets(link.to);
    // Some systems name several, joined by semicolons.
    let ids: Vec<&str> = link.text.split(';').map(str::trim).filter(|id| !id.is_empty()).collect();
    let find = |id: &str| {
        let in_targets = |target: &Collection| Some((*target, batch.by_external_id(*target, system, id)?));
        targets.iter().find_map(in_targets)
    };
    let found: Option<Vec<(Collection, Uuid)>> = ids.into_iter().map(find).collect();
    match found {
        Some(found) if !found.is_empty() => {
            for (target, id) in found {
                connect(candidate, link, target, id);
            }
            candidate.cells.in_fields += 1;
        }
        _ => {
            candidate.keep(&link.header, &link.text);
            candidate.tell(&link.header, &link.text, ProblemKind::PointsNowhere);
        }
    }
}

fn link_by_name(
    batch: &mut Batch<'_>,
    collection: Collection,
    make_accounts: bool,
    candidate: &mut Candidate,
    link: &Link,
) {
    let target = targets(link.to).first().copied().unwrap_or(Collection::Account);
    let found = batch.by_name(target, &link.text).to_vec();
    if let LinkTo::Field(key) = link.to
        && let Some(present) = candidate.fields.get(key)
        && found.iter().any(|id| mentions(present, *id))
    {
        candidate.cells.repeated += 1;
        return;
    }
    let taken = matches!(link.to, LinkTo::Field(key) if candidate.fields.contains_key(key));
    let problem = match found.as_slice() {
        _ if taken => None,
        [id] => {
            connect(candidate, link, target, *id);
            candidate.cells.in_fields += 1;
            return;
        }
        [] if target == Collection::Account && make_accounts && collection != Collection::Account => {
            let id = batch.make_account(&link.text);
            connect(candidate, link, target, id);
            candidate.cells.in_fields += 1;
            return;
        }
        [] => Some(ProblemKind::NoneOfThatName),
        _ => Some(ProblemKind::SeveralOfThatName),
    };
    candidate.keep(&link.header, &link.text);
    if let Some(problem) = problem {
        candidate.tell(&link.header, &link.text, problem);
    }
}

fn mentions(value: &Value, id: Uuid) -> bool {
    match value {
        Value::String(text) => text.parse() == Ok(id),
        Value::Array(items) => items.iter().any(|item| mentions(item, id)),
        Value::Object(map) => map.values().any(|item| mentions(item, id)),
        _ => false,
    }
}

fn connect(candidate: &mut Candidate, link: &Link, target: Collection, id: Uuid) {
    let key = match link.to {
        LinkTo::Converted(to) => {
            candidate.became.push((to, id));
            return;
        }
        LinkTo::Field(key) => key,
    };
    candidate.headers.entry(key).or_insert_with(|| (link.header.clone(), link.text.clone()));
    let row = match key {
        "accounts" => json!({ "account": id, "primary": false, "active": true }),
        "contacts" => json!({ "contact": id, "primary": false }),
        "links" => json!(RecordRef { collection: target, id }),
        _ => {
            candidate.fields.insert(key, json!(id));
            return;
        }
    };
    let list = candidate.fields.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    if let Some(rows) = list.as_array_mut()
        && !rows.iter().any(|there| mentions(there, id))
    {
        rows.push(row);
        if let Some(primary) = rows.first_mut().and_then(|first| first.get_mut("primary")) {
            *primary = Value::Bool(true);
        }
    }
}

/// In `Company` some organisations have the id of an account: the company is
/// then the account's name, and the account the probable one. So it is where
/// exactly one account has that name.
fn company_of_lead(batch: &Batch<'_>, system: &str, candidate: &mut Candidate) {
    let Some(company) = candidate.fields.get("company").and_then(Value::as_str).map(str::to_owned) else { return };
    let by_id = batch.by_external_id(Collection::Account, system, &company);
    if let Some(id) = by_id {
        let name = batch.draft.find(RecordRef { collection: Collection::Account, id }).map(Record::title);
        candidate.fields.insert("company", Value::from(name.unwrap_or(company)));
        candidate.fields.insert("candidate_account", json!(id));
    } else if system == "salesforce" && looks_like_account_id(&company) {
        let (header, text) = candidate.headers.get("company").cloned().unwrap_or(("Company".to_owned(), company));
        if candidate.has_person() {
            candidate.fields.remove("company");
            candidate.custom.insert(header.clone(), Value::from(text.as_str()));
            candidate.cells.in_fields -= 1;
            candidate.cells.in_custom += 1;
        }
        candidate.tell(&header, &text, ProblemKind::PointsNowhere);
    } else if let [id] = batch.by_name(Collection::Account, &company) {
        candidate.fields.entry("candidate_account").or_insert_with(|| json!(id));
    }
}

/// An account's id in Salesforce: `001`, and 15 or 18 letters and digits in all.
fn looks_like_account_id(text: &str) -> bool {
    text.starts_with("001") && matches!(text.len(), 15 | 18) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Takes links out that would make a record belong to itself through others.
pub(super) fn break_circles(batch: &mut Batch<'_>, candidates: &mut [(RecordRef, &mut Candidate)]) {
    for (reference, candidate) in candidates {
        let key = match reference.collection {
            Collection::Account => "parent",
            Collection::Contact => "reports_to",
            _ => continue,
        };
        if !candidate.fields.contains_key(key) || !leads_back(batch, *reference, key) {
            continue;
        }
        let Some(mut record) = batch.draft.find(*reference).cloned() else { continue };
        let (header, text) = candidate.headers.get(key).cloned().unwrap_or_default();
        let mut custom = record.get("custom").unwrap_or_default();
        if let Some(map) = custom.as_object_mut() {
            map.insert(header.clone(), Value::from(text.as_str()));
        }
        if record.set(key, Value::Null).is_ok() && record.set("custom", custom).is_ok() {
            batch.put(record);
            candidate.cells.in_fields -= 1;
            candidate.cells.in_custom += 1;
            candidate.tell(&header, &text, ProblemKind::Unfit(validate::Problem::Circular));
        }
    }
}

fn leads_back(batch: &Batch<'_>, from: RecordRef, key: &str) -> bool {
    let mut next = from;
    for _ in 0..1_000 {
        let above = batch.draft.find(next).and_then(|record| record.get(key)?.as_str()?.parse().ok());
        match above {
            Some(id) if id == from.id => return true,
            Some(id) => next = RecordRef { id, ..from },
            None => return false,
        }
    }
    true
}
