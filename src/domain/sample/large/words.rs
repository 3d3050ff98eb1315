//! The words that the reference data is put together from, as lists with `|`
//! between the items: they travel with the page, so they are few and combine.
//! In patterns `#` stands for any digit. Knows nothing of records.

/// What people of one country are called, and where they live and work.
pub struct Culture {
    pub country: &'static str,
    pub given: &'static str,
    pub family: &'static str,
    pub cities: &'static str,
    pub streets: &'static str,
    pub house_first: bool,
    pub postal: &'static str,
    pub phone: &'static str,
    pub forms: &'static str,
}

macro_rules! cultures {
    ($($country:literal $given:literal $family:literal $cities:literal $streets:literal $house:literal $postal:literal $phone:literal $forms:literal;)*) => {
        [$(Culture {
            country: $country,
            given: $given,
            family: $family,
            cities: $cities,
            streets: $streets,
            house_first: $house,
            postal: $postal,
            phone: $phone,
            forms: $forms,
        },)*]
    };
}

/// The first ones are met more often.
#[rustfmt::skip]
pub static CULTURES: [Culture; 14] = cultures! {
    "USA" "Emily|Marcus|Dana|Tyrone|Rachel|Kevin|Alicia|Scott|Brianna|Hector|Megan|Walter|Joy"
        "Hughes|Coleman|Ortega|Whitfield|Baker|Nguyen|Foster|Delgado|Price|Lindqvist|Monroe|Okafor|Sandler|Reyes"
        "Columbus|Tucson|Boise|Raleigh|Omaha|Tacoma" "Maple Avenue|Second Street|Harbor Road|Mill Lane|Lakeview Drive" true "#####" "+1 ### 555 01##" "Inc.|LLC|Corp.|";
    "Germany" "Anke|Jürgen|Katrin|Moritz|Heike|Uwe|Franziska|Lukas|Sabine|Henning|Birgit|Tobias"
        "Schäfer|Krüger|Vogt|Brandt|Hoffmann|Lehmann|Böhm|Neumann|Dietrich|Köhler|Winkler|Seidel|Roth"
        "Bremen|Nürnberg|Kassel|Leipzig|Essen" "Hafenstraße|Bahnhofstraße|Lindenweg|Am Markt|Industriering" false "#####" "+49 ### 5550###" "GmbH|AG|KG|GmbH & Co. KG";
    "United Kingdom" "Harriet|Callum|Imogen|Rhys|Fiona|Graham|Priyanka|Duncan|Nisha|Alfie|Moira|Clive"
        "Pemberton|Davies|Mackay|Thornton|Hargreaves|Singh|Ellis|Fairclough|Bowen|Ashdown|Kerr|Whitaker"
        "Leeds|Cardiff|Bristol|Dundee|Norwich" "Station Road|Victoria Street|Church Lane|Quay Side" true "LS# #EX" "+44 1## 496 0###" "Ltd|plc|LLP|";
    "France" "Camille|Étienne|Solène|Baptiste|Maëlle|Thierry|Amandine|Rémi|Chloé|Gaspard|Inès"
        "Lefèvre|Moreau|Girard|Roussel|Chevalier|Benoît|Garnier|Faure|Marchand|Perrin|Aubert"
        "Lyon|Nantes|Lille|Grenoble|Rennes" "rue des Lilas|avenue de la Gare|quai Voltaire|rue Pasteur" true "#####" "+33 1 99 00 ## ##" "SA|SARL|SAS";
    "Spain" "Lucía|Íñigo|Marta|Álvaro|Rocío|Gonzalo|Nerea|Javier|Begoña|Sergio|Itziar"
        "Navarro|Domínguez|Iglesias|Cuesta|Herrero|Peña|Vidal|Castaño|Lozano|Ibáñez|Montero"
        "Sevilla|Bilbao|Zaragoza|Málaga" "Calle Mayor|Avenida del Puerto|Calle San Juan|Paseo Nuevo" false "#####" "+34 9## 555 ###" "S.L.|S.A.";
    "India" "Ananya|Rohan|Kavya|Vikram|Meera|Arjun|Sneha|Farhan|Lakshmi|Nikhil|Divya"
        "Iyer|Sharma|Kulkarni|Banerjee|Reddy|Chopra|Nair|Desai|Khan|Mehta|Bhatt"
        "Pune|Kochi|Jaipur|Indore" "MG Road|Station Road|Nehru Marg|Ring Road" true "4#####" "+91 ##### 55###" "Pvt. Ltd.|Ltd.";
    "Brazil" "Luana|Thiago|Beatriz|Caio|Larissa|Renato|Jussara|Otávio|Débora|Vinícius"
        "Cardoso|Teixeira|Moura|Azevedo|Barros|Siqueira|Nogueira|Farias|Peixoto|Assunção"
        "Recife|Curitiba|Fortaleza|Belém" "Rua das Flores|Avenida Central|Rua Sete|Travessa do Porto" false "#####-###" "+55 ## 5555-####" "Ltda.|S.A.";
    "Italy" "Chiara|Davide|Giulia|Matteo|Ilaria|Stefano|Noemi|Fabio|Serena|Nicolò"
        "Ferri|Marchetti|Galli|Bellini|Conti|Rinaldi|Sartori|Fabbri|Pellegrini|Grasso"
        "Torino|Bologna|Verona|Bari" "Via Roma|Corso Italia|Via del Mulino|Piazza Nuova" false "#####" "+39 0## 555 ####" "S.r.l.|S.p.A.";
    "Poland" "Agnieszka|Paweł|Małgorzata|Wojciech|Zuzanna|Krzysztof|Łucja|Marek|Ewelina"
        "Wójcik|Zieliński|Kamińska|Lewandowski|Szymczak|Dąbrowska|Kozłowski|Mazur|Górski"
        "Gdańsk|Kraków|Łódź|Poznań" "ul. Długa|ul. Portowa|al. Pokoju|ul. Młyńska" false "##-###" "+48 ## 555 ## ##" "sp. z o.o.|S.A.";
    "Japan" "Haruka|Kenji|Sakura|Daichi|Naomi|Takumi|Ayumi|Shinji|Mariko"
        "Tanaka|Watanabe|Ishikawa|Fujimoto|Nakagawa|Ogawa|Matsuda|Kobayashi|Hayashi"
        "Osaka|Sapporo|Nagoya|Sendai" "Chuo|Kita|Minami|Honmachi" false "###-####" "+81 # 5550 ####" "K.K.|G.K.";
    "Turkey" "Elif|Mert|Zeynep|Cem|Gülşen|Emre|Defne|Serkan|Nilüfer"
        "Yıldız|Öztürk|Kaya|Şahin|Aydın|Çelik|Doğan|Korkmaz|Tekin"
        "İzmir|Bursa|Ankara|Adana" "Liman Caddesi|Gül Sokak|Sanayi Caddesi" false "#####" "+90 ### 555 ## ##" "A.Ş.|Ltd. Şti.";
    "Nigeria" "Chidinma|Emeka|Folake|Tunde|Ngozi|Ibrahim|Adaeze|Segun|Halima"
        "Adeyemi|Eze|Balogun|Nwosu|Abubakar|Ogunleye|Obi|Danjuma|Afolabi"
        "Lagos|Ibadan|Kano|Enugu" "Broad Street|Marina Road|Airport Road|Unity Close" true "######" "+234 80# 555 ####" "Ltd|plc";
    "Sweden" "Astrid|Björn|Linnéa|Håkan|Elsa|Gustav|Maja|Örjan|Sofia"
        "Lindström|Åkesson|Bergman|Sjöberg|Nyström|Hedlund|Öberg|Dahl|Wallin"
        "Malmö|Uppsala|Örebro|Umeå" "Storgatan|Hamngatan|Kungsvägen|Björkvägen" false "### ##" "+46 ## 555 ## ##" "AB|HB";
    "Egypt" "Nour|Karim|Yasmin|Tarek|Salma|Omar|Dina|Hassan|Rania"
        "Mansour|Fahmy|El-Sayed|Haddad|Nasser|Shaheen|Khalil|Aziz|Rashed"
        "Cairo|Alexandria|Giza|Suez" "Nile Street|Corniche Road|Tahrir Street" true "#####" "+20 2 555 ####" "S.A.E.|LLC";
};

/// First halves of names that firms make up.
pub const COINED: &str =
    "Silver|North|Green|Clear|Iron|Blue|Stone|Bright|River|High|Amber|West|Copper|Wild|Summer|Grey";
/// Second halves of them.
pub const COINED_END: &str = "brook|gate|field|ridge|line|haven|well|bridge|crest|stead|mark|lake|wood|port|leaf|works";
/// What firms do, as it stands in their name, and their industry.
pub const TRADES: &str = "Logistics:Transport|Freight:Transport|Foods:Food and drink|Bakeries:Food and drink|Brewing:Food and drink|\
    Textiles:Textiles|Packaging:Packaging|Tools:Manufacturing|Robotics:Manufacturing|Castings:Manufacturing|Pumps:Machinery|\
    Hydraulics:Machinery|Dental:Health care|Clinics:Health care|Pharma:Pharmaceuticals|Solar:Energy|Power:Energy|Software:Software|\
    Systems:Software|Data:IT services|Hosting:IT services|Interiors:Construction|Builders:Construction|Hotels:Hospitality|\
    Travel:Tourism|Press:Media|Films:Media|Capital:Financial services|Insurance:Insurance|Consulting:Consulting|\
    Seeds:Agriculture|Farms:Agriculture|Optics:Electronics|Sensors:Electronics|Retail:Retail|Books:Retail|Academy:Education|Chemicals:Chemicals";
/// What people do at work.
pub const JOBS: &str = "Head of purchasing|Buyer|Managing director|CFO|Operations manager|IT manager|Plant manager|Assistant|\
    Head of sales|Controller|Project manager|Owner|Quality engineer|Marketing manager|Office manager|Head of HR|CTO|\
    Logistics planner|Product manager|Site manager|Accountant|Board member";
/// Where people work in a firm.
pub const DEPARTMENTS: &str = "Purchasing|Finance|IT|Production|Sales|Quality|Logistics|Marketing|Research";
/// The parts of people in a deal.
pub const ROLES: &str = "Decision maker|Influencer|Evaluator|Economic buyer|Technical buyer|User";
/// What deals are about.
pub const DEALS: &str = "pilot|renewal|framework contract|second site|service contract|training|upgrade|spare parts|migration|\
    yearly order|extension|replacement|new line|consulting days|hardware|trial|support plan|roll-out";
/// What people ask for and talk about.
pub const TOPICS: &str = "delivery times|the interface to their ERP|the price per seat|training for the night shift|the warranty|\
    data protection|spare parts|the test installation|payment terms|the pilot in two branches|the old contract|a discount|\
    the migration of old data|the safety certificate|on-site support|the second language|the rental option|returns|\
    the audit report|a reference visit|opening hours of support|larger drums|the export documents|next year's volume";
/// What they do about it.
pub const STANCES: &str = "Asked about|Wants to see more of|Is worried about|Needs a quote for|Was pleased with|Has a budget for|\
    Complained about|Compares three suppliers on|Will decide soon on|Cannot decide alone on|Has questions on|Insists on|\
    Was told about|Knows little of|Likes our idea for|Has doubts about";
/// And why or when.
pub const REASONS: &str = "after the last audit|before the fair in spring|because the present supplier was late twice|\
    once the new hall is open|as the team is growing|since the merger|before the fiscal year ends|when the board has met|\
    although money is tight|because of a new law|for the plant in the south|for all branches|if we can start by summer|\
    now that the old system is going|without involving head office|together with a partner of theirs";
/// What goes out and comes back.
pub const PAPERS: &str = "the offer|the contract|the revised offer|two references|the price list|a draft schedule|the data sheet|\
    minutes of the meeting|the order form|the security questionnaire|a link to the demo|the invoice";
/// Habits worth knowing.
pub const HABITS: &str = "Best reached before nine|Prefers e-mail|Away on Fridays|Speaks little English|Reads everything twice|\
    Met at the airport by chance|Used to work for a competitor|Ask about the sailing boat|Never answers the first mail|\
    Signs up to 10,000 alone|Call the mobile, not the desk|Has two small children|Retires next year";
/// Steps that bring a deal on.
pub const STEPS: &str = "Send|Present|Discuss|Correct|Get back|Explain|Bring|Sign";
pub const MONTHS: &str = "January|February|March|April|May|June|July|September|October|November|December";
/// What stands after a number.
pub const UNITS: &str =
    "pallets a month|seats|orders a week|vehicles|branches|tons a year|users|machines|shifts|pieces a day";
