//! The organisations and the one person of the story.

use super::super::account::{Account, AccountKind, Basis, Evidence, Lifecycle};
use super::super::field::Address;
use super::super::opportunity::Opportunity;
use super::{AE, ANALYTICS, REFERENCE, Story, row};

/// One organisation: key, name, trade, domain, phone, city, country, people,
/// yearly revenue, relationship, segment, tier, days ago, and what there is to say.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    [&'static str; 2],
    (u32, i64),
    (u16, Option<u16>, u8),
    i64,
    &'static str,
);

#[rustfmt::skip]
const ORGANIZATIONS: [Row; 11] = [
    ("techcorp", "TechCorp Solutions", "Software", "techcorp.example", "+1 206 555 0142", ["Seattle", "USA"], (420, 61_000_000), (0, Some(2), 1), 130,
     "Builds planning software for factories. Bought our analytics to see how its own product is used."),
    ("northgate", "Northgate Stores", "Retail", "northgate.example", "+1 612 555 0108", ["Minneapolis", "USA"], (9_400, 2_100_000_000), (0, Some(2), 1), 95,
     "Department stores in eleven states. Purchasing and marketing decide together."),
    ("harbour", "Harbour Lane Credit Union", "Financial services", "harbourlane.example", "+1 207 555 0163", ["Portland", "USA"], (180, 24_000_000), (0, Some(1), 2), 70,
     "The credit union around the corner. Evaluates analytics software to replace spreadsheets; data must stay in the house."),
    ("summit", "Summit Robotics", "Manufacturing", "summit-robotics.example", "+49 89 5550 171", ["Munich", "Germany"], (260, 48_000_000), (0, Some(2), 2), 460,
     "Customer since the first version. Extends every year."),
    ("meridian", "Meridian Clinics", "Health care", "meridian.example", "+1 512 555 0119", ["Austin", "USA"], (730, 88_000_000), (0, Some(1), 0), 470,
     "Bought once and went quiet. Worth a call when the new reports are out."),
    ("openhands", "Open Hands Foundation", "Non-profit", "openhands.example", "+44 20 5550 0187", ["London", "United Kingdom"], (35, 3_000_000), (0, Some(1), 0), 160,
     "Runs food banks. Uses the small package at the price for non-profits."),
    ("larkspur", "Larkspur Hotels", "Hospitality", "larkspur.example", "+1 305 555 0175", ["Miami", "USA"], (1_200, 140_000_000), (0, None, 2), 48,
     "Nine houses on the coast. Wants occupancy and spending in one picture."),
    ("cedar", "Cedar & Finch Architects", "Architecture", "cedarfinch.example", "+1 503 555 0131", ["Portland", "USA"], (60, 9_000_000), (0, Some(0), 0), 110,
     "Chose a cheaper tool in the end."),
    ("bluepeak", "Bluepeak Partners", "Consulting", "bluepeak.example", "+1 720 555 0156", ["Denver", "USA"], (85, 14_000_000), (1, None, 0), 300,
     "Introduces our analytics at its clients for a share. Does not buy itself."),
    ("ironwood", "Ironwood Hosting", "IT services", "ironwood.example", "+1 914 555 0122", ["New York", "USA"], (150, 30_000_000), (2, None, 0), 410,
     "Supplies our test machines."),
    ("quill", "Quill & Column", "Media", "quillcolumn.example", "+1 646 555 0194", ["New York", "USA"], (40, 6_000_000), (7, None, 0), 60,
     "Trade magazine. Writes about analytics twice a year."),
];

/// Who has bought: the account, the deal that shows it, and how many days ago.
const CUSTOMERS: [(&str, &str, i64); 4] = [
    ("techcorp", "deal-techcorp", 74),
    ("summit", "deal-summit-first", 430),
    ("meridian", "deal-meridian", 420),
    ("openhands", "deal-openhands", 120),
];

pub(super) fn add(story: &mut Story<'_>) {
    for (
        key,
        name,
        industry,
        domain,
        phone,
        [city, country],
        (employees, revenue),
        (to_us, segment, tier),
        days_ago,
        words,
    ) in ORGANIZATIONS
    {
        let mut account = Account {
            name: name.to_owned(),
            industry: industry.to_owned(),
            websites: row("work", &format!("https://www.{domain}")),
            phones: row("work", phone),
            addresses: vec![address(city, country)],
            employees: Some(employees),
            annual_revenue: story.money(revenue),
            relationships: story.relationship(to_us).into_iter().collect(),
            segment: segment.and_then(|place| story.segment(place)),
            target: tier > 0,
            target_tier: tier,
            owner: Some(AE),
            description: words.to_owned(),
            ..Account::default()
        };
        if key == "techcorp" {
            account.tags = vec![ANALYTICS, REFERENCE];
        }
        if let Some((_, deal, days)) = CUSTOMERS.iter().find(|(customer, _, _)| *customer == key) {
            become_customer(story, &mut account, deal, *days);
        }
        story.add(key, account, days_ago, AE);
    }
    add_person(story);
}

/// John Doe buys for himself: an account of one person.
fn add_person(story: &mut Story<'_>) {
    let mut account = Account {
        name: "John Doe".to_owned(),
        kind: AccountKind::Person,
        relationships: story.relationship(0).into_iter().collect(),
        segment: story.segment(1),
        person_contact: Some(story.id("contact-john")),
        owner: Some(AE),
        description: "Statistician who works for himself. Bought one licence.".to_owned(),
        ..Account::default()
    };
    become_customer(story, &mut account, "deal-john", 33);
    story.add("john", account, 41, AE);
}

fn become_customer(story: &mut Story<'_>, account: &mut Account, deal: &'static str, days_ago: i64) {
    let opportunity = story.id::<Opportunity>(deal);
    let on = story.day(-days_ago);
    account.lifecycle = Lifecycle::Customer;
    account.customer_since = Some(on);
    account.evidence.push(Evidence {
        lifecycle: Lifecycle::Customer,
        on,
        basis: Basis::WonOpportunity { opportunity },
        at: story.at(-days_ago, 15),
        by: Some(AE),
    });
}

fn address(city: &str, country: &str) -> Address {
    Address { kind: "billing".to_owned(), city: city.to_owned(), country: country.to_owned(), ..Address::default() }
}
