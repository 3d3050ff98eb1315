//! A word that must be typed before what cannot be undone.

use leptos::prelude::*;

use super::text_field::TextField;
use crate::ui::words::vocabulary::said;

/// Not translated: who types it has read what it is for.
const WORD: &str = "ERASE";

/// What has been typed of it. A copy is a handle to the same.
#[derive(Clone, Copy)]
pub struct TypedWord(RwSignal<String>);

impl TypedWord {
    /// Nothing yet.
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// True until the word is there.
    pub fn is_missing(self) -> Signal<bool> {
        Signal::derive(move || self.0.with(|typed| !typed.trim().eq_ignore_ascii_case(WORD)))
    }

    /// The field that asks for it.
    pub fn field(self) -> AnyView {
        view! { <TextField label=said!("Type {} to confirm", WORD) value=self.0 /> }.into_any()
    }
}

impl Default for TypedWord {
    fn default() -> Self {
        Self::new()
    }
}
