//! Putting things in order by one routine. The standard library's stable sort
//! comes anew with every type and every comparison that it is given, and each
//! time weighs four kilobytes in the page: a third of a megabyte before this.
//! Here places are sorted instead of things, by a comparison behind a pointer,
//! and the things are then moved once.

use std::cmp::Ordering;

/// Slices that are put in order; things that compare as equal keep theirs.
pub trait InOrder<T> {
    /// Puts them in the order of a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Puts them in the order of a key, which is asked for at every comparison.
    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|one, other| key(one).cmp(&key(other)));
    }

    /// Puts them in the order of a key that takes work: it is asked for once.
    fn order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> InOrder<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let places = sorted_places(self.len(), &mut |one, other| match (self.get(one), self.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        });
        follow(places, &mut |one, other| self.swap(one, other));
    }

    fn order_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        let places = sorted_places(self.len(), &mut |one, other| keys.get(one).cmp(&keys.get(other)));
        follow(places, &mut |one, other| self.swap(one, other));
    }
}

/// Iterators whose items go into an ordered map or set one by one: `collect`
/// would sort them first, with a routine of its own for every iterator.
pub trait Gathered: Iterator + Sized {
    /// All items in one collection.
    fn gathered<C: Default + Extend<Self::Item>>(self) -> C {
        let mut all = C::default();
        all.extend(self);
        all
    }
}

impl<I: Iterator> Gathered for I {}

/// The places of `count` things in their order.
fn sorted_places(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

/// Moves things to where `places` has them, by exchanging two at a time, each
/// place once.
fn follow(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut here = start;
        while let Some(from) = places.get_mut(here).map(|from| std::mem::replace(from, here)) {
            if from == start {
                break;
            }
            swap(here, from);
            here = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_ordered_as_the_standard_library_orders_them() {
        let mut seed = 7_u64;
        for count in 0..200_usize {
            let mut things: Vec<(u64, usize)> = Vec::new();
            for at in 0..count {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                things.push((seed >> 33 & 15, at));
            }
            let mut expected = things.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut by_key = things.clone();
            by_key.order_by_key(|(key, _)| *key);
            assert_eq!(by_key, expected, "{count} things, equal ones as they stood");
            let mut by_cached = things.clone();
            by_cached.order_by_cached_key(|(key, _)| key.to_string());
            expected.sort_by_key(|(key, _)| key.to_string());
            assert_eq!(by_cached, expected, "{count} things by a key that takes work");
        }
    }

    #[test]
    fn what_is_in_order_stays() {
        let mut names = vec!["Acme", "Bolt", "Bolt", "Cobalt"];
        names.order_by(Ord::cmp);
        assert_eq!(names, ["Acme", "Bolt", "Bolt", "Cobalt"]);
    }
}
