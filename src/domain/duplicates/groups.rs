//! Pairs that hang together become groups (D7).

use std::collections::BTreeMap;

use super::{Group, Pair};
use crate::domain::order::InOrder;
use crate::domain::record::RecordRef;

/// The groups, the likeliest first.
pub(super) fn grouped(mut pairs: Vec<Pair>) -> Vec<Group> {
    let mut above: BTreeMap<RecordRef, RecordRef> = BTreeMap::new();
    for pair in &pairs {
        let (one, other) = (top(&mut above, pair.one), top(&mut above, pair.other));
        if one != other {
            above.insert(one.max(other), one.min(other));
        }
    }
    pairs.order_by_key(|pair| (std::cmp::Reverse(pair.score), pair.one, pair.other));
    let mut groups: BTreeMap<RecordRef, Group> = BTreeMap::new();
    for pair in pairs {
        let of = top(&mut above, pair.one);
        let group = groups.entry(of).or_insert_with(|| Group { records: Vec::new(), pairs: Vec::new() });
        group.records.extend([pair.one, pair.other]);
        group.pairs.push(pair);
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        group.records.sort_unstable();
        group.records.dedup();
    }
    groups.order_by_key(|group| (std::cmp::Reverse(group.score()), group.records.first().copied()));
    groups
}

/// The first of those that a record hangs together with.
fn top(above: &mut BTreeMap<RecordRef, RecordRef>, record: RecordRef) -> RecordRef {
    let mut top = record;
    while let Some(next) = above.get(&top) {
        top = *next;
    }
    // The next one who asks has it shorter.
    let mut at = record;
    while let Some(next) = above.get(&at).copied().filter(|next| *next != top) {
        above.insert(at, top);
        at = next;
    }
    top
}
