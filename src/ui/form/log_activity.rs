//! Writing down what was done and what is to be done.

use leptos::prelude::*;

use super::activity_form::{ActivityForm, KINDS, has_direction, outcome_choices};
use super::controls::note_on;
use super::options;
use crate::app::crm::use_crm;
use crate::domain::activity::{ActivityKind, Direction};
use crate::domain::field::Kind;
use crate::domain::record::{Collection, RecordRef};
use crate::ui::components::banner::{Banner, Gravity};
use crate::ui::components::button::Button;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::components::switch3::Switch3;
use crate::ui::components::text_field::{TextArea, TextField, TextKind};
use crate::ui::words::choices;
use crate::ui::words::fields::field_label;
use crate::ui::words::vocabulary::spoken;

/// The dialog **Log activity**: what took place, or a task for later. A call,
/// a meeting or an e-mail with a time ahead is planned, not done.
#[component]
pub fn LogActivity(
    /// The records it is about.
    links: Vec<RecordRef>,
    /// What sort of thing to begin with.
    #[prop(default = ActivityKind::Call)]
    kind: ActivityKind,
    /// Called with the activity when it was saved, without one on Cancel.
    on_close: Callback<Option<RecordRef>>,
) -> impl IntoView {
    let form = ActivityForm::new(use_crm(), kind, &links);
    let submit = Callback::new(move |()| {
        if let Some(saved) = form.save() {
            on_close.run(Some(saved));
        }
    });
    view! {
        <Dialog
            title=spoken("Log activity")
            on_close=Callback::new(move |()| on_close.run(None))
            on_submit=submit
            submit_label=spoken("Save")
        >
            {move || form.refused.get().map(|text| view! { <Banner text gravity=Gravity::Danger /> })}
            {fields(form)}
        </Dialog>
    }
    .into_any()
}

fn fields(form: ActivityForm) -> AnyView {
    let kind = Memo::new(move |_| form.kind());
    let kinds = KINDS.map(|kind| Choice::new(choices::stored(kind), choices::activity_kind(kind)));
    let options = Signal::stored(kinds.to_vec());
    let on_choose = Callback::new(move |_: String| form.choose_first_outcome());
    view! {
        <Switch3 label=spoken("Kind") value=form.kind options on_choose />
        <TextField label=spoken("Subject") value=form.subject error=form.subject_error autofocus=true />
        <TextArea label=spoken("Text") value=form.body />
        {move || match kind.get() {
            ActivityKind::Task => due(form),
            kind => happened(form, kind),
        }}
        {form.links.view(field_label(Collection::Activity, "links"), "", Signal::stored(None))}
    }
    .into_any()
}

/// When something took place, who turned to whom, and what came of it.
fn happened(form: ActivityForm, kind: ActivityKind) -> AnyView {
    let outcomes = outcome_choices(kind);
    let asked = !outcomes.is_empty();
    let outcomes = Signal::stored(outcomes);
    let directions = [Direction::Outbound, Direction::Inbound]
        .map(|direction| Choice::new(choices::stored(direction), choices::direction(direction)));
    let directions = Signal::stored(directions.to_vec());
    let planned = Memo::new(move |_| form.is_planned());
    view! {
        <div class="form-grid">
            {asked.then(|| view! { <SelectField label=spoken("Outcome") value=form.outcome options=outcomes /> })}
            {has_direction(kind)
                .then(|| view! { <SelectField label=spoken("Direction") value=form.direction options=directions /> })}
            <TextField label=spoken("When") value=form.at kind=TextKind::DateTimeLocal error=form.when_error />
        </div>
        <Show when=move || planned.get()>{reminder(form)}</Show>
    }
    .into_any()
}

/// By when a task is to be done, with the usual days one press away.
fn due(form: ActivityForm) -> AnyView {
    let quick = [(spoken("Today"), 0), (spoken("Tomorrow"), 1), (spoken("Next week"), 7)];
    let quick = quick.map(|(label, days)| {
        view! { <Button label small=true on_press=Callback::new(move |()| form.due_in(days)) /> }
    });
    view! {
        <div class="form-due">
            <TextField label=spoken("Due") value=form.due kind=TextKind::Date error=form.when_error />
            <div class="row row--tight">{quick.collect_view()}</div>
        </div>
        {reminder(form)}
    }
    .into_any()
}

/// Whether what is still to be done is announced.
fn reminder(form: ActivityForm) -> AnyView {
    let all = Collection::Activity.field("remind").map(|field| field.kind);
    let options = if let Some(Kind::Choice(values)) = all { options::of_words("remind", values) } else { Vec::new() };
    view! {
        <SelectField label=field_label(Collection::Activity, "remind") value=form.remind options=Signal::stored(options) />
        {note_on(form.remind)}
    }
    .into_any()
}
