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
/// stay; where the case shows, a phrase with its article comes before the word.
pub(super) const fn vocabulary_words(vocabulary: Vocabulary) -> Words {
    match vocabulary {
        Vocabulary::Relata => &[],
        Vocabulary::Sap => &[
            ("Kontakt", "Ansprechpartner"),
            ("Kontakte", "Ansprechpartner"),
            ("Kontakten", "Ansprechpartnern"),
            ("Kontakts", "Ansprechpartners"),
            ("Phase", "Vertriebsphase"),
            ("Phasen", "Vertriebsphasen"),
        ],
        Vocabulary::Salesforce => &[("Quelle", "Lead-Quelle"), ("Quellen", "Lead-Quellen")],
        Vocabulary::SuiteCrm => &[("Opportunity", "Verkaufschance"), ("Opportunities", "Verkaufschancen")],
        Vocabulary::Plain => &[
            ("des Leads", "des Erstkontakts"),
            ("eines Leads", "eines Erstkontakts"),
            ("allen Leads", "allen Erstkontakten"),
            ("ihren Leads", "ihren Erstkontakten"),
            ("konvertierten Leads", "konvertierten Erstkontakten"),
            ("an Leads", "an Erstkontakten"),
            ("des Accounts", "des Geschäftspartners"),
            ("eines Accounts", "eines Geschäftspartners"),
            ("von Accounts", "von Geschäftspartnern"),
            ("Kontakten und Accounts", "Ansprechpartnern und Geschäftspartnern"),
            ("Lead", "Erstkontakt"),
            ("Leads", "Erstkontakte"),
            ("Account", "Geschäftspartner"),
            ("Accounts", "Geschäftspartner"),
            ("Kontakt", "Ansprechpartner"),
            ("Kontakte", "Ansprechpartner"),
            ("Kontakten", "Ansprechpartnern"),
            ("Kontakts", "Ansprechpartners"),
            ("Opportunity", "Verkaufschance"),
            ("Opportunities", "Verkaufschancen"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_others_stand_in_the_case_of_ours() {
        let plain = |text| replaced(vocabulary_words(Vocabulary::Plain), text);
        assert_eq!(plain("Wert des Leads"), "Wert des Erstkontakts");
        assert_eq!(plain("Getrennt von Accounts und Kontakten"), "Getrennt von Geschäftspartnern und Ansprechpartnern");
        assert_eq!(plain("Lead-Status"), "Erstkontakt-Status");
        assert_eq!(replaced(vocabulary_words(Vocabulary::Salesforce), "Quellen"), "Lead-Quellen");
    }
}
