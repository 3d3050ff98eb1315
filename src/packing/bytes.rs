//! Bytes out and in: numbers of variable length, bits, and a reader that
//! never reads past the end. Knows nothing of columns.

use super::Unreadable;

/// Appends a number, seven bits a byte, the low ones first.
pub(super) fn put_number(to: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Appends a length.
pub(super) fn put_length(to: &mut Vec<u8>, length: usize) {
    put_number(to, length as u64);
}

/// Small numbers of either sign as small numbers.
pub(super) const fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

/// What [`zigzag`] made.
pub(super) const fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// How many bits a number needs.
pub(super) const fn width_of(number: u64) -> u32 {
    u64::BITS - number.leading_zeros()
}

/// Appends numbers of `width` bits each, the low bits first, filled up to a byte.
pub(super) fn put_bits(to: &mut Vec<u8>, numbers: impl Iterator<Item = u64>, width: u32) {
    let (mut held, mut bits) = (0_u128, 0);
    for number in numbers {
        held |= u128::from(number) << bits;
        bits += width;
        while bits >= 8 {
            to.push((held & 0xff) as u8);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        to.push((held & 0xff) as u8);
    }
}

/// How many bytes `count` numbers of `width` bits take; `None` beyond what there can be.
pub(super) const fn bytes_of_bits(count: usize, width: u32) -> Option<usize> {
    match count.checked_mul(width as usize) {
        Some(bits) => Some(bits.div_ceil(8)),
        None => None,
    }
}

/// The numbers that [`put_bits`] wrote.
pub(super) fn bits(bytes: &[u8], count: usize, width: u32) -> impl Iterator<Item = u64> + '_ {
    let mask = (1_u128 << width) - 1;
    let (mut held, mut there) = (0_u128, 0);
    let mut rest = bytes.iter();
    (0..count).map(move |_| {
        while there < width {
            held |= u128::from(rest.next().copied().unwrap_or_default()) << there;
            there += 8;
        }
        let number = (held & mask) as u64;
        held >>= width;
        there -= width;
        number
    })
}

/// Reads bytes from front to back.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, Unreadable> {
        let (first, rest) = self.0.split_first().ok_or(Unreadable::Cut)?;
        self.0 = rest;
        Ok(*first)
    }

    /// The next so many bytes.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Unreadable> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Unreadable::Cut)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next number.
    pub fn number(&mut self) -> Result<u64, Unreadable> {
        let mut number = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part {
                return Err(Unreadable::Senseless);
            }
            number |= part << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Unreadable::Senseless)
    }

    /// The next number, as a length.
    pub fn length(&mut self) -> Result<usize, Unreadable> {
        usize::try_from(self.number()?).map_err(|_| Unreadable::TooMuch)
    }

    /// The next text: its length, then its bytes.
    pub fn text(&mut self) -> Result<&'a str, Unreadable> {
        let length = self.length()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Unreadable::Senseless)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_length_come_back() {
        for shift in 0..64 {
            for number in [1_u64 << shift, (1 << shift) - 1, u64::MAX >> shift, !(1 << shift)] {
                let mut bytes = Vec::new();
                put_number(&mut bytes, number);
                assert_eq!(Reader(&bytes).number(), Ok(number));
                assert_eq!(zigzag(unzigzag(number)), number);
            }
        }
    }

    #[test]
    fn a_number_that_is_too_long_is_refused() {
        assert_eq!(Reader(&[0xff; 10]).number(), Err(Unreadable::Senseless));
        assert_eq!(Reader(&[0xff; 9]).number(), Err(Unreadable::Cut));
    }

    #[test]
    fn bits_of_every_width_come_back() {
        for width in 0..=64 {
            let numbers: Vec<u64> = (0..37_u64)
                .map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15))
                .map(|n| if width == 0 { 0 } else { n >> (64 - width) })
                .collect();
            let mut bytes = Vec::new();
            put_bits(&mut bytes, numbers.iter().copied(), width);
            assert_eq!(Some(bytes.len()), bytes_of_bits(37, width));
            assert_eq!(bits(&bytes, 37, width).collect::<Vec<_>>(), numbers);
        }
    }
}
