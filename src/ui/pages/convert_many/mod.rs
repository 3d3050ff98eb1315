//! `#/leads/convert?ids=…`: many leads at once, after a look at what each
//! would become. The matches are found one lead after the other, and the page
//! answers in between.

mod row;

use std::collections::BTreeSet;

use leptos::{ev, prelude::*};
use uuid::Uuid;

use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route, Term};
use crate::app::slices;
use crate::domain::command::{BulkConversion, Command, ConvertLead, Target};
use crate::domain::id::Id;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workflow::Rejection;
use crate::domain::workflow::batch::Refused;
use crate::domain::workflow::convert_lead::unmet_criteria;
use crate::domain::workflow::convert_leads::{ReviewRow, obstacle, review};
use crate::ui::components::button::Button;
use crate::ui::components::empty_page::EmptyPage;
use crate::ui::components::icon::Icon;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::text_field::TextField;
use crate::ui::words::counts::{count, count_of};
use crate::ui::words::terms::what_is;
use crate::ui::words::vocabulary::{said, spoken};

/// The state of the page. A copy is a handle to the same.
#[derive(Clone, Copy)]
struct Bench {
    crm: Crm,
    /// The leads of the address.
    leads: StoredValue<Vec<Uuid>>,
    /// Those that were looked at.
    rows: RwSignal<Vec<ReviewRow>>,
    /// Those that are not to be converted now.
    left_out: RwSignal<BTreeSet<Uuid>>,
    /// Those of which an amount cannot be read.
    unreadable: RwSignal<BTreeSet<Uuid>>,
    /// What the last attempt left.
    refused: RwSignal<Vec<Refused>>,
    /// Why leads are converted although the checklist is not met.
    reason: RwSignal<String>,
}

/// The page on which many leads are converted.
#[component]
pub fn ConvertManyPage(
    /// The address: which leads.
    query: Query,
) -> impl IntoView {
    let mut known = BTreeSet::new();
    let leads: Vec<Uuid> = query.ids("ids").into_iter().filter(|id| known.insert(*id)).collect();
    if leads.is_empty() {
        return no_leads();
    }
    let bench = Bench {
        crm: use_crm(),
        leads: StoredValue::new(leads),
        rows: RwSignal::new(Vec::new()),
        left_out: RwSignal::new(BTreeSet::new()),
        unreadable: RwSignal::new(BTreeSet::new()),
        refused: RwSignal::new(Vec::new()),
        reason: RwSignal::new(String::new()),
    };
    slices::work(Box::new(move || bench.look_at_next()));
    bench.page()
}

fn no_leads() -> AnyView {
    view! {
        <EmptyPage
            heading=spoken("Convert leads")
            icon=Icon::Lead
            title=spoken("No leads are chosen")
            text=spoken("Choose leads in their list, then convert them from there.")
            way_on=spoken("Leads")
            href=Route::list(Collection::Lead).href()
        />
    }
    .into_any()
}

impl Bench {
    /// Looks at one more lead; false once there is none, or the page has gone.
    fn look_at_next(self) -> bool {
        let next = self
            .rows
            .try_with_untracked(Vec::len)
            .and_then(|at| self.leads.try_with_value(|leads| leads.get(at).copied()).flatten());
        let Some(lead) = next else { return false };
        let row = self.crm.peek(|workspace| self.rows.with_untracked(|rows| review(workspace, Id::new(lead), rows)));
        self.rows.update(|rows| rows.push(row));
        true
    }

    fn page(self) -> AnyView {
        let submit = move |event: ev::SubmitEvent| {
            event.prevent_default();
            self.convert();
        };
        let ids = Memo::new(move |_| {
            self.rows.with(|rows| rows.iter().map(|row| row.row.convert.lead.uuid()).collect::<Vec<_>>())
        });
        view! {
            <form class="page page--wide" novalidate on:submit=submit>
                <PageHeader
                    title=spoken("Convert leads")
                    concept=Some(spoken("What each lead becomes, with the best match there is. All of them are one change, and one undo").to_owned())
                    more=Some(what_is(Term::Conversion))
                />
                <p role="status" class="muted">{move || self.status()}</p>
                <table class="convert-many">
                    <thead>
                        <tr><th scope="col">{spoken("Lead")}</th><th scope="col">{spoken("Account")}</th><th scope="col">{spoken("Contact")}</th><th scope="col">{spoken("Opportunity")}</th></tr>
                    </thead>
                    <tbody>
                        <For each=move || ids.get() key=|id| *id let:id>{row::row(self, id)}</For>
                    </tbody>
                </table>
                {self.foot()}
            </form>
        }
        .into_any()
    }

    fn status(self) -> String {
        let (done, all) = (self.rows.with(Vec::len), self.leads.with_value(Vec::len));
        if done < all {
            return said!("Looking at {} of {}…", done, count_of(all, Collection::Lead));
        }
        let stuck = self.rows.with(|rows| rows.iter().filter(|row| self.obstacle(row).is_some()).count());
        let stuck = if stuck == 0 {
            String::new()
        } else {
            said!(", {} cannot be converted as they are", count(stuck, "of them", "of them"))
        };
        format!("{}{stuck}", count_of(all, Collection::Lead))
    }

    fn foot(self) -> AnyView {
        let asks = Memo::new(move |_| {
            let unmet = |row: &ReviewRow| {
                row.refused.is_none()
                    && !self
                        .crm
                        .read(&[Collection::Criterion], |workspace| {
                            unmet_criteria(workspace, &row.row.convert.criteria_met)
                        })
                        .is_empty()
            };
            self.rows.with(|rows| rows.iter().any(unmet))
        });
        let ready = Memo::new(move |_| self.ready().len());
        let label = move || {
            said!("Convert {}", crate::ui::words::concepts::in_sentence(&count_of(ready.get(), Collection::Lead)))
        };
        view! {
            <div class="convert-foot">
                <Show when=move || asks.get()>
                    <TextField label=spoken("Why convert although the checklist is not met") value=self.reason />
                </Show>
                <p class="convert-summary">{move || self.sum()}</p>
                <div class="row">
                    <Button label=spoken("Cancel") on_press=Callback::new(move |()| self.leave()) />
                    <button type="submit" class="btn btn--primary" disabled=move || ready.get() == 0>{label}</button>
                </div>
            </div>
        }
        .into_any()
    }

    /// How many records would be made.
    fn sum(self) -> String {
        let ready = self.ready();
        let new = |is_new: &dyn Fn(&BulkConversion) -> bool, collection| {
            let many = ready.iter().filter(|row| is_new(row)).count();
            (many > 0).then(|| count_of(many, collection))
        };
        let parts = [
            new(&|row| row.account_of.is_none() && matches!(row.convert.account, Target::New(_)), Collection::Account),
            new(&|row| matches!(row.convert.contact, Target::New(_)), Collection::Contact),
            new(&|row| matches!(row.convert.opportunity, Target::New(_)), Collection::Opportunity),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { said!("New: {}", parts.join(", ")) }
    }

    /// Why a row would be refused as it is now, or was.
    fn obstacle(self, row: &ReviewRow) -> Option<Rejection> {
        self.crm.read(&[Collection::Lead, Collection::Criterion], |workspace| {
            self.reason.with(|reason| obstacle(workspace, row, reason))
        })
    }

    /// What would be converted now.
    fn ready(self) -> Vec<BulkConversion> {
        let (left_out, unreadable, reason) = (self.left_out.get(), self.unreadable.get(), self.reason.get());
        self.rows.with(|rows| {
            let is_ready = |row: &&ReviewRow| {
                let id = row.row.convert.lead.uuid();
                !left_out.contains(&id) && !unreadable.contains(&id) && self.obstacle(row).is_none()
            };
            let with_reason = |row: &ReviewRow| BulkConversion {
                convert: ConvertLead { override_reason: reason.clone(), ..row.row.convert.clone() },
                account_of: row.row.account_of,
            };
            rows.iter().filter(is_ready).map(with_reason).collect()
        })
    }

    fn convert(self) {
        let ready = untrack(|| self.ready());
        if ready.is_empty() {
            return;
        }
        let tried: BTreeSet<Uuid> = ready.iter().map(|row| row.convert.lead.uuid()).collect();
        let refused = match self.crm.execute(&Command::ConvertLeads(ready)) {
            Ok(executed) => executed.refused,
            Err(Rejection::AllRefused(refused)) => refused,
            Err(because) => tried.iter().map(|id| Refused { record: lead(*id), because: because.clone() }).collect(),
        };
        let stays = |id: Uuid| !tried.contains(&id) || refused.iter().any(|refused| refused.record.id == id);
        self.rows.update(|rows| rows.retain(|row| stays(row.row.convert.lead.uuid())));
        self.leads.update_value(|leads| leads.retain(|id| stays(*id)));
        self.refused.set(refused);
        if self.leads.with_value(Vec::is_empty) {
            self.leave();
        }
    }

    fn leave(self) {
        self.crm.router.replace(Route::list(Collection::Lead));
    }
}

fn lead(id: Uuid) -> RecordRef {
    RecordRef { collection: Collection::Lead, id }
}
