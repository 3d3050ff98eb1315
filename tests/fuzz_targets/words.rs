//! What people type and addresses say: moments, routes, money, days, names.

use chrono::{Days, NaiveDate};
use relata::app::route::Route;
use relata::domain::as_of::Moment;
use relata::domain::day::Quarter;
use relata::domain::money::{Currency, Money};
use relata::domain::query::{Asking, KEYS, Table, parse};
use relata::domain::record::Collection;
use relata::domain::search::search;
use relata::domain::text::{company_domain, company_key, email_key, fold, looks_like_email, phone_key, similarity};

use crate::fuzz_support::{fuzz, mutate};
use crate::samples;
use crate::session_support::Dice;

/// One of these texts as it is not, or plain noise.
fn hostile(dice: &mut Dice, real: &[&str]) -> String {
    let (one, other) = (dice.pick(real).unwrap(), dice.pick(real).unwrap());
    if dice.below(5) == 0 { mutate::babble(dice, 30) } else { mutate::text(dice, one, other) }
}

#[test]
fn fuzz_moments_that_are_read_are_written_so_that_they_are_read_again() {
    let real = ["2026-03-03", "2026-03-03T14:05:07.000Z", "2024-02-29T23:59:60+14:00", "0001-01-01"];
    fuzz("as_of::Moment::parse", 1, &[], |dice| {
        let text = hostile(dice, &real);
        if let Some(moment) = Moment::parse(&text) {
            let written = moment.to_string();
            let again = Moment::parse(&written).map(|moment| moment.to_string());
            assert_eq!(again, Some(written), "{text:?}");
        }
    });
}

#[test]
fn fuzz_addresses_lead_somewhere_and_their_links_lead_there_again() {
    let real = [
        "#/",
        "#/leads?q=a%20b&sort=-name",
        "#/leads/01a1fd8c-6900-7000-81c8-1d543d1545d4",
        "#/accounts/01a1fd8c-6900-7000-81c8-1d543d1545d4?as_of=2026-03-03",
        "#/opportunities/board?owner=%F0%9F%8F%B3",
        "#/leads/01a1fd8c-6900-7000-81c8-1d543d1545d4/convert",
        "#/data?at=import",
        "#/settings/stages",
        "#/search?q=%22%25",
        "#/contacts/new?account=01a1fd8c-6900-7000-81c8-1d543d1545d4",
    ];
    fuzz("route::Route::parse", 1, &[], |dice| {
        let address = hostile(dice, &real);
        let route = Route::parse(&address);
        assert_eq!(Route::parse(&route.href()), route, "{address:?}");
    });
}

#[test]
fn fuzz_amounts_that_are_read_are_written_as_the_same() {
    let real = ["1124741.15", "-3", "12,400.00", "0.001", "92233720368547758.07", "-92233720368547758.08"];
    fuzz("money::Money::parse_plain", 1, &[], |dice| {
        let code = hostile(dice, &["USD", "JPY", "KWD"]);
        let currency = Currency::parse(&code).unwrap_or(Currency::EUR);
        assert_eq!(Currency::parse(currency.code()), Some(currency));
        let text = hostile(dice, &real);
        if let Some(money) = Money::parse_plain(&text, currency) {
            assert_eq!(Money::parse_plain(&money.to_plain(), currency), Some(money), "{text:?}");
            drop(vec![money.percent(u8::try_from(dice.below(256)).unwrap())]);
        }
    });
}

#[test]
fn fuzz_days_of_any_year_lie_in_a_quarter() {
    fuzz("day::Quarter::of", 1, &[], |dice| {
        let ends = [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::default()];
        let (end, far) = (dice.pick(&ends).unwrap(), Days::new(dice.below(800) as u64));
        for day in [end.checked_add_days(far), end.checked_sub_days(far), Some(end)].into_iter().flatten() {
            Quarter::of(day, u8::try_from(dice.below(256)).unwrap());
        }
    });
}

#[test]
fn fuzz_texts_of_any_letters_have_keys_and_are_like_themselves() {
    let real =
        ["Müller & Söhne GmbH", "ada@example.com", "https://www.example.co.uk/x", "+49 (0)30 123-45", "田中さん"];
    let workspace = samples::workspace();
    fuzz("text", 1, &[], |dice| {
        let (one, other) = (hostile(dice, &real), hostile(dice, &real));
        drop((email_key(&one), phone_key(&one), company_domain(&one), company_key(&one), looks_like_email(&one)));
        assert_eq!(fold(&fold(&one)), fold(&one), "{one:?}");
        for (a, b) in [(&one, &other), (&one, &one)] {
            let found = similarity(a, b);
            assert!((0.0..=1.0).contains(&found), "{a:?} {b:?}: {found}");
        }
        search(&workspace, &one, 5);
    });
}

#[test]
fn fuzz_filters_are_read_whatever_is_typed_and_what_they_say_is_read_again() {
    let real = [
        "acme \"key account\" -berlin",
        "stage:proposal,won amount>=10,000.50 close<2026-12-31",
        "(overdue or due:next 30 days) and not owner:me",
        "has:email no:owner is:customer tag!=vip",
        "created:\"last 2 quarters\" last week 2026-11",
        "\"Expected close\":tomorrow \\ :: ((a)",
    ];
    let workspace = samples::workspace();
    let today = NaiveDate::default();
    let asking = Asking { today, actor: None, local_day: |instant| instant.date_naive(), wording: KEYS };
    let mut tables = Collection::MAIN.map(|collection| (collection, Table::new(&workspace, collection)));
    let tables = std::cell::RefCell::new(&mut tables);
    fuzz("query::parse", 1, &[], |dice| {
        let text = hostile(dice, &real);
        for (collection, table) in tables.borrow_mut().iter_mut() {
            let (filter, faults) = parse(&text, *collection, KEYS);
            for fault in faults {
                assert!(text.get(fault.range.clone()).is_some(), "{text:?}: {fault:?}");
            }
            let written = filter.to_string();
            assert_eq!(parse(&written, *collection, KEYS), (filter.clone(), Vec::new()), "{text:?}: {written:?}");
            table.rows(&workspace, &filter, &[], &asking);
        }
    });
}
