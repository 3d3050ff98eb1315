//! The forms of text that stand for something shorter: ids, instants and days,
//! each read only as it would be written again, letter for letter. Written by
//! hand, for opening a workspace writes hundreds of thousands of them.

/// How long the longest form is.
pub(super) const LONGEST: usize = 36;

/// A form on the stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Written {
    /// The text.
    pub fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    const fn new() -> Self {
        Self { bytes: [0; LONGEST], length: 0 }
    }

    fn put(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }

    /// The last `digits` decimal digits of a number.
    fn put_digits(&mut self, number: u32, digits: usize) {
        let (from, to) = (self.length, self.length + digits);
        let mut rest = number;
        if let Some(places) = self.bytes.get_mut(from..to) {
            for place in places.iter_mut().rev() {
                *place = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
            self.length = to;
        }
    }
}

/// The bytes of an id in lower-case hyphenated form.
pub(super) fn read_uuid(text: &str) -> Option<[u8; 16]> {
    let text: &[u8; 36] = text.as_bytes().try_into().ok()?;
    let mut bytes = [0; 16];
    let mut nibble = 0;
    for (at, letter) in text.iter().enumerate() {
        if matches!(at, 8 | 13 | 18 | 23) {
            if *letter != b'-' {
                return None;
            }
            continue;
        }
        let value = match letter {
            b'0'..=b'9' => letter - b'0',
            b'a'..=b'f' => letter - b'a' + 10,
            _ => return None,
        };
        let byte: &mut u8 = bytes.get_mut(nibble / 2)?;
        *byte = *byte << 4 | value;
        nibble += 1;
    }
    Some(bytes)
}

/// An id in lower-case hyphenated form.
pub(super) fn write_uuid(uuid: [u8; 16]) -> Written {
    const HEX: [u8; 16] = *b"0123456789abcdef";
    const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
    let mut written = Written { bytes: [b'-'; LONGEST], length: LONGEST };
    for (byte, place) in uuid.into_iter().zip(PLACES) {
        if let Some([high, low]) = written.bytes.get_mut(place..place + 2) {
            *high = HEX.get(usize::from(byte >> 4)).copied().unwrap_or_default();
            *low = HEX.get(usize::from(byte & 15)).copied().unwrap_or_default();
        }
    }
    written
}

/// The days since 1970 of a day `YYYY-MM-DD` that there is.
pub(super) fn read_day(text: &str) -> Option<i64> {
    let text: &[u8; 10] = text.as_bytes().try_into().ok()?;
    day_of(text)
}

/// A day as `YYYY-MM-DD`.
pub(super) fn write_day(days: i64) -> Written {
    let mut written = Written::new();
    put_day(&mut written, days);
    written
}

/// The milliseconds since 1970 of an instant `YYYY-MM-DDTHH:MM:SS[.mmm]Z`, the
/// fraction being there only where it is not zero: as chrono writes it.
pub(super) fn read_instant(text: &str) -> Option<i64> {
    let (day, time) = text.as_bytes().split_first_chunk::<10>()?;
    let (seconds, millis) = match time {
        [b'T', clock @ .., b'Z'] if clock.len() == 8 => (clock, 0),
        [b'T', clock @ .., b'.', a, b, c, b'Z'] if clock.len() == 8 => (clock, digits(&[*a, *b, *c])?),
        _ => return None,
    };
    let fraction_is_due = time.len() > 10;
    let &[h1, h2, b':', m1, m2, b':', s1, s2] = seconds else { return None };
    let (hour, minute, second) = (digits(&[h1, h2])?, digits(&[m1, m2])?, digits(&[s1, s2])?);
    if hour > 23 || minute > 59 || second > 59 || (fraction_is_due && millis == 0) {
        return None;
    }
    let clock = ((hour * 60 + minute) * 60 + second) * 1000 + millis;
    Some(day_of(day)? * DAY + i64::from(clock))
}

/// An instant as chrono writes it.
pub(super) fn write_instant(millis: i64) -> Written {
    let mut written = Written::new();
    put_day(&mut written, millis.div_euclid(DAY));
    let clock = u32::try_from(millis.rem_euclid(DAY)).unwrap_or_default();
    let (second, fraction) = (clock / 1000, clock % 1000);
    for (mark, number) in [(b'T', second / 3600), (b':', second / 60 % 60), (b':', second % 60)] {
        written.put(mark);
        written.put_digits(number, 2);
    }
    if fraction > 0 {
        written.put(b'.');
        written.put_digits(fraction, 3);
    }
    written.put(b'Z');
    written
}

/// Whether a day has a year of four digits; others are never written.
pub(super) fn is_day(days: i64) -> bool {
    (FIRST..=LAST).contains(&days)
}

/// Whether an instant has a year of four digits; others are never written.
pub(super) fn is_instant(millis: i64) -> bool {
    is_day(millis.div_euclid(DAY))
}

/// Milliseconds in a day.
pub(super) const DAY: i64 = 86_400_000;
/// 0000-01-01 and 9999-12-31.
const FIRST: i64 = -719_528;
const LAST: i64 = 2_932_896;

fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

/// Days are counted as Howard Hinnant describes in "chrono-Compatible Low-Level
/// Date Algorithms": in eras of 400 years that begin with March.
fn day_of(text: &[u8; 10]) -> Option<i64> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let (year, month, day) = (digits(&[y1, y2, y3, y4])?, digits(&[m1, m2])?, digits(&[d1, d2])?);
    if !(1..=12).contains(&month) || day == 0 || day > days_in(year, month) {
        return None;
    }
    let year = i64::from(year) - i64::from(month < 3);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = i64::from((153 * ((month + 9) % 12) + 2) / 5 + day - 1);
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year + FIRST + 60)
}

const fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn put_day(written: &mut Written, days: i64) {
    let days = days - FIRST - 60;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month < 3);
    for (number, digits) in [(year, 4), (month, 2), (day, 2)] {
        if digits == 2 {
            written.put(b'-');
        }
        written.put_digits(u32::try_from(number).unwrap_or_default(), digits);
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, Utc};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_day_of_four_digits_is_as_chrono_has_it() {
        let mut day = NaiveDate::from_ymd_opt(0, 1, 1).unwrap();
        for days in FIRST..=LAST {
            let written = write_day(days);
            assert_eq!(read_day(written.as_str()), Some(days));
            if days % 7 == 0 || days < FIRST + 800 {
                let text = day.to_string();
                assert_eq!(written.as_str(), text);
            }
            day = day.succ_opt().unwrap();
        }
        assert!(is_day(FIRST) && is_day(LAST) && !is_day(FIRST - 1) && !is_day(LAST + 1));
    }

    #[test]
    fn instants_are_as_chrono_writes_them() {
        let mut millis = -62_167_219_200_000_i64;
        while is_instant(millis) {
            let instant: DateTime<Utc> = DateTime::from_timestamp_millis(millis).unwrap();
            let text = serde_json::to_value(instant).unwrap();
            let written = write_instant(millis);
            assert_eq!(written.as_str(), text.as_str().unwrap());
            assert_eq!(read_instant(written.as_str()), Some(millis));
            millis += 7_919_131_517 + millis.rem_euclid(997);
            millis -= if millis % 3 == 0 { millis.rem_euclid(1000) } else { 0 };
        }
    }

    #[test]
    fn what_would_be_written_otherwise_is_not_read() {
        for text in [
            "2026-02-30",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "1900-02-29",
            "02026-01-01",
            "+2026-01-1",
            "2026-1-01",
            "2026/01/01",
            "2026-01-0a",
            "",
            "२०२६-०१-०१",
        ] {
            assert_eq!(read_day(text), None, "{text}");
        }
        for text in [
            "2026-11-21T09:00:00.1234567Z",
            "2026-11-21T09:00:00.000Z",
            "2026-11-21T09:00:00.1Z",
            "2026-11-21T24:00:00Z",
            "2026-11-21T09:00:60Z",
            "2026-11-21T09:60:00Z",
            "2026-11-21 09:00:00Z",
            "2026-11-21t09:00:00Z",
            "2026-11-21T09:00:00z",
            "2026-11-21T09:00:00+00:00",
            "+012026-11-21T09:00:00Z",
            "2026-02-30T09:00:00Z",
            "2026-11-21T09:00Z",
            "2026-11-21T",
        ] {
            assert_eq!(read_instant(text), None, "{text}");
        }
        for text in [
            "01900000-0000-7000-8000-0000000000A0",
            "{1900000-0000-7000-8000-0000000000a}",
            "019000000000700080000000000000a0",
            "01900000-0000-7000-8000_0000000000a0",
            "01900000-0000-7000-8000-0000000000g0",
        ] {
            assert_eq!(read_uuid(text), None, "{text}");
        }
    }

    #[test]
    fn ids_are_as_uuid_writes_them() {
        for n in 0..1000_u128 {
            let uuid = Uuid::from_u128(n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835));
            let written = write_uuid(*uuid.as_bytes());
            assert_eq!(written.as_str(), uuid.to_string());
            assert_eq!(read_uuid(written.as_str()), Some(*uuid.as_bytes()));
        }
    }
}
