//! vCards of all versions, and texts of every sort that are no card at all: each
//! is read, in no time, and nothing of it is lost.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod card_support;

use std::collections::BTreeSet;
use std::fmt::Write;

use card_support::{says, told};
use relata::domain::record::Collection;
use relata::interchange::card::read;

#[test]
fn vcards_of_all_versions_are_read() {
    says(
        "BEGIN:VCARD\nVERSION:3.0\nN:Lovelace;Ada;King;Dr.;PhD\nFN:Dr. Ada King Lovelace\nORG:Analytical Engines Ltd.;Research\nTITLE:CTO\nTEL;TYPE=WORK,VOICE:+44 20 7946 0958\nTEL;TYPE=CELL:+44 7700 900123\nTEL;TYPE=FAX:+44 20 7946 0959\nitem1.EMAIL;TYPE=INTERNET:ada@engines.example\nURL:https://engines.example\nADR;TYPE=WORK:;;12 St James's Square;London;;SW1Y 4JH;UK\nNOTE:Met at the fair\\, hall 3\\nLikes mat\n hematics\nBDAY:1815-12-10\nPHOTO;ENCODING=b:AAAA\nEND:VCARD",
        &[
            "salutation: Dr.",
            "first_name: Ada King",
            "last_name: Lovelace",
            "company: Analytical Engines Ltd.",
            "job_title: CTO",
            "phones (work): +44 20 7946 0958",
            "phones (mobile): +44 7700 900123",
            "emails (work): ada@engines.example",
            "websites (work): https://engines.example",
            "address: 12 St James's Square | SW1Y 4JH | London |  | UK",
            "rest: PhD",
            "rest: Research",
            "rest: Fax +44 20 7946 0959",
            "rest: Met at the fair, hall 3",
            "rest: Likes mathematics",
            "rest: BDAY:1815-12-10",
        ],
    );
    says(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Grace Hopper\r\nTEL;VALUE=uri;TYPE=\"cell,voice\":tel:+1-202-555-0143\r\nEMAIL;TYPE=home:grace@navy.example\r\nEND:VCARD\r\n",
        &[
            "first_name: Grace",
            "last_name: Hopper",
            "phones (mobile): +1-202-555-0143",
            "emails (home): grace@navy.example",
        ],
    );
    says(
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen\nTEL;CELL:0171 2345678\nEND:VCARD\nBEGIN:VCARD\nFN:Another One\nEND:VCARD",
        &[
            "first_name: Jürgen",
            "last_name: Müller",
            "phones (mobile): 0171 2345678",
            "rest: BEGIN:VCARD",
            "rest: FN:Another One",
            "rest: END:VCARD",
        ],
    );
    says("BEGIN:VCARD\nFN:Acme GmbH\nORG:Acme GmbH\nEND:VCARD", &["company: Acme GmbH"]);
}

/// Words and signs of cards, put together anyhow, in every script.
const SHARDS: [&str; 24] = [
    "Ada",
    "Lovelace",
    ",",
    " ",
    "\n",
    "GmbH",
    "Dr.",
    "+49 30 1234567",
    "ada@x.example",
    "@",
    "Tel:",
    "|",
    "12345",
    "Berlin",
    "(",
    ")",
    "www.x.example",
    "📱",
    "שלום",
    "\u{202e}",
    "👩‍🚀",
    "BEGIN:VCARD",
    "\nNOTE:",
    "Straße 5",
];

#[test]
fn any_text_can_be_read_and_nothing_of_it_is_lost() {
    let mut seed = 42_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for _ in 0..4_000 {
        let text: String =
            (0..next(20)).map(|_| [SHARDS[next(SHARDS.len())], [" ", "\n", ""][next(3)]].concat()).collect();
        let card = read(&text);
        let kept = told(&card).join(" ").to_lowercase();
        for word in ["lovelace", "berlin", "gmbh", "1234567", "x.example", "שלום", "straße"] {
            assert!(!text.to_lowercase().contains(word) || kept.contains(word), "{word} of {text:?} is in {kept:?}");
        }
        for key in card.fields().keys() {
            assert!(Collection::Lead.field(key).is_some(), "{key} is a field of a lead");
        }
    }
}

#[test]
fn empty_and_endless_texts_are_read_in_no_time() {
    assert!(read("").is_empty());
    assert!(read(" \n\t\r\n-- \n____\n").is_empty());
    let shapes = [
        "a",
        "1",
        "@",
        "(",
        "+1 ",
        "a.",
        "Dr. ",
        "x\n",
        "1\n",
        "Ada Lovelace, ",
        "a:",
        "<a@b.cd>",
        "10115 Berlin\n",
        " - ",
        "é",
        "GmbH ",
    ];
    for shape in shapes {
        let text: String = shape.chars().cycle().take(100_000).collect();
        let begun = std::time::Instant::now();
        let card = read(&text);
        let took = begun.elapsed();
        // Work that grows with the square of the length would take minutes.
        assert!(took.as_secs() < 10, "{shape:?} took {took:?}");
        assert!(!card.is_empty() || !text.contains(char::is_alphanumeric), "{shape:?}");
    }
}

#[test]
fn a_street_without_a_postal_code_keeps_what_stands_behind_it() {
    says("350 Fifth Avenue, Suite 3300, New York", &["address: 350 Fifth Avenue, Suite 3300 |  | New York |  | "]);
    says("Hauptstraße 5, 3. OG", &["address: Hauptstraße 5, 3. OG |  |  |  | "]);
    says("Hauptstraße 5, 3. OG, Berlin, Germany", &["address: Hauptstraße 5, 3. OG |  | Berlin |  | Germany"]);
}

#[test]
fn a_label_goes_only_with_the_value_that_was_found() {
    for office in ["Home Office", "Main Office", "Business Office"] {
        says(office, &[&["rest: ", office].concat()]);
    }
    says("Phone\n030 1234567", &["phones (work): 030 1234567"]);
    says("Office phone 030 1234567", &["phones (work): 030 1234567"]);
    says("Phone\nada@gmail.com", &["emails (home): ada@gmail.com", "rest: Phone"]);
    says("Contact: see page 4", &["rest: Contact: see page 4"]);
    says("Company: Acme\nCompany: Bolt", &["company: Acme", "rest: Company: Bolt"]);
    let prose = "Function: she looks after all of the machines that we have and the ones that will come";
    says(prose, &[&["rest: ", prose].concat()]);
}

#[test]
fn signs_at_the_end_of_a_line_belong_to_its_word() {
    says("Title: Developer C#", &["job_title: Developer C#"]);
    says("# Title: Developer C#", &["job_title: Developer C#"]);
    says("*Title: Developer*", &["job_title: Developer"]);
}

#[test]
fn of_very_many_addresses_the_first_are_taken_up_and_the_others_kept() {
    let many: Vec<String> = (0..10_000).map(|number| format!("ada{number}@engines.example")).collect();
    let lines = many.chunks(30).map(|some| some.join(" | ")).collect::<Vec<_>>().join("\n");
    let mut card = "BEGIN:VCARD\n".to_owned();
    for address in &many {
        writeln!(card, "EMAIL:{address}").unwrap();
    }
    for text in [lines, card + "END:VCARD"] {
        let begun = std::time::Instant::now();
        let card = read(&text);
        let took = begun.elapsed();
        assert!(took.as_secs() < 5, "{took:?}");
        assert_eq!(card.found.iter().filter(|found| found.key == "emails").count(), 50);
        let told = told(&card).join(" ");
        let kept: BTreeSet<&str> = told.split_whitespace().collect();
        assert!(many.iter().all(|address| kept.contains(address.as_str())), "none is lost");
    }
}
