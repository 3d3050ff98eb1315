//! What a press on a heading makes of the order.

/// What a grid is sorted by, the first first: keys of columns, and whether descending.
pub type Sorting = Vec<(String, bool)>;

/// The order after a heading was pressed. Alone, the column takes the place of all others,
/// and turns round when it was the first already. Added, it goes behind the others, turns
/// round the second time, and goes the third.
pub(super) fn pressed(mut sorting: Sorting, key: &str, add: bool) -> Sorting {
    let at = sorting.iter().position(|(sorted, _)| sorted == key);
    if !add {
        let turned = at == Some(0) && sorting.first().is_some_and(|(_, descending)| !descending);
        return vec![(key.to_owned(), turned)];
    }
    match at.and_then(|at| sorting.get_mut(at)) {
        None => sorting.push((key.to_owned(), false)),
        Some((_, descending)) if !*descending => *descending = true,
        Some(_) => sorting.retain(|(sorted, _)| sorted != key),
    }
    sorting
}

/// The order when a direction was chosen: in its place if the column is sorted by, else alone.
pub(super) fn directed(mut sorting: Sorting, key: &str, descending: bool) -> Sorting {
    match sorting.iter_mut().find(|(sorted, _)| sorted == key) {
        Some(found) => found.1 = descending,
        None => sorting = vec![(key.to_owned(), descending)],
    }
    sorting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(keys: &[(&str, bool)]) -> Sorting {
        keys.iter().map(|(key, descending)| ((*key).to_owned(), *descending)).collect()
    }

    #[test]
    fn a_press_sorts_by_one_column_and_the_next_turns_it_round() {
        let once = pressed(by(&[("amount", true), ("stage", false)]), "stage", false);
        assert_eq!(once, by(&[("stage", false)]));
        let twice = pressed(once, "stage", false);
        assert_eq!(twice, by(&[("stage", true)]));
        assert_eq!(pressed(twice, "stage", false), by(&[("stage", false)]));
    }

    #[test]
    fn shift_adds_a_column_turns_it_round_and_takes_it_out() {
        let added = pressed(by(&[("stage", false)]), "amount", true);
        assert_eq!(added, by(&[("stage", false), ("amount", false)]));
        let turned = pressed(added, "amount", true);
        assert_eq!(turned, by(&[("stage", false), ("amount", true)]));
        assert_eq!(pressed(turned, "amount", true), by(&[("stage", false)]));
        assert_eq!(pressed(Sorting::new(), "stage", true), by(&[("stage", false)]));
    }

    #[test]
    fn a_direction_is_chosen_in_place() {
        let both = by(&[("stage", false), ("amount", false)]);
        assert_eq!(directed(both.clone(), "amount", true), by(&[("stage", false), ("amount", true)]));
        assert_eq!(directed(both, "owner", true), by(&[("owner", true)]));
    }
}
