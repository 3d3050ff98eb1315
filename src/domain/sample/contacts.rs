//! The people of the story.

use super::super::account::Account;
use super::super::contact::{AccountRole, Contact, ContactKind, LawfulBasis, Verification};
use super::super::id::Id;
use super::{AE, FAIR, Story, row};

/// One person: key, names, position, department, account, role there, e-mail,
/// phone, kind, days ago.
type Row = (
    &'static str,
    [&'static str; 2],
    [&'static str; 2],
    [&'static str; 2],
    &'static str,
    &'static str,
    ContactKind,
    i64,
);

#[rustfmt::skip]
const PEOPLE: [Row; 20] = [
    ("contact-priya", ["Priya", "Raman"], ["Head of Product", "Product"], ["techcorp", "Decision maker"], "priya.raman@techcorp.example", "+1 206 555 0143", ContactKind::Buyer, 128),
    ("contact-owen", ["Owen", "Blake"], ["Data Engineer", "Engineering"], ["techcorp", "Technical evaluator"], "owen.blake@techcorp.example", "+1 206 555 0144", ContactKind::Buyer, 118),
    ("contact-ines", ["Ines", "Duarte"], ["Controller", "Finance"], ["techcorp", "Budget"], "ines.duarte@techcorp.example", "", ContactKind::Buyer, 101),
    ("contact-john", ["John", "Doe"], ["Statistician", ""], ["john", ""], "john@doe-statistics.example", "+1 415 555 0167", ContactKind::Buyer, 41),
    ("contact-marta", ["Marta", "Lindqvist"], ["Purchasing Manager", "Purchasing"], ["northgate", "Purchasing"], "m.lindqvist@northgate.example", "+1 612 555 0109", ContactKind::Buyer, 93),
    ("contact-deshawn", ["DeShawn", "Carter"], ["VP of Marketing", "Marketing"], ["northgate", "Decision maker"], "d.carter@northgate.example", "+1 612 555 0110", ContactKind::Buyer, 88),
    ("contact-yuki", ["Yuki", "Tanabe"], ["Store Analyst", "Operations"], ["northgate", "User"], "y.tanabe@northgate.example", "", ContactKind::Buyer, 52),
    ("contact-ruth", ["Ruth", "Okafor"], ["Chief Financial Officer", "Finance"], ["harbour", "Decision maker"], "ruth.okafor@harbourlane.example", "+1 207 555 0164", ContactKind::Buyer, 69),
    ("contact-bram", ["Bram", "Vos"], ["IT Manager", "IT"], ["harbour", "Technical evaluator"], "bram.vos@harbourlane.example", "+1 207 555 0165", ContactKind::Buyer, 62),
    ("contact-lena", ["Lena", "Hartwig"], ["Managing Director", "Management"], ["summit", "Decision maker"], "lena.hartwig@summit-robotics.example", "+49 89 5550 172", ContactKind::Buyer, 455),
    ("contact-jonas", ["Jonas", "Brandt"], ["Production Planner", "Operations"], ["summit", "User"], "jonas.brandt@summit-robotics.example", "", ContactKind::Buyer, 300),
    ("contact-amara", ["Amara", "Nwosu"], ["Operations Director", "Operations"], ["meridian", "Decision maker"], "amara.nwosu@meridian.example", "+1 512 555 0120", ContactKind::Buyer, 468),
    ("contact-grace", ["Grace", "Whitfield"], ["Trustee", ""], ["openhands", "Decision maker"], "grace@openhands.example", "+44 20 5550 0188", ContactKind::Buyer, 158),
    ("contact-rafael", ["Rafael", "Soto"], ["Revenue Manager", "Sales"], ["larkspur", "Decision maker"], "rafael.soto@larkspur.example", "+1 305 555 0176", ContactKind::Buyer, 47),
    ("contact-nadia", ["Nadia", "Haddad"], ["General Manager", "Management"], ["larkspur", "Influencer"], "nadia.haddad@larkspur.example", "", ContactKind::Buyer, 30),
    ("contact-elliot", ["Elliot", "Finch"], ["Partner", "Management"], ["cedar", "Decision maker"], "elliot@cedarfinch.example", "+1 503 555 0132", ContactKind::Buyer, 108),
    ("contact-kofi", ["Kofi", "Mensah"], ["Alliance Manager", "Partners"], ["bluepeak", "Partner manager"], "kofi.mensah@bluepeak.example", "+1 720 555 0157", ContactKind::Partner, 298),
    ("contact-tess", ["Tess", "Morrow"], ["Account Manager", "Sales"], ["ironwood", "Our supplier's side"], "tess.morrow@ironwood.example", "+1 914 555 0123", ContactKind::Personal, 405),
    ("contact-hugo", ["Hugo", "Lemaire"], ["Editor", "Newsroom"], ["quill", "Editor"], "hugo@quillcolumn.example", "", ContactKind::Personal, 58),
    ("contact-vera", ["Vera", "Sandoval"], ["Retired data manager", ""], ["", ""], "vera.sandoval@harborview.example", "+1 415 555 0139", ContactKind::Referrer, 220),
];

pub(super) fn add(story: &mut Story<'_>) {
    for (key, [first, last], [title, department], [account, role], email, phone, kind, days_ago) in PEOPLE {
        let mut contact = Contact {
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            job_title: title.to_owned(),
            department: department.to_owned(),
            kind,
            emails: row("work", email),
            phones: row("work", phone),
            owner: Some(AE),
            ..Contact::default()
        };
        if !account.is_empty() {
            let account: Id<Account> = story.id(account);
            let role = role.to_owned();
            contact.accounts.push(AccountRole { account, role, primary: true, active: true });
        }
        if kind == ContactKind::Buyer {
            contact.qualified = Some(Verification { at: story.at(-days_ago, 10), by: Some(AE) });
            contact.lawful_basis = LawfulBasis::LegitimateInterest;
        }
        add_detail(story, key, &mut contact);
        story.add(key, contact, days_ago, AE);
    }
}

/// What sets one person apart from the rest.
fn add_detail(story: &mut Story<'_>, key: &str, contact: &mut Contact) {
    match key {
        "contact-priya" | "contact-lena" => contact.lawful_basis = LawfulBasis::Contract,
        "contact-john" => {
            contact.referred_by = Some(story.id("contact-vera"));
            contact.source = story.source(3);
            contact.lawful_basis = LawfulBasis::Contract;
        }
        "contact-owen" => contact.reports_to = Some(story.id("contact-priya")),
        "contact-yuki" => {
            contact.reports_to = Some(story.id("contact-marta"));
            contact.do_not_call = true;
            contact.qualified = None;
        }
        "contact-ruth" => (contact.source, contact.campaign) = (story.source(5), Some(FAIR)),
        "contact-nadia" => contact.qualified = None,
        _ => {}
    }
}
