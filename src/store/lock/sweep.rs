//! Rewriting what does not stand as it is to stand: after the lock was turned
//! on or off, and after a page that was not told yet wrote meanwhile. One text
//! after the other; wherever that ends, everything opens.

use super::locked::Locked;
use crate::store::vault::recorder::{Outcome, Recorded, Recorder, RecorderFault, Write};
use crate::store::vault::{KeyValue, Pace, StorageFault, journal_key, release_reserve};

/// How many texts are rewritten in one transaction of the recorder.
const LOT: usize = 32;

/// How often it begins anew where other tabs write meanwhile.
const ROUNDS: usize = 8;

/// What became of a sweep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many texts were rewritten.
    pub rewritten: usize,
    /// How many are still to be: there is no room, or the browser refused.
    pub left: usize,
}

/// Rewrites what is kept so that it stands as the lock has it.
pub async fn sweep<K: KeyValue, R: Recorder>(storage: &Locked<K>, recorder: &Locked<R>, pace: &impl Pace) -> Swept {
    let mut swept = Swept::default();
    sweep_storage(storage, pace, &mut swept).await;
    for _ in 0..ROUNDS {
        match sweep_recorder(recorder, pace, &mut swept).await {
            Ok(true) | Err(RecorderFault::Missing) => return swept,
            Ok(false) => {}
            Err(_) => break,
        }
    }
    swept.left += 1;
    swept
}

async fn sweep_storage<K: KeyValue>(storage: &Locked<K>, pace: &impl Pace, swept: &mut Swept) {
    let Ok(keys) = storage.keys() else {
        // A browser that keeps nothing has nothing to be sealed.
        return;
    };
    for key in keys {
        // Read and written in one turn: no other work of this page is in between.
        let text = storage.inner.get(&key).ok().flatten();
        let Some(plain) = text.and_then(|text| storage.lock.stray(&key, &text)) else { continue };
        let mut written = storage.set(&key, &plain);
        if written == Err(StorageFault::QuotaExceeded) && release_reserve(&storage.inner) {
            written = storage.set(&key, &plain);
        }
        match written {
            Ok(()) => swept.rewritten += 1,
            Err(_) => swept.left += 1,
        }
        pace.pause().await;
    }
}

/// False where another tab wrote meanwhile.
async fn sweep_recorder<R: Recorder>(
    recorder: &Locked<R>,
    pace: &impl Pace,
    swept: &mut Swept,
) -> Result<bool, RecorderFault> {
    let lock = &recorder.lock;
    let Some(Recorded { head, entries }) = recorder.inner.load(Some(0)).await? else { return Ok(true) };
    let step = || Write { expected: Some(head), head, ..Write::default() };
    let mut writes = Vec::new();
    let strays = entries.into_iter().filter_map(|mut entry| {
        entry.text = lock.stray(&journal_key(entry.revision), &entry.text)?;
        Some(entry)
    });
    let strays: Vec<_> = strays.collect();
    writes.extend(strays.chunks(LOT).map(|lot| Write { entries: lot.to_vec(), ..step() }));
    drop(strays);
    for write in writes {
        let many = write.entries.len();
        if !kept(recorder, write).await? {
            return Ok(false);
        }
        swept.rewritten += many;
        pace.pause().await;
    }
    for keys in recorder.inner.mirrored_keys().await?.chunks(LOT) {
        let texts = recorder.inner.mirrored(keys).await?;
        let strays = keys.iter().zip(texts);
        let puts: Vec<_> = strays.filter_map(|(key, text)| Some((key.clone(), lock.stray(key, &text?)?))).collect();
        let many = puts.len();
        if many > 0 && !kept(recorder, Write { puts, ..step() }).await? {
            return Ok(false);
        }
        swept.rewritten += many;
        pace.pause().await;
    }
    Ok(true)
}

async fn kept<R: Recorder>(recorder: &Locked<R>, write: Write) -> Result<bool, RecorderFault> {
    Ok(recorder.write(write, &mut || Ok(())).await? == Outcome::Kept)
}
