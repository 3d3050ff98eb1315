//! Randomness. The only source there is.

use uuid::Uuid;

/// A seed for one command's ids.
pub fn seed() -> u64 {
    let (high, low) = Uuid::new_v4().as_u64_pair();
    high ^ low
}

/// A mark that tells this tab from others that are open.
pub fn mark() -> u16 {
    u16::try_from(seed() & 0xffff).unwrap_or_default()
}
