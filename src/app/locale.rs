//! The language of the page, as the browser is told it.

use super::crm::Crm;
use super::language::{Language, Tongue};
use crate::platform::{dom, intl};

/// Has the browser write numbers and days, read aloud and hyphenate in a language
/// from here on, and says which one the words are to be in. Lists hold words, such as
/// those of ratings, so they are made anew.
pub fn settle(crm: Crm, language: Language) -> Tongue {
    crm.lists.forget();
    let preferred = intl::preferred_languages();
    let tongue = language.tongue(&preferred);
    intl::write_as(language.locale(&preferred));
    dom::set_language(tongue.tag());
    tongue
}
