//! Why two records may be the same, in words.

use super::vocabulary::spoken;
use crate::domain::matching::Reason;
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;

/// What speaks for a match: `same e-mail address ada@example.org`.
pub fn reason(workspace: &Workspace, reason: &Reason) -> String {
    let name = |record: RecordRef| workspace.title(record).unwrap_or_default();
    match reason {
        Reason::CandidateAccount => spoken("named as its account").to_owned(),
        Reason::SameEmail { email } => format!("same e-mail address {email}"),
        Reason::KnownContact { contact } => format!("“{}” belongs to it", name(RecordRef::of(*contact))),
        Reason::SamePhone { phone } => format!("same phone number {phone}"),
        Reason::SameDomain { domain } => format!("same web domain {domain}"),
        Reason::SameCompany { name } => format!("same company name “{name}”"),
        Reason::SameName { name } => format!("same name “{name}”"),
        Reason::SimilarName { name, percent } => format!("similar name “{name}”, {percent} % alike"),
        Reason::OfAccount { account } => format!("a deal of “{}”", name(RecordRef::of(*account))),
        Reason::SameAccount { account } => format!("both at “{}”", name(RecordRef::of(*account))),
        Reason::OfContact { contact } => format!("“{}” takes part in it", name(RecordRef::of(*contact))),
    }
}
