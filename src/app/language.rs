//! The language of the interface. What is said in it is the interface's:
//! `ui/words`.

use serde::{Deserialize, Serialize};

/// Which language is wished for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// That of the browser, where Relata has it; else English.
    #[default]
    Browser,
    /// English, with numbers and days as English has them.
    English,
    /// German, with numbers and days as German has them.
    German,
}

/// A language that Relata speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tongue {
    /// The one that the texts of the source are in.
    #[default]
    English,
    /// Formal: readers are addressed with “Sie”.
    German,
}

impl Language {
    /// Every wish.
    pub const ALL: [Self; 3] = [Self::Browser, Self::English, Self::German];

    /// The language that is spoken, for the languages that the browser prefers, as
    /// BCP 47 tags.
    #[must_use]
    pub fn tongue(self, preferred: &[String]) -> Tongue {
        match self {
            Self::English => Tongue::English,
            Self::German => Tongue::German,
            Self::Browser => preferred.iter().find_map(|tag| Tongue::of(tag)).unwrap_or_default(),
        }
    }

    /// How numbers and days are written: a BCP 47 tag, or `None` for the browser's own way.
    /// Who reads Swiss German has their own way of writing numbers, so a tag of the
    /// browser goes before the plain one.
    #[must_use]
    pub fn locale(self, preferred: &[String]) -> Option<String> {
        let tongue = match self {
            Self::Browser => return None,
            Self::English => Tongue::English,
            Self::German => Tongue::German,
        };
        let own = preferred.iter().find(|tag| Tongue::of(tag) == Some(tongue));
        Some(own.map_or_else(|| tongue.tag().to_owned(), Clone::clone))
    }
}

impl Tongue {
    /// Its BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    fn of(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        [Self::English, Self::German].into_iter().find(|tongue| tongue.tag().eq_ignore_ascii_case(primary))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    #[test]
    fn the_browser_says_which_language_until_somebody_chooses() {
        assert_eq!(Language::Browser.tongue(&tags(&["de-AT", "en"])), Tongue::German);
        assert_eq!(Language::Browser.tongue(&tags(&["fr-FR", "de", "en"])), Tongue::German);
        assert_eq!(Language::Browser.tongue(&tags(&["fr-FR"])), Tongue::English);
        assert_eq!(Language::Browser.tongue(&[]), Tongue::English);
        assert_eq!(Language::English.tongue(&tags(&["de"])), Tongue::English);
    }

    #[test]
    fn numbers_are_written_as_the_language_has_them_and_the_country_if_the_browser_says_so() {
        assert_eq!(Language::Browser.locale(&tags(&["de-AT"])), None);
        assert_eq!(Language::German.locale(&tags(&["en-US", "de-CH"])), Some("de-CH".to_owned()));
        assert_eq!(Language::German.locale(&tags(&["en-US"])), Some("de".to_owned()));
    }
}
