//! Words of a file that stand for one of a list here: stages, statuses,
//! sources, ratings. Each has a proposal, which the person may change.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::meanings::{CHOICES, OPTIONS};
use super::names::squeeze;
use crate::domain::field::{Field, Kind};
use crate::domain::option::{Explains, Reason};
use crate::domain::record::{Collection, Record, Stored};
use crate::domain::starter;
use crate::domain::workspace::Workspace;

/// What a word becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// A record of the list that is there.
    Existing(Uuid),
    /// A new record of the list, with this name.
    New(String),
    /// One of the words of a closed list.
    Word(&'static str),
    /// Nothing: it is kept in `custom` under its header.
    Kept,
}

/// Which word of which field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordKey {
    /// The collection of the rows.
    pub collection: Collection,
    /// The field's key.
    pub field: &'static str,
    /// The word as it stands in the file.
    pub word: String,
}

/// A word, how often it stands in the files, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueMapping {
    /// Which word of which field.
    pub key: WordKey,
    /// In how many rows.
    pub rows: usize,
    /// What it becomes.
    pub becomes: Becomes,
}

/// Words met in the files, and what becomes of them.
pub(super) struct Words<'a> {
    chosen: &'a BTreeMap<WordKey, Becomes>,
    met: BTreeMap<WordKey, (Becomes, usize)>,
}

impl<'a> Words<'a> {
    /// No words met yet.
    pub(super) fn new(chosen: &'a BTreeMap<WordKey, Becomes>) -> Self {
        Self { chosen, met: BTreeMap::new() }
    }

    /// What the words met become.
    pub(super) fn mappings(self) -> Vec<ValueMapping> {
        let mapping = |(key, (becomes, rows))| ValueMapping { key, rows, becomes };
        self.met.into_iter().map(mapping).collect()
    }

    /// What a word becomes; it is counted.
    pub(super) fn becomes(
        &mut self,
        workspace: &Workspace,
        collection: Collection,
        field: &'static Field,
        word: &str,
    ) -> Becomes {
        let key = WordKey { collection, field: field.key, word: word.to_owned() };
        let chosen = self.chosen.get(&key);
        let proposal = || (chosen.cloned().unwrap_or_else(|| propose(workspace, collection, field, word)), 0);
        let (becomes, rows) = self.met.entry(key.clone()).or_insert_with(proposal);
        *rows += 1;
        becomes.clone()
    }
}

/// True for a field whose cells are words of a list.
pub(super) fn is_worded(field: &Field) -> bool {
    match field.kind {
        Kind::Choice(_) => true,
        Kind::Reference(list) | Kind::References(list) => !Collection::MAIN.contains(&list),
        _ => false,
    }
}

/// True for a field that takes several words, such as tags.
pub(super) fn takes_many(field: &Field) -> bool {
    field.key == "tags"
}

/// What a word should become where nobody said otherwise.
pub(super) fn propose(workspace: &Workspace, collection: Collection, field: &Field, word: &str) -> Becomes {
    match field.kind {
        Kind::Choice(words) => choice(field.key, words, word),
        Kind::Reference(list) | Kind::References(list) => option(workspace, collection, list, word),
        _ => Becomes::Kept,
    }
}

fn choice(key: &str, words: &'static [&'static str], word: &str) -> Becomes {
    let squeezed = squeeze(word);
    let same = words.iter().find(|known| squeeze(known) == squeezed);
    let meant = CHOICES.iter().find(|(field, name, _)| *field == key && *name == squeezed).map(|(_, _, known)| known);
    same.or_else(|| meant.filter(|known| words.contains(known))).map_or(Becomes::Kept, |known| Becomes::Word(known))
}

fn option(workspace: &Workspace, collection: Collection, list: Collection, word: &str) -> Becomes {
    let squeezed = squeeze(word);
    let named = |name: &str| {
        let wanted = squeeze(name);
        let mut options = workspace.options(list);
        options.retain(|option| fits(collection, option));
        let called = |option: &&Record| squeeze(&option.title()) == wanted;
        // In a workspace that was begun in another language it is the one with the same id.
        let ours = || {
            let ours = starter::records(starter::AS_WRITTEN);
            let meant = ours.iter().find(|ours| ours.collection() == list && fits(collection, ours) && called(ours))?;
            options.iter().copied().find(|option| option.uuid() == meant.uuid())
        };
        options.iter().copied().find(called).or_else(ours).map(Record::uuid)
    };
    let meant = || {
        let known = OPTIONS.iter().find(|(of, name, _)| *of == list && *name == squeezed);
        known.and_then(|(_, _, name)| named(name))
    };
    match named(word).or_else(meant) {
        Some(id) => Becomes::Existing(id),
        None if squeezed.is_empty() => Becomes::Kept,
        None if matches!(list, Collection::Profile | Collection::Relationship) => Becomes::Kept,
        None => Becomes::New(word.to_owned()),
    }
}

/// Of the reasons, a deal takes those for a loss.
fn fits(collection: Collection, option: &Record) -> bool {
    let wanted = if collection == Collection::Lead { Explains::Disqualification } else { Explains::Loss };
    Reason::from_record(option).is_none_or(|reason| reason.explains == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(collection: Collection, field: &str, word: &str) -> String {
        let workspace = Workspace::starter();
        let field = collection.field(field).unwrap();
        match propose(&workspace, collection, field, word) {
            Becomes::Existing(id) => {
                let (Kind::Reference(list) | Kind::References(list)) = field.kind else { panic!() };
                workspace.title(crate::domain::record::RecordRef { collection: list, id }).unwrap()
            }
            Becomes::New(name) => format!("new {name}"),
            Becomes::Word(word) => word.to_owned(),
            Becomes::Kept => "kept".to_owned(),
        }
    }

    #[test]
    fn every_known_word_leads_to_something_that_is_there() {
        for (list, word, name) in OPTIONS {
            let options = Workspace::starter();
            let found = options.options(list).iter().any(|option| option.title() == name);
            assert!(found, "{list:?} {word} {name}");
            assert_eq!(squeeze(word), word);
        }
        for (field, word, ours) in CHOICES {
            let somewhere = Collection::MAIN.iter().filter_map(|collection| collection.field(field));
            assert!(
                somewhere.into_iter().any(|field| matches!(field.kind, Kind::Choice(words) if words.contains(&ours))),
                "{word}"
            );
        }
    }

    #[test]
    fn they_lead_to_the_same_in_a_workspace_of_another_language() {
        let (english, german) = (Workspace::starter(), Workspace::starter_in(|_| "Anders"));
        for (list, word, name) in OPTIONS {
            let fields = Collection::MAIN.iter().flat_map(|of| of.fields().iter().map(move |field| (*of, field)));
            let of_list =
                |field: &Field| matches!(field.kind, Kind::Reference(to) | Kind::References(to) if to == list);
            for (of, field) in fields.filter(|(_, field)| of_list(field)) {
                for word in [word, name] {
                    assert_eq!(propose(&german, of, field, word), propose(&english, of, field, word), "{word}");
                }
            }
        }
    }

    #[test]
    fn words_of_salesforce_find_ours() {
        use Collection::{Account, Lead, Opportunity};
        let cases = [
            (Opportunity, "stage", "Discovery", "Needs analysis"),
            (Opportunity, "stage", "Proposal/Quote", "Proposal"),
            (Opportunity, "stage", "Closed Won", "Closed won"),
            (Opportunity, "stage", "Id. Decision Makers", "Needs analysis"),
            (Opportunity, "stage", "Legal review", "new Legal review"),
            (Opportunity, "kind", "Existing Customer - Upgrade", "repeat"),
            (Opportunity, "kind", "Opportunity", "kept"),
            (Opportunity, "forecast_category", "BestCase", "best_case"),
            (Opportunity, "reason", "Price", "Price"),
            (Lead, "status", "Open - Not Contacted", "New"),
            (Lead, "status", "Working", "Attempting"),
            (Lead, "status", "Closed - Converted", "Qualified"),
            (Lead, "status", "Closed - Not Converted", "Disqualified"),
            (Lead, "source", "Cold Call", "Cold call"),
            (Lead, "source", "Online Form", "new Online Form"),
            (Lead, "source", "E-Mail", "E-mail"),
            (Lead, "rating", "Hot", "hot"),
            (Lead, "owner", "Jane Doe", "kept"),
            (Account, "relationships", "Customer - Direct", "Buyer"),
            (Account, "relationships", "Competitor", "Competitor"),
            (Account, "relationships", "Unheard of", "kept"),
        ];
        for (collection, field, word, expected) in cases {
            assert_eq!(proposed(collection, field, word), expected, "{field} {word}");
        }
    }
}
