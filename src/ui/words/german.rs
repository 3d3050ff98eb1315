//! German: a text for each of ours, and the words of other systems in it. The
//! texts are in `german.txt`, ours on a line of its own and the German one below,
//! behind a tab; a test (`tests/words.rs`) sees to it that none is missing, none
//! is left over and none lacks a value.
//!
//! Readers are addressed with “Sie”. The words are those that German users of CRM
//! know: Lead, Account, Kontakt, Opportunity.

use std::collections::BTreeMap;

use super::vocabulary::replaced;
use crate::app::vocabulary::Vocabulary;
use crate::domain::order::Gathered as _;

const TEXTS: &str = include_str!("german.txt");

/// A text of ours, and another for it.
type Words = &'static [(&'static str, &'static str)];

/// Every text of ours with its German one.
pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TEXTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.clone().zip(lines.skip(1)).filter_map(|(ours, below)| Some((ours, below.strip_prefix('\t')?)))
}

thread_local! {
    static GERMAN: BTreeMap<&'static str, &'static str> = texts().gathered();
}

/// What German says for a text of ours, in a vocabulary. What it has no text for
/// stays as it is.
pub(super) fn of(text: &'static str, vocabulary: Vocabulary) -> &'static str {
    let german = GERMAN.with(|texts| texts.get(text).copied().unwrap_or(text));
    match vocabulary_words(vocabulary) {
        [] => german,
        words => replaced(words, german).leak(),
    }
}

/// The words of other systems in German, where they differ from those of the
/// product. Each has the gender of the word it replaces, as articles and endings
/// stay.
pub(super) const fn vocabulary_words(vocabulary: Vocabulary) -> Words {
    match vocabulary {
        Vocabulary::Relata => &[],
        Vocabulary::Sap => &[
            ("kontakt", "ansprechpartner"),
            ("kontakte", "ansprechpartner"),
            ("kontakten", "ansprechpartnern"),
            ("kontakts", "ansprechpartners"),
            ("phase", "vertriebsphase"),
            ("phasen", "vertriebsphasen"),
        ],
        Vocabulary::Salesforce => &[("quelle", "lead-quelle"), ("quellen", "lead-quellen")],
        Vocabulary::SuiteCrm => &[("opportunity", "verkaufschance"), ("opportunities", "verkaufschancen")],
        Vocabulary::Plain => &[
            ("lead", "erstkontakt"),
            ("leads", "erstkontakte"),
            ("account", "geschäftspartner"),
            ("accounts", "geschäftspartner"),
            ("kontakt", "ansprechpartner"),
            ("kontakte", "ansprechpartner"),
            ("kontakten", "ansprechpartnern"),
            ("kontakts", "ansprechpartners"),
            ("opportunity", "verkaufschance"),
            ("opportunities", "verkaufschancen"),
        ],
    }
}
