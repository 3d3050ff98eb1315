//! A line of the builder: what it is about, how it compares, and to what.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{Builder, element_of};
use crate::domain::field::Kind;
use crate::domain::order::InOrder;
use crate::domain::query::condition::Condition;
use crate::domain::query::filter::Compare;
use crate::domain::query::outline::{How, Line, Topic};
use crate::domain::query::period::Period;
use crate::domain::query::{subject, subjects};
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::search::search_in;
use crate::domain::text::fold;
use crate::domain::workflow::merge_records::survivor_of;
use crate::domain::workspace::Workspace;
use crate::ui::components::button::IconButton;
use crate::ui::components::icon::Icon;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::form::options;
use crate::ui::show::record_title;
use crate::ui::words::builder as words;
use crate::ui::words::query::WORDING;
use crate::ui::words::vocabulary::{said, spoken};

/// The values of the first list besides the keys of fields; no key is empty or has a colon.
const TEXT: &str = "";
const CONDITION: &str = "is:";
/// The values of the list of days besides the spans that are offered.
const DATE: &str = "a date";
const TYPED: &str = "typed";
/// So many names are offered while one is typed.
const OFFERED: usize = 8;

/// What the value is typed in.
enum Control {
    Nothing,
    Text(TextKind),
    /// One of these.
    List(Vec<Choice>),
    Days,
    /// The name of such a record.
    Name(&'static [Collection]),
}

impl Builder {
    pub(super) fn line_view(self, id: u32, depth: usize) -> AnyView {
        let collection = self.list.collection;
        let line = Memo::new(move |_| self.outline.with(|outline| outline.line(id).cloned()));
        let parts = Memo::new(move |_| line.with(|line| line.as_ref().map(|line| (line.topic, line.how))));
        let (topic, how) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let show = move || {
            if let Some((about, compared)) = parts.get_untracked() {
                let place = about.hows(collection).iter().position(|known| *known == compared);
                topic.set(key_of(about).to_owned());
                how.set(place.unwrap_or_default().to_string());
            }
        };
        show();
        let turn = Callback::new(move |key: String| {
            self.change(|outline| outline.turn(id, topic_of(collection, &key), WORDING));
            show();
        });
        let compare = Callback::new(move |place: String| {
            let chosen = |line: &Line| line.topic.hows(collection).get(place.parse::<usize>().ok()?).copied();
            self.change(|outline| outline.edit(id, |line| line.how = chosen(line).unwrap_or(line.how)));
        });
        let hows = Signal::derive(move || {
            let topic = parts.get().map_or(Topic::Text, |(topic, _)| topic);
            let choice =
                |(place, how): (usize, &How)| Choice::new(place.to_string(), words::how(collection, topic, *how));
            topic.hows(collection).iter().enumerate().map(choice).collect::<Vec<_>>()
        });
        // Nobody is told of a fault while still typing.
        let error = Signal::derive(move || {
            let fault = |line: &Line| line.filter(collection, WORDING).err();
            let fault = line.with(|line| line.as_ref().and_then(fault)).filter(|_| self.told.get())?;
            Some(words::fault(collection, &fault))
        });
        let nest = Callback::new(move |()| {
            self.change(|outline| outline.wrap(id));
            self.focus_line(id);
        });
        let label = move || said!("Condition {}", self.outline.with(|outline| outline.place(id)));
        let value = move || parts.get().map(|(topic, how)| self.value_view(id, topic, how, error));
        view! {
            <div class="builder-line" id=element_of(self.node, id) role="group" aria-label=label>
                <SelectField label=spoken("Field") label_hidden=true value=topic options=topics(collection) on_choose=turn />
                <SelectField label=spoken("Comparison") label_hidden=true value=how options=hows on_choose=compare />
                <div class="builder-value">{value}</div>
                <div class="builder-actions">
                    {(depth < super::DEEPEST)
                        .then(|| view! { <IconButton label=spoken("Put into a group") icon=Icon::List small=true on_press=nest /> })}
                    {self.remove_button(id, spoken("Remove the condition"))}
                </div>
            </div>
        }
        .into_any()
    }

    /// What the value of a line is typed in.
    fn control(self, topic: Topic, how: How) -> Control {
        let collection = self.list.collection;
        let subject = match topic {
            _ if !how.has_value() => return Control::Nothing,
            Topic::Text => return Control::Text(TextKind::Text),
            Topic::Condition => {
                let choice = |condition: Condition| Choice::new(condition.name(), words::condition(condition));
                return Control::List(Condition::of(collection).map(choice).collect());
            }
            Topic::Field(subject) => subject,
        };
        let whole = matches!(how, How::Is(Compare::Equals) | How::Not(Compare::Equals));
        match (subject.kind, subject.leads_to(collection)) {
            (Kind::Flag, _) => Control::List(vec![Choice::new("yes", spoken("Yes")), Choice::new("no", spoken("No"))]),
            (Kind::Choice(values), _) => Control::List(options::of_words(subject.key, values)),
            (Kind::Day | Kind::Instant, _) => Control::Days,
            (Kind::Number | Kind::Percent | Kind::Money, _) => Control::Text(TextKind::Decimal),
            (_, [to]) if whole && options::is_short_list(*to) => Control::List(self.titles(*to)),
            (_, []) => Control::Text(TextKind::Text),
            (_, to) => Control::Name(to),
        }
    }

    /// The records of an editable list, each by its name, as filters have them.
    fn titles(self, of: Collection) -> Vec<Choice> {
        let mut titles: Vec<String> =
            self.list.crm.peek(|workspace| workspace.options(of).into_iter().map(Record::title).collect());
        let mut seen = BTreeSet::new();
        titles.retain(|title| seen.insert(title.clone()));
        let me = (of == Collection::Profile).then(|| Choice::new("me", spoken("Me")));
        me.into_iter().chain(titles.into_iter().map(|title| Choice::new(title.clone(), title))).collect()
    }

    /// What a record is called that a filter names by its id; the filter says the id
    /// until something else is typed.
    fn name_of(self, topic: Topic, typed: &str) -> Option<String> {
        let (Topic::Field(subject), Ok(id)) = (topic, typed.parse()) else { return None };
        let to = subject.leads_to(self.list.collection).iter();
        let named = |workspace: &Workspace| {
            let records = to.map(|collection| survivor_of(workspace, RecordRef { collection: *collection, id }));
            let found = records.clone().find(|record| workspace.find(*record).is_some());
            found.or(records.clone().next()).map(|record| record_title(workspace, record))
        };
        self.list.crm.peek(named)
    }

    fn value_view(self, id: u32, topic: Topic, how: How, error: Signal<Option<String>>) -> AnyView {
        let typed = self.outline.with_untracked(|outline| outline.line(id).map(|line| line.value.clone()));
        let typed = typed.unwrap_or_default();
        let shown = self.name_of(topic, &typed).unwrap_or_else(|| typed.clone());
        let value = RwSignal::new(shown.clone());
        let keep =
            Callback::new(move |value: String| self.change(|outline| outline.edit(id, |line| line.value = value)));
        match self.control(topic, how) {
            Control::Nothing => ().into_any(),
            Control::Text(kind) => {
                view! { <TextField label=spoken("Value") label_hidden=true value kind error on_input=keep /> }
                    .into_any()
            }
            Control::List(mut options) => {
                if !typed.is_empty() && options.iter().all(|choice| choice.value != shown) {
                    options.push(Choice::new(shown.clone(), shown));
                }
                view! { <SelectField label=spoken("Value") label_hidden=true value options empty=spoken("Choose") error on_choose=keep /> }
                    .into_any()
            }
            Control::Days => self.days_view(value, error, keep),
            Control::Name(to) => {
                let crm = self.list.crm;
                let names = Signal::derive(move || {
                    let found = value.with(|typed| crm.peek(|workspace| search_in(workspace, to, typed, OFFERED)));
                    found.into_iter().map(|hit| hit.title).collect::<Vec<_>>()
                });
                view! { <TextField label=spoken("Value") label_hidden=true value suggestions=names error on_input=keep /> }
                    .into_any()
            }
        }
    }

    /// A span of days out of those that are usual, a date, or a span in words.
    fn days_view(self, value: RwSignal<String>, error: Signal<Option<String>>, keep: Callback<String>) -> AnyView {
        let usual = |span: &str| words::SPANS.iter().any(|(known, _)| *known == span);
        let chosen = RwSignal::new(value.with_untracked(|value| match Period::parse(value) {
            None if value.is_empty() => String::new(),
            Some(Period::Day(_)) => DATE.to_owned(),
            _ if usual(value) => value.clone(),
            _ => TYPED.to_owned(),
        }));
        let spans = words::SPANS.map(|(span, said)| Choice::new(span, spoken(said)));
        let others = [Choice::new(DATE, spoken("A date…")), Choice::new(TYPED, spoken("In words…"))];
        let options: Vec<Choice> = spans.into_iter().chain(others).collect();
        let crm = self.list.crm;
        let choose = Callback::new(move |choice: String| {
            let span = match choice.as_str() {
                DATE => crm.env().today.to_string(),
                TYPED => String::new(),
                _ => choice,
            };
            value.set(span.clone());
            keep.run(span);
        });
        let typed = move || {
            match chosen.get().as_str() {
            DATE => Some(
                view! { <TextField label=spoken("Date") label_hidden=true value kind=TextKind::Date error on_input=keep /> }
                    .into_any(),
            ),
            TYPED => {
                let hint = spoken("Such as next 45 days, 2026-11 or 2026");
                Some(view! { <TextField label=spoken("Days") label_hidden=true value hint error on_input=keep /> }.into_any())
            }
            _ => None,
        }
        };
        // What is wrong stands beside what it is typed in.
        let own_error = Signal::derive(move || error.get().filter(|_| chosen.with(String::is_empty)));
        view! {
            <SelectField label=spoken("Value") label_hidden=true value=chosen options empty=spoken("Choose") error=own_error on_choose=choose />
            {typed}
        }
        .into_any()
    }
}

/// What lines can be about: what stands first by itself, the fields by their names.
fn topics(collection: Collection) -> Vec<Choice> {
    let choice = |topic: Topic| Choice::new(key_of(topic), words::topic(collection, topic));
    let mut fields: Vec<Choice> = subjects(collection).map(Topic::Field).map(choice).collect();
    // The name of a record is a field of it, or is made of some.
    let mut seen = BTreeSet::new();
    fields.retain(|choice| seen.insert(choice.label.clone()));
    fields.order_by_cached_key(|choice| fold(&choice.label));
    [Topic::Text, Topic::Condition].map(choice).into_iter().chain(fields).collect()
}

fn key_of(topic: Topic) -> &'static str {
    match topic {
        Topic::Text => TEXT,
        Topic::Condition => CONDITION,
        Topic::Field(subject) => subject.key,
    }
}

fn topic_of(collection: Collection, key: &str) -> Topic {
    match key {
        CONDITION => Topic::Condition,
        key => subject(collection, key).map_or(Topic::Text, Topic::Field),
    }
}
