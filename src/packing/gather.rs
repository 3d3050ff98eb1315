//! From the parts of a block to its columns. Trusts nothing: what is read is
//! within what is there, and what is made is within what was read.

use super::Unreadable;
use super::bytes::Reader;
use super::cells::{Bits, Cells, Member, Texts};
use super::forms::{is_day, is_instant};
use super::parts::Opened;
use super::plain::{take_float, take_value};
use super::series::{Base, along, offer, take_series};
use super::shred::in_days;
use super::tag;

/// What is still to be read, by kind.
#[derive(Debug)]
pub(super) struct Sources<'a> {
    pub shape: Reader<'a>,
    pub numbers: Reader<'a>,
    pub noise: Reader<'a>,
    text: &'a str,
    /// How many more values there may be. Columns of one value cost nothing to
    /// write, so that the bytes alone would not end them.
    allowance: usize,
}

/// How many values there may be in a block: enough for all that are written
/// anyhow, and for some hundreds of columns of one value each.
const ALLOWANCE: usize = 1 << 20;
const PER_BYTE: usize = 64;

impl<'a> Sources<'a> {
    /// All of an opened block.
    pub fn of(opened: &'a Opened) -> Self {
        Self {
            shape: Reader(&opened.shape),
            numbers: Reader(&opened.numbers),
            noise: Reader(&opened.noise),
            text: &opened.text,
            allowance: opened.len().saturating_mul(PER_BYTE).saturating_add(ALLOWANCE),
        }
    }

    /// How many rows there are, and their column.
    pub fn rows(&mut self) -> Result<(usize, Cells), Unreadable> {
        let count = self.shape.length()?;
        let cells = self.column(count, &mut Vec::new(), tag::DEPTH)?;
        let over = [self.shape.0.len(), self.numbers.0.len(), self.noise.0.len(), self.text.len()];
        if over == [0; 4] { Ok((count, cells)) } else { Err(Unreadable::Senseless) }
    }

    fn column(&mut self, count: usize, bases: &mut Vec<Base>, depth: usize) -> Result<Cells, Unreadable> {
        self.spend(count)?;
        let tag = self.shape.byte()?;
        let deeper = || depth.checked_sub(1).ok_or(Unreadable::TooMuch);
        Ok(match tag {
            tag::NULL => Cells::Null,
            tag::SAME => Cells::Same(Box::new(self.column(1, &mut Vec::new(), deeper()?)?)),
            tag::LISTED | tag::LISTED_RECENT => self.listed(count, tag == tag::LISTED_RECENT, deeper()?)?,
            tag::OPTIONAL => {
                let there = self.bits(count)?;
                let mut beside = along(bases, &there.places());
                let values = Box::new(self.column(there.count(), &mut beside, deeper()?)?);
                Cells::Optional { there, values }
            }
            tag::FLAGS => Cells::Flags(self.bits(count)?),
            tag::WHOLE => Cells::Whole(take_series(self, count, &[])?),
            tag::LARGE => Cells::Large(take_series(self, count, &[])?.into_iter().map(i64::cast_unsigned).collect()),
            tag::FLOATS => {
                within(count, self.numbers.0.len())?;
                Cells::Floats((0..count).map(|_| take_float(&mut self.numbers)).collect::<Result<_, _>>()?)
            }
            tag::TEXTS => self.texts(count)?,
            tag::TEXTS_BY_LENGTH => self.texts_by_length(count)?,
            tag::UUIDS => self.uuids(count, bases)?,
            tag::INSTANTS => {
                let millis = take_series(self, count, bases)?;
                offer(bases, millis.clone());
                checked(millis, is_instant).map(Cells::Instants)?
            }
            tag::DAYS => checked(take_series(self, count, &in_days(bases))?, is_day).map(Cells::Days)?,
            tag::LISTS => self.lists(count, bases, deeper()?)?,
            tag::OBJECTS => Cells::Objects(self.members(count, bases, deeper()?)?),
            tag::PLAIN => {
                within(count, self.numbers.0.len())?;
                Cells::Plain((0..count).map(|_| take_value(&mut self.numbers)).collect::<Result<_, _>>()?)
            }
            _ => return Err(Unreadable::Senseless),
        })
    }

    fn listed(&mut self, count: usize, recent: bool, depth: usize) -> Result<Cells, Unreadable> {
        let distinct = self.shape.length()?;
        let mut known = 0_i64;
        let place = |step: i64| {
            let place = match step {
                0 => known,
                _ if recent => known.wrapping_sub(step),
                _ => step.wrapping_sub(1),
            };
            known += i64::from(step == 0);
            u32::try_from(place).ok().filter(|place| (*place as usize) < distinct).ok_or(Unreadable::Senseless)
        };
        let places = take_series(self, count, &[])?.into_iter().map(place).collect::<Result<_, _>>()?;
        let values = Box::new(self.column(distinct, &mut Vec::new(), depth)?);
        Ok(Cells::Listed { places, values })
    }

    fn lists(&mut self, count: usize, bases: &[Base], depth: usize) -> Result<Cells, Unreadable> {
        let ends = self.ends(count)?;
        let items = ends.last().copied().unwrap_or_default() as usize;
        self.spend(items)?;
        let mut places = Vec::with_capacity(items);
        ends.iter().enumerate().for_each(|(n, end)| places.resize(*end as usize, n));
        let items = Box::new(self.column(items, &mut along(bases, &places), depth)?);
        Ok(Cells::Lists { ends, items })
    }

    fn members(&mut self, count: usize, bases: &mut Vec<Base>, depth: usize) -> Result<Vec<Member>, Unreadable> {
        let keys = self.shape.length()?;
        within(keys, self.shape.0.len())?;
        let mut members: Vec<Member> = Vec::new();
        for _ in 0..keys {
            let key = self.shape.text()?.to_owned();
            if members.last().is_some_and(|before| before.key >= key) {
                return Err(Unreadable::Senseless);
            }
            let (there, values) = match self.shape.byte()? {
                1 => (None, self.column(count, bases, depth)?),
                0 => {
                    self.spend(count)?;
                    let there = self.bits(count)?;
                    let mut beside = along(bases, &there.places());
                    let values = self.column(there.count(), &mut beside, depth)?;
                    (Some(there), values)
                }
                _ => return Err(Unreadable::Senseless),
            };
            members.push(Member { key, there, values });
        }
        Ok(members)
    }

    fn texts(&mut self, count: usize) -> Result<Cells, Unreadable> {
        within(count, self.text.len())?;
        let mut ends = Vec::with_capacity(count);
        ends.extend(self.text.bytes().enumerate().filter(|(_, byte)| *byte == 0).map(|(n, _)| n).take(count));
        let length = if ends.len() == count { ends.last().map_or(0, |end| end + 1) } else { usize::MAX };
        let text = self.take_text(length)?;
        let ends = ends.into_iter().map(|end| u32::try_from(end).map_err(|_| Unreadable::TooMuch));
        Ok(Cells::Texts(Texts { text, ends: ends.collect::<Result<_, _>>()?, between: 1 }))
    }

    fn texts_by_length(&mut self, count: usize) -> Result<Cells, Unreadable> {
        let ends = self.ends(count)?;
        let text = self.take_text(ends.last().copied().unwrap_or_default() as usize)?;
        if ends.iter().all(|end| text.is_char_boundary(*end as usize)) {
            Ok(Cells::Texts(Texts { text, ends, between: 0 }))
        } else {
            Err(Unreadable::Senseless)
        }
    }

    fn uuids(&mut self, count: usize, bases: &mut Vec<Base>) -> Result<Cells, Unreadable> {
        let times = take_series(self, count, bases)?;
        let marks = match self.shape.byte()? {
            0 => None,
            _ => Some(i64::from_le_bytes(self.shape.take(8)?.try_into().map_err(|_| Unreadable::Cut)?) & tag::MARKS),
        };
        let heads = take_series(self, count, &[])?;
        let length = count.checked_mul(7).ok_or(Unreadable::TooMuch)?;
        let tails = if self.shape.byte()? == 0 { self.numbers.take(length) } else { self.noise.take(length) }?;
        let mut uuids = Vec::with_capacity(count);
        for ((time, head), tail) in times.iter().zip(heads).zip(tails.as_chunks::<7>().0) {
            let head = marks.map_or(head, |marks| marks | (head >> 6 & 0xfff) << 8 | head & 0x3f);
            let front = (*time as u128) << 80 | u128::from(head as u32 & 0xff_ffff) << 56;
            let tail = tail.iter().fold(0, |tail, byte| tail << 8 | u128::from(*byte));
            uuids.push((front | tail).to_be_bytes());
        }
        offer(bases, times);
        Ok(Cells::Uuids(uuids))
    }

    /// Where things of given lengths end.
    fn ends(&mut self, count: usize) -> Result<Vec<u32>, Unreadable> {
        let mut end = 0_u32;
        let add = |length: i64| {
            let length = u32::try_from(length).map_err(|_| Unreadable::Senseless)?;
            end = end.checked_add(length).ok_or(Unreadable::TooMuch)?;
            Ok(end)
        };
        take_series(self, count, &[])?.into_iter().map(add).collect()
    }

    fn bits(&mut self, count: usize) -> Result<Bits, Unreadable> {
        self.numbers.take(count.div_ceil(8)).map(Bits::new)
    }

    fn take_text(&mut self, length: usize) -> Result<String, Unreadable> {
        let (text, rest) = self.text.split_at_checked(length).ok_or(Unreadable::Cut)?;
        self.text = rest;
        Ok(text.to_owned())
    }

    fn spend(&mut self, count: usize) -> Result<(), Unreadable> {
        self.allowance = self.allowance.checked_sub(count).ok_or(Unreadable::TooMuch)?;
        Ok(())
    }
}

fn within(count: usize, there: usize) -> Result<(), Unreadable> {
    if count <= there { Ok(()) } else { Err(Unreadable::Cut) }
}

fn checked(numbers: Vec<i64>, is_valid: fn(i64) -> bool) -> Result<Vec<i64>, Unreadable> {
    if numbers.iter().all(|number| is_valid(*number)) { Ok(numbers) } else { Err(Unreadable::Senseless) }
}
