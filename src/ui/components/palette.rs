//! A field over the page that finds anything: type, move by arrows, press Enter.

use std::ops::Range;

use leptos::{ev, html, prelude::*};

use super::button::IconButton;
use super::fresh_id::fresh_id;
use super::icon::{Icon, icon};
use super::popup::next_active;
use crate::platform::dom;
use crate::ui::words::vocabulary::{said, spoken};

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What `on_choose` gets.
    pub id: String,
    /// The heading it stands under; lines of one heading follow each other.
    pub group: &'static str,
    /// Drawn before the text.
    pub icon: Icon,
    /// What people read.
    pub label: String,
    /// The bytes of the label that were typed.
    pub marks: Vec<Range<usize>>,
    /// Tells namesakes apart; may be empty.
    pub detail: String,
    /// The keys that do the same; may be empty.
    pub keys: String,
}

/// A modal dialog with one combobox, open for as long as it is in the page.
///
/// `find` is asked at every key press. Escape and a press outside close; the focus goes
/// back to where it was, before `on_choose` is called.
#[component]
pub fn Palette(
    /// The id of the dialog.
    id: &'static str,
    /// The accessible name of the dialog.
    label: &'static str,
    /// The accessible name of its field.
    field_label: &'static str,
    /// What to type.
    placeholder: &'static str,
    /// What is typed already.
    initial: String,
    /// What fits the typed text, the best first.
    find: Callback<String, Vec<Found>>,
    /// Called with the id of the chosen line, after `on_close`.
    on_choose: Callback<String>,
    /// Called when it closes.
    on_close: Callback<()>,
) -> impl IntoView {
    let found = find.run(initial.clone());
    let state = State {
        dialog: NodeRef::new(),
        active: RwSignal::new(first_of(&initial, &found)),
        found: RwSignal::new(found),
        list_id: StoredValue::new(fresh_id("palette")),
        find,
        on_choose,
        on_close,
    };
    Effect::new(move |_| {
        if let Some(dialog) = state.dialog.get() {
            dom::show_modal(&dialog);
            if let Some(field) = dom::find(&dialog, "input") {
                dom::focus(&field);
            }
        }
    });
    let list_id = state.list_id.get_value();
    view! {
        <dialog
            class="palette"
            id=id
            node_ref=state.dialog
            aria-label=label
            on:cancel=move |event| {
                if dom::is_of_shown_dialog(&event) {
                    event.prevent_default();
                    state.shut();
                }
            }
            on:close=move |event| {
                if dom::is_of_shown_dialog(&event) {
                    on_close.run(());
                }
            }
            on:click=move |event| {
                if dom::closest(event.target(), ".palette > *").is_none() {
                    state.shut();
                }
            }
        >
            <div class="palette-head">
                <input
                    type="text"
                    role="combobox"
                    aria-label=field_label
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls=list_id.clone()
                    aria-activedescendant=move || state.active.get().map(|at| state.line_id(at))
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=placeholder
                    prop:value=initial
                    on:input:target=move |event| state.typed(event.target().value())
                    on:keydown=move |event| state.key(&event)
                />
                <IconButton label=spoken("Close") icon=Icon::Close on_press=Callback::new(move |()| state.shut()) />
            </div>
            <div
                class="palette-list"
                role="listbox"
                id=list_id
                aria-label=spoken("Results")
                // The field keeps the focus.
                on:mousedown=move |event| event.prevent_default()
            >
                {move || state.lines()}
            </div>
            <p class="visually-hidden" role="status">
                {move || match state.found.with(Vec::len) {
                    0 => spoken("Nothing found").to_owned(),
                    1 => spoken("1 result").to_owned(),
                    several => said!("{} results", several),
                }}
            </p>
        </dialog>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct State {
    dialog: NodeRef<html::Dialog>,
    active: RwSignal<Option<usize>>,
    found: RwSignal<Vec<Found>>,
    list_id: StoredValue<String>,
    find: Callback<String, Vec<Found>>,
    on_choose: Callback<String>,
    on_close: Callback<()>,
}

/// The line that Enter chooses at first: none while nothing is typed.
fn first_of(typed: &str, found: &[Found]) -> Option<usize> {
    (!typed.trim().is_empty() && !found.is_empty()).then_some(0)
}

impl State {
    fn line_id(self, at: usize) -> String {
        self.list_id.with_value(|id| format!("{id}-{at}"))
    }

    fn typed(self, text: String) {
        let found = self.find.run(text.clone());
        self.active.set(first_of(&text, &found));
        self.found.set(found);
        self.show(0);
    }

    fn key(self, event: &ev::KeyboardEvent) {
        // Enter and arrows belong to the input method while it composes.
        if event.is_composing() {
            return;
        }
        let key = event.key();
        let active = self.active.get_untracked();
        if key == "Enter" {
            if let Some(at) = active {
                self.choose(at);
            }
        } else if let Some(next) = next_active(&key, active, self.found.with_untracked(Vec::len)) {
            self.active.set(Some(next));
            self.show(next);
        } else {
            return;
        }
        event.prevent_default();
    }

    fn show(self, at: usize) {
        let line = self.line_id(at);
        dom::after_render(move || {
            if let Some(line) = dom::by_id(&line) {
                dom::scroll_into_view(&line);
            }
        });
    }

    /// Closes the dialog first, which gives the focus back at once.
    fn shut(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dom::close_dialog(&dialog);
        }
        self.on_close.run(());
    }

    fn choose(self, at: usize) {
        let chosen = self.found.with_untracked(|found| found.get(at).map(|line| line.id.clone()));
        let on_choose = self.on_choose;
        self.shut();
        if let Some(chosen) = chosen {
            on_choose.run(chosen);
        }
    }

    fn lines(self) -> AnyView {
        let found = self.found.get();
        if found.is_empty() {
            let nothing = spoken("Nothing found");
            return view! {
                <div class="palette-none" role="option" aria-disabled="true" aria-selected="false">
                    {nothing}
                </div>
            }
            .into_any();
        }
        let mut groups: Vec<(&'static str, Vec<AnyView>)> = Vec::new();
        for (at, line) in found.into_iter().enumerate() {
            let group = line.group;
            let drawn = self.line(at, line);
            match groups.last_mut() {
                Some((last, lines)) if *last == group => lines.push(drawn),
                _ => groups.push((group, vec![drawn])),
            }
        }
        let group = |(heading, lines): (&'static str, Vec<AnyView>)| {
            view! {
                <div role="group" aria-label=heading>
                    <div class="palette-group" aria-hidden="true">
                        {heading}
                    </div>
                    {lines}
                </div>
            }
            .into_any()
        };
        groups.into_iter().map(group).collect_view().into_any()
    }

    fn line(self, at: usize, line: Found) -> AnyView {
        view! {
            <div
                class="palette-item"
                role="option"
                id=self.line_id(at)
                aria-selected=move || (self.active.get() == Some(at)).to_string()
                on:click=move |_| self.choose(at)
            >
                {icon(line.icon)}
                <span class="palette-label">{marked(&line.label, &line.marks)}</span>
                <span class="palette-detail">{line.detail}</span>
                {(!line.keys.is_empty()).then(|| view! { <kbd>{line.keys}</kbd> })}
            </div>
        }
        .into_any()
    }
}

/// A text with the marked bytes told apart.
fn marked(text: &str, marks: &[Range<usize>]) -> Vec<AnyView> {
    let mut parts = Vec::new();
    let mut done = 0;
    let plain = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
    for mark in marks {
        parts.push(plain(done..mark.start).into_any());
        parts.push(view! { <b>{plain(mark.clone())}</b> }.into_any());
        done = mark.end;
    }
    parts.push(plain(done..text.len()).into_any());
    parts
}
