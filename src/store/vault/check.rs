//! Looking over the mirror while nobody waits: what it lacks or holds wrongly
//! is put there anew from the storage, so that both copies are whole before
//! one of them is needed.

use super::Vault;
use super::contents::read_segment;
use super::key_value::KeyValue;
use super::layout::{Listed, MANIFEST};
use super::pace::Pace;
use super::recorder::{Outcome, Recorder, RecorderFault, Write};
use super::seal::{sum_of, unseal};

impl<K: KeyValue, R: Recorder, P: Pace> Vault<K, R, P> {
    /// Looks over every mirrored text; gives the keys that were put anew. For
    /// an idle moment after opening; not to be called while a commit is on its
    /// way.
    pub async fn check_mirror(&self) -> Result<Vec<String>, RecorderFault> {
        let (listed, manifest) = {
            let state = self.state.borrow();
            if !state.durable || state.lapse.is_some() || state.read_only.is_some() || state.recorded.is_none() {
                return Ok(Vec::new());
            }
            (state.index.listed(), state.manifest.clone())
        };
        let mut puts = Vec::new();
        if let Some(text) = manifest
            && self.recorder.mirrored_text(MANIFEST).await?.as_ref() != Some(&text)
        {
            puts.push((MANIFEST.to_owned(), text));
        }
        for listed in listed {
            puts.extend(self.lacking(&listed).await?);
            self.pace.pause().await;
        }
        self.put_mirrored(puts).await
    }

    /// What the mirror lacks of a segment and the storage has.
    async fn lacking(&self, listed: &Listed) -> Result<Option<(String, String)>, RecorderFault> {
        let key = listed.place.key();
        let mirrored = self.recorder.mirrored_text(&key).await?;
        let is_whole =
            |text: &String| unseal(&key, text).is_ok() && (listed.sum.is_none() || sum_of(text) == listed.sum);
        if mirrored.as_ref().is_some_and(is_whole) {
            return Ok(None);
        }
        let stored = read_segment(&self.storage, listed.place);
        let text = self.storage.get(&key).ok().flatten().filter(|_| stored.is_of(listed));
        Ok(text.map(|text| (key, text)))
    }

    /// Puts texts into the mirror, if no other tab was in between: then its
    /// next opening looks again.
    async fn put_mirrored(&self, puts: Vec<(String, String)>) -> Result<Vec<String>, RecorderFault> {
        let expected = self.state.borrow().recorded;
        let Some(head) = expected.filter(|_| !puts.is_empty()) else { return Ok(Vec::new()) };
        let keys = puts.iter().map(|(key, _)| key.clone()).collect();
        match self.recorder.write(Write { expected, head, puts, ..Write::default() }, &mut || Ok(())).await? {
            Outcome::Kept => Ok(keys),
            Outcome::Ahead(_) | Outcome::Refused(_) => Ok(Vec::new()),
        }
    }
}
