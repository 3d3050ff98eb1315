//! From rows to columns: finds out what the values of a column have in common
//! and writes them that way. What has nothing in common is written one by one.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::bytes::put_length;
use super::forms::{DAY, read_day, read_instant, read_uuid};
use super::parts::{Parts, put_text};
use super::plain::put_value;
use super::series::{Base, along, cost_of_bytes, cost_of_series, put_series};
use super::tag;

/// Writes columns. Everything that [`super::gather`] reads it writes in the same order.
#[derive(Debug, Default)]
pub(super) struct Shredder {
    pub parts: Parts,
    /// Set by what is nested too deep to be read again.
    pub too_deep: bool,
}

impl Shredder {
    /// Writes rows as columns.
    pub fn rows(&mut self, rows: &[Map<String, Value>]) {
        put_length(&mut self.parts.shape, rows.len());
        let maps: Vec<&Map<String, Value>> = rows.iter().collect();
        self.objects(&maps, &mut Vec::new(), tag::DEPTH);
    }

    /// Writes rows one by one.
    pub fn plain_rows(&mut self, rows: &[Map<String, Value>]) {
        put_length(&mut self.parts.shape, rows.len());
        let values: Vec<Value> = rows.iter().cloned().map(Value::Object).collect();
        self.plain(&values.iter().collect::<Vec<_>>());
    }

    /// Writes one column. `bases` are the series that stand beside it; those
    /// of its own that others may be told from are added.
    fn column(&mut self, values: &[&Value], bases: &mut Vec<Base>, depth: usize) {
        let nulls = values.iter().filter(|value| value.is_null()).count();
        if nulls == values.len() {
            self.parts.shape.push(tag::NULL);
        } else if depth == 0 {
            self.plain(values);
        } else if nulls > 0 {
            self.optional(values, bases, depth);
        } else if let [first, second, ..] = values
            && is_simple(first)
            && values.iter().all(|value| value == first)
        {
            self.parts.shape.push(tag::SAME);
            self.column(&[second], &mut Vec::new(), depth - 1);
        } else {
            self.alike(values, bases, depth);
        }
    }

    /// Writes a column by the kind that all its values are of.
    fn alike(&mut self, values: &[&Value], bases: &mut Vec<Base>, depth: usize) {
        if let Some(texts) = all(values, Value::as_str) {
            self.texts(&texts, bases);
        } else if let Some(objects) = all(values, Value::as_object) {
            self.objects(&objects, bases, depth);
        } else if let Some(lists) = all(values, Value::as_array) {
            self.lists(&lists, bases, depth);
        } else if let Some(flags) = all(values, Value::as_bool) {
            self.parts.shape.push(tag::FLAGS);
            self.bits(flags.into_iter());
        } else if let Some(numbers) = all(values, Value::as_i64) {
            self.parts.shape.push(tag::WHOLE);
            put_series(&mut self.parts, &numbers, &[]);
        } else if let Some(numbers) = all(values, Value::as_u64) {
            self.parts.shape.push(tag::LARGE);
            let numbers: Vec<i64> = numbers.into_iter().map(u64::cast_signed).collect();
            put_series(&mut self.parts, &numbers, &[]);
        } else if let Some(numbers) = all(values, |value| value.as_f64().filter(|_| value.is_f64())) {
            self.parts.shape.push(tag::FLOATS);
            self.parts.numbers.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        } else {
            self.plain(values);
        }
    }

    fn optional(&mut self, values: &[&Value], bases: &[Base], depth: usize) {
        self.parts.shape.push(tag::OPTIONAL);
        self.bits(values.iter().map(|value| !value.is_null()));
        let (places, there): (Vec<usize>, Vec<&Value>) =
            values.iter().enumerate().filter(|(_, value)| !value.is_null()).map(|(n, value)| (n, *value)).unzip();
        self.column(&there, &mut along(bases, &places), depth - 1);
    }

    fn lists(&mut self, lists: &[&Vec<Value>], bases: &[Base], depth: usize) {
        self.parts.shape.push(tag::LISTS);
        let lengths: Vec<i64> = lists.iter().map(|list| list.len() as i64).collect();
        put_series(&mut self.parts, &lengths, &[]);
        let items: Vec<&Value> = lists.iter().flat_map(|list| list.iter()).collect();
        let places: Vec<usize> =
            lists.iter().enumerate().flat_map(|(n, list)| std::iter::repeat_n(n, list.len())).collect();
        self.column(&items, &mut along(bases, &places), depth - 1);
    }

    fn objects(&mut self, objects: &[&Map<String, Value>], bases: &mut Vec<Base>, depth: usize) {
        let mut members: BTreeMap<&str, (Vec<usize>, Vec<&Value>)> = BTreeMap::new();
        for (n, object) in objects.iter().enumerate() {
            for (key, value) in *object {
                let (places, values) = members.entry(key).or_default();
                places.push(n);
                values.push(value);
            }
        }
        let all: usize = objects.iter().map(|object| object.len()).sum();
        if depth == 0 || members.len() > tag::MEMBERS + all / 8 {
            let values: Vec<Value> = objects.iter().map(|object| Value::Object((*object).clone())).collect();
            return self.plain(&values.iter().collect::<Vec<_>>());
        }
        self.parts.shape.push(tag::OBJECTS);
        put_length(&mut self.parts.shape, members.len());
        for (key, (places, values)) in members {
            put_text(&mut self.parts.shape, key);
            let everywhere = values.len() == objects.len();
            self.parts.shape.push(u8::from(everywhere));
            if everywhere {
                self.column(&values, bases, depth - 1);
            } else {
                let mut next = places.iter().copied().peekable();
                self.bits((0..objects.len()).map(|n| next.next_if_eq(&n).is_some()));
                self.column(&values, &mut along(bases, &places), depth - 1);
            }
        }
    }

    fn plain(&mut self, values: &[&Value]) {
        self.parts.shape.push(tag::PLAIN);
        for value in values {
            self.too_deep |= put_value(&mut self.parts.numbers, value).is_none();
        }
    }

    fn texts(&mut self, texts: &[&str], bases: &mut Vec<Base>) {
        let mut first_places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut distinct = Vec::new();
        let mut places = Vec::with_capacity(texts.len());
        for text in texts {
            let place = *first_places.entry(text).or_insert_with(|| {
                distinct.push(*text);
                distinct.len() - 1
            });
            places.push(place);
        }
        if distinct.len() * 4 > texts.len() * 3 {
            return self.listed_texts(texts, bases);
        }
        let (recent, steps) = shorter_steps(&places);
        self.parts.shape.push(if recent { tag::LISTED_RECENT } else { tag::LISTED });
        put_length(&mut self.parts.shape, distinct.len());
        put_series(&mut self.parts, &steps, &[]);
        self.listed_texts(&distinct, &mut Vec::new());
    }

    /// Texts that are not repeated.
    fn listed_texts(&mut self, texts: &[&str], bases: &mut Vec<Base>) {
        if let Some(uuids) = all(texts, read_uuid) {
            self.uuids(&uuids, bases);
        } else if let Some(millis) = all(texts, read_instant) {
            self.parts.shape.push(tag::INSTANTS);
            put_series(&mut self.parts, &millis, bases);
            super::series::offer(bases, millis);
        } else if let Some(days) = all(texts, read_day) {
            self.parts.shape.push(tag::DAYS);
            put_series(&mut self.parts, &days, &in_days(bases));
        } else if texts.iter().any(|text| text.contains('\0')) {
            self.parts.shape.push(tag::TEXTS_BY_LENGTH);
            let lengths: Vec<i64> = texts.iter().map(|text| text.len() as i64).collect();
            put_series(&mut self.parts, &lengths, &[]);
            self.parts.text.extend(texts.iter().flat_map(|text| text.bytes()));
        } else {
            self.parts.shape.push(tag::TEXTS);
            for text in texts {
                self.parts.text.extend_from_slice(text.as_bytes());
                self.parts.text.push(0);
            }
        }
    }

    /// Ids: the time in front, the version and what follows it, and the rest,
    /// which is random in most.
    fn uuids(&mut self, uuids: &[[u8; 16]], bases: &mut Vec<Base>) {
        self.parts.shape.push(tag::UUIDS);
        let (mut times, mut heads, mut tails) = (Vec::new(), Vec::new(), Vec::with_capacity(uuids.len() * 7));
        for [t1, t2, t3, t4, t5, t6, a, b, c, tail @ ..] in uuids {
            times.push(i64::from_be_bytes([0, 0, *t1, *t2, *t3, *t4, *t5, *t6]));
            heads.push(i64::from(u32::from_be_bytes([0, *a, *b, *c])));
            tails.extend_from_slice(tail);
        }
        put_series(&mut self.parts, &times, bases);
        super::series::offer(bases, times);
        // Where all are of one version and variant, both are left out.
        let marks = heads.first().map_or(0, |head| head & tag::MARKS);
        let marked = heads.iter().all(|head| head & tag::MARKS == marks);
        self.parts.shape.push(u8::from(marked));
        if marked {
            self.parts.shape.extend_from_slice(&marks.to_le_bytes());
            heads = heads.into_iter().map(|head| (head >> 8 & 0xfff) << 6 | head & 0x3f).collect();
        }
        put_series(&mut self.parts, &heads, &[]);
        let random = cost_of_bytes(&tails) * 10 > tails.len() * 8 * 9;
        self.parts.shape.push(u8::from(random));
        let part = if random { &mut self.parts.noise } else { &mut self.parts.numbers };
        part.extend_from_slice(&tails);
    }

    /// Eight bits a byte, the low ones first.
    fn bits(&mut self, bits: impl Iterator<Item = bool>) {
        super::bytes::put_bits(&mut self.parts.numbers, bits.map(u64::from), 1);
    }
}

/// All values read the same way, if they all can be.
fn all<'a, T: Copy, U>(values: &[T], read: impl Fn(T) -> Option<U> + 'a) -> Option<Vec<U>> {
    values.iter().map(|value| read(*value)).collect()
}

/// Whether equality of such values is identity; of floats it is not (-0.0).
fn is_simple(value: &Value) -> bool {
    value.is_string() || value.is_boolean() || value.is_i64() || value.is_u64()
}

/// Positions as steps: 0 where a value comes for the first time, else counted
/// from the first value or from the latest, whichever is shorter.
fn shorter_steps(places: &[usize]) -> (bool, Vec<i64>) {
    let steps = |recent: bool| -> Vec<i64> {
        let mut known = 0;
        let step = |place: &usize| {
            if *place == known {
                known += 1;
                return 0;
            }
            (if recent { known - place } else { place + 1 }) as i64
        };
        places.iter().map(step).collect()
    };
    let (fixed, recent) = (steps(false), steps(true));
    if cost_of_series(&recent) < cost_of_series(&fixed) { (true, recent) } else { (false, fixed) }
}

/// Bases as days.
pub(super) fn in_days(bases: &[Base]) -> Vec<Base> {
    bases.iter().map(|base| Rc::new(base.iter().map(|millis| millis.div_euclid(DAY)).collect())).collect()
}
