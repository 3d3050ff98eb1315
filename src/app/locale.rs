//! The language of the page, as the browser is told it.

use super::crm::Crm;
use super::language::{Language, Tongue};
use super::preferences;
use crate::platform::{dom, intl};

/// The language to begin in, before anything is opened.
#[must_use]
pub fn at_first() -> Tongue {
    preferences::stored().unwrap_or_default().language.tongue(&intl::preferred_languages())
}

/// Has the browser write numbers and days, read aloud and hyphenate in a language
/// from here on, and says which one the words are to be in. Lists hold words, such as
/// those of ratings, so they are made anew.
pub fn settle(crm: Crm, language: Language) -> Tongue {
    crm.lists.forget();
    begin(language)
}

/// The same before there are lists.
pub fn begin(language: Language) -> Tongue {
    let preferred = intl::preferred_languages();
    let tongue = language.tongue(&preferred);
    intl::write_as(language.locale(&preferred));
    dom::set_language(tongue.tag());
    tongue
}
