//! Why two records may be the same, in words.

use super::vocabulary::{said, spoken};
use crate::domain::matching::Reason;
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;

/// What speaks for a match: `same e-mail address ada@example.org`.
pub fn reason(workspace: &Workspace, reason: &Reason) -> String {
    let name = |record: RecordRef| workspace.title(record).unwrap_or_default();
    match reason {
        Reason::CandidateAccount => spoken("named as its account").to_owned(),
        Reason::SameEmail { email } => said!("same e-mail address {}", email),
        Reason::KnownContact { contact } => said!("“{}” belongs to it", name(RecordRef::of(*contact))),
        Reason::SamePhone { phone } => said!("same phone number {}", phone),
        Reason::SameDomain { domain } => said!("same web domain {}", domain),
        Reason::SameCompany { name } => said!("same company name “{}”", name),
        Reason::SameName { name } => said!("same name “{}”", name),
        Reason::SimilarName { name, percent } => said!("similar name “{}”, {} % alike", name, percent),
        Reason::OfAccount { account } => said!("a deal of “{}”", name(RecordRef::of(*account))),
        Reason::SameAccount { account } => said!("both at “{}”", name(RecordRef::of(*account))),
        Reason::OfContact { contact } => said!("“{}” takes part in it", name(RecordRef::of(*contact))),
    }
}
