//! Signatures, business cards and vCards, as people send them: what each says of
//! somebody, and that nothing of it is lost; the rules stand at the head of
//! `src/interchange/card/mod.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod card_support;

use card_support::{says, told};
use relata::interchange::card::read;

#[test]
fn an_english_signature_is_read() {
    says(
        "Best regards,\n\nAda Lovelace\nChief Technology Officer\nAnalytical Engines Ltd.\n\nT: +44 20 7946 0958\nM: +44 7700 900123\nada@analyticalengines.example\nwww.analyticalengines.example\n12 St James's Square, London SW1Y 4JH, United Kingdom",
        &[
            "first_name: Ada",
            "last_name: Lovelace",
            "job_title: Chief Technology Officer",
            "company: Analytical Engines Ltd.",
            "phones (work): +44 20 7946 0958",
            "phones (mobile): +44 7700 900123",
            "emails (work): ada@analyticalengines.example",
            "websites (work): www.analyticalengines.example",
            "address: 12 St James's Square | SW1Y 4JH | London |  | United Kingdom",
        ],
    );
}

#[test]
fn a_german_signature_is_read_and_its_small_print_kept() {
    says(
        "Mit freundlichen Grüßen\n\ni. A. Dr. Jürgen Müller\nLeiter Vertrieb\n\nSchäfer & Söhne GmbH & Co. KG\nHauptstraße 5a\nD-10115 Berlin\n\nTel.: +49 (0)30 123456-78\nFax: +49 (0)30 123456-79\nMobil: 0171 2345678\nE-Mail: j.mueller@schaefer-soehne.example\nInternet: http://www.schaefer-soehne.example\n\nSitz der Gesellschaft: Berlin, Amtsgericht Charlottenburg, HRB 123456\nGeschäftsführer: Max Schäfer\nUSt-IdNr.: DE123456789",
        &[
            "salutation: Dr.",
            "first_name: Jürgen",
            "last_name: Müller",
            "job_title: Leiter Vertrieb",
            "company: Schäfer & Söhne GmbH & Co. KG",
            "phones (work): +49 (0)30 123456-78",
            "phones (mobile): 0171 2345678",
            "emails (work): j.mueller@schaefer-soehne.example",
            "websites (work): http://www.schaefer-soehne.example",
            "address: Hauptstraße 5a | D-10115 | Berlin |  | ",
            "rest: i. A.",
            "rest: Fax +49 (0)30 123456-79",
            "rest: Sitz der Gesellschaft: Berlin, Amtsgericht Charlottenburg, HRB 123456",
            "rest: Geschäftsführer: Max Schäfer",
            "rest: USt-IdNr.: DE123456789",
        ],
    );
}

#[test]
fn a_card_on_one_line_is_read() {
    says(
        "Grace Hopper | Rear Admiral | Navy Systems Inc. | (555) 123-4567 | grace.hopper@navy.example | navy.example",
        &[
            "first_name: Grace",
            "last_name: Hopper",
            "job_title: Rear Admiral",
            "company: Navy Systems Inc.",
            "phones (work): (555) 123-4567",
            "emails (work): grace.hopper@navy.example",
            "websites (work): navy.example",
        ],
    );
}

#[test]
fn name_title_and_company_may_share_a_line() {
    says(
        "Ada Lovelace, CTO at Analytical Engines",
        &["first_name: Ada", "last_name: Lovelace", "job_title: CTO", "company: Analytical Engines"],
    );
    says(
        "Jane Doe\nHead of Sales, Acme GmbH",
        &["first_name: Jane", "last_name: Doe", "job_title: Head of Sales", "company: Acme GmbH"],
    );
    says(
        "Max Muster – Geschäftsführer bei Muster AG",
        &["first_name: Max", "last_name: Muster", "job_title: Geschäftsführer", "company: Muster AG"],
    );
}

#[test]
fn names_come_with_honorifics_degrees_and_particles() {
    let name = |text: &str| {
        let card = read(text);
        let part = |key| card.get(key).unwrap_or_default().to_owned();
        [part("salutation"), part("first_name"), part("last_name")].join("|")
    };
    for (text, expected) in [
        ("Lovelace, Ada\nada@x.example", "|Ada|Lovelace"),
        ("Prof. Dr.-Ing. Konrad Zuse", "Prof. Dr.-Ing.|Konrad|Zuse"),
        ("Dr. rer. nat. Angela Beispiel", "Dr. rer. nat.|Angela|Beispiel"),
        ("Frau Müller\nmueller@firma.example", "Frau||Müller"),
        ("Herr Max von der Heide", "Herr|Max|von der Heide"),
        ("Ludwig van Beethoven", "|Ludwig|van Beethoven"),
        ("Ms. Jane Q. Public, PhD, MBA", "Ms.|Jane Q.|Public"),
        ("Jean DUPONT", "|Jean|DUPONT"),
        ("DUPONT Jean", "|Jean|DUPONT"),
        ("Martin Luther King Jr.", "|Martin Luther|King Jr."),
        ("Anne-Marie O'Neill", "|Anne-Marie|O'Neill"),
        ("Dipl.-Ing. (FH) Petra Klein", "Dipl.-Ing.|Petra|Klein"),
        ("Alex Kim (they/them)", "|Alex|Kim"),
        ("Name: Ada", "||Ada"),
        ("王小明\nwang@firma.example", "||王小明"),
        ("עדה לאבלייס", "|עדה|לאבלייס"),
    ] {
        assert_eq!(name(text), expected, "{text}: {:?}", told(&read(text)));
    }
    assert_eq!(read("Ms. Jane Q. Public, PhD, MBA").rest.len(), 2, "degrees are kept");
    assert_eq!(read("Alex Kim (they/them)").rest, [(1, "(they/them)".to_owned())]);
}

#[test]
fn what_stands_around_a_name_is_told_from_it() {
    says(
        "Thanks,\nJohn\n\nJohn Smith\nSenior Account Executive | Bolt\nMain: 212-555-0100 x47\njsmith@bolt.example",
        &[
            "first_name: John",
            "last_name: Smith",
            "job_title: Senior Account Executive",
            "company: Bolt",
            "phones (work): 212-555-0100 x47",
            "emails (work): jsmith@bolt.example",
        ],
    );
    says(
        "Müller, Hans (Einkauf)\nhans.mueller@bolt.example",
        &[
            "first_name: Hans",
            "last_name: Müller",
            "job_title: Einkauf",
            "emails (work): hans.mueller@bolt.example",
            "company: Bolt ?",
        ],
    );
    says(
        "jane doe\nacme\njane@acme.com\n555-0123",
        &[
            "first_name: Jane",
            "last_name: Doe",
            "company: acme",
            "emails (work): jane@acme.com",
            "phones (work): 555-0123",
        ],
    );
    says(
        "Thomas Weber\nGeschäftsführender Gesellschafter\nWeber GmbH\nGeschäftsführer: Thomas Weber, Anna Weber\nfpt.com.vn",
        &[
            "first_name: Thomas",
            "last_name: Weber",
            "job_title: Geschäftsführender Gesellschafter",
            "company: Weber GmbH",
            "websites (work): fpt.com.vn",
            "rest: Geschäftsführer: Thomas Weber, Anna Weber",
        ],
    );
}

#[test]
fn companies_are_known_by_their_legal_form() {
    for company in [
        "Acme GmbH",
        "Acme AG",
        "Acme Ltd",
        "Acme, Inc.",
        "Acme LLC",
        "Acme SARL",
        "Acme Oy",
        "Acme S.A.",
        "Acme S.p.A.",
        "Acme B.V.",
        "Acme AB",
        "Acme Pty Ltd",
        "Acme s.r.o.",
        "Acme SE & Co. KGaA",
        "Förderverein Acme e.V.",
        "Acme Corp.",
    ] {
        let card = read(&format!("Jane Doe\n{company}\njane@gmail.com"));
        assert_eq!(card.get("company"), Some(company), "{:?}", told(&card));
        assert_eq!(card.get("last_name"), Some("Doe"), "{:?}", told(&card));
    }
}

#[test]
fn numbers_have_their_kind_and_fax_is_left_out() {
    says(
        "Jane Doe\nTel +49 30 1234567 / Fax +49 30 1234568 / Mobil +49 171 1234567",
        &[
            "first_name: Jane",
            "last_name: Doe",
            "phones (work): +49 30 1234567",
            "phones (mobile): +49 171 1234567",
            "rest: Fax +49 30 1234568",
        ],
    );
    says(
        "Jane Doe\nO 415.555.0123 ext. 42 | C 415.555.0199 | +44 7700 900123\n📱 +1 202 555 0143\n+49 171 7654321 (mobile)",
        &[
            "first_name: Jane",
            "last_name: Doe",
            "phones (work): 415.555.0123 ext. 42",
            "phones (mobile): 415.555.0199",
            "phones (mobile): +44 7700 900123",
            "phones (mobile): +1 202 555 0143",
            "phones (mobile): +49 171 7654321",
        ],
    );
}

#[test]
fn what_is_no_phone_number_is_none() {
    for text in [
        "22.11.2026",
        "2026-11-22",
        "HRB 1234567",
        "IBAN DE02 1203 0000 0000 2020 51",
        "2019-2024",
        "DE123456789",
        "10115 Berlin",
        "Order 4711000815",
    ] {
        let card = read(&format!("Jane Doe\n{text}"));
        assert!(card.found.iter().all(|found| found.key != "phones"), "{text}: {:?}", told(&card));
    }
}

#[test]
fn addresses_of_many_countries_are_read() {
    for (text, expected) in [
        ("Musterweg 12\n10115 Berlin\nDeutschland", "Musterweg 12 | 10115 | Berlin |  | Deutschland"),
        ("Am Markt 3, 8001 Zürich, Schweiz", "Am Markt 3 | 8001 | Zürich |  | Schweiz"),
        (
            "123 Main Street, Suite 500\nSpringfield, IL 62701",
            "123 Main Street, Suite 500 | 62701 | Springfield | IL | ",
        ),
        (
            "1600 Amphitheatre Pkwy\nMountain View, CA 94043-1351\nUSA",
            "1600 Amphitheatre Pkwy | 94043-1351 | Mountain View | CA | USA",
        ),
        ("10 Downing Street, London SW1A 2AA", "10 Downing Street | SW1A 2AA | London |  | "),
        ("100 Queen St W, Toronto ON M5H 2N2, Canada", "100 Queen St W | M5H 2N2 | Toronto | ON | Canada"),
        ("Damrak 1\n1012 LG Amsterdam", "Damrak 1 | 1012 LG | Amsterdam |  | "),
        ("Drottninggatan 5\n111 51 Stockholm\nSverige", "Drottninggatan 5 | 111 51 | Stockholm |  | Sverige"),
        ("12 rue de la Paix, 75002 Paris, France", "12 rue de la Paix | 75002 | Paris |  | France"),
        ("Adresse: Hauptstr. 5, 99084 Erfurt", "Hauptstr. 5 | 99084 | Erfurt |  | "),
        ("Postfach 12 34\n53113 Bonn", "Postfach 12 34 | 53113 | Bonn |  | "),
        ("Street: Main St 1\nCity: Springfield\nZIP: 62701\nCountry: USA", "Main St 1 | 62701 | Springfield |  | USA"),
    ] {
        let card = read(&format!("Jane Doe\n{text}"));
        assert_eq!(told(&card), ["first_name: Jane", "last_name: Doe", &format!("address: {expected}")], "{text}");
        assert_eq!(card.addresses[0].1, 2, "{text}");
    }
}

#[test]
fn a_company_stands_before_its_address_on_one_line() {
    says(
        "Jane Doe\nAcme GmbH, Hauptstr. 5, 10115 Berlin",
        &["first_name: Jane", "last_name: Doe", "company: Acme GmbH", "address: Hauptstr. 5 | 10115 | Berlin |  | "],
    );
}

#[test]
fn an_address_alone_tells_the_company_unless_it_is_anybodys() {
    says(
        "info@analytical-engines.example",
        &["emails (work): info@analytical-engines.example", "company: Analytical Engines ?"],
    );
    says("ada@mail.acme.co.uk", &["emails (work): ada@mail.acme.co.uk", "company: Acme ?"]);
    says("someone@gmail.com", &["emails (home): someone@gmail.com"]);
    says("ada.lovelace@gmx.de", &["emails (home): ada.lovelace@gmx.de", "first_name: Ada ?", "last_name: Lovelace ?"]);
}

#[test]
fn what_was_written_above_is_kept_and_read_no_further() {
    says(
        "Hi Bob,\ncan we talk about 50 engines? Call Charles Babbage at +44 20 7946 0000.\n\nKind regards\nAda Lovelace\nada@engines.example\n\nOn Mon, Bob wrote:\n> Dear Ada\n> bob@other.example",
        &[
            "first_name: Ada",
            "last_name: Lovelace",
            "emails (work): ada@engines.example",
            "company: Engines ?",
            "rest: Hi Bob,",
            "rest: can we talk about 50 engines? Call Charles Babbage at +44 20 7946 0000.",
            "rest: On Mon, Bob wrote:",
            "rest: Dear Ada",
            "rest: bob@other.example",
        ],
    );
}

#[test]
fn the_head_of_an_email_and_a_form_on_the_web_are_read() {
    says(
        "From: Ada Lovelace <ada@engines.example>\nTo: me@mine.example\nSubject: Engines",
        &[
            "first_name: Ada",
            "last_name: Lovelace",
            "emails (work): ada@engines.example",
            "company: Engines ?",
            "rest: To: me@mine.example",
            "rest: Subject: Engines",
        ],
    );
    says(
        "Vorname: Ada\nNachname: Lovelace\nFirma: Engines\nPosition: Countess\nE-Mail: ada@x.example\nTelefon: 030 1234567\nNachricht: Bitte rufen Sie an",
        &[
            "first_name: Ada",
            "last_name: Lovelace",
            "company: Engines",
            "job_title: Countess",
            "emails (work): ada@x.example",
            "phones (work): 030 1234567",
            "rest: Nachricht: Bitte rufen Sie an",
        ],
    );
}

#[test]
fn profiles_are_told_from_web_sites() {
    says(
        "Jane Doe\nhttps://www.linkedin.com/in/janedoe\nWeb: acme.example/team\nhttps://acme.example",
        &[
            "first_name: Jane",
            "last_name: Doe",
            "websites (profile): https://www.linkedin.com/in/janedoe",
            "websites (work): acme.example/team",
            "websites (work): https://acme.example",
            "company: Acme ?",
        ],
    );
}

#[test]
fn what_has_no_mark_is_told_by_its_place() {
    says(
        "Jane Doe\nRainmaker\nBlue Sky\njane@gmail.com",
        &[
            "first_name: Jane",
            "last_name: Doe",
            "job_title: Rainmaker",
            "company: Blue Sky",
            "emails (home): jane@gmail.com",
        ],
    );
    says(
        "Jane Doe\nRainmaker\njane@bluesky.example",
        &[
            "first_name: Jane",
            "last_name: Doe",
            "job_title: Rainmaker",
            "emails (work): jane@bluesky.example",
            "company: Bluesky ?",
        ],
    );
    says(
        "Blue Sky\nJane Doe\nCEO\n+1 202 555 0143",
        &[
            "first_name: Jane",
            "last_name: Doe",
            "job_title: CEO",
            "company: Blue Sky",
            "phones (work): +1 202 555 0143",
        ],
    );
    says(
        "Blue Sky Consulting\nJane Doe\nCEO & Founder\nHead of Everything",
        &[
            "first_name: Jane",
            "last_name: Doe",
            "job_title: CEO & Founder, Head of Everything",
            "company: Blue Sky Consulting",
        ],
    );
}

#[test]
fn each_value_names_its_line() {
    let card = read("\r\nAda Lovelace\r\nCTO\r\n\r\nada@engines.example\r\nSome words\r\n");
    let line = |key| card.lines(key);
    assert_eq!(line("last_name"), (vec![2], false));
    assert_eq!(line("job_title"), (vec![3], false));
    assert_eq!(line("emails"), (vec![5], false));
    assert_eq!(line("company"), (vec![5], true), "{:?}", told(&card));
    assert_eq!(line("description"), (vec![6], false));
    assert_eq!(line("phones"), (Vec::new(), false));
}
