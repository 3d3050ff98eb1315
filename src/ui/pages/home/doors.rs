//! The three ways to begin, and the promise that comes first.

use leptos::prelude::*;

use crate::app::arrival;
use crate::app::crm::Crm;
use crate::app::route::{Query, Route};
use crate::domain::command::Command;
use crate::domain::record::Collection;
use crate::ui::actions::Act;
use crate::ui::actions::desk::use_desk;
use crate::ui::components::button::{Button, LinkButton};
use crate::ui::components::icon::{Icon, icon};
use crate::ui::components::page_header::PageHeader;
use crate::ui::words::vocabulary::{in_language, spoken};

/// Whether there is nothing yet. Runs again when that may have changed.
pub fn is_empty(crm: Crm) -> bool {
    crm.read(&Collection::MAIN, |workspace| Collection::MAIN.iter().all(|it| workspace.count(*it) == 0))
}

/// Loads the demo, and shows it.
pub fn load_demo(crm: Crm) {
    if crm.perform(&Command::LoadDemo) {
        // The door goes away, and the focus must not go with it.
        arrival::focus_main();
    }
}

/// What an empty workspace shows. `index.html` has the same for as long as the program
/// is not there.
pub fn page(crm: Crm) -> AnyView {
    let concept =
        spoken("A CRM that lives in your browser. Begin with one lead, with the data you have, or with a look around");
    let desk = use_desk();
    let tour = Callback::new(move |()| desk.run(Act::Tour));
    view! {
        <div class="page">
            <PageHeader title=spoken("Home") concept=Signal::stored(Some(concept.to_owned())) />
            <div class="doors">
                <a class="door" href=Route::New(Collection::Lead, Query::default()).href()>
                    {door(
                        Icon::Lead,
                        spoken("Add a lead"),
                        spoken("Somebody who might buy, as far as you know them: a name or a company is enough"),
                    )}
                </a>
                <a class="door" href=Route::Data.href()>
                    {door(
                        Icon::Import,
                        spoken("Bring my data"),
                        spoken("From a spreadsheet, an address book or another CRM. You see what comes in before it does"),
                    )}
                </a>
                <button type="button" class="door" on:click=move |_| load_demo(crm)>
                    {door(
                        Icon::Star,
                        spoken("Look at the demo"),
                        spoken("The story of one sale with its people and deals. One press takes it out again"),
                    )}
                </button>
            </div>
            <p class="promise">
                {in_language("What you enter stays on this device: no account, no server, and the page itself is forbidden to send anything.")}
            </p>
            <div class="row">
                <Button label=spoken("Guided tour") icon=Icon::Flag on_press=tour />
                <LinkButton label=spoken("Which is it?") href=Route::Which.href() icon=Icon::Search />
                <LinkButton label=spoken("What the words mean") href=Route::Help(None).href() icon=Icon::Help />
            </div>
            <p class="promise">
                {spoken("To see a full workspace, of up to 100,000 records, load a large demo on ")}
                <a href=Route::Data.href()>{spoken("Import & export")}</a> "."
            </p>
        </div>
    }
    .into_any()
}

fn door(drawing: Icon, title: &'static str, text: &'static str) -> AnyView {
    view! {
        <span class="door-icon">{icon(drawing)}</span>
        <span class="door-text">
            <span class="door-title">{title}</span>
            <span class="door-detail">{text}</span>
        </span>
    }
    .into_any()
}
