//! Sealing one text: XChaCha20-Poly1305 with a random nonce, the name of its
//! key as associated data, the bytes as characters that every browser stores.
//! Synchronous, as a storage that must answer at once cannot wait for the
//! browser's own ciphers.

use std::fmt;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Key, Tag, XChaCha20Poly1305, XNonce};

use super::compact;
use crate::packing::Armour;
use crate::store::vault::sealed_entry;

/// What is used once for each text: 24 random bytes never come twice.
pub type Nonce = [u8; NONCE];

const NONCE: usize = 24;
const TAG: usize = 16;

/// What seals all texts of a workspace; random.
#[derive(Clone, PartialEq, Eq)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// The key of these bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Says nothing of the key: what is written for logs may be passed on.
impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey")
    }
}

/// Seals and opens texts with one key.
#[derive(Clone)]
pub struct Sealer {
    cipher: XChaCha20Poly1305,
    nonce: fn() -> Option<Nonce>,
}

impl Sealer {
    /// With a source of random nonces; `None` where there is no randomness:
    /// then nothing is sealed.
    pub fn new(key: &DataKey, nonce: fn() -> Option<Nonce>) -> Self {
        Self { cipher: XChaCha20Poly1305::new(&Key::from(*key.bytes())), nonce }
    }

    /// A text, sealed for a key. `None` where there is no randomness.
    pub fn seal(&self, key: &str, text: &str, armour: Armour) -> Option<String> {
        let bytes = self.seal_bytes(key, compact::to_bytes(NONCE, text))?;
        Some(sealed_entry::write(key, &armour.to_text(&bytes)))
    }

    /// The text that was sealed for a key; `None` for anything else.
    pub fn open(&self, key: &str, sealed: &str) -> Option<String> {
        let body = sealed_entry::body(key, sealed)?;
        let mut bytes = Armour::Wide.to_bytes(body).or_else(|| Armour::Latin.to_bytes(body))?;
        compact::to_text(self.open_bytes(key, &mut bytes)?)
    }

    /// Seals what stands behind the room for the nonce.
    pub(super) fn seal_bytes(&self, key: &str, mut bytes: Vec<u8>) -> Option<Vec<u8>> {
        let nonce = (self.nonce)()?;
        let (ahead, body) = bytes.split_first_chunk_mut::<NONCE>()?;
        *ahead = nonce;
        let tag = self.cipher.encrypt_inout_detached(&XNonce::from(nonce), key.as_bytes(), body.into()).ok()?;
        bytes.extend_from_slice(&tag);
        Some(bytes)
    }

    /// Opens in place what [`seal_bytes`](Self::seal_bytes) made.
    pub(super) fn open_bytes<'a>(&self, key: &str, bytes: &'a mut [u8]) -> Option<&'a [u8]> {
        let (nonce, rest) = bytes.split_first_chunk_mut::<NONCE>()?;
        let (body, tag) = rest.split_last_chunk_mut::<TAG>()?;
        let (nonce, tag) = (XNonce::from(*nonce), Tag::from(*tag));
        self.cipher.decrypt_inout_detached(&nonce, key.as_bytes(), (&mut *body).into(), &tag).ok()?;
        Some(body)
    }

    /// What is to be sealed, behind room for the nonce.
    pub(super) fn with_room(bytes: &[u8]) -> Vec<u8> {
        [&[0; NONCE], bytes].concat()
    }
}

/// Shows nothing of the key.
impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer")
    }
}

/// Whether a text is sealed, by whatever key.
pub fn is_sealed(text: &str) -> bool {
    sealed_entry::is_one(text)
}
