//! Randomness. The only source there is.

use uuid::Uuid;

/// A seed for one command's ids.
pub fn seed() -> u64 {
    let (high, low) = Uuid::new_v4().as_u64_pair();
    high ^ low
}
