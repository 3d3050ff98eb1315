//! Whether the app opens without a network, and what is to be done about a
//! newer version of it.

use leptos::prelude::*;

use crate::platform::worker::{self, News};
use crate::platform::{dom, idle, location};

/// Whether the app opens without a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OfflineCopy {
    /// Its files are being kept.
    #[default]
    Preparing,
    /// It does.
    Kept,
    /// This browser or this address allows no such thing.
    Refused,
}

/// That this page is not the newest there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    /// A newer version is kept and waits until somebody wants it.
    Waits,
    /// Another tab switched to it.
    InOtherTabs,
}

/// The rules of the page's Content-Security-Policy; none where it carries none.
pub fn policy() -> Vec<String> {
    let policy = dom::meta("Content-Security-Policy").unwrap_or_default();
    policy.split(';').map(|rule| rule.trim().to_owned()).filter(|rule| !rule.is_empty()).collect()
}

/// A handle to what is known of the offline copy.
#[derive(Clone, Copy)]
pub struct Offline {
    copy: RwSignal<OfflineCopy>,
    newer: RwSignal<Option<Newer>>,
    /// True once the person of this tab wants the newer version.
    wanted: StoredValue<bool>,
}

impl Offline {
    /// Begins to keep the app for times without a network, once the page has
    /// nothing better to do.
    pub(super) fn begin() -> Self {
        let offline = Self { copy: RwSignal::default(), newer: RwSignal::new(None), wanted: StoredValue::new(false) };
        idle::when_idle(move || worker::register(move |news| offline.hear(news)));
        offline
    }

    fn hear(self, news: News) {
        match news {
            News::Kept => self.copy.set(OfflineCopy::Kept),
            News::Refused => self.copy.set(OfflineCopy::Refused),
            News::NewerWaits => self.newer.set(Some(Newer::Waits)),
            News::TakenOver if self.wanted.get_value() => location::reload(),
            News::TakenOver => self.newer.set(Some(Newer::InOtherTabs)),
        }
    }

    /// Whether the app opens without a network.
    pub fn copy(self) -> Signal<OfflineCopy> {
        self.copy.into()
    }

    /// Set while this page is not the newest version there is.
    pub fn newer(self) -> Signal<Option<Newer>> {
        self.newer.into()
    }

    /// Goes on in the newer version. What is saved is there; the page loads anew.
    pub fn switch(self) {
        match self.newer.get_untracked() {
            Some(Newer::Waits) => {
                self.wanted.set_value(true);
                worker::take_over();
            }
            Some(Newer::InOtherTabs) => location::reload(),
            None => {}
        }
    }
}
