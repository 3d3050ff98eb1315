//! One lead of many, with what it becomes.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Bench, lead};
use crate::app::route::Route;
use crate::domain::command::Target;
use crate::domain::id::Id;
use crate::domain::matching::Match;
use crate::domain::money::Money;
use crate::domain::record::{RecordRef, Stored};
use crate::domain::validate::Problem;
use crate::domain::workflow::convert_leads::ReviewRow;
use crate::domain::workspace::Workspace;
use crate::ui::components::format;
use crate::ui::components::select_field::{CheckboxField, Choice, SelectField};
use crate::ui::components::text_field::{TextField, TextKind};
use crate::ui::show::record_title;
use crate::ui::words::vocabulary::{said, spoken};
use crate::ui::words::{matches, sentences};

/// The values of a choice that are no record's id.
const NEW: &str = "new";
const NONE: &str = "none";
/// The account that an earlier lead becomes.
const EARLIER: &str = "earlier";

/// The row of a lead.
pub(super) fn row(bench: Bench, id: Uuid) -> AnyView {
    let crm = bench.crm;
    let start = bench.rows.with_untracked(|rows| rows.iter().find(|row| row.row.convert.lead.uuid() == id).cloned());
    let Some(start) = start else { return ().into_any() };
    let name = crm.peek(|workspace| record_title(workspace, lead(id)));
    let included = RwSignal::new(start.refused.is_none());
    let include = Callback::new(move |ticked: bool| {
        bench.left_out.update(|left_out| set(left_out, id, !ticked));
    });
    let trouble = move || {
        let refused = bench.refused.with(|refused| {
            refused.iter().find(|refused| refused.record.id == id).map(|refused| refused.because.clone())
        });
        let now = bench
            .rows
            .with(|rows| rows.iter().find(|row| row.row.convert.lead.uuid() == id).and_then(|row| bench.obstacle(row)));
        now.or(refused).map(|because| {
            let why = crm.peek(|workspace| sentences::rejection(workspace, &because));
            view! { <p class="convert-trouble">{why}</p> }
        })
    };
    let cells = if start.refused.is_none() {
        choices(bench, id, &name, &start)
    } else {
        view! { <td colspan="3"></td> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">
                <CheckboxField
                    label=said!("Convert {}", name)
                    value=included
                    disabled=start.refused.is_some()
                    on_change=include
                />
                <a href=Route::Record(lead(id)).href()>{said!("Open {}", name)}</a>
                {trouble}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn choices(bench: Bench, id: Uuid, name: &str, start: &ReviewRow) -> AnyView {
    let (crm, convert) = (bench.crm, &start.row.convert);
    let found =
        crm.peek(|workspace| workspace.get::<crate::domain::lead::Lead>(Id::new(id)).cloned()).unwrap_or_default();
    let nameless = found.company.trim().is_empty();
    let company = if nameless { spoken("a person account").to_owned() } else { found.company.clone() };
    let mut accounts = crm.peek(|workspace| offered(workspace, &start.accounts));
    if let Some(earlier) = start.row.account_of {
        let of = crm.peek(|workspace| record_title(workspace, RecordRef::of(earlier)));
        accounts.push(Choice::new(EARLIER, said!("The one that {} becomes", of)));
    }
    accounts.extend([Choice::new(NEW, said!("New: {}", company)), Choice::new(NONE, spoken("None"))]);
    let account =
        RwSignal::new(if start.row.account_of.is_some() { EARLIER.to_owned() } else { value_of(&convert.account) });
    let earlier = start.row.account_of;
    let on_account = Callback::new(move |chosen: String| {
        change(bench, id, &|row| {
            row.row.account_of = earlier.filter(|_| chosen == EARLIER);
            row.row.convert.account = target_of(&chosen);
        });
    });
    let mut contacts = crm.peek(|workspace| offered(workspace, &start.contacts));
    if found.has_person() {
        contacts.push(Choice::new(NEW, said!("New: {}", found.title())));
    }
    contacts.push(Choice::new(NONE, spoken("None")));
    let contact = RwSignal::new(value_of(&convert.contact));
    let on_contact =
        Callback::new(move |chosen: String| change(bench, id, &|row| row.row.convert.contact = target_of(&chosen)));
    view! {
        <td data-label=spoken("Account")>
            <SelectField label=said!("{} of {}", spoken("Account"), name) label_hidden=true value=account options=Signal::stored(accounts) on_choose=on_account />
        </td>
        <td data-label=spoken("Contact")>
            <SelectField label=said!("{} of {}", spoken("Contact"), name) label_hidden=true value=contact options=Signal::stored(contacts) on_choose=on_contact />
        </td>
        <td data-label=spoken("Opportunity")>{deal(bench, id, name)}</td>
    }
    .into_any()
}

/// Whether there is a deal, what it is called and what it is worth.
fn deal(bench: Bench, id: Uuid, name: &str) -> AnyView {
    let (wanted, called, worth) = (RwSignal::new(true), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    let store = move || {
        let currency = bench.crm.peek(|workspace| workspace.settings().currency);
        let (typed, name) = (worth.get_untracked(), called.get_untracked());
        let amount = Money::parse_typed(&typed, currency, format::decimal_sign());
        let unreadable = wanted.get_untracked() && !typed.trim().is_empty() && amount.is_none();
        error.set(
            unreadable.then(|| bench.crm.peek(|workspace| sentences::problem(workspace, None, &Problem::NotAnAmount))),
        );
        bench.unreadable.update(|known| set(known, id, unreadable));
        let mut fields = Map::new();
        if !name.trim().is_empty() {
            fields.insert("name".to_owned(), Value::String(name));
        }
        if let Some(amount) = amount.and_then(|amount| serde_json::to_value(amount).ok()) {
            fields.insert("amount".to_owned(), amount);
        }
        let target = if wanted.get_untracked() { Target::New(fields) } else { Target::None };
        change(bench, id, &|row| row.row.convert.opportunity = target.clone());
    };
    let on_text = Callback::new(move |_: String| store());
    let on_tick = Callback::new(move |_: bool| store());
    let name_label = said!("{} of {}", spoken("Name of the opportunity"), name);
    let worth_label = said!("{} of {}", spoken("Amount of the opportunity"), name);
    view! {
        <div class="convert-deal">
            <CheckboxField label=spoken("Opportunity") value=wanted on_change=on_tick />
            <Show when=move || wanted.get()>
                <TextField label=name_label.clone() label_hidden=true placeholder=spoken("Name, as the account") value=called on_input=on_text />
                <TextField label=worth_label.clone() label_hidden=true placeholder=spoken("Amount") kind=TextKind::Decimal value=worth error=error on_input=on_text />
            </Show>
        </div>
    }
    .into_any()
}

fn set(known: &mut BTreeSet<Uuid>, id: Uuid, is_in: bool) {
    if is_in {
        known.insert(id);
    } else {
        known.remove(&id);
    }
}

/// Changes what is chosen for a lead.
fn change(bench: Bench, id: Uuid, change: &dyn Fn(&mut ReviewRow)) {
    bench.rows.update(|rows| {
        if let Some(row) = rows.iter_mut().find(|row| row.row.convert.lead.uuid() == id) {
            change(row);
        }
    });
}

/// The matches, each with what speaks for it.
fn offered<T: Stored>(workspace: &Workspace, found: &[Match<T>]) -> Vec<Choice> {
    let choice = |found: &Match<T>| {
        let why = found.reasons.first().map(|reason| matches::reason(workspace, reason)).unwrap_or_default();
        Choice::new(found.id.to_string(), format!("{} ({why})", record_title(workspace, RecordRef::of(found.id))))
    };
    found.iter().map(choice).collect()
}

fn value_of<T>(target: &Target<T>) -> String {
    match target {
        Target::Existing(id) => id.to_string(),
        Target::New(_) => NEW.to_owned(),
        Target::None => NONE.to_owned(),
    }
}

/// The target of a choice; an earlier lead's account goes before whatever this is.
fn target_of<T>(value: &str) -> Target<T> {
    match value {
        NEW | EARLIER => Target::New(Map::new()),
        NONE => Target::None,
        id => id.parse().map_or(Target::None, |id| Target::Existing(Id::new(id))),
    }
}
