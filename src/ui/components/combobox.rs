//! Choosing one of many by typing: the ARIA 1.2 combobox with a list.

use super::{
    field::{Field, FieldIds},
    fresh_id::fresh_id,
    icon::{Icon, icon},
    popup,
};
use crate::platform::dom;
use crate::ui::words::vocabulary::{said, spoken};
use leptos::{ev, html, prelude::*};

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComboOption {
    /// What the form gets.
    pub id: String,
    /// What people read.
    pub label: String,
    /// Tells namesakes apart; may be empty.
    pub detail: String,
}

/// A field that finds one record by typing.
///
/// `options` is asked at every key press and should answer with few entries (about 20),
/// best first. The chosen id is in `value`; `text` holds the words for it, which the page
/// sets when it opens the form on an existing value.
#[component]
pub fn Combobox(
    /// The visible name.
    #[prop(into)]
    label: Signal<String>,
    /// The id of what is chosen.
    value: RwSignal<Option<String>>,
    /// What the field shows: the label of what is chosen, or what is being typed.
    text: RwSignal<String>,
    /// What matches the typed text.
    options: Callback<String, Vec<ComboOption>>,
    /// Offers “Create “text”” last; called with the text.
    #[prop(optional, into)]
    on_create: Option<Callback<String>>,
    /// Called after a choice or a clearing.
    #[prop(optional, into)]
    on_choose: Option<Callback<Option<String>>>,
    /// An example of what to type.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// One line below, always visible.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Marked as required; the form checks it.
    #[prop(optional)]
    required: bool,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView {
    let ids = FieldIds::new(hint.as_deref(), error);
    let (invalid, described_by) = (ids.invalid(), ids.described_by());
    let id = ids.control.clone();
    let combo = Combo {
        value,
        text,
        options,
        on_create,
        on_choose,
        entries: RwSignal::new(Vec::new()),
        active: RwSignal::new(None),
        open: RwSignal::new(false),
        settled_text: StoredValue::new(text.get_untracked()),
        input: NodeRef::new(),
        list: NodeRef::new(),
        list_id: StoredValue::new(fresh_id("options")),
    };
    let list_id = combo.list_id.get_value();
    view! {
        <Field label ids hint required label_hidden>
            <div class="combo">
                <input
                    class="input"
                    id=id
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=placeholder
                    node_ref=combo.input
                    aria-autocomplete="list"
                    aria-expanded=move || combo.open.get().to_string()
                    aria-controls=list_id.clone()
                    aria-activedescendant=move || {
                        combo.active.get().map(|index| combo.option_id(index))
                    }
                    aria-required=required.then_some("true")
                    aria-invalid=invalid
                    aria-describedby=described_by
                    prop:value=text
                    on:input:target=move |event| combo.typed(event.target().value())
                    on:keydown=move |event| combo.key(&event)
                    on:click=move |_| combo.show()
                    on:blur=move |_| combo.leave()
                />
                {move || {
                    value.with(Option::is_some)
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="btn btn--ghost btn--icon btn--small combo-clear"
                                    title=spoken("Clear")
                                    aria-label=spoken("Clear")
                                    on:click=move |_| combo.clear()
                                >
                                    {icon(Icon::Close)}
                                </button>
                            }
                        })
                }}
                <div
                    class="combo-list popup"
                    role="listbox"
                    id=list_id.clone()
                    popover="manual"
                    aria-label=label
                    node_ref=combo.list
                    // The input keeps the focus.
                    on:mousedown=move |event| event.prevent_default()
                >
                    {move || combo.entries_view()}
                </div>
            </div>
        </Field>
    }
    .into_any()
}

#[derive(Clone, PartialEq, Eq)]
enum Entry {
    Option(ComboOption),
    Create(String),
}

#[derive(Clone, Copy)]
struct Combo {
    value: RwSignal<Option<String>>,
    text: RwSignal<String>,
    options: Callback<String, Vec<ComboOption>>,
    on_create: Option<Callback<String>>,
    on_choose: Option<Callback<Option<String>>>,
    entries: RwSignal<Vec<Entry>>,
    active: RwSignal<Option<usize>>,
    open: RwSignal<bool>,
    settled_text: StoredValue<String>,
    input: NodeRef<html::Input>,
    list: NodeRef<html::Div>,
    list_id: StoredValue<String>,
}

impl Combo {
    fn option_id(self, index: usize) -> String {
        self.list_id.with_value(|id| format!("{id}-{index}"))
    }

    fn typed(self, text: String) {
        self.text.set(text);
        self.look_up();
        self.show_list();
    }

    /// Opens with all options, not only those that match what is chosen already.
    fn show(self) {
        if self.open.get_untracked() {
            return;
        }
        self.settled_text.set_value(self.text.get_untracked());
        self.look_up();
        self.show_list();
    }

    fn look_up(self) {
        let text = self.text.get_untracked();
        let chosen =
            self.value.with_untracked(Option::is_some) && self.settled_text.with_value(|settled| *settled == text);
        let query = if chosen { String::new() } else { text };
        let found = self.options.run(query.clone());
        let exact = found.iter().any(|option| option.label.eq_ignore_ascii_case(query.trim()));
        let mut entries: Vec<Entry> = found.into_iter().map(Entry::Option).collect();
        if self.on_create.is_some() && !query.trim().is_empty() && !exact {
            entries.push(Entry::Create(query.trim().to_owned()));
        }
        let first = (!entries.is_empty() && !query.is_empty()).then_some(0);
        self.entries.set(entries);
        self.active.set(first);
    }

    fn show_list(self) {
        self.open.set(true);
        dom::after_render(move || {
            if let (Some(list), Some(input)) =
                (self.list.try_get_untracked().flatten(), self.input.try_get_untracked().flatten())
                && self.open.try_get_untracked() == Some(true)
            {
                popup::open_beside(&list, &input, false, true);
            }
        });
    }

    fn hide(self) {
        self.open.set(false);
        self.active.set(None);
        if let Some(list) = self.list.get_untracked() {
            dom::hide_popover(&list);
        }
    }

    fn leave(self) {
        // The field may be leaving the page itself.
        if self.open.try_get_untracked().is_none() {
            return;
        }
        self.hide();
        let text = self.text.get_untracked();
        if text.trim().is_empty() {
            if self.value.with_untracked(Option::is_some) {
                self.choose(None, String::new());
            }
        } else if self.settled_text.with_value(|settled| *settled != text) {
            // What was typed names nothing: back to what was chosen.
            let settled =
                if self.value.with_untracked(Option::is_some) { self.settled_text.get_value() } else { String::new() };
            self.text.set(settled);
        }
    }

    fn clear(self) {
        self.choose(None, String::new());
        if let Some(input) = self.input.get_untracked() {
            dom::focus(&input);
        }
    }

    fn choose(self, id: Option<String>, text: String) {
        self.settled_text.set_value(text.clone());
        self.text.set(text);
        self.value.set(id.clone());
        if let Some(on_choose) = self.on_choose {
            on_choose.run(id);
        }
    }

    fn accept(self, index: usize) {
        let entry = self.entries.with_untracked(|entries| entries.get(index).cloned());
        self.hide();
        match entry {
            Some(Entry::Option(option)) => self.choose(Some(option.id), option.label),
            Some(Entry::Create(text)) => {
                self.settled_text.set_value(text.clone());
                if let Some(on_create) = self.on_create {
                    on_create.run(text);
                }
            }
            None => {}
        }
    }

    fn key(self, event: &ev::KeyboardEvent) {
        let count = self.entries.with_untracked(Vec::len);
        let active = self.active.get_untracked();
        let open = self.open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open => self.show(),
            key @ ("ArrowDown" | "ArrowUp") => {
                if let Some(next) = popup::next_active(key, active, count) {
                    self.activate(next);
                }
            }
            "Home" if open && active.is_some() => self.activate(0),
            "End" if open && active.is_some() => self.activate(count.saturating_sub(1)),
            "Enter" if open && active.is_some() => self.accept(active.unwrap_or_default()),
            "Escape" if open => self.hide(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn activate(self, index: usize) {
        if index >= self.entries.with_untracked(Vec::len) {
            return;
        }
        self.active.set(Some(index));
        if let Some(option) = dom::by_id(&self.option_id(index)) {
            dom::scroll_into_view(&option);
        }
    }

    fn entries_view(self) -> AnyView {
        let entries = self.entries.get();
        if entries.is_empty() {
            return view! {
                <div class="combo-none" role="option" aria-disabled="true" aria-selected="false">
                    {spoken("Nothing found")}
                </div>
            }
            .into_any();
        }
        entries.into_iter().enumerate().map(|(index, entry)| self.entry_view(index, entry)).collect_view().into_any()
    }

    fn entry_view(self, index: usize, entry: Entry) -> AnyView {
        let (label, detail, create) = match entry {
            Entry::Option(option) => (option.label, option.detail, false),
            Entry::Create(text) => (said!("Create “{}”", text), String::new(), true),
        };
        view! {
            <div
                class="combo-option"
                class:combo-option--create=create
                role="option"
                id=self.option_id(index)
                aria-selected=move || (self.active.get() == Some(index)).to_string()
                on:click=move |_| self.accept(index)
            >
                {create.then(|| icon(Icon::Plus))}
                <span class="combo-label">{label}</span>
                <span class="combo-detail">{detail}</span>
            </div>
        }
        .into_any()
    }
}
