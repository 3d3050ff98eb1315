//! How often each entry of an editable list is used, so that one sees what
//! renaming or deleting it means.

use std::collections::HashMap;

use uuid::Uuid;

use crate::domain::id::Id;
use crate::domain::record::{Collection, Record};
use crate::domain::workspace::Workspace;

/// For each entry of a list, how many records that are not in the Trash use it.
pub(super) fn count(workspace: &Workspace, list: Collection) -> HashMap<Uuid, usize> {
    let mut counts = HashMap::new();
    let mut ids = Vec::new();
    let users = Collection::MAIN.into_iter().flat_map(|collection| workspace.records(collection));
    for record in users.filter(|record| record.is_live()) {
        collect(record, list, &mut ids);
        for id in ids.drain(..) {
            *counts.entry(id).or_insert(0) += 1;
        }
    }
    counts
}

/// The entries of a list that a record uses.
fn collect(record: &Record, list: Collection, ids: &mut Vec<Uuid>) {
    match record {
        Record::Account(account) => match list {
            Collection::Segment => one(account.segment, ids),
            Collection::Relationship => many(&account.relationships, ids),
            Collection::Source => one(account.source, ids),
            Collection::Campaign => one(account.campaign, ids),
            Collection::Profile => one(account.owner, ids),
            Collection::Tag => many(&account.tags, ids),
            _ => {}
        },
        Record::Contact(contact) => match list {
            Collection::Profile => one(contact.owner, ids),
            Collection::Tag => many(&contact.tags, ids),
            _ => {}
        },
        Record::Lead(lead) => match list {
            Collection::LeadStatus => one(lead.status, ids),
            Collection::Source => one(lead.source, ids),
            Collection::Campaign => one(lead.campaign, ids),
            Collection::Reason => one(lead.disqualify_reason, ids),
            Collection::Criterion => many(&lead.criteria_met, ids),
            Collection::Profile => one(lead.owner, ids),
            Collection::Tag => many(&lead.tags, ids),
            _ => {}
        },
        Record::Opportunity(deal) => match list {
            Collection::Pipeline => one(deal.pipeline, ids),
            Collection::Stage => one(deal.stage, ids),
            Collection::Source => one(deal.source, ids),
            Collection::Campaign => one(deal.campaign, ids),
            Collection::Reason => one(deal.reason, ids),
            Collection::Profile => one(deal.owner, ids),
            Collection::Tag => many(&deal.tags, ids),
            _ => {}
        },
        Record::Activity(activity) => match list {
            Collection::Profile => one(activity.owner, ids),
            Collection::Tag => many(&activity.tags, ids),
            _ => {}
        },
        _ => {}
    }
}

fn one<T>(id: Option<Id<T>>, ids: &mut Vec<Uuid>) {
    ids.extend(id.map(Id::uuid));
}

fn many<T>(list: &[Id<T>], ids: &mut Vec<Uuid>) {
    ids.extend(list.iter().map(|id| id.uuid()));
}
