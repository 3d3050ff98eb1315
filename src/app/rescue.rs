//! Copies of all that was kept, as it was kept: opened beside what this browser
//! keeps. One that was saved before its lock asks for its passphrase.

use std::rc::Rc;

use crate::packing::Armour;
use crate::platform::idle::Slices;
use crate::platform::passphrase;
use crate::platform::recorder::IndexedDb;
use crate::store::lock::{Lock, LockRecord, Locked, RECORD, Sealer, is_sealed_here};
use crate::store::vault::recorder::RecorderFault;
use crate::store::vault::{KeyValue, Opened, open_raw_dump, undump};

use super::door::unwrapped;
use super::transfer::OpenError;

/// Opens what the rescue screen or the lock screen saved.
pub(super) async fn open_dump(text: &str, typed: Option<&str>) -> Result<Opened, OpenError> {
    let (memory, lock) = (undump(text).map_err(OpenError::Dump)?, Lock::default());
    let record = memory.get(RECORD).ok().flatten();
    match record.as_deref().and_then(LockRecord::parse) {
        Some(LockRecord::On(wrapping)) if is_sealed_here(&memory) => {
            let typed = typed.ok_or(OpenError::Locked(None))?;
            let key = unwrapped(&wrapping, typed).await.map_err(|trouble| OpenError::Locked(Some(trouble)))?;
            lock.engage(Sealer::new(&key, passphrase::nonce));
        }
        Some(LockRecord::Off(key)) => lock.release(Sealer::new(&key, passphrase::nonce)),
        _ => {}
    }
    // A copy has no second one behind it.
    let none: Result<IndexedDb, RecorderFault> = Err(RecorderFault::Missing);
    let storage = Rc::new(Locked::new(memory, &lock, Armour::Wide));
    Ok(open_raw_dump(storage, Locked::new(none, &lock, Armour::Wide), Slices::begin()).await)
}
