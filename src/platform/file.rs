//! Files out and in: a download, and the bytes of chosen files.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

/// A file that somebody chose or dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// Its name, without a folder.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Files that somebody chose or dropped, not read yet.
pub type Files = FileList;

/// Offers text as a file to keep. `Err` says what the browser said.
pub fn download(name: &str, mime: &str, text: &str) -> Result<(), String> {
    save(name, mime, text).map_err(|error| format!("{error:?}"))
}

fn save(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the blob after the click: give the address back later.
    leptos::prelude::set_timeout(
        move || {
            if let Err(error) = Url::revoke_object_url(&url) {
                super::dom::log("a download's address could not be given back", &error);
            }
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}

/// Reads chosen files. `Err` names the first that could not be read. The list
/// itself is done with at once: a field that is emptied empties its list.
pub fn read_all(list: &FileList) -> impl Future<Output = Result<Vec<ChosenFile>, String>> + 'static {
    let files: Vec<File> = (0..list.length()).filter_map(|place| list.get(place)).collect();
    async move {
        let mut chosen = Vec::new();
        for file in files {
            chosen.push(read_file(&file).await.map_err(|_| file.name())?);
        }
        Ok(chosen)
    }
}

async fn read_file(file: &File) -> Result<ChosenFile, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(ChosenFile { name: file.name(), bytes: Uint8Array::new(&buffer).to_vec() })
}
