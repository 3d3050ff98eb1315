//! Rows that move: how records that come, change and go shift the places of
//! all others, and how a sorted order follows without being sorted anew.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use uuid::Uuid;

use super::super::super::record::Record;
use super::super::texts::Texts;
use super::super::value::Key;
use super::super::view::Sort;

/// A row that is new or has changed.
const FRESH: u32 = u32::MAX;
/// So many rows are put in place one by one; more in one pass over all.
const FEW: usize = 16;

/// Where each row was before.
#[derive(Debug)]
pub(super) struct Moves {
    /// By the new row: the old one, or [`FRESH`].
    from: Vec<u32>,
    /// By the old row: the new one, or [`FRESH`] where it is gone or has changed.
    to: Vec<u32>,
}

impl Moves {
    /// Puts records that changed in place, in order of their ids; `None` for
    /// those that are gone.
    pub(super) fn of(records: &mut Vec<Record>, changed: impl Iterator<Item = (Uuid, Option<Record>)>) -> Self {
        let old = std::mem::take(records);
        let mut moves = Self { from: Vec::with_capacity(old.len() + 1), to: vec![FRESH; old.len()] };
        records.reserve(old.len() + 1);
        let mut changed = changed.peekable();
        let place = |row: usize| u32::try_from(row).unwrap_or(FRESH);
        for (row, record) in old.into_iter().enumerate() {
            let id = record.uuid();
            let mut stays = true;
            while let Some((changed_id, after)) = changed.next_if(|(changed_id, _)| *changed_id <= id) {
                stays &= changed_id != id;
                if let Some(after) = after {
                    records.push(after);
                    moves.from.push(FRESH);
                }
            }
            if stays {
                if let Some(to) = moves.to.get_mut(row) {
                    *to = place(records.len());
                }
                records.push(record);
                moves.from.push(place(row));
            }
        }
        for after in changed.filter_map(|(_, after)| after) {
            records.push(after);
            moves.from.push(FRESH);
        }
        moves
    }

    /// The rows that are new or have changed.
    fn fresh(&self) -> impl Iterator<Item = usize> {
        self.from.iter().enumerate().filter(|(_, from)| **from == FRESH).map(|(row, _)| row)
    }

    /// True when rows have changed where they stand, and none came or went.
    fn is_in_place(&self) -> bool {
        self.from.len() == self.to.len() && self.from.iter().zip(0..).all(|(from, row)| *from == row || *from == FRESH)
    }

    /// Carries the texts of the first rows over, as many as were read.
    pub(super) fn carry_texts(&self, texts: &mut Texts, fresh: impl Fn(usize) -> String) {
        let read = texts.len();
        let few = self.fresh().take(FEW + 1).count() <= FEW;
        if few && self.is_in_place() {
            self.fresh().filter(|row| *row < read).for_each(|row| texts.set(row, &fresh(row)));
            return;
        }
        let old = std::mem::take(texts);
        *texts = Texts::like(&old);
        for (row, from) in self.from.iter().enumerate() {
            match *from as usize {
                _ if *from == FRESH => texts.push(&fresh(row)),
                before if before < read => texts.push(old.line(before)),
                _ => break,
            }
        }
    }

    /// Carries a value of each row over; fresh rows get theirs worked out.
    pub(super) fn carry<T>(&self, column: &mut Vec<T>, fresh: impl Fn(usize) -> T) {
        if self.is_in_place() {
            for row in self.fresh() {
                if let Some(value) = column.get_mut(row) {
                    *value = fresh(row);
                }
            }
            return;
        }
        let mut old = std::mem::take(column).into_iter().enumerate();
        column.extend(self.from.iter().enumerate().map(|(row, from)| {
            // Rows that stay keep their order.
            let kept = if *from == FRESH { None } else { old.find(|(place, _)| *place == *from as usize) };
            kept.map_or_else(|| fresh(row), |(_, value)| value)
        }));
    }
}

/// The sort keys of what one sorts by, each with its direction.
pub(super) type Columns<'a> = Vec<(&'a [Key], bool)>;

/// The columns of keys for some sorting.
pub(super) fn columns<'a>(keys: &'a BTreeMap<&'static str, Vec<Key>>, sorts: &[Sort]) -> Columns<'a> {
    sorts.iter().filter_map(|sort| Some((keys.get(sort.key)?.as_slice(), sort.descending))).collect()
}

/// The order of two rows; of two that are alike, the newer first.
pub(super) fn compare(columns: &Columns<'_>, a: u32, b: u32) -> Ordering {
    for (keys, descending) in columns {
        if let (Some(first), Some(second)) = (keys.get(a as usize), keys.get(b as usize)) {
            let order = first.order(second, *descending);
            if order != Ordering::Equal {
                return order;
            }
        }
    }
    b.cmp(&a)
}

/// All rows in the order of the columns.
pub(super) fn sorted(rows: usize, columns: &Columns<'_>) -> Vec<u32> {
    let rough = |row: u32| {
        let first = columns.first().and_then(|(keys, descending)| Some((keys.get(row as usize)?, *descending)));
        first.map_or(0, |(key, descending)| key.rough(descending))
    };
    let mut rows: Vec<(u64, u32)> = (0..).take(rows).map(|row| (rough(row), row)).collect();
    rows.sort_unstable_by(|(a, row), (b, other)| a.cmp(b).then_with(|| compare(columns, *row, *other)));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The order by one column the other way round: of rows that are alike the newer come first
/// both ways, and what is empty comes last.
pub(super) fn turned(order: &[u32], keys: &[Key]) -> Vec<u32> {
    let key = |row: &u32| keys.get(*row as usize);
    let (filled, empty) = order.split_at(order.partition_point(|row| key(row) != Some(&Key::Nothing)));
    let runs = filled.chunk_by(|one, other| key(one) == key(other)).rev();
    runs.chain([empty]).flatten().copied().collect()
}

/// Brings a sorted order up to date: what only moved stays in its order, and
/// what is fresh is put between.
pub(super) fn merge_order(order: &mut Vec<u32>, moves: &Moves, columns: &Columns<'_>) {
    let old = std::mem::take(order);
    let stayed = old.into_iter().filter_map(|row| moves.to.get(row as usize).copied()).filter(|row| *row != FRESH);
    let mut fresh: Vec<u32> = moves.fresh().filter_map(|row| u32::try_from(row).ok()).collect();
    if fresh.len() <= FEW {
        order.extend(stayed);
        for row in fresh {
            let place = order.partition_point(|known| compare(columns, *known, row) == Ordering::Less);
            order.insert(place, row);
        }
        return;
    }
    fresh.sort_unstable_by(|a, b| compare(columns, *a, *b));
    let mut fresh = fresh.into_iter().peekable();
    order.reserve(moves.from.len());
    for row in stayed {
        while let Some(before) = fresh.next_if(|candidate| compare(columns, *candidate, row) == Ordering::Less) {
            order.push(before);
        }
        order.push(row);
    }
    order.extend(fresh);
}
