//! Plain words have one word, such as company, where the product has two: texts
//! that tell the two apart are written anew here, as a whole.

/// A text of the product, and what plain words say in its place.
pub(super) const SENTENCES: [(&str, &str); 11] = [
    (
        "Not a customer by itself: it becomes one by buying. Not a person you write to: that is a contact.",
        "Not a customer by itself: it becomes one by buying. Not the people you write to there: each of them is kept as a person.",
    ),
    (
        "Not a company: that is an account. Not a lead: a contact is somebody you know.",
        "Not the company they work for, which is kept for itself. Not an enquiry: these are people you know.",
    ),
    (
        "Not a contact and not a prospect; it becomes an account, a contact and an opportunity when you convert it.",
        "Not yet among your companies and people: an enquiry becomes a company, a person and a deal when you convert it.",
    ),
    (
        "Not an opportunity yet: that begins with a deal to win.",
        "Not a deal yet: that begins when there is something to win.",
    ),
    (
        "A deal in the making with somebody you have checked: what it is worth, how likely it is, when it should close. Open, won or lost.",
        "Something that somebody you have checked may buy: what it is worth, how likely it is, when it should close. Open, won or lost.",
    ),
    (
        "Accounts are the companies and people you sell to or hope to. They come from converted leads, from a file, or from here.",
        "Companies you sell to or hope to, and people who buy for themselves. They come from converted enquiries, from a file, or from here.",
    ),
    (
        "Contacts are the people at your accounts. They come from converted leads, from a file, or from here.",
        "Those you know at your companies, and others you can reach. They come from converted enquiries, from a file, or from here.",
    ),
    (
        "Opportunities are the deals you are working on. Convert a lead to get the first one, or enter it here and see the forecast move.",
        "What you are working on to sell. Convert an enquiry to get the first deal, or enter it here and see the forecast move.",
    ),
    (
        "You know who they are, and they have not bought yet. The person is a contact of the account; somebody who buys for themselves is an account too.",
        "You know who they are, and they have not bought yet. Whom you talk to is kept as a person at the company; somebody who buys for themselves is kept like a company.",
    ),
    (
        "Who has bought is a customer, and stays one however long ago it was. The person is a contact of the account; somebody who buys for themselves is an account too.",
        "Who has bought is a customer, and stays one however long ago it was. Whom you talk to is kept as a person at the company; somebody who buys for themselves is kept like a company.",
    ),
    (
        "You know who they are, and there is something to win. The opportunity belongs to an account, a prospect until it is won, and the person is its contact.",
        "You know who they are, and there is something to win. The deal belongs to a company, a possible customer until it is won, and whom you talk to takes part in it.",
    ),
];

#[cfg(test)]
mod tests {
    use super::super::vocabulary::{speak, spoken};
    use super::super::{empties, terms, which};
    use super::SENTENCES;
    use crate::app::language::Tongue;
    use crate::app::route::Term;
    use crate::app::vocabulary::Vocabulary;
    use crate::domain::record::Collection;
    use crate::domain::which::Verdict;

    /// What explains the concepts, in a vocabulary.
    fn texts(vocabulary: Vocabulary) -> Vec<&'static str> {
        speak(Tongue::English, vocabulary);
        let explained = Term::ALL.map(|(term, _)| terms::explained(term));
        let explained = explained.into_iter().flat_map(|term| [spoken(term.is), spoken(term.unlike)]);
        let empty = Collection::MAIN.into_iter().map(empties::text);
        explained.chain(empty).chain(Verdict::ALL.into_iter().map(which::reason)).collect()
    }

    #[test]
    fn what_is_said_otherwise_is_a_text_of_the_product() {
        let own = texts(Vocabulary::Relata);
        for (text, plain) in SENTENCES {
            assert!(own.contains(&text), "{text}");
            assert_eq!(SENTENCES.iter().filter(|(other, _)| *other == text).count(), 1, "{text}");
            assert!(texts(Vocabulary::Plain).contains(&plain), "{plain}");
        }
    }

    #[test]
    fn nothing_is_told_from_itself() {
        for text in texts(Vocabulary::Plain) {
            for sentence in text.split(['.', ';']) {
                let told = sentence.trim().strip_prefix("Not ").and_then(|rest| rest.split_once(": that is "));
                assert!(!told.is_some_and(|(one, other)| one.starts_with(other)), "{sentence}");
            }
        }
    }

    #[test]
    fn nothing_is_explained_by_itself() {
        let bare = |word: Option<&str>| word.unwrap_or_default().to_lowercase();
        for text in texts(Vocabulary::Plain) {
            for link in [" is a ", " is an ", " is its ", " are the "] {
                if let Some((before, after)) = text.split_once(link) {
                    let (one, other) = (before.split(' ').next_back(), after.split([' ', ',', '.']).next());
                    assert_ne!(bare(one), bare(other), "{text}");
                }
            }
        }
    }
}
