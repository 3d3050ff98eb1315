//! Rows of a kind and a value: phones, e-mails, websites.

use super::{
    field::{FieldGroup, FieldIds},
    icon::{Icon, icon},
    select_field::Choice,
    text_field::TextKind,
};
use crate::domain::text::capitalised;
use crate::platform::dom;
use crate::ui::words::vocabulary::{said, spoken};
use leptos::{html, prelude::*};

/// Any number of rows, each a kind (a short list) and a typed value, with Add and Remove.
#[component]
pub fn LabelledList(
    /// The visible name of the group, in the plural: Phones.
    #[prop(into)]
    label: String,
    /// One of them, for buttons and names: phone.
    #[prop(into)]
    one: String,
    /// Pairs of kind and value, as typed.
    value: RwSignal<Vec<(String, String)>>,
    /// The kinds; a new row gets the first.
    kinds: Vec<Choice>,
    /// What is typed.
    #[prop(optional)]
    kind: TextKind,
    /// What is wrong, if anything.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// One line below, always visible.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let ids = FieldIds::new(hint.as_deref(), error);
    let node = NodeRef::<html::Div>::new();
    let count = Memo::new(move |_| value.with(Vec::len));
    let first_kind = kinds.first().map(|kind| kind.value.clone()).unwrap_or_default();
    let add_label = said!("Add {}", one);
    let row = StoredValue::new(Row { one, kinds, kind, invalid: ids.invalid(), described_by: ids.described_by() });
    let add = move |_| {
        value.update(|rows| rows.push((first_kind.clone(), String::new())));
        focus_row(node, count.get_untracked());
    };
    view! {
        <FieldGroup label ids hint>
            <div class="pairs" node_ref=node>
                <For each=move || 0..count.get() key=|index| *index let:index>
                    {row.get_value().view(index, value, node)}
                </For>
                <button type="button" class="btn btn--ghost btn--small pairs-add" on:click=add>
                    {icon(Icon::Plus)}
                    <span>{add_label}</span>
                </button>
            </div>
        </FieldGroup>
    }
    .into_any()
}

#[derive(Clone)]
struct Row {
    one: String,
    kinds: Vec<Choice>,
    kind: TextKind,
    invalid: Signal<Option<&'static str>>,
    described_by: Signal<Option<String>>,
}

impl Row {
    fn view(self, index: usize, value: RwSignal<Vec<(String, String)>>, node: NodeRef<html::Div>) -> AnyView {
        let kind = move || value.with(|rows| rows.get(index).map(|row| row.0.clone()).unwrap_or_default());
        let text = move || value.with(|rows| rows.get(index).map(|row| row.1.clone()).unwrap_or_default());
        let number = index + 1;
        let remove = move |_| {
            value.update(|rows| {
                if index < rows.len() {
                    rows.remove(index);
                }
            });
            focus_row(node, index);
        };
        let options = self
            .kinds
            .into_iter()
            .map(|choice| {
                let own = choice.value.clone();
                view! {
                    <option value=choice.value prop:selected=move || kind() == own>
                        {choice.label}
                    </option>
                }
            })
            .collect_view();
        view! {
            <div class="pair">
                <select
                    class="input select"
                    aria-label=said!("Kind of {} {}", self.one, number)
                    on:change:target=move |event| {
                        let chosen = event.target().value();
                        value.update(|rows| if let Some(row) = rows.get_mut(index) { row.0 = chosen });
                    }
                >
                    {options}
                </select>
                <input
                    class="input"
                    type=self.kind.input_type()
                    inputmode=self.kind.input_mode()
                    autocomplete="off"
                    aria-label=format!("{} {number}", capitalised(&self.one))
                    aria-invalid=self.invalid
                    aria-describedby=self.described_by
                    prop:value=text
                    on:input:target=move |event| {
                        let typed = event.target().value();
                        value.update(|rows| if let Some(row) = rows.get_mut(index) { row.1 = typed });
                    }
                />
                <button
                    type="button"
                    class="btn btn--ghost btn--icon"
                    title=spoken("Remove")
                    aria-label=said!("Remove {} {}", self.one, number)
                    on:click=remove
                >
                    {icon(Icon::Close)}
                </button>
            </div>
        }
        .into_any()
    }
}

/// After Add and Remove: the text of that row, else of the last one, else the Add button.
fn focus_row(node: NodeRef<html::Div>, index: usize) {
    dom::after_render(move || {
        let Some(list) = node.try_get_untracked().flatten() else {
            return;
        };
        let inputs = dom::find_all(&list, ".pair input");
        let target = inputs.get(index).or(inputs.last()).cloned().or_else(|| dom::find(&list, ".pairs-add"));
        if let Some(target) = target {
            dom::focus(&target);
        }
    });
}
