//! What the conversion does to each field: on an existing record a table in
//! which one press turns a field, on a new one the fields to be typed and what
//! else the lead gives.

use leptos::prelude::*;
use serde_json::Value;

use crate::domain::field::is_blank;
use crate::domain::record::Collection;
use crate::domain::workflow::convert_lead::PreviewField;
use crate::ui::form::input::FieldInput;
use crate::ui::show;
use crate::ui::words::concepts::{in_sentence, singular};
use crate::ui::words::counts::joined;
use crate::ui::words::fields::field_label;
use crate::ui::words::vocabulary::said;

use super::form::Form;
use super::part::Part;
use crate::ui::words::vocabulary::spoken;

/// One field of an existing record, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    key: &'static str,
    label: &'static str,
    /// What stands there.
    present: String,
    /// What the lead has.
    lead: String,
    /// What would stand there.
    result: String,
    taken: bool,
}

/// The table of an existing record.
pub fn table(form: Form, part: Part) -> AnyView {
    let lines = Memo::new(move |_| lines(form, part));
    let noun = singular(part.collection);
    let caption = said!("What changes on the {}", in_sentence(noun));
    view! {
        <Show when=move || part.chosen_ref().is_some()>
            <table class="preview">
                <caption class="visually-hidden">{caption.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{spoken("Field")}</th>
                        <th scope="col">{spoken("Present value")}</th>
                        <th scope="col">{spoken("Lead’s value")}</th>
                        <th scope="col">{spoken("Result")}</th>
                        <th scope="col">
                            <span class="visually-hidden">{spoken("Change")}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || lines.with(|lines| lines.iter().map(|line| line.key).collect::<Vec<_>>()) key=|key| *key let:key>
                        {row(form, part.collection, key, lines)}
                    </For>
                </tbody>
            </table>
        </Show>
        {move || same(form, part)}
    }
    .into_any()
}

/// One row. It stays in place while its words change, and so does the focus.
fn row(form: Form, collection: Collection, key: &'static str, lines: Memo<Vec<Line>>) -> AnyView {
    let line = Memo::new(move |_| lines.with(|lines| lines.iter().find(|line| line.key == key).cloned()));
    let read = move |read: fn(&Line) -> String| move || line.with(|line| line.as_ref().map(read).unwrap_or_default());
    let taken = move || line.with(|line| line.as_ref().is_some_and(|line| line.taken));
    let present = read(|line| line.present.clone());
    let result = read(|line| line.result.clone());
    let label = field_label(collection, key);
    let name = in_sentence(label);
    let full = move || {
        if taken() { said!("Keep the present {}", name) } else { format!("{} {name}", spoken("Take the lead’s")) }
    };
    view! {
        <tr class:preview-changed=taken>
            <th scope="row">{label}</th>
            <td data-label=spoken("Now") class:preview-lost=taken>
                <span>{present}</span>
            </td>
            <td data-label=spoken("Lead")>{read(|line| line.lead.clone())}</td>
            <td data-label=spoken("Result") class="preview-result">
                {result}
            </td>
            <td>
                <button type="button" class="preview-flip" aria-label=full on:click=move |_| form.flip(collection, key)>
                    {move || if taken() { spoken("Keep") } else { spoken("Take") }}
                </button>
            </td>
        </tr>
    }
    .into_any()
}

/// The fields that the lead can change.
fn lines(form: Form, part: Part) -> Vec<Line> {
    let fields = form.fields(part);
    form.crm.read_all(|workspace| {
        let text = |key: &'static str, value: &Value| show::value_text(workspace, part.collection, key, value);
        let line = |field: &PreviewField| Line {
            key: field.key,
            label: field_label(part.collection, field.key),
            present: if is_blank(&field.present) { String::new() } else { text(field.key, &field.present) },
            lead: text(field.key, &field.lead_value),
            result: if is_blank(&field.result) { String::new() } else { text(field.key, &field.result) },
            taken: field.taken,
        };
        let open = fields.iter().filter(|(now, flipped)| now.result != flipped.result);
        open.map(|(now, _)| line(now)).collect()
    })
}

/// Names the fields in which lead and record agree.
fn same(form: Form, part: Part) -> Option<AnyView> {
    part.chosen_ref()?;
    let fields = form.fields(part);
    let same = fields.iter().filter(|(now, flipped)| now.result == flipped.result);
    let labels: Vec<String> = same.map(|(now, _)| in_sentence(field_label(part.collection, now.key))).collect();
    let sentence = if labels.is_empty() {
        return None;
    } else {
        said!("Already there: {}", joined(&labels, "and"))
    };
    Some(view! { <p class="convert-note">{sentence}</p> }.into_any())
}

/// The fields of a new record. Whatever is typed, the others follow.
pub fn fields(form: Form, part: Part) -> AnyView {
    let inputs = part.inputs.get_value();
    let lone = Memo::new(move |_| part.collection == Collection::Account && form.preview().person_account);
    let shown = inputs.into_iter().map(move |input| {
        let field = input.view(form.error(part, input.key()));
        let named = input.key() == "name";
        view! { <div hidden=move || lone.get() && !named>{field}</div> }
    });
    let stage = (part.collection == Collection::Opportunity).then(|| form.deal.view(form.error(part, "stage")));
    view! {
        {move || lone.get().then(|| person_account(form))}
        <div class="convert-fields" on:input=move |_| form.fill()>
            {shown.collect_view()}
            {stage}
        </div>
        {move || rest(form, part)}
    }
    .into_any()
}

/// Says why the account has no name of its own.
fn person_account(form: Form) -> AnyView {
    let name = form.with_lead(|_, lead| lead.title()).unwrap_or_default();
    let sentence = said!(
        "{} {} buys in person. {}",
        spoken("The lead names no company, so this makes a person account:"),
        name,
        spoken("Type a name to make an organization instead")
    );
    view! { <p class="convert-note">{sentence}</p> }.into_any()
}

/// What the lead gives besides the fields above.
fn rest(form: Form, part: Part) -> Option<AnyView> {
    let above: Vec<&str> = part.inputs.get_value().into_iter().map(FieldInput::key).collect();
    let fields = form.fields(part).into_iter().map(|(field, _)| field);
    let others: Vec<PreviewField> = fields
        .filter(|field| !above.contains(&field.key) && !is_blank(&field.lead_value) && !is_blank(&field.result))
        .collect();
    if others.is_empty() {
        return None;
    }
    let lines = form.crm.read_all(|workspace| {
        let line = |field: &PreviewField| {
            let value = show::value_text(workspace, part.collection, field.key, &field.result);
            (field_label(part.collection, field.key), value)
        };
        others.iter().map(line).collect::<Vec<_>>()
    });
    let rows = lines.into_iter().map(|(label, value)| {
        view! {
            <div class="convert-rest-row">
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    let view = view! {
        <div class="convert-rest">
            <h3>{spoken("Also from the lead")}</h3>
            <dl>{rows.collect_view()}</dl>
        </div>
    };
    Some(view.into_any())
}
