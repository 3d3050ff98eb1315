//! The builder: the filter of a list as groups of conditions, for those who do
//! not type it. It reads the text in the filter field and writes it there.

mod line;

use leptos::prelude::*;

use super::List;
use crate::domain::query::outline::{Joint, Outline, Part, Topic};
use crate::domain::query::{Filter, subject};
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::{Button, IconButton, Variant};
use crate::ui::components::dialog::Dialog;
use crate::ui::components::focus::focus_first;
use crate::ui::components::fresh_id::fresh_id;
use crate::ui::components::icon::Icon;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::words;
use crate::ui::words::query::WORDING;
use crate::ui::words::vocabulary::{said, spoken};

/// So many groups may be made in each other.
const DEEPEST: usize = 4;

impl List {
    /// The button that opens the builder, and the builder while it is open.
    pub(super) fn builder_button(self) -> AnyView {
        let press = Callback::new(move |()| self.building.set(Some(String::new())));
        view! {
            <IconButton label=spoken("Build a filter…") icon=Icon::Filter on_press=press />
            {move || self.building.get().map(|key| self.builder_dialog(&key))}
        }
        .into_any()
    }

    /// The dialog; with the key of a field a condition on it is begun.
    fn builder_dialog(self, key: &str) -> AnyView {
        let collection = self.collection;
        let mut outline = self.parsed.with_untracked(|(filter, _)| Outline::of(filter, collection));
        let begun = subject(collection, key).map(|subject| outline.narrow(Topic::Field(subject)));
        let builder = Builder {
            list: self,
            outline: RwSignal::new(outline),
            told: RwSignal::new(false),
            node: StoredValue::new(fresh_id("builder")),
        };
        let begun = begun.or_else(|| builder.begin_if_empty());
        if let Some(line) = begun {
            builder.focus_line(line);
        }
        let close = Callback::new(move |()| self.building.set(None));
        let submit = Callback::new(move |()| {
            if let Some(filter) = builder.complete() {
                self.typed.set(filter.to_string());
                self.keep_filter();
                close.run(());
            }
        });
        let count = move || words::counts::count_of(builder.number(), collection);
        let lost = self.unread();
        view! {
            <Dialog title=spoken("Build a filter") submit_label=spoken("Filter") on_submit=submit on_close=close wide=true>
                {lost.map(|text| view! { <Banner text gravity=Gravity::Warn /> })}
                <div class="builder" id=builder.node.get_value()>
                    {builder.group_view(Outline::ROOT, 0)}
                </div>
                <p class="builder-count" role="status">
                    {count}
                </p>
            </Dialog>
        }
        .into_any()
    }

    /// What of the typed filter the builder cannot show, and will leave out.
    fn unread(self) -> Option<String> {
        self.parsed.with_untracked(|(_, faults)| {
            let told = |typed: &String| {
                let told = faults.iter().map(|fault| words::query::fault(self.collection, typed, fault));
                said!("Not understood, and left out here: {}", told.collect::<Vec<_>>().join(". "))
            };
            (!faults.is_empty()).then(|| self.typed.with_untracked(told))
        })
    }
}

/// The filter while it is built. A copy is a handle to the same.
#[derive(Clone, Copy)]
struct Builder {
    list: List,
    outline: RwSignal<Outline>,
    /// Empty lines are faults from now on: somebody wanted to be done with them.
    told: RwSignal<bool>,
    /// The id of the element around all of it.
    node: StoredValue<String>,
}

impl Builder {
    fn begin_if_empty(self) -> Option<u32> {
        let empty = self
            .outline
            .with_untracked(|outline| outline.find(Outline::ROOT).is_none_or(|root| root.parts().is_empty()));
        empty.then(|| self.change(|outline| outline.add_line(Outline::ROOT, Topic::Text)))
    }

    fn change<T>(self, change: impl FnOnce(&mut Outline) -> T) -> T
    where
        T: Default,
    {
        self.outline.try_update(change).unwrap_or_default()
    }

    /// The filter, once nothing in it is wrong.
    fn complete(self) -> Option<Filter> {
        self.told.set(true);
        self.outline.with_untracked(|outline| outline.is_complete(WORDING).then(|| outline.filter(WORDING)))
    }

    /// How many records pass as it is now, of those of the view.
    fn number(self) -> usize {
        let filter = self.outline.with(|outline| outline.filter(WORDING));
        self.list.crm.number(self.list.collection, &Filter::all(vec![self.list.base(), filter]), WORDING)
    }

    fn focus_line(self, line: u32) {
        focus_first(element_of(self.node, line), "select");
    }

    /// A group with its parts; `depth` of the outermost is 0.
    fn group_view(self, id: u32, depth: usize) -> AnyView {
        let parts = Memo::new(move |_| {
            self.outline.with(|outline| match outline.find(id) {
                Some(node) => node.parts().iter().map(|part| (part.id, matches!(part.part, Part::Line(_)))).collect(),
                None => Vec::new(),
            })
        });
        let chosen = RwSignal::new(self.joint(id).to_string());
        let choices: Vec<Choice> = (0..)
            .zip(words::builder::JOINTS)
            .map(|(place, (_, label)): (usize, _)| Choice::new(place.to_string(), spoken(label)))
            .collect();
        let join = Callback::new(move |place: String| {
            let joint = place.parse().ok().and_then(|place: usize| words::builder::JOINTS.get(place));
            self.change(|outline| outline.join(id, joint.map_or(Joint::All, |(joint, _)| *joint)));
        });
        let add = Callback::new(move |()| {
            let line = self.change(|outline| outline.add_line(id, Topic::Text));
            self.focus_line(line);
        });
        let nest = Callback::new(move |()| {
            let line = self.change(|outline| outline.add_group(id));
            self.focus_line(line);
        });
        let label = move || {
            self.outline.with(|outline| match id {
                Outline::ROOT => spoken("Filter").to_owned(),
                _ => said!("Group {}", outline.place(id)),
            })
        };
        view! {
            <div class="builder-group" id=element_of(self.node, id) role="group" aria-label=label>
                <div class="builder-head">
                    <SelectField label=spoken("Must hold") label_hidden=true value=chosen options=choices on_choose=join />
                    {(id != Outline::ROOT).then(|| self.remove_button(id, spoken("Remove the group")))}
                </div>
                <For each=move || parts.get() key=|part| *part let:part>
                    {if part.1 { self.line_view(part.0, depth) } else { self.group_view(part.0, depth + 1) }}
                </For>
                <div class="builder-foot">
                    <Button label=spoken("Add condition") icon=Icon::Plus variant=Variant::Ghost small=true on_press=add />
                    {(depth < DEEPEST)
                        .then(|| view! { <Button label=spoken("Add group") icon=Icon::Plus variant=Variant::Ghost small=true on_press=nest /> })}
                </div>
            </div>
        }
        .into_any()
    }

    /// The place of a group's joint among [`words::builder::JOINTS`].
    fn joint(self, id: u32) -> usize {
        let joint = self.outline.with_untracked(|outline| match outline.find(id).map(|node| &node.part) {
            Some(Part::Group(joint, _)) => *joint,
            _ => Joint::All,
        });
        words::builder::JOINTS.iter().position(|(known, _)| *known == joint).unwrap_or_default()
    }

    /// Takes a part away; the focus goes to the group around what is left.
    fn remove_button(self, id: u32, label: &'static str) -> AnyView {
        let remove = Callback::new(move |()| {
            self.change(|outline| outline.remove(id));
            focus_first(self.node.get_value(), "select");
        });
        view! { <IconButton label icon=Icon::Close small=true on_press=remove /> }.into_any()
    }
}

/// The id of the element of a part.
fn element_of(builder: StoredValue<String>, part: u32) -> String {
    builder.with_value(|id| format!("{id}-{part}"))
}
