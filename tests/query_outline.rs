//! Filters as groups of lines, as the builder shows them: to and fro without a
//! change of meaning, and edits of lines and groups.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod crm;
mod query_support;
mod session_support;

use crm::Crm;
use query_support::{ASKING, WORDS, random_filter};
use relata::domain::query::outline::{How, Joint, Node, Outline, Part, Topic};
use relata::domain::query::table::naive;
use relata::domain::query::{Compare, FaultKind, Filter, parse, subject, subjects};
use relata::domain::record::Collection;
use session_support::{Dice, seeds};

const DEALS: Collection = Collection::Opportunity;

fn outline(text: &str) -> Outline {
    Outline::of(&parse(text, DEALS, WORDS).0, DEALS)
}

fn topic(key: &str) -> Topic {
    Topic::Field(subject(DEALS, key).unwrap())
}

/// An outline in short: groups by their first letter, lines as their filters.
fn drawn(outline: &Outline) -> String {
    fn draw(node: &Node) -> String {
        match &node.part {
            Part::Line(line) => line.filter(DEALS, WORDS).map_or("…".to_owned(), |filter| filter.to_string()),
            Part::Group(joint, parts) => {
                let parts: Vec<String> = parts.iter().map(draw).collect();
                format!("{joint:?}[{}]", parts.join(", "))
            }
        }
    }
    draw(outline.find(Outline::ROOT).unwrap())
}

fn written(outline: &Outline) -> String {
    outline.filter(WORDS).to_string()
}

#[test]
fn a_filter_is_shown_as_groups_of_lines() {
    for (text, shown) in [
        ("", "All[]"),
        ("acme", "All[acme]"),
        ("acme amount>10k", "All[acme, amount>10000]"),
        ("stage:won or (is:open -acme)", "Any[stage:won, All[is:open, -acme]]"),
        ("-(acme or is:won)", "None[acme, is:won]"),
        ("-(acme is:won) no:owner", "All[None[All[acme, is:won]], no:owner]"),
        ("-stage:won", "All[stage!=won]"),
        ("next 30 days", "All[expected_close:\"next 30 days\"]"),
        ("-amount<5", "None[amount<5]"),
    ] {
        assert_eq!(drawn(&outline(text)), shown, "{text}");
    }
}

#[test]
fn an_outline_means_what_its_filter_means_and_its_text_is_read_as_the_same() {
    for seed in seeds(40) {
        let mut dice = Dice::new(seed);
        let mut crm = Crm::new();
        for _ in 0..40 {
            let command = session_support::command(&mut dice, &crm.workspace);
            if let Ok(decision) = crm.decide(&command) {
                crm.workspace.apply(&decision.changes);
            }
        }
        for collection in Collection::MAIN {
            for _ in 0..5 {
                let filter = random_filter(&mut dice, collection, 4);
                let built = Outline::of(&filter, collection);
                assert!(built.is_complete(WORDS), "seed {seed}: {filter}");
                let again = built.filter(WORDS);
                let found = |filter: &Filter| naive(&crm.workspace, collection, filter, &[], &ASKING);
                assert_eq!(found(&again), found(&filter), "seed {seed}: {filter} became {again}");
                assert_eq!(parse(&again.to_string(), collection, WORDS), (again.clone(), Vec::new()), "seed {seed}");
                assert_eq!(Outline::of(&again, collection).filter(WORDS), again, "seed {seed}: {filter}");
            }
        }
    }
}

#[test]
fn lines_come_go_and_change() {
    let mut built = outline("acme");
    let line = built.add_line(Outline::ROOT, topic("amount"));
    assert_eq!((drawn(&built).as_str(), written(&built).as_str()), ("All[acme, …]", "acme"));
    assert!(!built.is_complete(WORDS));
    built.edit(line, |line| (line.how, line.value) = (How::Is(Compare::AtLeast), "10k".to_owned()));
    assert_eq!(written(&built), "acme amount>=10000");
    built.turn(line, topic("probability"), WORDS);
    assert_eq!(written(&built), "acme probability>=10000", "a number stays where numbers are asked for");
    built.turn(line, topic("expected_close"), WORDS);
    assert_eq!((drawn(&built).as_str(), built.line(line).unwrap().value.as_str()), ("All[acme, …]", ""));
    built.turn(line, topic("stage"), WORDS);
    assert_eq!(built.line(line).unwrap().how, How::Is(Compare::Equals), "a stage has no order");
    built.edit(line, |line| line.how = How::Empty);
    assert_eq!(written(&built), "acme no:stage");
    built.remove(line);
    assert_eq!(drawn(&built), "All[acme]");
}

#[test]
fn groups_are_nested_joined_and_go_with_what_is_in_them() {
    let mut built = outline("acme");
    let inner = built.add_group(Outline::ROOT);
    assert_eq!(drawn(&built), "All[acme, Any[…]]");
    assert_eq!(built.place(inner), "2.1");
    built.edit(inner, |line| line.value = "berlin".to_owned());
    built.wrap(inner);
    assert_eq!(drawn(&built), "All[acme, Any[Any[berlin]]]");
    built.join(Outline::ROOT, Joint::None);
    assert_eq!(written(&built), "-(acme or berlin)");
    built.remove(inner);
    assert_eq!(drawn(&built), "None[acme]", "empty groups go too");
    built.wrap(Outline::ROOT);
    built.remove(Outline::ROOT);
    assert_eq!(drawn(&built), "None[acme]", "the outermost group stays");
}

#[test]
fn a_line_that_narrows_holds_whatever_else_does() {
    let mut built = outline("acme or berlin");
    let line = built.narrow(topic("name"));
    assert_eq!(drawn(&built), "All[Any[acme, berlin], …]");
    built.edit(line, |line| line.value = "x".to_owned());
    assert_eq!(written(&built), "(acme or berlin) name:x");
    let more = built.narrow(Topic::Text);
    built.edit(more, |line| line.value = "y".to_owned());
    assert_eq!(written(&built), "(acme or berlin) name:x y");
}

#[test]
fn a_line_says_what_is_wrong_with_its_value() {
    let mut built = outline("");
    for (topic, value, fault) in [
        (topic("amount"), "ten", FaultKind::NotANumber("ten".to_owned())),
        (topic("expected_close"), "soon", FaultKind::NotADay("soon".to_owned())),
        (Topic::Condition, "blue", FaultKind::UnknownCondition("blue".to_owned())),
        (Topic::Text, "  ", FaultKind::NoValue),
    ] {
        let line = built.add_line(Outline::ROOT, topic);
        built.edit(line, |line| line.value = value.to_owned());
        assert_eq!(built.line(line).unwrap().filter(DEALS, WORDS), Err(fault));
    }
    assert!(built.filter(WORDS).is_everything());
}

#[test]
fn what_is_offered_can_be_asked() {
    for collection in Collection::MAIN {
        let fields = subjects(collection).map(Topic::Field);
        for topic in [Topic::Text, Topic::Condition].into_iter().chain(fields) {
            for how in topic.hows(collection) {
                let ordered = matches!(topic, Topic::Field(subject) if subject.is_ordered());
                assert!(ordered || !matches!(how, How::Is(compare) if compare.is_of_order()), "{topic:?} {how:?}");
            }
        }
    }
}
