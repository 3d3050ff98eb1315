//! The language of filters: what people type is understood or its fault is
//! named with its place, and what is written is read again as the same tree.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod crm;
mod query_support;
mod session_support;

use std::collections::BTreeMap;

use crm::{Crm, json};
use query_support::{ASKING, WORDS, asking, random_filter};
use relata::domain::account::Account;
use relata::domain::activity::Activity;
use relata::domain::command::{Command, MergeRecords};
use relata::domain::id::Id;
use relata::domain::lead::Lead;
use relata::domain::opportunity::Opportunity;
use relata::domain::option::Tag;
use relata::domain::profile::Profile;
use relata::domain::query::parse::DEEPEST;
use relata::domain::query::table::naive;
use relata::domain::query::{FaultKind, Filter, parse};
use relata::domain::record::{Collection, RecordRef, Stored};
use relata::domain::today::{Today, Whose};
use session_support::{Dice, seeds};

/// How a filter is understood, written out.
fn understood(collection: Collection, text: &str) -> String {
    let (filter, faults) = parse(text, collection, WORDS);
    assert_eq!(faults, [], "{text}");
    filter.to_string()
}

#[test]
fn what_people_type_is_understood() {
    for (typed, written) in [
        ("acme  Berlin", "acme Berlin"),
        ("\"next week\" x", "\"next week\" x"),
        ("stage:Proposal Amount>10k", "stage:Proposal amount>10000"),
        ("stage:proposal,won", "stage:proposal or stage:won"),
        ("stage!=a,b", "stage!=a stage!=b"),
        ("amount:>=1,500.50", "amount>=1500.5"),
        ("close<2026-12-31", "expected_close<2026-12-31"),
        ("\"Expected close\":next 30 days", "expected_close:\"next 30 days\""),
        ("close:next-30-days", "expected_close:\"next 30 days\""),
        ("close:past quarter amount>1", "expected_close:\"last quarter\" amount>1"),
        ("next 30 days overdue", "next 30 days is:overdue"),
        ("is:stuck or (is:won -owner:me)", "is:stuck or (is:won -owner:me)"),
        ("not no:owner", "has:owner"),
        ("-has:next_step", "no:next_step"),
        ("NOT (a OR b)", "-(a or b)"),
        ("a and b", "a b"),
        ("--a", "a"),
        ("is:repeat", "kind:repeat"),
        ("kind:New", "kind:new"),
        ("https://x.example/a:b", "\"https://x.example/a:b\""),
        ("10:30", "\"10:30\""),
        ("()", ""),
        ("  ", ""),
        ("🙂 שלום", "🙂 שלום"),
        ("2026", "2026"),
        ("expected_close:9999", "expected_close:9999"),
    ] {
        assert_eq!(understood(Collection::Opportunity, typed), written, "{typed}");
    }
    assert_eq!(understood(Collection::Account, "is:customer"), "lifecycle:customer");
    assert_eq!(understood(Collection::Account, "target:YES"), "target:yes");
    assert_eq!(understood(Collection::Contact, "has:email no:account"), "has:emails no:accounts");
    assert_eq!(understood(Collection::Activity, "due:tomorrow with:acme"), "due:tomorrow links:acme");
}

#[test]
fn what_cannot_be_read_is_reported_with_its_place_and_the_rest_counts() {
    let fault = |text: &str| {
        let (filter, faults) = parse(text, Collection::Opportunity, WORDS);
        let [fault] = faults.as_slice() else { panic!("{text}: {faults:?}") };
        (text[fault.range.clone()].to_owned(), fault.kind.clone(), filter.to_string())
    };
    let of = |place: &str, kind, rest: &str| (place.to_owned(), kind, rest.to_owned());
    let own = |text: &str| text.to_owned();
    assert_eq!(fault("x amount>ten y"), of("amount>ten", FaultKind::NotANumber(own("ten")), "x y"));
    assert_eq!(fault("close:soon"), of("close:soon", FaultKind::NotADay(own("soon")), ""));
    assert_eq!(fault("close:31.12.2026"), of("close:31.12.2026", FaultKind::NotADay(own("31.12.2026")), ""));
    assert_eq!(fault("colour:red"), of("colour:red", FaultKind::UnknownField(own("colour")), "\"colour:red\""));
    assert_eq!(fault("has:wings a"), of("has:wings", FaultKind::UnknownField(own("wings")), "a"));
    assert_eq!(fault("is:blue"), of("is:blue", FaultKind::UnknownCondition(own("blue")), ""));
    let kind = FaultKind::UnknownChoice { field: "kind", value: own("old") };
    assert_eq!(fault("kind:old a"), of("kind:old", kind, "a"));
    assert_eq!(fault("amount>"), of("amount>", FaultKind::NoValue, ""));
    assert_eq!(fault("stage>proposal"), of("stage>proposal", FaultKind::NotOrdered("stage"), ""));
    assert_eq!(fault("a \"b c"), of("\"", FaultKind::OpenQuote, "a \"b c\""));
    assert_eq!(fault("a (b c"), of("(", FaultKind::OpenParenthesis, "a b c"));
    assert_eq!(fault("a) b"), of(")", FaultKind::ExtraParenthesis, "a b"));
    assert_eq!(fault("or a"), of("or", FaultKind::LoneOr, "a"));
    assert_eq!(fault("a or"), of("or", FaultKind::LoneOr, "a"));
    assert_eq!(fault("a not"), of("not", FaultKind::LoneNot, "a"));
}

#[test]
fn absurd_filters_are_answered_calmly() {
    let deep = "(".repeat(DEEPEST + 1) + "a" + &")".repeat(DEEPEST + 1) + " b";
    let (filter, faults) = parse(&deep, Collection::Lead, WORDS);
    assert_eq!(filter.to_string(), "a b");
    assert!(faults.iter().all(|fault| fault.kind == FaultKind::TooDeep), "{faults:?}");
    for absurd in ["(".repeat(10_000), ")".repeat(10_000), "-".repeat(10_000), "not ".repeat(2_500), "\"".repeat(9_999)]
    {
        parse(&absurd, Collection::Lead, WORDS);
    }
    let long = "x".repeat(10_000);
    assert_eq!(understood(Collection::Lead, &long), long);
    let crm = Crm::new();
    let (filter, _) = parse(&format!("created<=9999-12-31 {long}"), Collection::Lead, WORDS);
    assert!(naive(&crm.workspace, Collection::Lead, &filter, &[], &ASKING).is_empty());
}

#[test]
fn a_fault_is_placed_between_two_letters_whatever_follows() {
    let (_, faults) = parse("a or\u{3000}", Collection::Lead, WORDS);
    assert_eq!((faults.len(), faults[0].range.clone()), (1, 2..4));
}

#[test]
fn a_long_text_without_spaces_is_read_in_a_moment() {
    let long = "is:\"\"".repeat(50_000);
    let begun = std::time::Instant::now();
    let (_, faults) = parse(&long, Collection::Lead, WORDS);
    assert_eq!(faults.len(), 50_000);
    assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
}

#[test]
fn the_largest_number_and_names_without_letters_are_asked_for_as_they_are() {
    let mut crm = Crm::new();
    for name in ["Ada", "Who?"] {
        let owner = crm.profile(name);
        let amount = json!({"minor": i64::MAX, "currency": "EUR"});
        crm.create::<Opportunity>(json!({"name": name, "owner": owner, "amount": amount}));
    }
    assert_eq!(found::<Opportunity>(&crm, "amount>9223372036854775.807"), Vec::<String>::new());
    assert_eq!(found::<Opportunity>(&crm, "owner:?"), ["Who?"]);
    assert_eq!(found::<Opportunity>(&crm, "owner:🙂"), Vec::<String>::new());
    assert_eq!(found::<Opportunity>(&crm, "owner=?"), Vec::<String>::new());
}

#[test]
fn what_is_written_is_read_as_the_same_filter() {
    for seed in seeds(300) {
        let mut dice = Dice::new(seed);
        for collection in Collection::MAIN {
            let filter = random_filter(&mut dice, collection, 4);
            let text = filter.to_string();
            let (again, faults) = parse(&text, collection, WORDS);
            assert_eq!(faults, [], "seed {seed}: {text}");
            assert_eq!(again, filter, "seed {seed}: {text}");
        }
    }
}

/// The titles that pass, in order.
fn found<T: Stored + 'static>(crm: &Crm, text: &str) -> Vec<String> {
    let (filter, faults) = parse(text, T::COLLECTION, WORDS);
    assert_eq!(faults, [], "{text}");
    let ids = naive(&crm.workspace, T::COLLECTION, &filter, &[], &asking(crm.actor));
    let title = |id| crm.workspace.title(RecordRef { collection: T::COLLECTION, id }).unwrap();
    let mut titles: Vec<String> = ids.into_iter().map(title).collect();
    titles.sort();
    titles
}

#[test]
fn deals_are_found_by_stage_amount_day_owner_and_what_is_planned() {
    let mut crm = Crm::new();
    let ada: Id<Profile> = crm.create(json!({"name": "Ada Lovelace"}));
    let acme: Id<Account> = crm.create(json!({"name": "Acme & Söhne"}));
    let eur = |minor: i64| json!({"minor": minor, "currency": "EUR"});
    let small: Id<Opportunity> = crm.create(
        json!({"name": "Small", "account": acme, "amount": eur(999_900), "expected_close": "2026-11-20", "owner": ada}),
    );
    crm.create::<Opportunity>(json!({"name": "Large", "amount": eur(1_000_001), "expected_close": "2026-12-20"}));
    crm.create::<Opportunity>(json!({"name": "Bare", "next_step": "Call \"Bob\""}));
    crm.create::<Activity>(
        json!({"kind": "task", "subject": "Call", "due": "2026-11-22", "links": [RecordRef::of(small)]}),
    );
    let deals = |text: &str, titles: &[&str]| assert_eq!(found::<Opportunity>(&crm, text), titles, "{text}");
    deals("", &["Bare", "Large", "Small"]);
    deals("amount>10000", &["Large"]);
    deals("amount<=9,999", &["Small"]);
    deals("amount:9999 or no:amount", &["Bare", "Small"]);
    deals("overdue", &["Small"]);
    deals("next 30 days", &["Large"]);
    deals("close<=\"this quarter\"", &["Large", "Small"]);
    deals("account:sohne", &["Small"]);
    deals("soehne", &[]);
    deals("söhn", &["Small"]);
    deals("owner:ada", &["Small"]);
    deals("owner!=ada", &["Bare", "Large"]);
    deals("step:\"\\\"bob\\\"\"", &["Bare"]);
    deals("is:no-next-step", &["Large"]);
    deals("next_activity:tomorrow", &["Small"]);
    deals("stage:prospecting is:open -large", &["Bare", "Small"]);
    deals("owner:me", &[]);
    crm.actor = Some(ada);
    assert_eq!(found::<Opportunity>(&crm, "owner:me"), ["Small"]);
    assert_eq!(found::<Opportunity>(&crm, "mine"), ["Small"]);
    assert_eq!(found::<Account>(&crm, "open_pipeline>=9999"), ["Acme & Söhne"]);
    assert_eq!(found::<Account>(&crm, "has:lifetime_revenue"), Vec::<String>::new());
    assert_eq!(found::<Activity>(&crm, "due:tomorrow with:small"), ["Call"]);
    assert_eq!(found::<Activity>(&crm, "due:today"), Vec::<String>::new());
}

#[test]
fn a_deal_is_stuck_after_thirty_days_in_its_stage() {
    let mut crm = Crm::new();
    crm.now -= chrono::Duration::days(31);
    crm.create::<Opportunity>(json!({"name": "Old"}));
    let moved: Id<Opportunity> = crm.create(json!({"name": "Moved"}));
    crm.now += chrono::Duration::days(31);
    crm.move_to(moved, "Negotiation").unwrap();
    assert_eq!(found::<Opportunity>(&crm, "stuck"), ["Old"]);
}

fn sorted<T: Stored>(found: &[Id<T>]) -> Vec<uuid::Uuid> {
    let mut found: Vec<uuid::Uuid> = found.iter().map(|id| id.uuid()).collect();
    found.sort();
    found
}

#[test]
fn the_lists_of_home_and_the_filters_agree() {
    for seed in seeds(4) {
        let mut dice = Dice::new(seed);
        let mut crm = Crm::new();
        for _ in 0..60 {
            let command = session_support::command(&mut dice, &crm.workspace);
            if let Ok(decision) = crm.decide(&command) {
                crm.workspace.apply(&decision.changes);
                crm.now += chrono::Duration::hours(7);
            }
        }
        let today =
            Today::of(&crm.workspace, &Whose { today: crm.today, owner: None, local_day: |at| at.date_naive() });
        let ids = |collection, text: &str| {
            let (filter, _) = parse(text, collection, WORDS);
            let mut found = naive(&crm.workspace, collection, &filter, &[], &ASKING);
            found.sort();
            found
        };
        assert_eq!(ids(Collection::Lead, "untouched"), sorted::<Lead>(&today.untouched_leads));
        assert_eq!(ids(Collection::Opportunity, "is:no-next-step"), sorted(&today.without_next_step));
        assert_eq!(ids(Collection::Opportunity, "overdue"), sorted(&today.past_close));
        assert_eq!(ids(Collection::Lead, "is:stuck"), sorted::<Lead>(&today.stuck_leads));
        assert_eq!(ids(Collection::Opportunity, "is:stuck"), sorted(&today.stuck_deals));
        assert_eq!(ids(Collection::Activity, "overdue"), sorted(&today.overdue));
        assert_eq!(ids(Collection::Activity, "is:open due:today"), sorted(&today.due_today));
        let week = "is:open due>today due<=\"this week\"";
        assert_eq!(ids(Collection::Activity, week), sorted(&today.due_this_week));
    }
}

#[test]
fn a_filter_with_more_in_it_narrows_the_one_before() {
    let filter = |text: &str| parse(text, Collection::Lead, WORDS).0;
    for (narrow, wide) in [("acm", "ac"), ("acme x", "acm"), ("a b", "a"), ("rating:hot a", "rating:hot"), ("a", "")] {
        assert!(filter(narrow).narrows(&filter(wide)), "{narrow} {wide}");
    }
    for (other, wide) in [("a", "ab"), ("a or b", "a"), ("-ab", "-a"), ("rating:hot", "rating:cold")] {
        assert!(!filter(other).narrows(&filter(wide)), "{other} {wide}");
    }
    assert!(Filter::default().is_everything());
}

#[test]
fn a_filter_for_a_merged_record_means_the_one_that_it_became() {
    let mut crm = Crm::new();
    let [vip, key]: [Id<Tag>; 2] = ["VIP", "Key account"].map(|name| crm.create(json!({"name": name})));
    crm.create::<Account>(json!({"name": "Acme", "tags": [vip]}));
    crm.create::<Account>(json!({"name": "Bolt"}));
    let survivor = RecordRef::of(key);
    let merge = MergeRecords { survivor, others: vec![vip.uuid()], taken: BTreeMap::new() };
    crm.must(Command::MergeRecords(Box::new(merge)));
    for text in ["tags:vip".to_owned(), "tags=VIP".to_owned(), format!("tags={vip}"), "tags:key".to_owned()] {
        assert_eq!(found::<Account>(&crm, &text), ["Acme"], "{text}");
    }
}
