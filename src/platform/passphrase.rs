//! What the browser knows of ciphers, for the passphrase lock: random bytes,
//! and the slow way from a passphrase to a key, off the page's own thread.

use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, SubtleCrypto};

use crate::store::lock::{DataKey, Nonce};

/// Random bytes; `None` where the browser has none.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    crypto()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// What a text is sealed with, once.
pub fn nonce() -> Option<Nonce> {
    random()
}

/// Whether this page may derive keys: over https, on this device or from a
/// file, not over plain http.
pub fn is_possible() -> bool {
    subtle().is_some()
}

/// The key that a passphrase makes, by PBKDF2 with SHA-256. The passphrase is
/// taken in Unicode's form NFKC, so that it is the same from every keyboard.
pub async fn derive(passphrase: &str, salt: [u8; 16], rounds: u32) -> Option<DataKey> {
    match derived(passphrase, salt, rounds).await {
        Ok(key) => key,
        Err(error) => {
            super::dom::log("no key could be made of the passphrase", &error);
            None
        }
    }
}

async fn derived(passphrase: &str, salt: [u8; 16], rounds: u32) -> Result<Option<DataKey>, JsValue> {
    let Some(subtle) = subtle() else { return Ok(None) };
    let text = String::from(JsString::from(passphrase).normalize("NFKC"));
    let raw = Uint8Array::from(text.as_bytes());
    // Not to be read again, and for nothing but this.
    let usages = Array::of1(&"deriveBits".into());
    let imported = subtle.import_key_with_str("raw", &raw, "PBKDF2", false, &usages)?;
    let base = JsFuture::from(imported).await?.unchecked_into();
    let way = Object::new();
    for (name, value) in [
        ("name", JsValue::from("PBKDF2")),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(salt.as_slice()).into()),
        ("iterations", rounds.into()),
    ] {
        Reflect::set(&way, &name.into(), &value)?;
    }
    let bits = JsFuture::from(subtle.derive_bits_with_object(&way, &base, 256)?).await?;
    Ok(Uint8Array::new(&bits).to_vec().try_into().ok().map(DataKey::of))
}

fn crypto() -> Option<Crypto> {
    web_sys::window()?.crypto().ok()
}

/// Missing where the page came over plain http.
fn subtle() -> Option<SubtleCrypto> {
    let crypto = crypto()?;
    Reflect::get(&crypto, &"subtle".into()).ok()?.dyn_into().ok()
}
