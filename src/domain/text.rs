//! Text as it is compared: folded names, e-mail and phone keys, web domains.
//! Text itself is kept as typed; only the keys are normalised.

/// The text in lower case without accents, with runs of white space and
/// punctuation as one space: `"Müller & Söhne GmbH"` gives `"muller sohne gmbh"`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // Most text is words of ASCII, which are taken whole: lists of thousands of names are folded at once.
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (word, others) = rest.split_at(plain);
        folded.push_str(word);
        let mut others = others.chars();
        match others.next() {
            None => break,
            Some(character) if character.is_ascii() => push_space(&mut folded),
            Some(character) => {
                for lower in character.to_lowercase() {
                    let start = folded.len();
                    push_plain(&mut folded, lower);
                    if folded.len() == start {
                        push_space(&mut folded);
                    }
                }
            }
        }
        rest = others.as_str();
    }
    folded.truncate(folded.trim_end_matches(' ').len());
    folded.make_ascii_lowercase();
    folded
}

/// The text with a capital at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn push_space(folded: &mut String) {
    if !folded.ends_with(' ') && !folded.is_empty() {
        folded.push(' ');
    }
}

/// Pushes a letter or digit without its accent, or nothing for the rest.
fn push_plain(folded: &mut String, character: char) {
    let plain = match character {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ț' | 'ţ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        other if other.is_alphanumeric() => return folded.push(other),
        _ => "",
    };
    folded.push_str(plain);
}

/// The form in which two spellings of one e-mail address are equal.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// True for text shaped like an address: one `@`, something before it, a dot
/// in the domain, no white space. Delivery is the only real proof.
pub fn looks_like_email(text: &str) -> bool {
    let Some((local, domain)) = text.trim().split_once('@') else { return false };
    let labels_filled = domain.split('.').all(|label| !label.is_empty());
    !local.is_empty()
        && domain.contains('.')
        && labels_filled
        && !domain.contains('@')
        && !text.trim().contains(char::is_whitespace)
}

/// How many digits at the end of a phone number tell it from another.
pub const PHONE_KEY: usize = 9;

/// The digits of a phone number that tell one from another: the last nine,
/// so that `+49 30 1234567` and `030 1234567` meet. `None` below seven digits.
pub fn phone_key(phone: &str) -> Option<String> {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let last = digits.get(digits.len().saturating_sub(PHONE_KEY)..)?;
    (digits.len() >= 7).then(|| last.iter().collect())
}

/// Providers whose domain says nothing of the employer.
const FREE_MAIL: [&str; 20] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "msn.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "proton.me",
    "protonmail.com",
    "mail.com",
    "example.com",
    "example.org",
    "qq.com",
];

/// The domain of a web address or e-mail address that may stand for a
/// company: lower case, without scheme, `www.` and path; `None` for free-mail
/// providers and for text without a dot.
pub fn company_domain(address: &str) -> Option<String> {
    let lower = address.trim().to_lowercase();
    let after_scheme = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = after_scheme.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, domain)| domain);
    let host = host.split(':').next()?;
    let domain = host.strip_prefix("www.").unwrap_or(host);
    let valid = domain.contains('.') && !domain.contains(char::is_whitespace) && !FREE_MAIL.contains(&domain);
    valid.then(|| domain.to_owned())
}

/// Legal forms and filler words that do not tell companies apart.
const COMPANY_NOISE: [&str; 24] = [
    "inc",
    "incorporated",
    "llc",
    "ltd",
    "limited",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "ug",
    "se",
    "sa",
    "sas",
    "sarl",
    "srl",
    "bv",
    "nv",
    "the",
    "and",
];

/// A company's name without legal form: `"Acme, Inc."` and `"ACME"` meet.
pub fn company_key(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(' ').filter(|word| !COMPANY_NOISE.contains(word)) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    if key.is_empty() { folded } else { key }
}

/// How alike two folded texts are, 0.0 to 1.0: twice the shared letter pairs
/// over all letter pairs (the Dice coefficient).
pub fn similarity(a: &str, b: &str) -> f64 {
    if a == b {
        return if a.is_empty() { 0.0 } else { 1.0 };
    }
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (left, mut right) = (pairs(a), pairs(b));
    let total = left.len() + right.len();
    if total == 0 {
        return 0.0;
    }
    let mut shared = 0_u32;
    for pair in left {
        if let Some(at) = right.iter().position(|other| *other == pair) {
            right.swap_remove(at);
            shared += 1;
        }
    }
    f64::from(2 * shared) / f64::from(u32::try_from(total).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_takes_case_accents_and_punctuation_away() {
        assert_eq!(fold("  Müller & Söhne,  GmbH. "), "muller sohne gmbh");
        assert_eq!(fold("Łódź Straße"), "lodz strasse");
        assert_eq!(fold("東京 🙂"), "東京");
        assert_eq!(fold(""), "");
    }

    #[test]
    fn an_address_needs_a_name_an_at_and_a_dotted_domain() {
        for good in ["a@b.co", " john.doe+crm@mail.example.org "] {
            assert!(looks_like_email(good), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.co", "a@b..co", "a b@c.de", "a@b@c.de", "a@.de"] {
            assert!(!looks_like_email(bad), "{bad}");
        }
    }

    #[test]
    fn two_spellings_of_a_phone_number_meet() {
        assert_eq!(phone_key("+49 (30) 123-4567"), phone_key("030 1234567").map(|_| "301234567".to_owned()));
        assert_eq!(phone_key("123"), None);
    }

    #[test]
    fn a_company_domain_comes_from_sites_and_addresses_but_not_from_free_mail() {
        assert_eq!(company_domain("https://www.TechCorp.example/about?x"), Some("techcorp.example".to_owned()));
        assert_eq!(company_domain("ada@techcorp.example"), Some("techcorp.example".to_owned()));
        assert_eq!(company_domain("someone@gmail.com"), None);
        assert_eq!(company_domain("no domain"), None);
    }

    #[test]
    fn company_names_meet_without_their_legal_form() {
        assert_eq!(company_key("Acme, Inc."), company_key("ACME"));
        assert_eq!(company_key("The Company"), "the company");
        assert!(similarity("techcorp solutions", "tech corp solution") > 0.8);
        assert!(similarity("techcorp", "globex") < 0.3);
    }
}
