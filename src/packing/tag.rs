//! The numbers that stand for the kinds of column, and the limits that writing
//! and reading share. Part of the format: never changed, only added to.

/// Null everywhere.
pub(super) const NULL: u8 = 0;
/// One value everywhere.
pub(super) const SAME: u8 = 1;
/// Places in a list of distinct values, counted from the first.
pub(super) const LISTED: u8 = 2;
/// Places in a list of distinct values, counted from the latest.
pub(super) const LISTED_RECENT: u8 = 3;
/// Null at some places.
pub(super) const OPTIONAL: u8 = 4;
/// Yes and no.
pub(super) const FLAGS: u8 = 5;
/// Whole numbers.
pub(super) const WHOLE: u8 = 6;
/// Whole numbers from nought, some beyond `i64::MAX`.
pub(super) const LARGE: u8 = 7;
/// Numbers with a fraction.
pub(super) const FLOATS: u8 = 8;
/// Texts, U+0000 after each.
pub(super) const TEXTS: u8 = 9;
/// Texts of given lengths.
pub(super) const TEXTS_BY_LENGTH: u8 = 10;
/// Ids.
pub(super) const UUIDS: u8 = 11;
/// Instants.
pub(super) const INSTANTS: u8 = 12;
/// Days.
pub(super) const DAYS: u8 = 13;
/// Lists.
pub(super) const LISTS: u8 = 14;
/// Objects.
pub(super) const OBJECTS: u8 = 15;
/// Values one by one.
pub(super) const PLAIN: u8 = 16;

/// How deep columns nest; what is deeper is written one by one.
pub(super) const DEPTH: usize = 24;
/// How many keys objects may have between them even if they are few.
pub(super) const MEMBERS: usize = 48;
/// Where the version and the variant of an id stand in its third to fifth byte.
pub(super) const MARKS: i64 = 0xf0_00c0;
