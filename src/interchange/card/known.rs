//! The words that tell what a piece of a card is, as [`fold`] writes them. Lists
//! are one text each, words set apart by spaces: they are short, and small so.

use crate::domain::text::fold;

/// True for a word of a list.
pub(super) fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}

/// True for a text with a digit in it.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// What a label says of what follows it: the field and the kind.
pub(super) type Label = (&'static str, &'static str);

/// A label for numbers that are none of anybody's phones, and for what an
/// e-mail says of itself.
pub(super) const NOT_THEIRS: &str = "";
/// A label for fax numbers.
pub(super) const FAX: &str = "fax";
/// A label for a whole name.
pub(super) const NAME: &str = "name";
/// A label for a postal address, or a part of one.
pub(super) const ADDRESS: &str = "addresses";

/// Labels, those of one meaning in one text.
const LABELS: &[(Label, &str)] = &[
    (
        ("phones", "work"),
        "tel telefon telephone telefono phone ph t p o fon office work direct durchwahl dw zentrale buro festnetz business puhelin switchboard main",
    ),
    (("phones", "mobile"), "mobile mobil mobiltelefon mobilfunk mob m cell cellular c handy gsm natel portable movil"),
    (("phones", "home"), "home privat private"),
    ((FAX, ""), "fax telefax f facsimile"),
    (("emails", "work"), "email mail e mailto courriel"),
    (("websites", "work"), "web www website webseite webpage internet homepage url w site"),
    (("websites", "profile"), "linkedin xing github twitter"),
    ((NAME, ""), "name fullname kontakt contact ansprechpartner ansprechpartnerin from von"),
    (("first_name", ""), "firstname vorname givenname"),
    (("last_name", ""), "lastname nachname surname familyname"),
    (("company", ""), "company firma unternehmen organisation organization employer arbeitgeber"),
    (("job_title", ""), "title position jobtitle funktion function role beruf job"),
    ((ADDRESS, ""), "address adresse anschrift postanschrift hausanschrift besucheradresse"),
    ((ADDRESS, "street"), "street strasse"),
    ((ADDRESS, "city"), "city ort stadt town"),
    ((ADDRESS, "postal_code"), "zip plz postcode postalcode zipcode postleitzahl"),
    ((ADDRESS, "state"), "state bundesland province"),
    ((ADDRESS, "country"), "country land"),
    (
        (NOT_THEIRS, ""),
        "hrb hra ust ustid ustidnr vat vatid uid iban bic swift konto kto blz steuernummer steuernr handelsregister registergericht amtsgericht siren siret rcs kvk eori duns tax taxid ein abn reg registration registered nr no id to an cc bcc subject betreff sent date datum gesendet",
    ),
];

/// What a label means, whatever its case, accents and punctuation.
pub(super) fn label(text: &str) -> Option<Label> {
    // Nothing that long is a label, and folding it would take long.
    if text.len() > 40 {
        return None;
    }
    let word = fold(text).replace(' ', "");
    LABELS.iter().find(|(_, words)| is_in(words, &word)).map(|(label, _)| *label)
}

/// What one is called before the name.
pub(super) const HONORIFICS: &str = "mr mrs ms miss mx dr prof professor herr frau dipl ing inform mag med rer nat pol oec phil jur habil kfm kffr wirt inf phys chem math soz sir dame rev mme mlle monsieur madame ir";
/// What stands before a name but tells nothing alone, as the rest of "Dr. h. c.".
pub(super) const MINOR_HONORIFICS: &str = "h c hc mult";
/// What one has become, after the name.
pub(super) const DEGREES: &str = "phd dphil mba emba msc bsc mphil meng beng llm llb md mph cpa cfa pmp esq mcs dba mag fh pe facs fcca acca prince2";
/// The same for spellings with points, folded and squeezed.
pub(super) const DOTTED_DEGREES: &str = "ma ba phd msc bsc mba md llm jd eng";
/// Words of family names that are written small.
pub(super) const PARTICLES: &str =
    "van von der den de di da del della dos du la le ter ten zu zum zur af av bin ibn al el y e st";

/// Ends of words that name a position, for languages that join words.
const TITLE_ENDS: &str = "manager managerin leiter leiterin fuhrer fuhrerin berater beraterin inhaber inhaberin grunder \
grunderin direktor direktorin vorstand ingenieur ingenieurin entwickler entwicklerin architekt architektin assistent \
assistentin referent referentin koordinator koordinatorin spezialist spezialistin vertreter vertreterin sekretar sekretarin \
anwalt anwaltin buchhalter buchhalterin prokurist prokuristin beauftragter beauftragte bearbeiter bearbeiterin einkaufer \
einkauferin verkaufer verkauferin redakteur redakteurin praktikant praktikantin student studentin gesellschafter gesellschafterin";
/// Whole words that name a position, or a part of a firm.
const TITLE_WORDS: &str = "ceo cto cfo coo cio cmo cro cpo ciso cdo vp svp evp avp gf head lead chief sales vertrieb einkauf \
marketing hr purchasing procurement geschaftsleitung geschaftsfuhrung vertriebsleitung leitung assistenz department abteilung \
bereichsleitung freelancer director engineer consultant officer president founder cofounder owner developer designer analyst \
assistant executive administrator coordinator specialist representative partner associate secretary supervisor strategist \
scientist researcher lecturer lawyer attorney accountant chairman chairwoman chair advisor adviser trainer coach buyer \
planner controller intern editor journalist photographer fotograf fotografin treasurer librarian physician directeur \
directrice gerant responsable chef teamlead professorin";

/// True for a text that names a position.
pub(super) fn is_title(text: &str) -> bool {
    // "Geschäftsführer: Max Muster" is the small print of a firm.
    text.len() <= 120
        && !text.contains(':')
        && fold(text)
            .split(' ')
            .any(|word| is_in(TITLE_WORDS, word) || TITLE_ENDS.split(' ').any(|end| word.ends_with(end)))
}

/// Legal forms that no other word looks like, letters alone, in lower case.
const LEGAL: &str = "gmbh mbh ggmbh kgaa ohg gbr inc incorporated mbb partgmbb llc llp ltd limited plc corp corporation sarl srl spa oyj \
aps kft zrt sro doo ltda pty pte bhd sas gesmbh eingetragener ev ek eg";
/// Those that are other words unless they are capitals: `AG`, `Oy`, `S.A.`
const LEGAL_CAPITALS: &str = "AG KG SE UG OG SA AB AS ASA BV NV Oy SL AD KK Co SCE AÖR KdöR";

/// True for a text that ends in, or holds, the legal form of a company.
pub(super) fn has_legal_form(text: &str) -> bool {
    text.split_whitespace().skip(1).any(is_legal_form) && text.len() <= 200
}

/// True for a legal form alone.
pub(super) fn is_legal_form(word: &str) -> bool {
    let letters: String = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    // "e.V." and "a.s." are forms; "ev" and "eg" are not.
    let is_short = letters.len() == 2;
    let dotted = word.matches('.').count() > 1;
    let lower = letters.to_lowercase();
    is_in(LEGAL_CAPITALS, &letters)
        || (!is_short || dotted) && is_in(LEGAL, &lower)
        || is_short && dotted && LEGAL_CAPITALS.split(' ').any(|known| known.eq_ignore_ascii_case(&letters))
}

/// Words of what companies and the like are called, rarely of what people are.
const COMPANY_WORDS: &str = "solutions group gruppe systems systeme consulting technologies technology technologie services \
service software bank sparkasse university universitat hochschule institute institut hotel restaurant verlag stiftung \
foundation partners holding industries labs laboratories studio studios agency agentur media digital international global \
energy energie energies logistics logistik engineering werke maschinenbau steuerberatung versicherung insurance pharma \
ministry ministerium school schule college hospital klinik klinikum praxis apotheke stadtwerke verein association \
network networks capital ventures kanzlei fabrik handel bau immobilien construction motors airlines";

/// True for a text that sounds like a company.
pub(super) fn sounds_like_company(text: &str) -> bool {
    text.len() <= 120 && fold(text).split(' ').any(|word| is_in(COMPANY_WORDS, word))
}

/// Ends of the names of streets.
const STREET_ENDS: &str = "strasse str platz allee gasse damm ufer chaussee promenade steig graben markt \
straat laan gatan gata vej katu tie utca ulica";
/// Whole words of the names of streets.
const STREET_WORDS: &str = "street st road rd avenue ave lane ln drive dr boulevard blvd way square sq court ct place pl suite \
floor building bldg parkway pkwy highway hwy terrace crescent quay rue via calle plaza piazza avenida rua chemin impasse \
weg ring hof am im an der postfach box etage stock og loop circle";

/// True for a text with the word of a street in it.
pub(super) fn has_street_word(text: &str) -> bool {
    fold(text).split(' ').any(|word| {
        is_in(STREET_WORDS, word)
            || STREET_ENDS.split(' ').any(|end| word.ends_with(end))
            || word.len() > 6 && (word.ends_with("weg") || word.ends_with("ring") || word.ends_with("hof"))
    })
}

/// Names of countries, folded, set apart by commas.
const COUNTRIES: &str = "germany,deutschland,austria,osterreich,switzerland,schweiz,suisse,france,frankreich,italy,italia,italien,\
spain,espana,spanien,netherlands,the netherlands,nederland,niederlande,belgium,belgien,belgique,belgie,united kingdom,uk,great britain,\
england,scotland,wales,grossbritannien,usa,u s a,united states,united states of america,vereinigte staaten,canada,kanada,finland,suomi,\
finnland,sweden,sverige,schweden,norway,norge,norwegen,denmark,danmark,danemark,poland,polska,polen,ireland,irland,portugal,australia,\
australien,new zealand,japan,china,india,indien,brazil,brasil,brasilien,mexico,mexiko,singapore,singapur,luxembourg,luxemburg,\
liechtenstein,czech republic,czechia,tschechien,slovakia,slowakei,hungary,ungarn,greece,griechenland,turkey,turkiye,turkei,israel,\
united arab emirates,uae,south africa,sudafrika,south korea,romania,rumanien,bulgaria,bulgarien,croatia,kroatien,slovenia,slowenien,\
estonia,estland,latvia,lettland,lithuania,litauen,ukraine,argentina,argentinien,chile,colombia,kolumbien";

/// True for the name of a country.
pub(super) fn is_country(text: &str) -> bool {
    let folded = if text.len() <= 60 { fold(text) } else { String::new() };
    !folded.is_empty() && COUNTRIES.split(',').any(|known| known == folded)
}

/// Greetings at the end of a letter, folded: what follows one is who wrote it.
const CLOSINGS: &str = "best regards,kind regards,regards,warm regards,warmest regards,with kind regards,with best regards,\
many thanks and best regards,best,all the best,best wishes,cheers,thanks,thank you,many thanks,thanks in advance,sincerely,\
yours sincerely,sincerely yours,yours,yours truly,yours faithfully,mit freundlichen grussen,freundliche grusse,viele grusse,\
beste grusse,herzliche grusse,liebe grusse,schone grusse,mit besten grussen,mit freundlichem gruss,freundlicher gruss,\
mit herzlichen grussen,mfg,vg,lg,bg,grusse,gruss,vielen dank,danke,cordialement,bien cordialement,\
saludos,cordiali saluti,met vriendelijke groet,med vanliga halsningar,ystavallisin terveisin";

/// True for a line that takes leave.
pub(super) fn is_closing(text: &str) -> bool {
    let folded = if text.len() <= 60 { fold(text) } else { String::new() };
    !folded.is_empty() && CLOSINGS.split(',').any(|known| known == folded)
}

/// What stands before the `@` of addresses that are nobody's own.
pub(super) const ROLES: &str = "info office sales mail contact kontakt hello hallo support service admin team vertrieb post \
zentrale buchhaltung rechnung billing invoice noreply no reply newsletter marketing press presse jobs karriere career hr shop order \
bestellung webmaster postmaster anfrage";

/// Ends of domains, besides those of countries, that a bare word with a point is taken for.
pub(super) const TOP_DOMAINS: &str =
    "com org net info biz dev app cloud tech shop online example test berlin hamburg gov edu int eco agency digital";

/// Where people show themselves: hosts of profiles.
pub(super) const PROFILE_HOSTS: &str =
    "linkedin.com xing.com twitter.com x.com github.com facebook.com instagram.com mastodon.social bsky.app";

/// Beginnings of mobile numbers, digits only, by country and without.
pub(super) const MOBILE: &str = "4915 4916 4917 015 016 017 43650 43660 43664 43676 43699 4369 4366 0650 0660 0664 0676 0699 417 447 336 337 4670 4672 4673 4676 4679 35840 35850 3161 3162 3163 3164 3165 3166 346 393";
