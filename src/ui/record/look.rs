//! What of a timeline is looked at: a kind, a person, and how far back.

use leptos::prelude::*;

use super::timeline::Line;
use crate::app::crm::Crm;
use crate::domain::activity::ActivityKind;
use crate::domain::contact::Contact;
use crate::domain::id::Id;
use crate::domain::record::RecordRef;
use crate::domain::timeline::{Event, Narrowed, Timeline, people};
use crate::domain::workspace::Workspace;
use crate::packing::read_value;
use crate::ui::components::button::Button;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::show;
use crate::ui::words::choices;
use crate::ui::words::counts::count;
use crate::ui::words::vocabulary::{said, spoken};

/// How much is drawn at first.
const FIRST: usize = 50;

/// The kinds that are told apart.
const KINDS: [ActivityKind; 5] =
    [ActivityKind::Call, ActivityKind::Meeting, ActivityKind::Email, ActivityKind::Note, ActivityKind::Task];

/// The choices of one timeline. A copy is a handle to the same ones.
#[derive(Clone, Copy)]
pub(super) struct Look {
    kind: RwSignal<String>,
    person: RwSignal<String>,
    /// How many lines are drawn.
    pub(super) most: RwSignal<usize>,
}

impl Look {
    /// At everything, the latest first.
    pub(super) fn new() -> Self {
        Self { kind: RwSignal::new(String::new()), person: RwSignal::new(String::new()), most: RwSignal::new(FIRST) }
    }

    /// What was chosen. Tracks it.
    pub(super) fn narrowed(self) -> Narrowed {
        let kind = self.kind.with(|kind| read_value(&serde_json::Value::from(kind.as_str())).ok());
        Narrowed { kind, person: self.person.with(|person| person.parse().ok().map(Id::<Contact>::new)) }
    }

    /// The two choices; each only where there is something to choose from.
    pub(super) fn fields(self, crm: Crm, record: RecordRef, all: Memo<Timeline>) -> AnyView {
        let offered = Memo::new(move |_| crm.read_all(|workspace| all.with(|all| offered(workspace, record, all))));
        let kinds = Signal::derive(move || offered.with(|(kinds, _)| kinds.clone()));
        let people = Signal::derive(move || offered.with(|(_, people)| people.clone()));
        let several = move |choices: Signal<Vec<Choice>>| Memo::new(move |_| choices.with(Vec::len) > 1);
        let (several_kinds, several_people) = (several(kinds), several(people));
        view! {
            <div class="timeline-look">
                <Show when=move || several_kinds.get()>
                    <SelectField label=spoken("Kind of activity") label_hidden=true value=self.kind options=kinds empty=spoken("Everything") />
                </Show>
                <Show when=move || several_people.get()>
                    <SelectField label=spoken("Person") label_hidden=true value=self.person options=people empty=spoken("Everybody") />
                </Show>
            </div>
        }
        .into_any()
    }

    /// The way to what is further back than is drawn.
    pub(super) fn more(self, lines: Memo<Vec<Line>>) -> AnyView {
        let hidden = Memo::new(move |_| lines.with(Vec::len).saturating_sub(self.most.get()));
        let label = Signal::derive(move || said!("Show {}", count(hidden.get(), "earlier entry", "earlier entries")));
        let show = Callback::new(move |()| self.most.set(usize::MAX));
        view! {
            <Show when=move || hidden.get() != 0>
                <Button label small=true on_press=show />
            </Show>
        }
        .into_any()
    }
}

/// The kinds that were logged, and the people that it was about.
fn offered(workspace: &Workspace, record: RecordRef, all: &Timeline) -> (Vec<Choice>, Vec<Choice>) {
    let logged = all.past.iter().filter_map(|entry| match entry.event {
        Event::Activity(id) => workspace.get(id).map(|activity| activity.kind),
        _ => None,
    });
    let logged: Vec<ActivityKind> = logged.collect();
    let kinds = KINDS.into_iter().filter(|kind| logged.contains(kind));
    let kinds = kinds.map(|kind| Choice::new(choices::stored(kind), choices::activity_kind(kind)));
    let people = people(workspace, all).into_iter().filter(|person| *person != record);
    let people = people.map(|person| Choice::new(person.id.to_string(), show::record_title(workspace, person)));
    (kinds.collect(), people.collect())
}
