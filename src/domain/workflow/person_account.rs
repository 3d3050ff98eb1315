//! A person account and its contact are one person.
//!
//! - P1 A person account has a contact; one made without gets one of its name.
//! - P2 Both have one name, the contact's; renaming either renames both.
//! - P3 E-mail addresses and phone numbers stand on the contact only; those
//!   typed on the account move there.
//! - P4 The contact belongs to the account.
//! - P5 An account that becomes an organisation lets its contact go.

use super::super::account::{Account, AccountKind};
use super::super::contact::Contact;
use super::super::draft::Draft;
use super::super::field::Labelled;
use super::super::id::Id;
use super::super::record::{Collection, RecordRef, Stored};
use super::super::workspace::Workspace;

/// Follows an account that was made or edited; `before` is what it was.
pub(super) fn after_account(draft: &mut Draft<'_>, id: Id<Account>, before: Option<&Account>) {
    let Some(mut account) = draft.get(id).cloned() else { return };
    if account.kind == AccountKind::Organization {
        account.person_contact = None;
        draft.put(account);
        return;
    }
    let known = account.person_contact.and_then(|contact| draft.get(contact)).cloned();
    let renamed = before.is_some_and(|before| before.name != account.name);
    let mut contact = match known {
        Some(contact) if !renamed => contact,
        Some(contact) => named(contact, &account.name),
        None => made_of(&account),
    };
    add_missing(&mut contact.emails, std::mem::take(&mut account.emails));
    add_missing(&mut contact.phones, std::mem::take(&mut account.phones));
    contact.join(account.id, "");
    account.name = contact.title();
    account.person_contact = Some(if contact.id.is_nil() {
        draft.create(contact)
    } else {
        let id = contact.id;
        draft.put(contact);
        id
    });
    draft.put(account);
}

/// Follows a contact that was edited.
pub(super) fn after_contact(draft: &mut Draft<'_>, id: Id<Contact>) {
    let Some(bound) = bound_account(draft.workspace, id) else { return };
    let (Some(mut account), Some(mut contact)) = (draft.get(bound).cloned(), draft.get(id).cloned()) else { return };
    contact.join(bound, "");
    account.name = contact.title();
    draft.put(contact);
    draft.put(account);
}

/// Gives a person account its contact's name.
pub(super) fn call_alike(draft: &mut Draft<'_>, id: Id<Account>) {
    let Some(account) = draft.get(id) else { return };
    let named = account.person_contact.and_then(|contact| draft.get(contact)).map(Contact::title);
    if let Some(name) = named.filter(|name| *name != account.name) {
        let account = Account { name, ..account.clone() };
        draft.put_exact(account.into_record());
    }
}

/// The account that a contact is, in the Trash or not.
pub(super) fn bound_account(workspace: &Workspace, contact: Id<Contact>) -> Option<Id<Account>> {
    let mut accounts =
        workspace.records_linked(Collection::Account, RecordRef::of(contact)).filter_map(Account::from_record);
    accounts.find(|account| account.person_contact == Some(contact)).map(|account| account.id)
}

fn made_of(account: &Account) -> Contact {
    let contact =
        Contact { owner: account.owner, source: account.source, campaign: account.campaign, ..Contact::default() };
    named(contact, &account.name)
}

/// The contact under a name in one piece: the last word is the family name.
fn named(mut contact: Contact, name: &str) -> Contact {
    let name = name.trim();
    let (first, last) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    first.trim().clone_into(&mut contact.first_name);
    last.clone_into(&mut contact.last_name);
    contact
}

fn add_missing(present: &mut Vec<Labelled>, more: Vec<Labelled>) {
    for row in more {
        if !present.iter().any(|known| known.value == row.value) {
            present.push(row);
        }
    }
}
