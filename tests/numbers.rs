//! The numbers and lists of Home, the board and the timelines.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

mod crm;

use crm::{Crm, all_new, convert, json};
use relata::domain::activity::{Activity, Outcome};
use relata::domain::command::{Command, ConvertLead};
use relata::domain::contact::Contact;
use relata::domain::day::Quarter;
use relata::domain::forecast::Forecast;
use relata::domain::id::Id;
use relata::domain::lead::{HandOverAnswer, Lead};
use relata::domain::money::{Currency, Money, Totals};
use relata::domain::opportunity::Opportunity;
use relata::domain::pipeline::ForecastCategory;
use relata::domain::profile::Profile;
use relata::domain::query::table::naive;
use relata::domain::query::{Asking, KEYS, parse};
use relata::domain::record::{Collection, RecordRef};
use relata::domain::timeline::{Event, last_touch, next_step, timeline};
use relata::domain::today::{self, Behind, Today, Whose};
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
    day_of(crm, None)
}

fn day_of(crm: &Crm, owner: Option<Id<Profile>>) -> Today {
    Today::of(&crm.workspace, &Whose { today: crm.today, owner, local_day: |at| at.date_naive() })
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
fn my_day_is_mine_and_what_belongs_to_nobody() {
    let mut crm = Crm::new();
    let alex = crm.profile("Alex");
    let sam = crm.profile("Sam");
    let mine = activity(&mut crm, json!({"due": "2026-11-21", "owner": alex}));
    let nobodys = activity(&mut crm, json!({"due": "2026-11-21"}));
    activity(&mut crm, json!({"due": "2026-11-21", "owner": sam}));
    let (lead, of_sam) = (crm.lead("Nobody's"), crm.lead("Sam's"));
    crm.edit(of_sam, json!({"owner": sam})).unwrap();
    let today = day_of(&crm, Some(alex));
    assert_eq!((today.due_today, today.untouched_leads), (vec![mine, nobodys], vec![lead]));
}

#[test]
fn a_lead_in_work_is_stuck_when_nothing_was_done_for_two_weeks_and_nothing_is_planned() {
    let mut crm = Crm::new();
    let (stuck, recent, planned) = (crm.lead("Stuck"), crm.lead("Recent"), crm.lead("Planned"));
    crm.lead("Untouched");
    let call = |crm: &mut Crm, lead, day: &str| {
        let at = format!("{day}T10:00:00Z");
        activity(crm, json!({"kind": "call", "links": [RecordRef::of::<Lead>(lead)], "at": at, "done_at": at}));
    };
    call(&mut crm, stuck, "2026-11-06");
    call(&mut crm, recent, "2026-11-07");
    call(&mut crm, planned, "2026-11-06");
    activity(&mut crm, json!({"links": [RecordRef::of(planned)], "due": "2026-12-01"}));
    assert_eq!(today(&crm).stuck_leads, [stuck]);
    crm.must(convert(all_new(stuck)));
    assert_eq!(today(&crm).stuck_leads, []);
}

/// A lead that Anna handed over to Ben, and what it became.
fn handed_over(crm: &mut Crm, anna: Id<Profile>, ben: Id<Profile>) -> Id<Lead> {
    let lead = crm.lead("TechCorp");
    crm.actor = Some(anna);
    crm.must(convert(ConvertLead { hand_over: Some((ben, "Wants a demo".to_owned())), ..all_new(lead) }));
    crm.actor = None;
    lead
}

#[test]
fn a_hand_over_waits_for_its_receiver_until_it_is_answered() {
    let mut crm = Crm::new();
    let (anna, ben) = (crm.profile("Anna"), crm.profile("Ben"));
    let lead = handed_over(&mut crm, anna, ben);
    assert_eq!((day_of(&crm, Some(ben)).hand_overs, today(&crm).hand_overs), (vec![lead], vec![lead]));
    assert_eq!(day_of(&crm, Some(anna)).hand_overs, []);
    crm.must(Command::AnswerHandOver { lead, answer: HandOverAnswer::Accepted, note: String::new() });
    assert_eq!((today(&crm).hand_overs, today(&crm).returned), (vec![], vec![]));
}

#[test]
fn what_was_returned_waits_for_its_sender_until_something_is_done_about_it() {
    let mut crm = Crm::new();
    let (anna, ben) = (crm.profile("Anna"), crm.profile("Ben"));
    let (called, lost) = (handed_over(&mut crm, anna, ben), handed_over(&mut crm, anna, ben));
    for lead in [called, lost] {
        crm.must(Command::AnswerHandOver { lead, answer: HandOverAnswer::Returned, note: "Too small".to_owned() });
    }
    assert_eq!(day_of(&crm, Some(anna)).returned, [called, lost]);
    assert_eq!(day_of(&crm, Some(ben)).returned, []);
    let became = today::became(crm.get(called));
    activity(&mut crm, json!({"kind": "call", "links": [became.first()], "due": "2026-12-01"}));
    assert_eq!(day_of(&crm, Some(anna)).returned, [lost]);
    let deal = crm.get(lost).conversion.clone().unwrap().opportunity.unwrap();
    crm.lose(deal, "Too small", None).unwrap();
    assert_eq!(day_of(&crm, Some(anna)).returned, []);
}

#[test]
fn what_was_returned_is_looked_after_when_a_task_of_before_is_done() {
    let mut crm = Crm::new();
    let (anna, ben) = (crm.profile("Anna"), crm.profile("Ben"));
    let lead = handed_over(&mut crm, anna, ben);
    let about = json!([today::became(crm.get(lead)).first()]);
    let task = activity(&mut crm, json!({"links": about, "due": "2026-12-01"}));
    let done = activity(&mut crm, json!({"links": about, "due": "2026-12-01"}));
    crm.must(Command::CompleteActivity { activity: done, outcome: Outcome::None });
    crm.must(Command::AnswerHandOver { lead, answer: HandOverAnswer::Returned, note: "Too small".to_owned() });
    assert_eq!(day_of(&crm, Some(anna)).returned, [lead], "what was done before it came back does not count");
    crm.must(Command::CompleteActivity { activity: task, outcome: Outcome::None });
    assert_eq!(day_of(&crm, Some(anna)).returned, []);
}

#[test]
fn a_team_sees_who_is_behind() {
    let mut crm = Crm::new();
    let (anna, ben) = (crm.profile("Anna"), crm.profile("Ben"));
    activity(&mut crm, json!({"due": "2026-11-01", "owner": anna}));
    for due in ["2026-11-20", "2026-11-10", "2026-11-21"] {
        activity(&mut crm, json!({"due": due, "owner": ben}));
    }
    let day = |text: &str| text.parse().unwrap();
    let expected = [
        Behind { owner: Some(ben), count: 2, oldest: day("2026-11-10") },
        Behind { owner: Some(anna), count: 1, oldest: day("2026-11-01") },
    ];
    assert_eq!(today::overdue_by_owner(&crm.workspace, crm.today), expected, "today is not late");
}

#[test]
fn whoever_is_behind_is_found_by_any_name_and_in_the_trash() {
    let mut crm = Crm::new();
    let quoted = crm.profile(r#"Ann "A, B" \ Lee"#);
    let gone = crm.profile("Gone");
    activity(&mut crm, json!({"due": "2026-11-01"}));
    activity(&mut crm, json!({"due": "2026-11-02", "owner": quoted}));
    activity(&mut crm, json!({"due": "2026-11-03", "owner": gone}));
    crm.trash(gone).unwrap();
    let behind = today::overdue_by_owner(&crm.workspace, crm.today);
    assert_eq!(behind.iter().map(|it| it.owner).collect::<Vec<_>>(), [None, Some(quoted), Some(gone)]);
    let asking = Asking { today: crm.today, actor: None, local_day: |at| at.date_naive(), wording: KEYS };
    for it in behind {
        let filter = it.filter(&crm.workspace);
        let read = parse(&filter.to_string(), Collection::Activity, KEYS);
        assert_eq!(read, (filter, vec![]));
        let rows = naive(&crm.workspace, Collection::Activity, &read.0, &[], &asking);
        let owners: Vec<_> = crm.workspace.all::<Activity>().filter(|found| rows.contains(&found.id.uuid())).collect();
        assert!(owners.len() == 1 && owners[0].owner == it.owner, "{}", read.0);
    }
}

#[test]
fn what_is_about_a_customer_is_told_from_the_rest() {
    let mut crm = Crm::new();
    let (buyer, other) = (crm.account("Buyer"), crm.account("Other"));
    let (won, open) = (crm.deal(Some(buyer)), crm.deal(Some(other)));
    crm.move_to(won, "Closed won").unwrap();
    let accounts = json!([{"account": buyer, "role": "", "primary": true, "active": true}]);
    let person: Id<Contact> = crm.create(json!({"last_name": "Roe", "accounts": accounts}));
    let mut about = |link: RecordRef| {
        let id = activity(&mut crm, json!({"links": [link]}));
        today::is_about_customer(&crm.workspace, crm.get(id))
    };
    assert!(about(RecordRef::of(buyer)) && about(RecordRef::of(won)) && about(RecordRef::of(person)));
    assert!(!about(RecordRef::of(other)) && !about(RecordRef::of(open)));
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
