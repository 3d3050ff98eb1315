//! Which element shows which row: arithmetic only. Elements are made once and show other
//! rows as the list scrolls, so that scrolling makes nothing and throws nothing away.

use super::rows::{Row, Rows};

/// A row at its place.
pub(super) type Placed = (usize, Row);

/// Gives the wanted rows to elements. What an element shows already stays with it, so a row
/// that only moves keeps its element, and the focus in it; the others take free elements,
/// and new ones where there are not enough.
pub(super) fn assign(held: &[Option<Placed>], wanted: &[Placed]) -> Vec<Option<Placed>> {
    let mut slots: Vec<Option<Placed>> = Vec::with_capacity(held.len().max(wanted.len()));
    let mut taken = vec![false; wanted.len()];
    for before in held {
        let same = before.and_then(|(_, row)| wanted.iter().position(|(_, other)| *other == row));
        let found = same.filter(|at| taken.get(*at) == Some(&false));
        if let Some(flag) = found.and_then(|at| taken.get_mut(at)) {
            *flag = true;
        }
        slots.push(found.and_then(|at| wanted.get(at).copied()));
    }
    let mut others = wanted.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(placed, _)| *placed);
    for slot in slots.iter_mut().filter(|slot| slot.is_none()) {
        *slot = others.next();
    }
    slots.extend(others.map(Some));
    slots
}

/// Where a row is now that was last seen at `index`; the nearest place if it is gone.
pub(super) fn place_of(rows: &Rows, row: Option<Row>, index: usize) -> usize {
    let last = rows.len().saturating_sub(1);
    match row {
        Some(row) if rows.get(index) != Some(row) => rows.position(row).unwrap_or(index).min(last),
        _ => index.min(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn row(number: u128) -> Row {
        Row::Record(Uuid::from_u128(number))
    }

    fn placed(numbers: std::ops::Range<u128>) -> Vec<Placed> {
        (0..).zip(numbers).map(|(index, number)| (index, row(number))).collect()
    }

    #[test]
    fn rows_that_stay_in_view_keep_their_elements() {
        let held = assign(&[], &placed(0..4));
        let wanted: Vec<Placed> = [(1, row(1)), (2, row(2)), (3, row(3)), (4, row(9))].to_vec();
        let next = assign(&held, &wanted);
        assert_eq!(next, [Some((4, row(9))), Some((1, row(1))), Some((2, row(2))), Some((3, row(3)))]);
    }

    #[test]
    fn a_row_that_moves_takes_its_element_along() {
        let held = assign(&[], &placed(0..3));
        let sorted = [(0, row(2)), (1, row(0)), (2, row(1))];
        assert_eq!(assign(&held, &sorted), [Some((1, row(0))), Some((2, row(1))), Some((0, row(2)))]);
    }

    #[test]
    fn elements_without_a_row_wait_and_are_used_again() {
        let held = assign(&[], &placed(0..3));
        let fewer = assign(&held, &placed(0..1));
        assert_eq!(fewer, [Some((0, row(0))), None, None]);
        assert_eq!(assign(&fewer, &placed(0..5)).len(), 5);
    }

    #[test]
    fn a_row_is_found_again_wherever_it_went_and_its_place_is_kept_when_it_is_gone() {
        let rows: Rows = [1, 2, 3].map(Uuid::from_u128).into_iter().collect();
        assert_eq!(place_of(&rows, Some(row(1)), 0), 0);
        assert_eq!(place_of(&rows, Some(row(3)), 0), 2);
        assert_eq!(place_of(&rows, Some(row(7)), 1), 1);
        assert_eq!(place_of(&rows, Some(row(7)), 9), 2);
        assert_eq!(place_of(&Rows::default(), Some(row(1)), 4), 0);
    }
}
