//! The numbers and lists of Home, the board and the timelines.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use crm::{Crm, all_new, convert, json};
use relata::domain::activity::Activity;
use relata::domain::day::Quarter;
use relata::domain::forecast::Forecast;
use relata::domain::id::Id;
use relata::domain::money::{Currency, Money, Totals};
use relata::domain::opportunity::Opportunity;
use relata::domain::pipeline::ForecastCategory;
use relata::domain::record::RecordRef;
use relata::domain::timeline::{Event, last_touch, next_step, timeline};
use relata::domain::today::Today;
use serde_json::Value;

fn usd(units: i64) -> Vec<Money> {
    vec![Money::new(units * 100, Currency::USD)]
}

fn deal(crm: &mut Crm, units: i64, close: &str) -> Id<Opportunity> {
    let amount = json!({"minor": units * 100, "currency": "USD"});
    crm.create(json!({"name": "A deal", "amount": amount, "expected_close": close}))
}

fn forecast(crm: &Crm) -> Forecast {
    Forecast::of(&crm.workspace, Quarter::of(crm.today, 1))
}

fn category(crm: &Crm, wanted: ForecastCategory) -> Vec<Money> {
    let categories = forecast(crm).categories;
    categories.into_iter().find(|(category, _)| *category == wanted).unwrap().1.sum.amounts()
}

fn activity(crm: &mut Crm, fields: Value) -> Id<Activity> {
    let mut all = crm::map(json!({"subject": "Something"}));
    all.extend(crm::map(fields));
    crm.create(Value::Object(all))
}

fn today(crm: &Crm) -> Today {
    Today::of(&crm.workspace, crm.today, None)
}

#[test]
fn the_quarter_weighs_what_is_open_and_counts_what_is_won() {
    let mut crm = Crm::new();
    let (open, won) = (deal(&mut crm, 1_000, "2026-12-01"), deal(&mut crm, 300, "2026-12-01"));
    deal(&mut crm, 5_000, "2027-02-01");
    crm.move_to(open, "Proposal").unwrap();
    crm.move_to(won, "Closed won").unwrap();
    let forecast = forecast(&crm);
    assert_eq!((forecast.pipeline.count, forecast.pipeline.sum.amounts()), (2, usd(6_000)));
    assert_eq!((forecast.expected.sum.amounts(), forecast.expected.weighted.amounts()), (usd(1_000), usd(500)));
    assert_eq!((forecast.won.sum.amounts(), forecast.outlook().amounts()), (usd(300), usd(800)));
}

#[test]
fn lost_deals_never_count_whatever_they_say_of_themselves() {
    let mut crm = Crm::new();
    let lost = deal(&mut crm, 1_000, "2026-12-01");
    crm.edit(lost, json!({"forecast_category": "commit"})).unwrap();
    crm.lose(lost, "Too dear", None).unwrap();
    let forecast = forecast(&crm);
    assert_eq!((forecast.pipeline.count, forecast.expected.count, forecast.won.count), (0, 0, 0));
    assert!(forecast.categories.iter().all(|(_, tally)| tally.count == 0));
}

#[test]
fn categories_are_the_stages_own_unless_the_deal_says_otherwise() {
    let mut crm = Crm::new();
    let (early, promised, omitted) =
        (deal(&mut crm, 1, "2026-12-01"), deal(&mut crm, 10, "2026-12-01"), deal(&mut crm, 100, "2026-12-01"));
    crm.edit(promised, json!({"forecast_category": "closed"})).unwrap();
    crm.edit(omitted, json!({"forecast_category": "omitted"})).unwrap();
    assert_eq!(category(&crm, ForecastCategory::Pipeline), usd(1));
    assert_eq!(category(&crm, ForecastCategory::Commit), usd(10), "an open deal is not closed");
    assert_eq!(forecast(&crm).expected.sum.amounts(), usd(11));
    crm.move_to(early, "Closed won").unwrap();
    assert_eq!(category(&crm, ForecastCategory::Closed), usd(1));
}

#[test]
fn currencies_are_never_added() {
    let mut crm = Crm::new();
    deal(&mut crm, 1, "2026-12-01");
    let fields = json!({"name": "Euro", "amount": {"minor": 500, "currency": "EUR"}, "expected_close": "2026-12-01"});
    crm.create::<Opportunity>(fields);
    let mut both = Totals::default();
    both.add(Money::new(100, Currency::USD));
    both.add(Money::new(500, Currency::EUR));
    assert_eq!(forecast(&crm).pipeline.sum, both);
}

#[test]
fn the_forecast_of_one_owner_is_that_owners() {
    let mut crm = Crm::new();
    let alex = crm.profile("Alex");
    let mine = deal(&mut crm, 1, "2026-12-01");
    deal(&mut crm, 10, "2026-12-01");
    crm.edit(mine, json!({"owner": alex})).unwrap();
    let forecast = Forecast::of_owner(&crm.workspace, Quarter::of(crm.today, 1), Some(alex));
    assert_eq!(forecast.pipeline.sum.amounts(), usd(1));
}

#[test]
fn what_is_due_is_sorted_into_late_today_and_this_week() {
    let mut crm = Crm::new();
    crm.today = "2026-11-18".parse().unwrap();
    let due = |day: &str| json!({"due": day});
    let older = activity(&mut crm, due("2026-11-10"));
    let late = activity(&mut crm, due("2026-11-17"));
    let normal = activity(&mut crm, due("2026-11-18"));
    let urgent = activity(&mut crm, json!({"due": "2026-11-18", "priority": "high"}));
    let sunday = activity(&mut crm, due("2026-11-22"));
    activity(&mut crm, due("2026-11-23"));
    activity(&mut crm, json!({"due": "2026-11-17", "done_at": "2026-11-17T10:00:00Z"}));
    let today = today(&crm);
    assert_eq!((today.overdue, today.due_today), (vec![older, late], vec![urgent, normal]));
    assert_eq!(today.due_this_week, [sunday]);
}

#[test]
fn a_lead_is_untouched_until_something_is_done_or_planned() {
    let mut crm = Crm::new();
    let (cold, hot, called) = (crm.lead("Cold"), crm.lead("Hot"), crm.lead("Called"));
    let converted = crm.lead("Converted");
    crm.edit(hot, json!({"rating": "hot"})).unwrap();
    activity(&mut crm, json!({"links": [RecordRef::of(called)]}));
    crm.must(convert(all_new(converted)));
    assert_eq!(today(&crm).untouched_leads, [hot, cold]);
}

#[test]
fn a_deal_needs_a_next_step_or_something_planned() {
    let mut crm = Crm::new();
    let (idle, stepping, planned, won) = (crm.deal(None), crm.deal(None), crm.deal(None), crm.deal(None));
    crm.edit(stepping, json!({"next_step": "Call"})).unwrap();
    activity(&mut crm, json!({"links": [RecordRef::of(planned)], "due": "2027-01-01"}));
    activity(&mut crm, json!({"links": [RecordRef::of(idle)], "kind": "note"}));
    crm.move_to(won, "Closed won").unwrap();
    assert_eq!(today(&crm).without_next_step, [idle]);
}

#[test]
fn deals_past_their_day_are_listed_the_oldest_first() {
    let mut crm = Crm::new();
    let (recent, old) = (deal(&mut crm, 1, "2026-11-20"), deal(&mut crm, 1, "2026-08-01"));
    deal(&mut crm, 1, "2026-11-21");
    assert_eq!(today(&crm).past_close, [old, recent]);
}

#[test]
fn my_day_is_mine() {
    let mut crm = Crm::new();
    let alex = crm.profile("Alex");
    let mine = activity(&mut crm, json!({"due": "2026-11-21", "owner": alex}));
    activity(&mut crm, json!({"due": "2026-11-21"}));
    crm.lead("Somebody's");
    let today = Today::of(&crm.workspace, crm.today, Some(alex));
    assert_eq!((today.due_today, today.untouched_leads), (vec![mine], vec![]));
}

#[test]
fn an_accounts_timeline_holds_what_happened_to_its_people_deals_and_leads() {
    let mut crm = Crm::new();
    let lead = crm.lead("TechCorp");
    let call = activity(&mut crm, json!({"kind": "call", "links": [RecordRef::of(lead)]}));
    crm.must(convert(all_new(lead)));
    let became = crm.get(lead).conversion.clone().unwrap();
    let (account, deal) = (RecordRef::of(became.account.unwrap()), became.opportunity.unwrap());
    let task = activity(&mut crm, json!({"links": [RecordRef::of(deal)], "due": "2026-12-01"}));
    crm.move_to(deal, "Closed won").unwrap();
    let story = timeline(&crm.workspace, account);
    assert_eq!(story.upcoming, [task]);
    assert!(story.past.is_sorted_by(|a, b| a.at >= b.at), "newest first");
    let happened = |test: &dyn Fn(&Event) -> bool| story.past.iter().filter(|entry| test(&entry.event)).count();
    assert_eq!(happened(&|event| *event == Event::Activity(call)), 1);
    assert_eq!(happened(&|event| *event == Event::Converted), 1);
    assert_eq!(happened(&|event| matches!(event, Event::EnteredStage { .. })), 2);
    assert_eq!(happened(&|event| matches!(event, Event::Lifecycle(_))), 1);
    assert_eq!(happened(&|event| *event == Event::Created), 4, "lead, account, contact and deal");
}

#[test]
fn the_last_touch_is_a_talk_that_took_place_and_the_next_step_what_is_due_first() {
    let mut crm = Crm::new();
    let account = crm.account("TechCorp");
    let links = json!([RecordRef::of(account)]);
    let reference = RecordRef::of(account);
    assert_eq!((last_touch(&crm.workspace, reference), next_step(&crm.workspace, reference)), (None, None));
    activity(&mut crm, json!({"kind": "call", "links": links, "at": "2026-11-01T10:00:00Z"}));
    activity(&mut crm, json!({"kind": "note", "links": links, "at": "2026-11-05T10:00:00Z"}));
    activity(&mut crm, json!({"kind": "task", "links": links}));
    activity(&mut crm, json!({"kind": "call", "links": links, "due": "2026-12-05"}));
    let first = activity(&mut crm, json!({"kind": "meeting", "links": links, "due": "2026-12-01"}));
    assert_eq!(last_touch(&crm.workspace, reference), Some("2026-11-01T10:00:00Z".parse().unwrap()));
    assert_eq!(next_step(&crm.workspace, reference), Some(first));
}
