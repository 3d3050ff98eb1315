//! Series of whole numbers: lengths, times, amounts, positions in a list. Each
//! is written as it is, as differences from the number before, or from another
//! series of the same rows, and in the layout that comes out shortest.

use std::rc::Rc;

use super::Unreadable;
use super::bytes::{Reader, bits, bytes_of_bits, put_bits, put_length, put_number, unzigzag, width_of, zigzag};
use super::parts::Parts;

/// A series that others may be told from: when each row was made, say.
pub(super) type Base = Rc<Vec<i64>>;

/// How many bases there are at most: the time of the id, of making and of
/// changing, and one more.
const BASES: usize = 4;

/// What each number is told from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    /// From nothing.
    Zero,
    /// From the number before.
    Before,
    /// From the number at the same place of a base.
    Base(usize),
    /// From the number before where the base stays the same, else from the
    /// base: the later steps of one story.
    Story(usize),
}

/// How the differences stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// In bytes, as many as each needs, among the numbers.
    Bytes,
    /// In as many bits as the longest needs, above the least, among the noise.
    Bits { least: i64, width: u32 },
    /// How many bits it has among the numbers, the bits among the noise.
    Classes,
}

/// A way of writing a series: what is told from what, by which common factor.
#[derive(Clone, Copy, Debug)]
struct Way {
    from: From,
    layout: Layout,
    factor: u64,
}

/// Writes a series the shortest way there is.
pub(super) fn put_series(parts: &mut Parts, numbers: &[i64], bases: &[Base]) {
    let froms = [From::Zero, From::Before].into_iter();
    let froms = froms.chain((0..bases.len()).flat_map(|base| [From::Base(base), From::Story(base)]));
    let mut best: Option<(usize, Way, Vec<i64>)> = None;
    for from in froms {
        let differences = differences(numbers, from, bases);
        let (cost, layout, factor) = shortest(&differences);
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, Way { from, layout, factor }, differences));
        }
    }
    if let Some((_, way, differences)) = best {
        put_way(&mut parts.shape, way);
        lay_out(parts, &differences, way);
    }
}

/// Reads a series of so many numbers.
pub(super) fn take_series(
    parts: &mut super::gather::Sources<'_>,
    count: usize,
    bases: &[Base],
) -> Result<Vec<i64>, Unreadable> {
    let way = take_way(&mut parts.shape)?;
    let factor = way.factor as i64;
    let mut numbers: Vec<i64> = match way.layout {
        Layout::Bytes => {
            if count > parts.numbers.0.len() {
                return Err(Unreadable::Cut);
            }
            (0..count)
                .map(|_| parts.numbers.number().map(|number| unzigzag(number).wrapping_mul(factor)))
                .collect::<Result<_, _>>()?
        }
        Layout::Bits { least, width } => {
            let bytes = parts.noise.take(bytes_of_bits(count, width).ok_or(Unreadable::TooMuch)?)?;
            bits(bytes, count, width).map(|number| (number as i64).wrapping_mul(factor).wrapping_add(least)).collect()
        }
        Layout::Classes => take_classes(parts, count)?.into_iter().map(|n| n.wrapping_mul(factor)).collect(),
    };
    undo(&mut numbers, way.from, bases)?;
    Ok(numbers)
}

/// About how many bits a series takes told from nothing.
pub(super) fn cost_of_series(numbers: &[i64]) -> usize {
    shortest(numbers).0
}

/// Adds a series to the bases, if there is room for one more.
pub(super) fn offer(bases: &mut Vec<Base>, series: Vec<i64>) {
    if bases.len() < BASES {
        bases.push(Rc::new(series));
    }
}

/// The bases as they stand beside the items of rows: item by item, which row
/// it is of.
pub(super) fn along(bases: &[Base], places: &[usize]) -> Vec<Base> {
    let beside = |base: &Base| Rc::new(places.iter().filter_map(|place| base.get(*place).copied()).collect());
    bases.iter().map(beside).collect()
}

/// About how many bits bytes take by their frequencies, and some for the table.
pub(super) fn cost_of_bytes(bytes: &[u8]) -> usize {
    let mut counts = [0_usize; 256];
    for byte in bytes {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    cost(&counts)
}

fn cost(counts: &[usize]) -> usize {
    let all = log2(counts.iter().sum());
    let there = counts.iter().filter(|count| **count > 0);
    // A row of one byte costs deflate next to nothing, another byte about a table entry.
    there.map(|count| count * all.saturating_sub(log2(*count)) / 64 + 5).sum()
}

/// The binary logarithm in sixty-fourths, near enough to choose by.
fn log2(number: usize) -> usize {
    let whole = number.max(1).ilog2();
    let fraction = ((number.max(1) as u64) << 6 >> whole) as usize & 63;
    (whole as usize) << 6 | fraction
}

fn differences(numbers: &[i64], from: From, bases: &[Base]) -> Vec<i64> {
    let base = base_of(from, bases);
    let mut before = 0;
    let mut base_before = None;
    let each = |(n, number): (usize, &i64)| {
        let beside = base.and_then(|base| base.get(n)).copied();
        let origin = origin(from, before, beside, base_before);
        (before, base_before) = (*number, beside);
        number.wrapping_sub(origin)
    };
    numbers.iter().enumerate().map(each).collect()
}

/// Turns differences back into numbers.
fn undo(numbers: &mut [i64], from: From, bases: &[Base]) -> Result<(), Unreadable> {
    if from == From::Zero {
        return Ok(());
    }
    let base = base_of(from, bases);
    if from != From::Before && base.is_none_or(|base| base.len() != numbers.len()) {
        return Err(Unreadable::Senseless);
    }
    let mut before = 0;
    let mut base_before = None;
    for (n, number) in numbers.iter_mut().enumerate() {
        let beside = base.and_then(|base| base.get(n)).copied();
        *number = number.wrapping_add(origin(from, before, beside, base_before));
        (before, base_before) = (*number, beside);
    }
    Ok(())
}

fn base_of(from: From, bases: &[Base]) -> Option<&Vec<i64>> {
    match from {
        From::Zero | From::Before => None,
        From::Base(base) | From::Story(base) => bases.get(base).map(|base| &**base),
    }
}

fn origin(from: From, before: i64, beside: Option<i64>, base_before: Option<i64>) -> i64 {
    match from {
        From::Zero => 0,
        From::Before => before,
        From::Story(_) if base_before.is_some() && base_before == beside => before,
        From::Base(_) | From::Story(_) => beside.unwrap_or_default(),
    }
}

/// The shortest layout, about how many bits it takes, and the common factor.
fn shortest(differences: &[i64]) -> (usize, Layout, u64) {
    let factor = differences.iter().fold(0, |factor, number| gcd(factor, number.unsigned_abs())).max(1);
    let (mut bytes, mut classes, mut noise) = (Vec::with_capacity(differences.len() * 2), [0; 65], 0);
    for number in differences {
        let number = zigzag(number.wrapping_div(factor as i64));
        put_number(&mut bytes, number);
        let class = width_of(number);
        noise += class.saturating_sub(1) as usize;
        if let Some(count) = classes.get_mut(class as usize) {
            *count += 1;
        }
    }
    let least = differences.iter().min().copied().unwrap_or_default();
    let above = |number: &i64| number.wrapping_sub(least) as u64;
    let step = differences.iter().fold(0, |step, number| gcd(step, above(number))).max(1);
    let width = width_of(differences.iter().map(above).max().unwrap_or_default() / step);
    [
        (cost_of_bytes(&bytes), Layout::Bytes, factor),
        (differences.len() * width as usize + 64, Layout::Bits { least, width }, step),
        (cost(&classes) + noise + 16, Layout::Classes, factor),
    ]
    .into_iter()
    .min_by_key(|(cost, ..)| *cost)
    .unwrap_or((0, Layout::Bytes, 1))
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn lay_out(parts: &mut Parts, differences: &[i64], way: Way) {
    let factor = way.factor as i64;
    match way.layout {
        Layout::Bytes => {
            for number in differences {
                put_number(&mut parts.numbers, zigzag(number.wrapping_div(factor)));
            }
        }
        Layout::Bits { least, width } => {
            let above = |number: &i64| number.wrapping_sub(least) as u64 / way.factor;
            put_bits(&mut parts.noise, differences.iter().map(above), width);
        }
        Layout::Classes => {
            let (mut held, mut there) = (0_u128, 0);
            for number in differences {
                let number = zigzag(number.wrapping_div(factor));
                let class = width_of(number);
                parts.numbers.push(class as u8);
                // The highest bit is always set: the class says it.
                let width = class.saturating_sub(1);
                held |= u128::from(number & ((1_u64 << width) - 1)) << there;
                there += width;
                while there >= 8 {
                    parts.noise.push((held & 0xff) as u8);
                    held >>= 8;
                    there -= 8;
                }
            }
            if there > 0 {
                parts.noise.push((held & 0xff) as u8);
            }
        }
    }
}

fn take_classes(parts: &mut super::gather::Sources<'_>, count: usize) -> Result<Vec<i64>, Unreadable> {
    let classes = parts.numbers.take(count)?;
    let (mut held, mut there) = (0_u128, 0);
    let mut numbers = Vec::with_capacity(count);
    for class in classes {
        if *class == 0 {
            numbers.push(0);
            continue;
        }
        let width = u32::from(*class - 1);
        if width > 63 {
            return Err(Unreadable::Senseless);
        }
        while there < width {
            held |= u128::from(parts.noise.byte()?) << there;
            there += 8;
        }
        let low = held as u64 & ((1 << width) - 1);
        held >>= width;
        there -= width;
        numbers.push(unzigzag(1 << width | low));
    }
    Ok(numbers)
}

fn put_way(shape: &mut Vec<u8>, way: Way) {
    let (from, base) = match way.from {
        From::Zero => (0, None),
        From::Before => (1, None),
        From::Base(base) => (2, Some(base)),
        From::Story(base) => (3, Some(base)),
    };
    let layout = match way.layout {
        Layout::Bytes => 0,
        Layout::Bits { .. } => 1,
        Layout::Classes => 2,
    };
    shape.push(from | layout << 4);
    if let Some(base) = base {
        put_length(shape, base);
    }
    put_number(shape, way.factor);
    if let Layout::Bits { least, width } = way.layout {
        put_number(shape, zigzag(least));
        shape.push(width as u8);
    }
}

fn take_way(shape: &mut Reader<'_>) -> Result<Way, Unreadable> {
    let way = shape.byte()?;
    let from = match way & 15 {
        0 => From::Zero,
        1 => From::Before,
        2 => From::Base(shape.length()?),
        3 => From::Story(shape.length()?),
        _ => return Err(Unreadable::Senseless),
    };
    let factor = shape.number()?;
    let layout = match way >> 4 {
        0 => Layout::Bytes,
        1 => {
            let (least, width) = (unzigzag(shape.number()?), u32::from(shape.byte()?));
            if width > u64::BITS {
                return Err(Unreadable::Senseless);
            }
            Layout::Bits { least, width }
        }
        2 => Layout::Classes,
        _ => return Err(Unreadable::Senseless),
    };
    Ok(Way { from, layout, factor })
}
